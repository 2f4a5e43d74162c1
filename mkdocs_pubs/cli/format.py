"""``mkdocs-pubs format``: bibliographies in one layout, without a change of what they say."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_pubs.cli.differences import difference
from mkdocs_pubs.cli.writing import print_text, write_over
from mkdocs_pubs.diagnostics import printable
from mkdocs_pubs.models.sources import Failure
from mkdocs_pubs.publisher import content
from mkdocs_pubs.tidying import BibLayout, EntryOrder, tidied

_STANDARD_INPUT = "-"
_UNREADABLE = 2


@click.command(name="format")
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--check", is_flag=True, help="Write nothing, and exit with 1 if a file would change."
)
@click.option("--diff", is_flag=True, help="Write nothing, and show what would change.")
@click.option(
    "--sort",
    "order",
    type=click.Choice([one.value for one in EntryOrder]),
    default=EntryOrder.NONE.value,
    show_default=True,
    help="Sort entries between what parts them: comments, macros, text. Those that others name in"
    " their crossref come last.",
)
@click.option("--sort-fields", is_flag=True, help="Sort fields as people read them, author first.")
@click.option(
    "--field-order",
    metavar="NAMES",
    default="",
    help="Sort fields, these first: title,author,year.",
)
@click.option("--align", is_flag=True, help="Put the = of an entry below each other.")
@click.option(
    "--indent",
    type=click.IntRange(0, 16),
    default=2,
    show_default=True,
    help="How many spaces stand before a field.",
)
@click.option("--tab", is_flag=True, help="Put a tab before a field instead.")
def format_(
    files: tuple[str, ...],
    check: bool,
    diff: bool,
    order: str,
    sort_fields: bool,
    field_order: str,
    align: bool,
    indent: int,
    tab: bool,
) -> None:
    """Tidy bibliographies (FILES) in place: a field on a line, each value in braces.

    Entries say the same as before; what cannot be read stays as it is and is named. With - for a
    file, standard input is tidied to standard output. Exits with 1 if --check finds a file to tidy,
    with 2 if one cannot be tidied.
    """
    first = tuple(filter(None, map(str.strip, field_order.split(","))))
    layout = BibLayout(
        indent="\t" if tab else " " * indent,
        aligns=align,
        sorts_fields=sort_fields or bool(first),
        first=first,
        order=EntryOrder(order),
    )
    outcomes = [_format(file, layout, check=check, diff=diff) for file in files]
    if None in outcomes:
        sys.exit(_UNREADABLE)
    if check and any(outcomes):
        sys.exit(1)


def _format(file: str, layout: BibLayout, *, check: bool, diff: bool) -> bool | None:
    """Tidy a file, and say whether it was not tidy; ``None`` if it cannot be tidied."""
    path = Path(file)
    is_stream = file == _STANDARD_INPUT
    before, seen = (sys.stdin.buffer.read(), ()) if is_stream else content(path)
    if isinstance(seen, str):
        _tell(f"{file}: cannot be read ({seen})")
        return None
    result = tidied(file, before, layout)
    after = before if isinstance(result, Failure) else result.content
    if diff and after != before:
        print_text(difference(path, before, after))
    if not (check or diff):
        _write(path, before, after, is_stream=is_stream)
    if isinstance(result, Failure):
        _tell(f"{file}: {result.message}; left it as it is")
        return None
    _tell(*map(str, result.kept))
    if after != before and not is_stream:
        _tell(f"would tidy {file}" if check or diff else f"tidied {file}")
    return after != before


def _write(path: Path, before: bytes, after: bytes, *, is_stream: bool) -> None:
    if is_stream:
        sys.stdout.buffer.write(after)
        sys.stdout.buffer.flush()
    elif after != before:
        write_over(path, before, after)


def _tell(*messages: str) -> None:
    for message in messages:
        click.echo(printable(message), err=True)
