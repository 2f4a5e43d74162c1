"""Publications as records of RIS (Research Information Systems, "RIS Format Specifications", 2011).

What tag stands for what is as Zotero's and EndNote's readers have it: the editors of a book are
``A3``, those of what is in one ``A2``; the series of a book is ``T2``, that of another work ``T3``;
the number of a report or a patent is ``SN``; of a paper, ``CY`` is where the conference was, and
``C1`` where the book came out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.entry_types import BIBSTRINGS, BOOKS, PARTS, THESES
from mkdocs_pubs.labels import ENGLISH
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Date, Name, Publication
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.ris.kinds import ris_type

LINE_END = "\r\n"
"""What ends a line, by the specification."""

_TEXTS = {
    "J2": "shortjournal",
    "NV": "volumes",
    "ST": "shorttitle",
    "AB": "abstract",
    "N1": "note",
}
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_CONTAINERS = ("journal", "booktitle", "maintitle", "eventtitle", "shortjournal")
_SERIALS = ("JOUR", "MGZN", "NEWS")
_NUMBERED = ("PAT", "RPRT", "STAND")
_RANGE = regex(r"([^\s,;&–—−-]+)\s*[-–—−]+\s*([^\s,;&–—−-]+)")
_ADDRESS = regex(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_Line = tuple[str, str]


def ris(publications: Iterable[Publication]) -> str:
    """Return publications as the text of a RIS file."""
    ids = Anchors()
    return "".join(
        f"{tag}  - {text}{LINE_END}"
        for one in publications
        for tag, text in _record(one, ids.unlike(one.key or "untitled"))
    )


def _record(publication: Publication, identifier: str) -> Iterator[_Line]:
    """Yield the lines of a record; no text can begin one, since a text is one line."""
    yield "TY", ris_type(publication)
    for tag, text in (("ID", identifier), *_people(publication), *_lines(publication)):
        if line := " ".join(text.split()):
            yield tag, line
    yield "ER", ""


def _people(publication: Publication) -> Iterator[_Line]:
    contributors = publication.contributors
    authors = publication.authors or contributors.get("holder")
    for name in authors.people if authors else ():
        yield "AU", _written(name)
    for name in publication.editors.people:
        yield "A3" if publication.type in BOOKS else "A2", _written(name)
    for name in contributors["translator"].people if "translator" in contributors else ():
        yield "A4", _written(name)


def _written(name: Name) -> str:
    """Return a name with the family first; what stands behind a second comma is a suffix.

    So the name of a body has no comma: ``Poe, Inc.`` would be somebody called Inc. Poe.
    """
    if name.corporate or not (name.given or name.suffix):
        return " ".join(filter(None, (name.prefix, name.family.replace(",", " "))))
    family = f"{name.prefix} {name.family}" if name.prefix else name.family
    parts = (family, name.given, name.suffix) if name.suffix else (family, name.given)
    return ", ".join(part.replace(",", " ") for part in parts)


def _lines(publication: Publication) -> Iterator[_Line]:
    fields = publication.fields
    yield "TI", to_text(publication.title)
    container = to_text(_container(publication))
    yield "T2", container
    if ris_type(publication) == "CPAPER":
        yield "C3", container
    is_book = publication.type in BOOKS
    yield "T2" if is_book and not container else "T3", to_text(fields.get("series", ""))
    yield from _dates(publication.date)
    if seen := publication.dates.get("urldate"):
        yield "Y2", _day(seen)
    yield "VL", to_text(fields.get("volume", ""))
    yield from _numbers(publication)
    yield from _pages(_text_of(publication, "pages", "eid"))
    yield "PB", _text_of(publication, *_PUBLISHERS) or _owner(publication)
    yield from _places(publication)
    yield "ET", _text_of(publication, "edition", "version")
    yield "M3", _kind(publication)
    for tag, field in _TEXTS.items():
        yield tag, to_text(fields.get(field, ""))
    yield "LA", publication.language
    for word in publication.keywords:
        yield "KW", word
    yield from _verbatim(publication)


def _container(publication: Publication) -> str:
    """Return the TeX of what the work is in; a page shows its publisher where it is in nothing."""
    fields = publication.fields
    if publication.type in PARTS or ris_type(publication) in _SERIALS:
        is_named = any(fields.get(name, "").strip() for name in _CONTAINERS)
        return publication.container if is_named else ""
    if publication.type in BOOKS:
        name = "eventtitle" if ris_type(publication) == "CONF" else "maintitle"
        return fields.get(name, "")
    if publication.type in THESES:
        return ""
    return fields.get("journal") or fields.get("booktitle") or ""


def _dates(date: Date) -> Iterator[_Line]:
    if day := _day(date):
        yield "PY", day.partition("/")[0]
        if date.month or date.part:
            yield "DA", day


def _day(date: Date) -> str:
    """Return ``2020/03/14/``, of which all may be missing but the year and the slashes."""
    if date.year is None or date.year < 0:
        return ""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.month and date.day else ""
    return f"{date.year:04}/{month}/{day}/{date.part.replace('/', ' ')}"


def _numbers(publication: Publication) -> Iterator[_Line]:
    kind, number = ris_type(publication), to_text(publication.fields.get("number", ""))
    if kind in _NUMBERED:
        yield "SN", number
    elif kind in _SERIALS:
        yield "IS", number or to_text(publication.fields.get("issue", ""))
    else:
        yield "M1", number


def _places(publication: Publication) -> Iterator[_Line]:
    if ris_type(publication) == "CPAPER":
        yield "C1", _text_of(publication, "address")
        yield "CY", _text_of(publication, "venue")
    else:
        yield "CY", _text_of(publication, "address")


def _owner(publication: Publication) -> str:
    """Return who holds a patent, beside those who invented what it is for."""
    holders = publication.contributors.get("holder") if publication.authors else None
    return "; ".join(map(str, holders.people)) if holders else ""


def _text_of(publication: Publication, *names: str) -> str:
    """Return the text of the first of some fields that say anything."""
    texts = (to_text(publication.fields.get(name, "")) for name in names)
    return next((one for one in texts if one.strip()), "")


def _pages(pages: str) -> Iterator[_Line]:
    if span := _RANGE.fullmatch(pages.strip()):
        yield "SP", span[1]
        yield "EP", span[2]
    else:
        yield "SP", pages


def _kind(publication: Publication) -> str:
    """Return what kind of a work it is, such as ``PhD thesis``."""
    written = publication.fields.get("type", "").strip()
    if written.lower() in BIBSTRINGS:
        return ENGLISH(BIBSTRINGS[written.lower()])
    if not written and publication.type in THESES:
        return ENGLISH(f"kind_{publication.type}")
    return to_text(written)


def _verbatim(publication: Publication) -> Iterator[_Line]:
    known = publication.verbatim
    for field in ("isbn", "issn"):
        yield "SN", known.get(field, "")
    yield "DO", known.get("doi", "")
    url = known.get("url", "")
    if not url and "arxiv" in known:
        url = f"https://arxiv.org/abs/{known['arxiv']}"
    if _ADDRESS.fullmatch(url):
        yield "UR", url
