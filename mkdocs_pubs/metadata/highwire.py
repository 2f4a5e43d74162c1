"""Highwire Press's tags, by which Google Scholar indexes works and Zotero takes them over.

Which there are: Google Scholar's inclusion guidelines for webmasters, "Configuring the meta-tags";
what becomes of them: Zotero's translator "Embedded Metadata" (of June 2024), which takes the type
of an item from them, but for the types that no tag tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_pubs.metadata.item_types import ZOTERO_TYPES
from mkdocs_pubs.metadata.names import family_first
from mkdocs_pubs.metadata.record import Record
from mkdocs_pubs.models import Name
from mkdocs_pubs.patterns import regex

_CONTAINERS = {
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "entry-encyclopedia": "citation_inbook_title",
}
_PUBLISHERS = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
_TEXTS = {
    "citation_volume": "volume",
    "citation_series_title": "series",
    "citation_abstract": "abstract",
}
_IDENTIFIERS = {
    "citation_doi": "doi",
    "citation_issn": "issn",
    "citation_isbn": "isbn",
    "citation_pmid": "pmid",
    "citation_arxiv_id": "arxiv",
}
_SEVERAL_PAGES = regex(r"[,;+].*", re.DOTALL)


def highwire(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the names of the tags with their values, some of which are empty."""
    yield "citation_title", record.title
    yield from (("citation_author", name) for name in _people(record.authors))
    yield from (("citation_editor", name) for name in _people(record.editors))
    yield "citation_publication_date", record.date.replace("-", "/")
    yield _CONTAINERS.get(record.kind, "citation_journal_title"), record.container
    yield _PUBLISHERS.get(record.kind, "citation_publisher"), record.publisher
    yield from ((tag, record.fields.get(field, "")) for tag, field in _TEXTS.items())
    if record.kind == "report":
        yield "citation_technical_report_number", record.fields.get("number", "")
    elif record.is_serial:
        yield "citation_issue", record.issue
    yield "citation_firstpage", _SEVERAL_PAGES.sub("", record.first_page).rstrip()
    yield "citation_lastpage", record.last_page
    yield from ((tag, record.identifiers.get(field, "")) for tag, field in _IDENTIFIERS.items())
    yield "citation_language", record.language
    for keyword in record.keywords:
        yield "citation_keywords", keyword
    # Zotero's own name for its types: without it, whatever has a title is an article to it.
    yield "z:itemType", ZOTERO_TYPES.get(record.kind, "")


def _people(names: Sequence[Name]) -> Sequence[str]:
    """Return names with the family first.

    Zotero takes the only name for those of two people if there are several words on either side of
    its comma, unless the space of the family is one that does not break.
    """
    written = [family_first(name) for name in names]
    if len(names) == 1 and " " in names[0].given:
        family, comma, given = written[0].partition(", ")
        return [family.replace(" ", "\N{NO-BREAK SPACE}") + comma + given]
    return written
