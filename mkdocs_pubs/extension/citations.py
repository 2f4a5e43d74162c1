"""Citations in the text: found among inline patterns, written once the whole page is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from mkdocs_pubs.diagnostics import Code, quoted
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.lists import NUMBER, ListFiller
from mkdocs_pubs.in_text import pieces
from mkdocs_pubs.mentions import EVERY, TOKEN, mention_at
from mkdocs_pubs.models import Citing, Mention, Piece, Publication

_MENTION, _AFFIX = f"{STX}pubs-mention", f"{STX}pubs-affix"
"""The attributes of what stands for a citation, and for what is said before or behind a work.

No author can write them, since Python-Markdown takes such signs out of every text.
"""
_ANCHOR = "pubs-cite"
_MOST_HINTS = 20
"""To look for a key that is like another takes time in a large bibliography."""


class Spotter(InlineProcessor):
    """Puts an element in place of each citation; what is said around works stays Markdown."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("", desk.md)
        self.compiled_re = TOKEN
        self._desk = desk

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element, int, int] | tuple[None, None, None]:
        """Return an element for a citation, and where that stands."""
        if not self._desk.cites:
            return None, None, None
        place = mention_at(m, self._desk.cites_in_prose, self._is_defined)
        if place is None:
            return None, None, None
        element = ElementTree.Element("span", {_MENTION: self._desk.keep_mention(place.mention)})
        for number, work in enumerate(place.mention.works):
            for side, text in (("before", work.before), ("after", work.after)):
                if text:
                    affix = ElementTree.SubElement(element, "span", {_AFFIX: f"{number}-{side}"})
                    affix.text = text
        return element, place.start, place.end

    def _is_defined(self, label: str) -> bool:
        return " ".join(label.split()).lower() in self._desk.md.references


@dataclass(frozen=True)
class _Draft:
    """A citation that is still to be written: where, in which pieces, and to what these lead."""

    span: ElementTree.Element
    pieces: tuple[Piece, ...]
    affixes: Mapping[str, ElementTree.Element]
    urls: Mapping[str, str]
    unknown: str


