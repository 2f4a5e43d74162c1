"""What the commands share that get entries from services: the way there, and into the file."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from mkdocs_pubs.cli.differences import difference
from mkdocs_pubs.cli.writing import print_text, write_over
from mkdocs_pubs.diagnostics import printable
from mkdocs_pubs.intake import Revision, Services, revised
from mkdocs_pubs.models.sources import Draft
from mkdocs_pubs.patterns import regex

Command = TypeVar("Command", bound=Callable[..., None])
Line = Callable[[str], Services]
"""What leads to the services, for somebody with an e-mail address."""

_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def getting_options(command: Command) -> Command:
    """Give a command the options of all that get entries."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def output_option(**settings: Any) -> Callable[[Command], Command]:
    """Return the option for the bibliography that works go into, with what a command adds to it."""
    path = click.Path(path_type=Path, dir_okay=False)
    help_text = "The bibliography that they go into."
    return click.option("-o", "--output", type=path, help=help_text, **settings)


def services(line: Line | None, contact: str) -> Services:
    """Return the services; `line` stands for the network in tests."""
    if line is not None:
        return line(contact)
    # Nothing else needs the network, nor the time that it takes to load.
    from mkdocs_pubs.network import Network

    def say(what: str) -> None:
        tell([what])

    return Services(Network(contact, say=say).fetch, say=say)


def content_of(path: Path) -> bytes:
    """Return what a file holds; nothing where it is still to be made."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise click.ClickException(f"cannot read {path}: {error.strerror}") from None


def put(path: Path, drafts: Sequence[Draft], *, update: bool, dry_run: bool, yes: bool) -> Revision:
    """Put what is new into a file: show the difference, ask where somebody can answer, write."""
    before = content_of(path)
    revision = revised(str(path), before, drafts, complete=update)
    if revision.content == before:
        return revision
    print_text(difference(path, before, revision.content))
    if dry_run:
        return revision
    if not yes and is_answered() and not click.confirm(f"Write {path}?", err=True):
        raise click.Abort
    write_over(path, before, revision.content)
    return revision


def is_answered() -> bool:
    """Say whether somebody can answer questions."""
    return sys.stdin is not None and sys.stdin.isatty()


def tell(notes: Sequence[str]) -> None:
    """Say something beside the output; what strangers wrote cannot steer the terminal."""
    for note in notes:
        click.echo(printable(note), err=True)


def tell_outcome(path: Path, revision: Revision, failures: Sequence[str], dry_run: bool) -> None:
    """Say what was done, and exit with 1 where something failed."""
    tell([f"Error: {failure}" for failure in (*failures, *revision.failures)])
    would = "would add" if dry_run else "added"
    done = [f"{would} {_entries(len(revision.added))} to {path}"] if revision.added else []
    if revision.completed:
        verb = "would complete" if dry_run else "completed"
        done.append(f"{verb} {_entries(len(revision.completed))} of {path}")
    if failures or revision.failures:
        tell(done)
        sys.exit(1)
    tell(done or [f"nothing new for {path}"])


def _entries(number: int) -> str:
    return f"{number} entry" if number == 1 else f"{number} entries"


def _address(_context: object, _option: object, value: str) -> str:
    if value and not _MAIL.fullmatch(value):
        raise click.BadParameter("is no e-mail address")
    return value


_OPTIONS = (
    click.option("--update", is_flag=True, help="Add fields that entries here lack, and no more."),
    click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing."),
    click.option("-y", "--yes", is_flag=True, help="Write without asking."),
    click.option(
        "--mailto",
        default="",
        envvar="MKDOCS_PUBS_MAILTO",
        callback=_address,
        metavar="ADDRESS",
        help="Your e-mail address, for the services to know whom to write to.",
    ),
)
