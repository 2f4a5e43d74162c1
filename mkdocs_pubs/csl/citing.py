"""Mentions as a document for pandoc, and its citations as pieces.

The document is JSON of the form that pandoc-types has ("Text.Pandoc.Definition"): a paragraph for
each citation, in the order of a reader, so that a style can tell the first from the later ones.
What is said around works goes in as words, from which pandoc reads locators ("p. 3"); what has
markup goes in as one private-use character between two others, and comes out where it belongs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from mkdocs_pubs.csl.reading import ID, html_of
from mkdocs_pubs.latex import SafeUrl, from_pybtex
from mkdocs_pubs.models import Mention, Mentioned, Piece, PlacedMention, Said
from mkdocs_pubs.patterns import regex

_BEFORE, _AFTER, _END, _FIRST = "\ue070", "\ue071", "\ue072", 0xF0000
# What has markup brings the sign or the space that joins it to the work.
_TOKEN = regex(rf"(?:{_BEFORE}|[,\s]*{_AFTER})(.){_END}\s?")
_MARK = "pubs-"
"""Begins the ids of the mentions."""
_SIDES = ("before", "after")
_WORDS = regex(r"(?:(?!_)[\w\s.,;:()/’“”§¶–-])*")
_RANGE = regex(r"(?<=\d)–(?=\d)")


def citing_document(
    mentions: Sequence[PlacedMention],
    ids: Mapping[str, str],
    version: Sequence[int],
    numbered: Sequence[str] = (),
) -> bytes:
    """Return a document that cites as a page does; `ids` are those of the works by their keys.

    Works that are `numbered`, by their ids, get their numbers in this order, and people are named
    in no sentence, which styles with numbers do not. `version` is that of the form.
    """
    first = [_citation(one, "NormalCitation") for one in numbered]
    blocks = [_paragraph(_cite(first))]
    last = 0
    for place, one in enumerate(mentions):
        blocks += [_paragraph(_note([])) for _ in range(last + 1, one.note)]
        cite = _cite(list(_citations(one.mention, ids, is_numbered=bool(numbered))))
        inner = _paragraph(_note([_paragraph(cite)]) if one.is_inside else cite)
        blocks.append({"t": "Div", "c": [[f"{_MARK}{place}", [], []], [inner]]})
        last = max(last, one.note)
    meta = {"link-citations": {"t": "MetaBool", "c": True}}
    return json.dumps(
        {"pandoc-api-version": list(version), "meta": meta, "blocks": blocks}
    ).encode()


def _paragraph(*inlines: Any) -> Any:
    return {"t": "Para", "c": list(inlines)}


def _note(blocks: list[Any]) -> Any:
    return {"t": "Note", "c": blocks or [_paragraph({"t": "Str", "c": "–"})]}


def _cite(citations: list[Any]) -> Any:
    return {"t": "Cite", "c": [citations, []]} if citations else {"t": "Str", "c": "–"}


def _citations(mention: Mention, ids: Mapping[str, str], *, is_numbered: bool) -> Iterator[Any]:
    named = "NormalCitation" if is_numbered or not mention.is_narrative else "AuthorInText"
    for place, work in enumerate(mention.works):
        if work.is_silent:
            continue
        mode = "SuppressAuthor" if work.names_nobody else named
        before, after = (_words(text, place, side) for side, text in enumerate(_around(work)))
        yield _citation(ids[work.key], mode, before, after)
        named = "NormalCitation"


def _around(work: Mentioned) -> tuple[str, str]:
    return work.before.strip(), work.after


def _citation(
    identifier: str, mode: str, before: Iterable[Any] = (), after: Iterable[Any] = ()
) -> Any:
    return {
        "citationId": identifier,
        "citationPrefix": list(before),
        "citationSuffix": list(after),
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _words(text: str, place: int, side: int) -> Iterator[Any]:
    """Yield a text as pandoc reads one, or what stands for a text with markup."""
    if not _WORDS.fullmatch(text):
        text = f", {_AFTER}" if side else _BEFORE
        text += f"{chr(_FIRST + 2 * place + side)}{_END}"
    for word in re.findall(r"\s+|[^\s]+?(?=,?\s|,?$)|,", _RANGE.sub("-", text)):
        yield {"t": "Space"} if word.isspace() else {"t": "Str", "c": word}


def citations(
    document: bytes, keys: Mapping[str, str], safe_url: SafeUrl, *, stops_in_quotes: bool
) -> tuple[dict[int, Said], str]:
    """Return what a document says in each mention, by its place, and what is wrong with it.

    `keys` are those of the page by the ids of the works. Pandoc puts stops into quotation marks,
    but not where a link ends with these; with `stops_in_quotes` this is made up for.
    """
    try:
        blocks = [one["c"] for one in json.loads(document)["blocks"] if one["t"] == "Div"]
        reader = _Reader(keys, safe_url, stops_in_quotes)
        places = {inner[0][0]: inner[1] for inner in blocks}
        found = {name: reader.said(inner) for name, inner in places.items() if _MARK in name}
        return {int(name.removeprefix(_MARK)): one for name, one in found.items()}, ""
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}, "pandoc wrote no document that can be read"


class _Reader:
    """Reads citations; a work that a note tells of at first has no link to where it is told of."""

    def __init__(self, keys: Mapping[str, str], safe_url: SafeUrl, stops_in_quotes: bool) -> None:
        self._keys = keys
        self._stops_in_quotes = stops_in_quotes
        self._safe_url = safe_url
        self._told: set[str] = set()

    def said(self, blocks: list[Any]) -> Said:
        """Return what the blocks of a mention say, within a note or not."""
        inlines = [one for block in blocks for one in block["c"]]
        text = tuple(self._stopped(self._pieces(inlines)))
        notes = [block for one in _flat(inlines) if one["t"] == "Note" for block in one["c"]]
        inner = [one for block in notes for one in block["c"]]
        return Said(text, tuple(self._noted(inner)))

    def _noted(self, inlines: list[Any]) -> Iterator[Piece]:
        for piece in self._stopped(self._pieces(inlines)):
            is_first = piece.key not in self._told
            self._told.add(piece.key)
            yield replace(piece, key="") if is_first else piece

    def _stopped(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield pieces with the stops where the language has them, before or behind quotes."""
        found = list(pieces)
        for nth in range(len(found) - 1):
            one, following = found[nth : nth + 2]
            stop, end = following.text[:1], one.text[-1:]
            if self._stops_in_quotes and stop in (".", ",") and end in ("”", "’"):
                found[nth] = replace(one, text=one.text[:-1] + stop + end)
                found[nth + 1] = replace(following, text=following.text[1:])
        return (one for one in found if one.text or one.affix)

    def _pieces(self, inlines: list[Any], *, is_raised: bool = False) -> Iterator[Piece]:
        """Yield pieces; neighbours that lead nowhere, or to the same work, are one."""
        run: list[Any] = []
        for one in _flat(inlines):
            target = _target(one)
            raises = one["t"] == "Superscript" and any(map(_target, _flat(one["c"])))
            if target or raises:
                yield from self._texts(run, "", is_raised=is_raised)
                run = []
            if target:
                yield from self._texts(one["c"][1], self._keys[target], is_raised=is_raised)
            elif raises:
                yield from self._pieces(one["c"], is_raised=True)
            elif one["t"] != "Note":
                run.append(one)
        yield from self._texts(run, "", is_raised=is_raised)

    def _texts(self, inlines: list[Any], key: str, *, is_raised: bool) -> Iterator[Piece]:
        disguised = "".join(map(html_of, inlines))
        # Between two texts stands what was said around a work.
        for nth, part in enumerate(_TOKEN.split(disguised)):
            if nth % 2:
                place, side = divmod(ord(part) - _FIRST, 2)
                yield Piece(affix=(place, _SIDES[side]), is_raised=is_raised)
            elif part:
                html = from_pybtex(part, self._safe_url)
                text = html if "<" in html else unescape(html)
                yield Piece(text, key, is_raised=is_raised)


def _flat(inlines: list[Any]) -> Iterator[Any]:
    """Yield inlines without what only groups them."""
    for one in inlines:
        if one["t"] in ("Cite", "Span"):
            yield from _flat(one["c"][1])
        else:
            yield one


def _target(inline: Any) -> str:
    """Return the id of the work that a link leads to."""
    url = str(inline["c"][2][0]) if inline["t"] == "Link" else ""
    return url.removeprefix(f"#{ID}") if url.startswith(f"#{ID}") else ""
