"""``mkdocs-pubs check``: what is wrong in bibliographies, and in what pages cite of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

import click

from mkdocs_pubs.cli.mending import mend
from mkdocs_pubs.cli.reports import FORMATS, default_format, print_report
from mkdocs_pubs.cli.site import Site, UsageError, site_of
from mkdocs_pubs.cli.survey import Survey
from mkdocs_pubs.diagnostics import Code, Diagnostic, Severity
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.publisher import ListRequest, Publisher

_CODES = click.Choice([code.value for code in Code])


@click.command()
@click.argument("files", nargs=-1)
@click.option(
    "--pages",
    multiple=True,
    metavar="PATH",
    help="Check what a page, or all in a folder, cite: Markdown, notebooks, docstrings of Python."
    " May be given several times.",
)
@click.option(
    "--config",
    metavar="PATH",
    help="Take bibliographies, pages and options from this mkdocs.yml; without FILES, from that"
    " in the current folder.",
)
@click.option("--style", help="Try this citation style on every entry, too.")
@click.option(
    "--ignore",
    multiple=True,
    type=_CODES,
    metavar="CODE",
    help="Say nothing of this code. May be given several times.",
)
@click.option(
    "--fail",
    multiple=True,
    type=_CODES,
    metavar="CODE",
    help="Fail for this code, too, such as uncited-entry. May be given several times.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(FORMATS),
    help="How to say it; by default plain, and in GitHub's workflows as annotations.",
)
@click.option("--fix", is_flag=True, help="Mend in the bibliographies what is certain, and say so.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
def check(
    files: tuple[str, ...],
    pages: tuple[str, ...],
    config: str | None,
    style: str | None,
    ignore: tuple[str, ...],
    fail: tuple[str, ...],
    layout: str | None,
    fix: bool,
    diff: bool,
) -> None:
    """Say what is wrong in bibliographies (FILES), and in what pages cite of them.

    Exits with 0 if nothing is, bar what is only said (info); with 1 if something is; with 2 if it
    cannot be checked as asked. With --fix, what was mended counts no more.
    """
    site = site_of(files, pages, config).with_severity(_severities(bool(style), fail, ignore))
    if style:
        site = replace(site, options=replace(site.options, style=style))
    if fix or diff:
        mend(site, only_show=diff)
    problems = _problems(site)
    print_report(problems, site.options, layout or default_format())
    if any(site.options.severity_of(one.code) is not Severity.INFO for one in problems):
        sys.exit(1)


def _severities(
    tries_style: bool, fail: Iterable[str], ignore: Iterable[str]
) -> list[tuple[Code, Severity]]:
    louder = [Code.STYLE_FALLBACK] if tries_style else []
    warnings = [(one, Severity.WARNING) for one in (*louder, *map(Code, fail))]
    return [*warnings, *((Code(one), Severity.IGNORE) for one in ignore)]


def _problems(site: Site) -> list[Diagnostic]:
    """Return what is wrong and to be said, once each and in order, by paths from here."""
    try:
        publisher = Publisher(site.root, site.options, place=site.place)
        _, found = publisher.publish(ListRequest(site.options, lambda _: site.place))
    except PubsError as error:
        raise UsageError(str(error)) from None
    found = (*found, *site.problems)
    if site.pages:
        found = (*found, *Survey(site, publisher).problems())
    severity_of = site.options.severity_of
    heard = (one for one in found if severity_of(one.code) is not Severity.IGNORE)
    return sorted({replace(one, location=site.shown(one.location)) for one in heard})
