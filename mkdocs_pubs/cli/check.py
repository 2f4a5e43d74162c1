"""``mkdocs-pubs check``: what is wrong in bibliographies."""

from __future__ import annotations

import sys

import click

from mkdocs_pubs.cli.parameters import FILES, publish
from mkdocs_pubs.cli.writing import print_text
from mkdocs_pubs.diagnostics import Code, Severity


@click.command()
@FILES
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
    _, options, _, problems = publish(files, {"style": style, "severity": severity})
    for problem in sorted(problems):
        print_text(str(problem))
    if any(options.severity_of(problem.code) is not Severity.INFO for problem in problems):
        sys.exit(1)
