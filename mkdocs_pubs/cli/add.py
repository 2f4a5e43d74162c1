"""``mkdocs-pubs add``: works into a bibliography by what identifies them."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_pubs.cli.getting import (
    Line,
    getting_options,
    output_option,
    put,
    services,
    tell,
    tell_outcome,
)
from mkdocs_pubs.diagnostics import quoted
from mkdocs_pubs.intake import Services, read_asked
from mkdocs_pubs.models.sources import Draft, Failure


@click.command()
@click.argument("works", nargs=-1, required=True)
@output_option(default=Path("papers.bib"), show_default=True)
@getting_options
@click.pass_obj
def add(
    line: Line | None,
    /,
    works: tuple[str, ...],
    output: Path,
    mailto: str,
    update: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Add WORKS to a bibliography: each a DOI, arXiv number, ISBN, PubMed number or address."""
    drafts, failures = _gathered(services(line, mailto), works)
    revision = put(output, drafts, update=update, dry_run=dry_run, yes=yes)
    lacking = [f"{one} (--update adds it)" for one in revision.lacking]
    tell([*revision.here, *revision.notes, *lacking])
    tell_outcome(output, revision, failures, dry_run)


def _gathered(known: Services, works: tuple[str, ...]) -> tuple[list[Draft], list[str]]:
    drafts: list[Draft] = []
    failures: list[str] = []
    for work in works:
        asked = read_asked(work)
        found = known.work(asked) if asked else Failure(_NO_WORK)
        if isinstance(found, Failure):
            failures.append(f"{quoted(work)}: {found.message}")
        else:
            drafts.extend(found)
    return drafts, failures


_NO_WORK = "is no DOI, arXiv number, ISBN, PubMed number or address (or its check digit is wrong)"
