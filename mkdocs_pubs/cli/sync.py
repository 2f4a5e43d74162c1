"""``mkdocs-pubs sync``: what is new at the places where somebody's works are listed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_pubs.cli.getting import (
    Line,
    content_of,
    getting_options,
    output_option,
    put,
    services,
    tell,
    tell_outcome,
)
from mkdocs_pubs.diagnostics import quoted
from mkdocs_pubs.intake import Gathered, IsKnown, Services, holdings_of, record
from mkdocs_pubs.models.sources import Draft, Failure
from mkdocs_pubs.normalise import bare_orcid


@click.command()
@output_option(required=True)
@click.option("--orcid", multiple=True, help="Works of somebody with this ORCID.")
@click.option("--dblp", multiple=True, metavar="PID", help="Works of somebody in DBLP: 12/3456.")
@click.option(
    "--zotero",
    multiple=True,
    metavar="LIBRARY",
    help="Works in a library of Zotero: users/1, groups/2, groups/2/collections/KEY. A private one"
    " needs the environment variable ZOTERO_API_KEY.",
)
@click.option("--bib", multiple=True, metavar="URL", help="Works in a BibTeX file on the web.")
@getting_options
@click.pass_obj
def sync(
    line: Line | None,
    /,
    output: Path,
    mailto: str,
    update: bool,
    dry_run: bool,
    yes: bool,
    **places: tuple[str, ...],
) -> None:
    """Add what is new at ORCID, DBLP, Zotero or in a BibTeX file; each may be given several times.

    What is in the file already stays as it is.
    """
    if not any(places.values()):
        raise click.UsageError("say where from: --orcid, --dblp, --zotero or --bib")
    # To complete entries, also the works that are here must be asked for.
    is_known: IsKnown = (
        (lambda _kind, _value: False)
        if update
        else holdings_of(str(output), content_of(output)).has
    )
    drafts: list[Draft] = []
    failures: list[str] = []
    for name, found in _found(services(line, mailto), places, is_known):
        if isinstance(found, Failure):
            failures.append(f"{name}: {found.message}")
        else:
            drafts.extend(found.drafts)
            failures.extend(f"{name}: {failure}" for failure in found.failures)
    revision = put(output, drafts, update=update, dry_run=dry_run, yes=yes)
    tell(revision.notes)
    if revision.lacking:
        tell([f"{len(revision.lacking)} lack fields that the source has (--update adds them)"])
    tell_outcome(output, revision, failures, dry_run)


def _found(
    known: Services, places: dict[str, tuple[str, ...]], is_known: IsKnown
) -> Iterator[tuple[str, Gathered | Failure]]:
    for text in places["orcid"]:
        orcid = bare_orcid(text)
        wrong = Failure("is no ORCID; its check digit is not its own")
        yield quoted(text), record(known, orcid, is_known) if orcid else wrong
    for person in places["dblp"]:
        yield quoted(person), _whole(known.dblp(person))
    for library in places["zotero"]:
        yield quoted(library), _whole(known.zotero(library, _zotero_key()))
    for url in places["bib"]:
        yield quoted(url), _whole(known.bibliography(url))


def _whole(found: tuple[Draft, ...] | Failure) -> Gathered | Failure:
    return found if isinstance(found, Failure) else Gathered(found)


def _zotero_key() -> str:
    return os.environ.get("ZOTERO_API_KEY", "").strip()
