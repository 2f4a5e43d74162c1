"""What Zotero makes of a page, by the rules of its translator "Embedded Metadata" of June 2024.

It is written from that translator's table of fields and reads HTML by a parser of its own, so that
what we write is not read by what wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_inbook_title": "publicationTitle",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_series_title": "series",
    "citation_conference_title": "conferenceName",
    "citation_dissertation_institution": "university",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "publisher",
    "citation_isbn": "ISBN",
    "citation_issn": "ISSN",
    "citation_abstract": "abstractNote",
    "citation_doi": "DOI",
    "citation_language": "language",
    "citation_pdf_url": "pdf",
    "citation_abstract_html_url": "url",
}
TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}


@dataclass
class ZoteroItem:
    """An item as Zotero would save it: its type, its fields, its people as (given, family)."""

    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[tuple[str, str]] = field(default_factory=list)
    editors: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pages: str = ""


class Metas(HTMLParser):
    """The elements of a head, and the values of its ``<meta>`` by their names, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        """Return the values of all tags of a name."""
        return [str(one["content"]) for _, one in self.elements if one.get("name") == name]


def read(html: str) -> ZoteroItem:
    """Return what Zotero reads of the head of a page."""
    metas = Metas(html)
    item = ZoteroItem()
    for name, target in FIELDS.items():
        if values := metas.values(name):
            item.fields[target] = " ".join(values[0].split())
    item.type = _type(metas)
    item.authors = _people(metas.values("citation_author"))
    item.editors = _people(metas.values("citation_editor"))
    for value in metas.values("citation_keywords"):
        item.tags += (one.strip() for one in value.split(";"))
    ends = metas.values("citation_firstpage") + metas.values("citation_lastpage")
    item.pages = "-".join(ends)
    return item


def _type(metas: Metas) -> str:
    """The last of Highwire's tags that tells a type; else what RDF tells, before any guess."""
    names = [str(one.get("name")) for _, one in metas.elements]
    told = [TYPES[name] for name in reversed(names) if name in TYPES]
    guess = "book" if metas.values("citation_isbn") else "journalArticle"
    return next(iter([*told, *metas.values("z:itemType"), guess]))


def _people(values: list[str]) -> list[tuple[str, str]]:
    """Several words on either side of a comma are two people, if that is the only tag."""
    people = []
    for value in values:
        written = re.split(r"\s*;\s*", value)
        if len(written) == len(values) == 1:
            by_comma = re.split(r"\s*,\s*", written[0])
            if len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
                written = by_comma
        people += [_person(one.strip()) for one in written if re.search(r"[^\s,\-.;]", one)]
    return people


def _person(written: str) -> tuple[str, str]:
    family, comma, given = written.replace("\N{NO-BREAK SPACE}", " ").partition(", ")
    if comma:
        return given, family
    given, _, family = written.rpartition(" ")
    return given, family