class Writer(Treeprocessor):
    """Writes the lists of a page, and drafts its citations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._doubts = 0
        self._drafts: list[_Draft] = []

    def run(self, root: ElementTree.Element) -> None:
        """Write what the tree of a page has elements for."""
        self._doubts = 0
        spans = [one for one in root.iter("span") if _MENTION in one.attrib]
        citing = self._citing(spans) if self._desk.cites else Citing()
        filler = ListFiller(self._desk)
        if citing.publications and self._desk.lists_at_end:
            filler.append_references(root)
        lists = [one for one in root.iter("div") if NUMBER in one.attrib]
        ids: dict[str, str] = {}
        for wrapper in lists:
            is_references = self._desk.is_references(int(wrapper.attrib[NUMBER]))
            found = filler.fill(wrapper, citing).ids
            ids = {**ids, **found} if is_references else {**found, **ids}
        if spans:
            self._drafts = list(self._drafted(spans, citing, ids))

    def write_citations(self) -> None:
        """Write the citations of the tree that was the last."""
        for draft in self._drafts:
            _fill(draft)
        self._drafts = []

    def _citing(self, spans: Iterable[ElementTree.Element]) -> Citing:
        """Return what the page cites; each citation that leads to a work gets an id."""
        catalogue = self._desk.catalogue()
        cited: dict[str, Publication] = {}
        places: dict[str, list[str]] = {}
        spans = list(spans)
        ids = self._desk.take_anchors(_ANCHOR for _ in spans)
        for span, identifier in zip(spans, ids, strict=True):
            span.attrib["id"] = identifier
            works = [one for one in self._mention(span).works if one.key in catalogue]
            cited.update((catalogue[one.key].anchor, catalogue[one.key]) for one in works)
            shown = (catalogue[one.key].anchor for one in works if not one.is_silent)
            for anchor in dict.fromkeys(shown):
                places.setdefault(anchor, []).append(identifier)
        for key in self._silent_keys():
            found = catalogue.publications if key == EVERY else [catalogue[key]]
            cited.update((one.anchor, one) for one in found)
        self._report(spans)
        return self._desk.citing(cited.values(), {one: tuple(ids) for one, ids in places.items()})

    def _silent_keys(self) -> Iterator[str]:
        """Yield the keys that the page's front matter lists and works have."""
        catalogue = self._desk.catalogue()
        for key in dict.fromkeys(self._desk.front.silent_keys):
            if key == EVERY or key in catalogue:
                yield key
            else:
                self._doubt(key, 0, "left it out")

    def _report(self, spans: Iterable[ElementTree.Element]) -> None:
        counts: Counter[str] = Counter()
        for span in spans:
            for work in self._mention(span).works:
                if work.key not in self._desk.catalogue():
                    done = "left it out" if work.is_silent else "marked it"
                    self._doubt(work.key, counts[work.key], done)
                    counts[work.key] += 1

    def _doubt(self, key: str, nth: int, done: str) -> None:
        self._doubts += 1
        nearest = self._desk.catalogue().nearest(key) if self._doubts <= _MOST_HINTS else ""
        hint = f"; did you mean {quoted(nearest)}?" if nearest else ";"
        message = f"there is no publication {quoted(key)} to cite{hint} {done}"
        self._desk.doubt(message, Code.UNKNOWN_CITATION, key, nth)

    def _drafted(
        self, spans: Iterable[ElementTree.Element], citing: Citing, ids: Mapping[str, str]
    ) -> Iterator[_Draft]:
        catalogue = self._desk.catalogue()
        missing: list[str] = []
        for span in spans:
            mention = self._mention(span)
            works = {one.key: catalogue[one.key] for one in mention.works if one.key in catalogue}
            calls = {key: citing.handles[one.anchor] for key, one in works.items()}
            urls = {key: ids.get(one.anchor, "") for key, one in works.items()}
            missing += (key for key, url in urls.items() if not url)
            found = pieces(mention, calls, citing.manner)
            yield _Draft(span, found, _emptied(span), urls, self._desk.unknown_title)
        if missing:
            self._desk.miss_references(missing[0])

    def _mention(self, span: ElementTree.Element) -> Mention:
        return self._desk.mention(span.attrib[_MENTION])


class CitationWriter(Treeprocessor):
    """Writes citations late, so that neither ids nor titles are made of them."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.md)
        self._writer = writer

    def run(self, root: ElementTree.Element) -> None:  # noqa: ARG002
        """Write the citations that were drafted."""
        self._writer.write_citations()


def _emptied(span: ElementTree.Element) -> Mapping[str, ElementTree.Element]:
    """Empty the element that stands for a citation, and return what is said around works."""
    affixes = {child.attrib.pop(_AFFIX): child for child in list(span) if _AFFIX in child.attrib}
    del span[:]
    del span.attrib[_MENTION]
    span.text = None
    return affixes


def _fill(draft: _Draft) -> None:
    """Fill an element with the pieces of a citation."""
    draft.span.attrib["class"] = "pubs-cite"
    for is_raised, group in groupby(draft.pieces, lambda one: one.is_raised):
        place = ElementTree.SubElement(draft.span, "sup") if is_raised else draft.span
        for piece in group:
            _add(place, piece, draft.affixes, draft.urls.get(piece.key, ""), draft.unknown)


def _add(
    place: ElementTree.Element,
    piece: Piece,
    affixes: Mapping[str, ElementTree.Element],
    url: str,
    unknown: str,
) -> None:
    if piece.affix:
        number, side = piece.affix
        place.append(affixes[f"{number}-{side}"])
        return
    if piece.is_unknown:
        element = ElementTree.SubElement(place, "span", {"class": "pubs-unknown", "title": unknown})
    elif url:
        element = ElementTree.SubElement(place, "a", {"href": f"#{url}", "role": "doc-biblioref"})
    else:
        _add_text(place, piece.text)
        return
    element.text = AtomicString(piece.text)


def _add_text(place: ElementTree.Element, text: str) -> None:
    """Put a text behind all that an element holds."""
    if len(place):
        place[-1].tail = f"{place[-1].tail or ''}{text}"
    else:
        place.text = f"{place.text or ''}{text}"
