"""The door to the command line: a module for each command."""

import click

from mkdocs_pubs import __version__
from mkdocs_pubs.cli.add import add
from mkdocs_pubs.cli.assets import assets
from mkdocs_pubs.cli.check import check
from mkdocs_pubs.cli.export import export
from mkdocs_pubs.cli.format import format_
from mkdocs_pubs.cli.render import render
from mkdocs_pubs.cli.sync import sync


@click.group()
@click.version_option(__version__, prog_name="mkdocs-pubs")
def main() -> None:
    """Publication lists from BibTeX."""


for command in (check, render, export, assets, add, sync, format_):
    main.add_command(command)
