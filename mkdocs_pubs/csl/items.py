"""Publications as items of CSL-JSON (CSL 1.0.2: specification, appendix IV, and "csl-data.json").

What stands for what is as pandoc's reader of BibLaTeX and citation-js have it ("Citeproc.BibTeX";
"plugin-bibtex", mapping): ``number`` is an issue of an article, a number in a series of a book, and
the number of anything else; all that publish are the publisher. Beyond these, an article's
``eid`` is both its number and its page, as half of the styles know only one of them; a title in
title case is put in sentence case, as CSL has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from mkdocs_pubs.csl.dates import csl_date
from mkdocs_pubs.csl.kinds import csl_type, genre, is_on_arxiv_alone
from mkdocs_pubs.csl.people import people
from mkdocs_pubs.entry_types import CSL_DATES
from mkdocs_pubs.labels import ENGLISH, ENGLISH_ORDINALS, Labels
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.latex.csl import to_csl, to_disguised_csl
from mkdocs_pubs.models import Publication
from mkdocs_pubs.patterns import regex

CslItem = Mapping[str, object]
"""An item as CSL-JSON has it, not to be changed."""

_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmcid": "PMCID", "pmid": "PMID"}
_TEXTS = {
    "address": "publisher-place",
    "eventtitle": "event-title",
    "library": "call-number",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "shortjournal": "container-title-short",
    "venue": "event-place",
}
_NUMBERS = {
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
    "version": "version",
    "volumes": "number-of-volumes",
}
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_CONTAINERS = ("journal", "booktitle", "maintitle", "shortjournal")
_STANDING_ALONE = frozenset("book dataset pamphlet patent report software standard thesis".split())
"""Types that are in nothing else; what publishes them is no container."""
_SERIALS = frozenset("article-journal article-magazine article-newspaper periodical review".split())
_IN_SERIES = frozenset("book chapter entry-encyclopedia paper-conference".split())
_ADDRESS_ONLY = regex(r"\s*(?:\\url\s*\{[^{}]*\}|\\href\s*.*|https?://\S+)\s*", re.DOTALL)
_NUMBERED = regex(r"(\d+)(?:st|nd|rd|th)?(?: ed(?:ition|\.)?)?", re.IGNORECASE)
_DASHES = regex(r"\s*[-–—−]+\s*")


def csl_item(
    publication: Publication,
    words: Labels = ENGLISH,
    *,
    with_abstract: bool = False,
    disguised: bool = False,
) -> CslItem:
    """Return a publication as an item of CSL-JSON, with its key as the ``id``.

    The kind of a thesis and the state of what is to come out are in `words`. With `disguised`, the
    item is for a processor of ours: what CSL cannot say stands in private-use characters.
    """
    to_rich = to_disguised_csl if disguised else to_csl
    texts = dict(_texts(publication, words))
    if not with_abstract:
        texts.pop("abstract", None)
    in_sentences = _is_english(publication, words)
    item: dict[str, object] = {"id": publication.key, "type": csl_type(publication)}
    for name, tex in texts.items():
        is_title = name in ("title", "title-short", "volume-title")
        if text := to_rich(tex, sentence_case=is_title and in_sentences).strip():
            item[name] = text
    if disguised and "event-title" in item:
        item["event"] = item["event-title"]
    item.update(people(publication, disguised=disguised))
    item.update(_dates(publication))
    item.update(_verbatim(publication))
    return MappingProxyType(item)


def csl_json(items: Iterable[CslItem]) -> str:
    """Return items as the text of a CSL-JSON file."""
    return json.dumps([dict(item) for item in items], ensure_ascii=False, indent=2)


def _is_english(publication: Publication, words: Labels) -> bool:
    """Say whether titles are capitalised as English ones; other languages have their own rules."""
    return (publication.language or words.spoken).startswith("en")


def _texts(publication: Publication, words: Labels) -> Iterator[tuple[str, str]]:
    """Yield the variables that are text, in TeX."""
    fields = publication.fields
    yield from _titles(publication)
    for field, name in (*_TEXTS.items(), *_NUMBERS.items()):
        yield name, fields.get(field, "")
    yield from _numbers(publication)
    yield "publisher", _publisher(publication)
    yield "genre", genre(publication, words)
    yield "note", _note(publication)
    yield "abstract", fields.get("abstract", "")
    yield "language", publication.language
    said = fields.get("pubstate") or publication.date.words
    yield "status", words(f"state_{publication.state}") if publication.state else said
    if publication.type == "patent":
        yield "jurisdiction", fields.get("address", "")


def _titles(publication: Publication) -> Iterator[tuple[str, str]]:
    fields, kind = publication.fields, csl_type(publication)
    main = _joined(": ", fields.get("maintitle", ""), fields.get("mainsubtitle", ""))
    if kind == "book" and main:
        yield "title", main
        yield "volume-title", publication.title
    else:
        yield "title", publication.title
    has_more = fields.get("subtitle", "").strip()
    yield "title-short", fields.get("shorttitle") or (fields.get("title", "") if has_more else "")
    yield "collection-title", fields.get("series", "")
    if kind in _STANDING_ALONE:
        yield "container-title", fields.get("journal") or fields.get("booktitle") or ""
    elif any(fields.get(name, "").strip() for name in _CONTAINERS):
        yield "container-title", publication.container


def _numbers(publication: Publication) -> Iterator[tuple[str, str]]:
    fields, kind = publication.fields, csl_type(publication)
    yield "volume", _joined(".", fields.get("volume", ""), fields.get("part", ""))
    yield "edition", _edition(fields.get("edition", ""))
    number, eid = fields.get("number", ""), fields.get("eid", "")
    if is_on_arxiv_alone(publication):
        yield "number", f"arXiv:{publication.verbatim['arxiv']}"
    elif kind in _SERIALS:
        yield "issue", _joined(", ", number, fields.get("issue", ""))
        yield "number", eid
    else:
        yield "collection-number" if kind in _IN_SERIES else "number", number
        yield "issue", fields.get("issue", "")
    pages = to_text(fields.get("pages", "")) or to_text(eid)
    yield "page", _DASHES.sub("-", pages)


def _edition(tex: str) -> str:
    """Return an edition as a number where it is one: ``2nd`` and ``Second`` are 2."""
    written = to_text(tex).strip()
    if number := _NUMBERED.fullmatch(written):
        return number[1]
    word = written.lower().removesuffix(" edition")
    return str(ENGLISH_ORDINALS.index(word) + 1) if word in ENGLISH_ORDINALS else tex


def _publisher(publication: Publication) -> str:
    """Return all that publish a work, each once; an address is none."""
    if is_on_arxiv_alone(publication):
        return "arXiv"
    named = [publication.fields.get(name, "").strip() for name in _PUBLISHERS]
    found = dict.fromkeys(one for one in named if one and not _ADDRESS_ONLY.fullmatch(one))
    return "; ".join(found)


def _note(publication: Publication) -> str:
    """Return the notes, but for one that says nothing but the state."""
    fields = publication.fields
    says_state = publication.state and not fields.get("pubstate", "").strip()
    return _joined(". ", "" if says_state else fields.get("note", ""), fields.get("addendum", ""))


def _joined(sign: str, *parts: str) -> str:
    return sign.join(part.strip() for part in parts if part.strip())


def _dates(publication: Publication) -> Iterator[tuple[str, object]]:
    known = publication.dates
    dates = {name: known[field] for name, field in CSL_DATES.items() if field in known}
    for name, date in {"issued": publication.date, **dates}.items():
        if (found := csl_date(date)) is not None:
            yield name, found


def _verbatim(publication: Publication) -> Iterator[tuple[str, str]]:
    known = publication.verbatim
    for field, name in _IDENTIFIERS.items():
        if field in known:
            yield name, known[field]
    url = known.get("url", "")
    if not url and is_on_arxiv_alone(publication):
        url = f"https://arxiv.org/abs/{known['arxiv']}"
    if url and not _is_same_address(url, known.get("doi", "")):
        yield "URL", url


def _is_same_address(url: str, doi: str) -> bool:
    """Say whether a URL is a DOI's, which need not be said twice."""
    return bool(doi) and url.lower().endswith(f"doi.org/{doi.lower()}")
