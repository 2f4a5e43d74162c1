"""``mkdocs-pubs render``: publications as HTML."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_pubs.cli.parameters import FILES, NOT_AS_ASKED, VENUES, list_options, publish
from mkdocs_pubs.cli.writing import print_text, write_text
from mkdocs_pubs.errors import PubsError


@click.command()
@FILES
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--title", default="", help="The page's title; by default, it says Publications.")
@click.option("--fragment", is_flag=True, help="Write the list alone, without a page around it.")
@click.option("--templates", help="A folder whose templates stand for ours of the same name.")
@click.option("--no-cache", is_flag=True, help="Keep nothing for the next time in .cache/pubs.")
@VENUES
@list_options
def render(
    files: tuple[str, ...],
    output: Path | None,
    title: str,
    fragment: bool,
    no_cache: bool,
    **options: object,
) -> None:
    """Write the publications of FILES as HTML."""
    if no_cache:
        options["cache"] = False
    publisher, read, published, problems = publish(files, options)
    for problem in problems:
        click.echo(str(problem), err=True)
    try:
        if fragment:
            html = publisher.press.fragment_html(published, read)
        else:
            html = publisher.press.page_html(published, read, title)
    except PubsError as error:
        raise click.ClickException(str(error)) from None
    if output is None:
        print_text(html, encoding="utf-8")
    else:
        write_text(output, f"{html}\n")
    if any(problem.code in NOT_AS_ASKED for problem in problems):
        sys.exit(1)
