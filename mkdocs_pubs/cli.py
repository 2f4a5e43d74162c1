"""The door to the command line: check bibliographies, render a list, write out the style sheet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex
from shutil import copymode
from typing import TypeVar

import click

from mkdocs_pubs import __version__
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, Severity
from mkdocs_pubs.errors import OptionError, PubsError
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import Options, OptionSpec, read_options, specs
from mkdocs_pubs.publisher import Publisher
from mkdocs_pubs.rendering import citation_sheet, script, style_sheet

Command = TypeVar("Command", bound=Callable[..., None])

_FILES = click.argument("files", nargs=-1, required=True)
_VENUES = click.option(
    "--venues", help="A YAML file that says what the badges of venues look like."
)


@click.group()
@click.version_option(__version__, prog_name="mkdocs-pubs")
def main() -> None:
    """Publication lists from BibTeX."""


def _list_options(command: Command) -> Command:
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


@main.command()
@_FILES
@click.option("--style", help="Try this citation style on every entry, too.")
@click.option(
    "--ignore",
    multiple=True,
    type=click.Choice([code.value for code in Code]),
    metavar="CODE",
    help="Say nothing of this code. May be given several times.",
)
def check(files: tuple[str, ...], style: str | None, ignore: tuple[str, ...]) -> None:
    """Say what is wrong in FILES; exit with 1 if anything is, bar what is only said (info)."""
    severity = {Code.STYLE_FALLBACK.value: Severity.WARNING.value} if style else {}
    severity |= dict.fromkeys(ignore, Severity.IGNORE.value)
    _, options, _, problems = _publish(files, {"style": style, "severity": severity})
    for problem in sorted(problems):
        _print(str(problem))
    if any(options.severity_of(problem.code) is not Severity.INFO for problem in problems):
        sys.exit(1)


@main.command()
@_FILES
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--title", default="", help="The page's title; by default, it says Publications.")
@click.option("--fragment", is_flag=True, help="Write the list alone, without a page around it.")
@click.option("--templates", help="A folder whose templates stand for ours of the same name.")
@_VENUES
@_list_options
def render(
    files: tuple[str, ...], output: Path | None, title: str, fragment: bool, **options: object
) -> None:
    """Write the publications of FILES as HTML."""
    publisher, read, published, problems = _publish(files, options)
    for problem in problems:
        click.echo(str(problem), err=True)
    try:
        if fragment:
            html = publisher.fragment_html(published, read)
        else:
            html = publisher.page_html(published, read, title)
    except PubsError as error:
        raise click.ClickException(str(error)) from None
    if output is None:
        _print(html, encoding="utf-8")
    else:
        _write(output, f"{html}\n")
    if any(problem.code in _NOT_AS_ASKED for problem in problems):
        sys.exit(1)


_NOT_AS_ASKED = frozenset(
    {Code.INVALID_EXPRESSION, Code.MISSING_FILE, Code.TEMPLATE_FAILURE, Code.UNREADABLE_FILE}
)
"""What makes the list another one than was asked for."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_VENUES
def assets(folder: Path, venues: str | None) -> None:
    """Write style sheets and script to FOLDER, for hosts that do not add them by themselves."""
    options, _ = read_options({"venues": venues})
    try:
        colours = Publisher(Path.cwd(), options).venue_sheet
    except PubsError as error:
        raise click.ClickException(str(error)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"cannot make {folder}: {error.strerror}") from None
    _write(folder / "pubs.css", style_sheet())
    _write(folder / "citations.css", citation_sheet())
    _write(folder / "pubs.js", script())
    if colours:
        _write(folder / "venues.css", colours)


def _publish(
    files: tuple[str, ...], chosen: Mapping[str, object]
) -> tuple[Publisher, Options, Published, tuple[Diagnostic, ...]]:
    """Publish `files` with the options chosen; what is wrong comes once each, in order."""
    named = {"bibliography": list(files), "allow_outside": True}
    read, wrong = read_options({**chosen, **named})
    try:
        if wrong:
            raise OptionError([problem.message for problem in wrong])
        publisher = Publisher(Path.cwd(), read)
        published, problems = publisher.publish(read, asked_at=Location("command line"))
    except PubsError as error:
        raise click.ClickException(str(error)) from None
    heard = (one for one in problems if read.severity_of(one.code) is not Severity.IGNORE)
    return publisher, read, published, tuple(dict.fromkeys(heard))


def _print(text: str, encoding: str | None = None) -> None:
    """Print a text; signs that the encoding, else the terminal's, does not have are escaped."""
    encoding = encoding or getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        # Python tries again at its end, and would then complain of the same with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException(f"cannot print: {error.strerror}") from None


def _write(path: Path, text: str) -> None:
    try:
        _replace(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from None


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside `path` and put it there once it is whole; into a device, write."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".pubs-{token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(content)
        if target.exists():
            copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
