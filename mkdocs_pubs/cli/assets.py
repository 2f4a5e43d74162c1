"""``mkdocs-pubs assets``: style sheets and script, for hosts that do not add them."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_pubs.assets import asset
from mkdocs_pubs.cli.parameters import VENUES
from mkdocs_pubs.cli.writing import write_text
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import Publisher


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@VENUES
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
    for name in ("pubs.css", "citations.css", "citations.js", "pubs.js"):
        write_text(folder / name, asset(name))
    if colours:
        write_text(folder / "venues.css", colours)
