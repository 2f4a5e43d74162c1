"""The citations of a page as a CSL style has them: made by pandoc, once for each page as it is."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from mkdocs_pubs.csl.citing import citations, citing_document
from mkdocs_pubs.csl.items import csl_item
from mkdocs_pubs.csl.styles import CslStyle
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import SafeUrl
from mkdocs_pubs.models import NUMERIC, Citing, CitingText, Library, Piece, Publication, Said
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher.csl_writing.answers import Pandoc

_MOST_KEPT = 1000
"""Of how many pages citations are kept, for when the site is built again."""
_LOCALE = regex(r"\bdefault-locale\s*=\s*[\"']([\w-]+)")
_ORDER = regex(r"(<bibliography\b.*?)<sort\b.*?</sort>", re.DOTALL)


class CslCitations:
    """What pages say in CSL styles, kept as long as they cite the same; `pandoc` is asked."""

    def __init__(self, pandoc: Pandoc) -> None:
        self._pandoc = pandoc
        self._made: dict[Hashable, tuple[bytes, str]] = {}

    def said(
        self,
        style: CslStyle,
        words: Labels,
        text: CitingText,
        beside: Iterable[Publication],
        safe_url: SafeUrl,
        *,
        is_numbered: bool,
    ) -> tuple[Mapping[int, Said], str]:
        """Return what a text says where it cites, by the places, and what went wrong.

        `beside` are the works that a style may have to tell from those cited. If a style numbers
        works, `is_numbered`, it does so in the order of `beside`.
        """
        known = {one.content: one for one in (*beside, *text.works.values())}
        ids = {content: f"p{place}" for place, content in enumerate(known)}
        by_key = {key: ids[one.content] for key, one in text.works.items()}
        numbered = list(ids.values()) if is_numbered else []
        csl = _ORDER.sub(r"\1", style.text) if is_numbered else style.text
        version = self._pandoc.document_version()
        document = citing_document(text.mentions, by_key, version, numbered)
        wanted = (csl, words, document, tuple(known))
        if wanted not in self._made:
            items = [
                {**csl_item(one, words, disguised=True), "id": ids[content]}
                for content, one in known.items()
            ]
            tag = words.tag if words.language else ""
            self._made[wanted] = self._pandoc.cited(items, csl, tag, document)
            for forgotten in list(self._made)[:-_MOST_KEPT]:
                del self._made[forgotten]
        made, problem = self._made[wanted]
        if problem:
            return {}, problem
        keys = {one: key for key, one in by_key.items()}
        return citations(made, keys, safe_url, stops_in_quotes=_stops_in_quotes(style, words))


def _stops_in_quotes(style: CslStyle, words: Labels) -> bool:
    """Say whether a stop goes before a closing quotation mark, as in American English alone."""
    locale = _LOCALE.search(style.text)
    language = words.tag if words.language else locale[1] if locale else ""
    return language.lower() in ("", "en", "en-us")


def alike(works: Iterable[Publication], library: Library) -> list[Publication]:
    """Return the works of a library that styles may have to tell from some: by like people."""
    names = {_first(one) for one in works}
    return [one for one in (*library.publications, *library.unlisted) if _first(one) in names]


def _first(publication: Publication) -> str:
    people = publication.byline.people
    return people[0].family if people else ""


def named(
    said: Mapping[int, Said],
    text: CitingText,
    citing: Citing,
) -> Mapping[int, Said]:
    """Return what a text says with the people in sentences, where a style only numbers works."""
    if citing.manner.mode != NUMERIC:
        return said
    found = dict(said)
    for place, one in said.items():
        mention = text.mentions[place].mention
        if mention.is_narrative:
            people = citing.handles[text.works[mention.works[0].key].anchor].narrated
            space = "" if one.text[:1] and one.text[0].is_raised else " "
            found[place] = replace(one, text=(Piece(f"{people}{space}"), *one.text))
    return found
