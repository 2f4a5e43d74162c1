"""COinS: a publication as an OpenURL in the title of an empty element, as Zotero finds them.

"OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML"; the fields are those of the
KEV metadata formats of ANSI/NISO Z39.88-2004 (journal, book, dissertation, patent, dc), and of
these such as Zotero's reader of OpenURLs takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from mkdocs_pubs.metadata.item_types import ZOTERO_TYPES
from mkdocs_pubs.metadata.names import family_first, whole_family
from mkdocs_pubs.metadata.record import Record

_Pairs = Iterator[tuple[str, str]]

_BOOK_GENRES = {
    "book": "book",
    "chapter": "bookitem",
    "entry-encyclopedia": "bookitem",
    "paper-conference": "proceeding",
    "pamphlet": "book",
    "report": "report",
    "standard": "document",
}


def coins(record: Record) -> str:
    """Return the OpenURL of a publication, still to be escaped for an attribute."""
    pairs = [("ctx_ver", "Z39.88-2004"), *_identifiers(record), *_described(record)]
    pairs += [*_people(record), *_common(record)]
    return "&".join([f"{name}={_quoted(value)}" for name, value in pairs if value])


def _quoted(text: str) -> str:
    return "%20".join(map(_quoted_word, text.split(" "))) if " " in text else _quoted_word(text)


# Works share most of the words of their titles, and more of their people and journals.
@lru_cache(maxsize=1 << 13)
def _quoted_word(word: str) -> str:
    return word if word.isascii() and word.isalnum() else quote(word, safe="")


def _described(record: Record) -> _Pairs:
    if record.is_serial or record.kind in ("review", "periodical"):
        return _article(record)
    if record.kind in _BOOK_GENRES:
        return _book(record)
    if record.kind == "thesis":
        return _thesis(record)
    return _patent(record) if record.kind == "patent" else _other(record)


def _format(name: str) -> tuple[str, str]:
    return "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"


def _article(record: Record) -> _Pairs:
    yield _format("journal")
    yield "rft.genre", "article"
    yield "rft.atitle", record.title
    yield "rft.jtitle", record.container
    yield "rft.volume", record.fields.get("volume", "")
    yield "rft.issue", record.issue


def _book(record: Record) -> _Pairs:
    genre = _BOOK_GENRES[record.kind]
    yield _format("book")
    yield "rft.genre", genre
    if genre in ("bookitem", "proceeding"):
        yield "rft.atitle", record.title
        yield "rft.btitle", record.container
    elif genre == "document":
        yield "rft.title", record.title
    else:
        yield "rft.btitle", record.title
    yield "rft.volume", record.fields.get("volume", "")
    yield "rft.series", record.fields.get("series", "")
    yield "rft.edition", record.fields.get("edition", "")
    yield "rft.place", record.fields.get("address", "")
    yield "rft.pub", record.publisher


def _thesis(record: Record) -> _Pairs:
    yield _format("dissertation")
    yield "rft.title", record.title
    yield "rft.inst", record.publisher


def _patent(record: Record) -> _Pairs:
    yield _format("patent")
    yield "rft.title", record.title
    yield "rft.number", record.fields.get("number", "")


def _other(record: Record) -> _Pairs:
    yield _format("dc")
    yield "rft.type", ZOTERO_TYPES.get(record.kind, "document")
    yield "rft.title", record.title
    yield "rft.source", record.container
    yield "rft.publisher", record.publisher
    yield from (("rft.subject", word) for word in record.keywords)


def _identifiers(record: Record) -> _Pairs:
    known = record.identifiers
    for name, prefix in (("doi", "info:doi/"), ("isbn", "urn:isbn:"), ("pmid", "info:pmid/")):
        if name in known:
            yield "rft_id", prefix + known[name]
    url = known.get("url", "")
    if url.startswith(("http://", "https://")) and "doi.org/" not in url:
        yield "rft_id", url


def _people(record: Record) -> _Pairs:
    """Yield those named first; Zotero takes two writings of the first person for one."""
    role, first, last = "au", "aufirst", "aulast"
    if record.kind == "patent":
        role, first, last = "inventor", "invfirst", "invlast"
    people = record.authors or record.editors
    if people and people[0].given:
        yield f"rft.{last}", whole_family(people[0])
        yield f"rft.{first}", people[0].given
    for name in people:
        if name.given:
            yield f"rft.{role}", family_first(name)
        else:
            yield "rft.aucorp", str(name)


def _common(record: Record) -> _Pairs:
    yield "rft.date", record.date
    yield "rft.pages", record.pages.replace("–", "-")
    if record.last_page:
        yield "rft.spage", record.first_page
        yield "rft.epage", record.last_page
    yield "rft.tpages", record.fields.get("pagetotal", "")
    yield "rft.isbn", record.identifiers.get("isbn", "")
    yield "rft.issn", record.identifiers.get("issn", "")
    yield "rft.language", record.language
