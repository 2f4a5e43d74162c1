"""What a web page says of the work that it is about: Highwire's ``citation_*`` tags.

Google Scholar's "Inclusion Guidelines for Webmasters" name the tags; publishers write them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

from mkdocs_pubs.models.sources import Draft, Failure, Reply, Request
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.sources.tex import all_named, filled, texed, texed_title, verbatim

MAX_SIZE = 1 << 20
"""How many bytes of a page are read; the tags stand at its beginning."""
MAX_TAGS = 4000
"""How many tags of a page are read; a paper with as many authors has been seen."""

_DATE = regex(r"(\d{4})(?:[-/.](\d{1,2}))?")
_CHARSET = regex(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_KINDS = {
    "citation_journal_title": "article",
    "citation_conference_title": "inproceedings",
    "citation_conference": "inproceedings",
    "citation_inbook_title": "incollection",
    "citation_book_title": "incollection",
    "citation_dissertation_institution": "phdthesis",
    "citation_technical_report_institution": "techreport",
}
_FIELDS = {
    "citation_journal_title": "journal",
    "citation_conference_title": "booktitle",
    "citation_conference": "booktitle",
    "citation_inbook_title": "booktitle",
    "citation_book_title": "booktitle",
    "citation_dissertation_institution": "school",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_series_title": "series",
    "citation_volume": "volume",
    "citation_issue": "number",
    "citation_publisher": "publisher",
    "citation_abstract": "abstract",
}
_DATES = tuple(f"citation_{name}" for name in "publication_date date year online_date".split())
_IDENTIFIERS = ("doi", "isbn", "issn", "pmid")


def page_request(url: str) -> Request:
    """Return the question for any page."""
    return Request(url, "text/html, application/xhtml+xml, */*;q=0.5", names_contact=False)


def read_page(reply: Reply) -> tuple[Draft, ...] | Failure:
    """Return the work that a page is about; its identifiers are fields of it."""
    tags = _Tags()
    # What Python's parser makes of declarations that are none, behind which it reads nothing.
    with suppress(AssertionError):
        tags.feed(_decoded(reply.content[:MAX_SIZE]))
    found = tags.found
    if "citation_title" not in found:
        return Failure("the page has no citation_title tag that says what it is about")
    kind = next((_KINDS[name] for name in _KINDS if name in found), "misc")
    date = _DATE.search(_first(tags, *_DATES))
    fields = {
        "author": _authors(found),
        "title": texed_title(found["citation_title"][0]),
        **{_FIELDS[name]: texed(found[name][0]) for name in reversed(_FIELDS) if name in found},
        "year": date[1] if date else "",
        "month": (date[2] or "").lstrip("0") if date else "",
        "pages": _pages(tags),
        "eprint": verbatim(_first(tags, "citation_arxiv_id")),
        **{name: verbatim(_first(tags, f"citation_{name}")) for name in _IDENTIFIERS},
    }
    fields["archiveprefix"] = "arXiv" if fields["eprint"] else ""
    fields["doi"] = fields["doi"].removeprefix("doi:")
    if not fields["doi"]:
        fields["url"] = verbatim(reply.url)
    return (Draft(kind, filled(fields)),)


class _Tags(HTMLParser):
    """Collects the contents of a page's ``citation_*`` tags, by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = (given.get("name") or given.get("property", "")).lower()
        content = given.get("content", "").strip()
        if tag == "meta" and name.startswith("citation_") and content and self._count < MAX_TAGS:
            self._count += 1
            self.found.setdefault(name, []).append(content)


def _first(tags: _Tags, *names: str) -> str:
    return next((tags.found[name][0] for name in names if name in tags.found), "")


def _authors(found: dict[str, list[str]]) -> str:
    names = found.get("citation_author", [])
    if not names:
        names = [name for one in found.get("citation_authors", []) for name in one.split(";")]
    return " and ".join(filter(None, map(all_named, names)))


def _pages(tags: _Tags) -> str:
    first, last = (texed(_first(tags, f"citation_{end}page")) for end in ("first", "last"))
    return f"{first}--{last}" if first and last and first != last else first


def _decoded(content: bytes) -> str:
    declared = _CHARSET.search(content[:2048])
    try:
        return content.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
