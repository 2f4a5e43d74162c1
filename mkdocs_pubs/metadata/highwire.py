"""Highwire Press's tags, by which Google Scholar indexes works and Zotero takes them over.

Which there are: Google Scholar's inclusion guidelines for webmasters, "Configuring the meta-tags";
what becomes of them: Zotero's translator "Embedded Metadata".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_pubs.metadata.names import family_first
from mkdocs_pubs.metadata.record import Record
from mkdocs_pubs.models import Name

# Google's name for the book of a chapter, and the one that Zotero knew first.
_BOOK = ("citation_inbook_title", "citation_book_title")
_CONTAINERS = {
    "paper-conference": ("citation_conference_title",),
    "chapter": _BOOK,
    "entry-encyclopedia": _BOOK,
}
_JOURNAL = ("citation_journal_title",)
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
_SEVERAL_PAGES = re.compile(r"\s*[,;+].*")


def highwire(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the names of the tags with their values, some of which are empty."""
    yield "citation_title", record.title
    for name in record.authors:
        yield "citation_author", _person(name)
    for name in record.editors:
        yield "citation_editor", _person(name)
    yield "citation_publication_date", record.date.replace("-", "/")
    for tag in _CONTAINERS.get(record.kind, _JOURNAL):
        yield tag, record.container
    yield _PUBLISHERS.get(record.kind, "citation_publisher"), record.publisher
    yield from ((tag, record.fields.get(field, "")) for tag, field in _TEXTS.items())
    if record.kind == "report":
        yield "citation_technical_report_number", record.fields.get("number", "")
    elif record.is_serial:
        yield "citation_issue", record.issue
    yield "citation_firstpage", _SEVERAL_PAGES.sub("", record.first_page)
    yield "citation_lastpage", record.last_page
    yield from ((tag, record.identifiers.get(field, "")) for tag, field in _IDENTIFIERS.items())
    yield "citation_language", record.language
    for keyword in record.keywords:
        yield "citation_keywords", keyword


def _person(name: Name) -> str:
    """Return a name with the family first.

    Zotero takes two commas' worth of several words each for two people, unless the space of a
    family is one that does not break.
    """
    written = family_first(name)
    family, comma, given = written.partition(", ")
    return family.replace(" ", "\N{NO-BREAK SPACE}") + comma + given if " " in given else written
