"""``mkdocs-pubs export``: publications for reference managers, or as a feed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_pubs.cli.parameters import COMMAND_LINE, FILES, NOT_AS_ASKED, heard, list_options, ready
from mkdocs_pubs.cli.writing import print_text, write_text
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.options import FORMATS

_FEEDS = {"atom": "atom", "json-feed": "json"}


@click.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, *_FEEDS]),
    default="bib",
    show_default=True,
    help="What to write.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--page-url", default="", help="Where in the web the list is; a feed needs it.")
@list_options
def export(
    files: tuple[str, ...], form: str, output: Path | None, page_url: str, **options: object
) -> None:
    """Write the publications of FILES as BibTeX, RIS, CSL-JSON or a feed."""
    if form in _FEEDS and not _is_in_web(page_url):
        raise click.UsageError("a feed needs '--page-url', where in the web the list is")
    publisher, read = ready(files, {**options, "cache": False})
    if form in _FEEDS:
        text, problems = publisher.press.feed(read, _FEEDS[form], page_url, COMMAND_LINE)
    else:
        text, problems = publisher.press.exported(read, form, COMMAND_LINE)
    for problem in heard(problems, read):
        click.echo(str(problem), err=True)
    if output is None:
        print_text(text.removesuffix("\n"), encoding="utf-8")
    else:
        write_text(output, text)
    if any(problem.code in NOT_AS_ASKED for problem in problems):
        sys.exit(1)


def _is_in_web(url: str) -> bool:
    return url.startswith(("https://", "http://")) and safe_url(url) is not None
