"""The door to the command line: check bibliographies, render a list, write out the style sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_pubs import __version__
from mkdocs_pubs.diagnostics import Diagnostic, Location, Severity
from mkdocs_pubs.errors import OptionError, PubsError
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import read_options, specs
from mkdocs_pubs.publisher import Publisher
from mkdocs_pubs.rendering import style_sheet

Command = TypeVar("Command", bound=Callable[..., None])

_FILES = click.argument("files", nargs=-1, required=True)


@click.group()
@click.version_option(__version__, prog_name="mkdocs-pubs")
def main() -> None:
    """Publication lists from BibTeX."""


def _list_options(command: Command) -> Command:
    """Give a command every option that a block in a page has."""
    for spec in reversed([spec for spec in specs() if spec.in_blocks]):
        flag = f"--{spec.name.replace('_', '-')}"
        if spec.type is bool:
            flag = f"{flag}/--no-{flag[2:]}"
        if spec.name != "bibliography":
            command = click.option(flag, type=spec.type, default=None, help=spec.help)(command)
    return command


@main.command()
@_FILES
@click.option("--style", help="Try this citation style on every entry, too.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Say nothing of this code.")
def check(files: tuple[str, ...], style: str | None, ignore: tuple[str, ...]) -> None:
    """Say what is wrong in FILES; exit with 1 if anything is."""
    severity = dict.fromkeys(ignore, Severity.IGNORE.value)
    _, _, problems = _publish(files, {"style": style, "severity": severity})
    for problem in problems:
        click.echo(str(problem))
    if problems:
        sys.exit(1)


@main.command()
@_FILES
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--title", default="Publications", show_default=True, help="The page's title.")
@click.option("--fragment", is_flag=True, help="Write the list alone, without a page around it.")
@click.option("--templates", help="A folder whose templates stand for ours of the same name.")
@_list_options
def render(
    files: tuple[str, ...], output: Path | None, title: str, fragment: bool, **options: object
) -> None:
    """Write the publications of FILES as HTML."""
    publisher, published, problems = _publish(files, options)
    for problem in problems:
        click.echo(str(problem), err=True)
    html = publisher.page_html(published, title=None if fragment else title)
    if output is None:
        click.echo(html)
    else:
        output.write_text(f"{html}\n", encoding="utf-8")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def assets(folder: Path) -> None:
    """Write the style sheet to FOLDER, for hosts that do not add it by themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pubs.css").write_text(style_sheet(), encoding="utf-8")


def _publish(
    files: tuple[str, ...], chosen: Mapping[str, object]
) -> tuple[Publisher, Published, tuple[Diagnostic, ...]]:
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
    return publisher, published, tuple(dict.fromkeys(heard))
