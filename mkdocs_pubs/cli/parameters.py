"""What the commands take: files of bibliographies, and the options of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, Severity
from mkdocs_pubs.errors import OptionError, PubsError
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import Options, OptionSpec, read_options, specs
from mkdocs_pubs.publisher import ListRequest, Publisher

Command = TypeVar("Command", bound=Callable[..., None])

FILES = click.argument("files", nargs=-1, required=True)
VENUES = click.option("--venues", help="A YAML file that says what the badges of venues look like.")

COMMAND_LINE = Location("command line")

NOT_AS_ASKED = frozenset(
    {Code.INVALID_EXPRESSION, Code.MISSING_FILE, Code.TEMPLATE_FAILURE, Code.UNREADABLE_FILE}
)
"""What makes the list another one than was asked for."""


def list_options(command: Command) -> Command:
    """Give a command every option that a block in a page has."""
    for spec in reversed([spec for spec in specs() if spec.in_blocks]):
        if spec.name != "bibliography":
            command = _option(spec)(command)
    return command


def _option(spec: OptionSpec) -> Callable[[Command], Command]:
    flag = f"--{spec.name.replace('_', '-')}"
    if spec.type is bool:
        flag = f"{flag}/--no-{flag[2:]}"
    help_text = f"{spec.help} May be given several times." if spec.is_list else spec.help
    return click.option(
        flag,
        type=spec.type,
        default=None,
        multiple=spec.is_list,
        callback=_one_or_several if spec.is_list else None,
        help=help_text,
    )


def _one_or_several(_context: object, _option: object, values: tuple[str, ...]) -> object:
    """One value is read as in a block, where it may hold several; none is not set."""
    return values[0] if len(values) == 1 else list(values) or None


def publish(
    files: tuple[str, ...], chosen: Mapping[str, object]
) -> tuple[Publisher, Options, Published, tuple[Diagnostic, ...]]:
    """Publish `files` with the options chosen; what is wrong comes once each, in order."""
    publisher, read = ready(files, chosen)
    try:
        published, problems = publisher.publish(ListRequest(read, lambda _: COMMAND_LINE))
    except PubsError as error:
        raise click.ClickException(str(error)) from None
    return publisher, read, published, heard(problems, read)


def ready(files: tuple[str, ...], chosen: Mapping[str, object]) -> tuple[Publisher, Options]:
    """Return what publishes `files`, and the options chosen.

    Raises:
        ClickException: if something is wrong with these.
    """
    named = {"bibliography": list(files), "allow_outside": True}
    read, wrong = read_options({**chosen, **named})
    try:
        if wrong:
            raise OptionError([problem.message for problem in wrong])
        cache = read.cache_in(Path.cwd())
        return Publisher(Path.cwd(), read, cache, place=COMMAND_LINE), read
    except PubsError as error:
        raise click.ClickException(str(error)) from None


def heard(problems: Iterable[Diagnostic], options: Options) -> tuple[Diagnostic, ...]:
    """Return the problems that are to be spoken, each once."""
    loud = (one for one in problems if options.severity_of(one.code) is not Severity.IGNORE)
    return tuple(dict.fromkeys(loud))
