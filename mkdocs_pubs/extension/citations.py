"""Citations in the text: found among inline patterns, written once the whole page is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_pubs.diagnostics import Code, quoted
from mkdocs_pubs.extension.citation_drafts import CitationDraft, Saying
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.lists import write_lists
from mkdocs_pubs.extension.marks import AFFIX, MENTION
from mkdocs_pubs.extension.notes import Footnotes, Noted, close_up
from mkdocs_pubs.extension.writing import PieceWriter
from mkdocs_pubs.in_text import noted
from mkdocs_pubs.mentions import EVERY, TOKEN, mention_at
from mkdocs_pubs.models import (
    FOOTNOTE,
    Citing,
    CitingText,
    Mention,
    PlacedMention,
    Publication,
    Said,
)

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
        desk = self._desk.leading
        if not desk.cites:
            return None, None, None
        place = mention_at(m, desk.cites_in_prose, self._is_defined)
        if place is None:
            return None, None, None
        kept = desk.keep_mention(place.mention, self._desk.owner)
        element = ElementTree.Element("span", {MENTION: kept})
        for number, work in enumerate(place.mention.works):
            for side, text in (("before", work.before), ("after", work.after)):
                if text:
                    affix = ElementTree.SubElement(element, "span", {AFFIX: f"{number}-{side}"})
                    affix.text = text
        return element, place.start, place.end

    def _is_defined(self, label: str) -> bool:
        return " ".join(label.split()).lower() in self._desk.md.references


class Writer(Treeprocessor):
    """Writes the lists of a page, and drafts its citations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._doubts = 0
        self._drafts: Sequence[CitationDraft] = ()
        self._notes: Sequence[Noted] = ()

    def run(self, root: ElementTree.Element) -> None:
        """Write what the tree of a page has elements for; it does so for inner texts."""
        self._doubts = 0
        if self._desk.outer is not None:
            return
        spans = [one for one in root.iter("span") if MENTION in one.attrib]
        citing = self._citing(spans) if self._desk.cites else Citing()
        works = self._works(spans)
        mentions = {one: self._mention(one) for one in spans}
        footnotes = Footnotes(self._desk.md)
        placed = footnotes.placed(root, mentions)
        known = _known(placed, works)
        text = CitingText([one for _, one in known], works)
        said = self._said(text, [span for span, _ in known], citing)
        urls: dict[str, str] = {}
        if citing.manner.mode == FOOTNOTE:
            calls = {key: citing.handles[one.anchor] for key, one in works.items()}
            written = noted([one.mention for _, one in placed], calls)
            self._notes = [
                Noted(span, said.get(span, one), self._piece_writer(span, urls))
                for (span, _), one in zip(placed, written, strict=True)
            ]
            footnotes.add(root, self._notes, self._desk.words("back_to_text", n=1, total=1))
            taken = (name for one in self._notes for name in (one.target, one.reference))
            self._desk.hold_anchors(taken)
        else:
            speaker = self._desk.speaker(text)
            places = {span: place for place, (span, _) in enumerate(known)}
            self._drafts = [
                self._drafted(
                    span,
                    citing,
                    works,
                    Saying(said.get(span, Said()).text, speaker, places.get(span, -1)),
                )
                for span in spans
            ]
            close_up(root, {draft.span for draft in self._drafts if draft.is_raised})
        write_lists(self._desk, root, citing)
        if self._notes:
            urls.update((key, self._desk.url(one)) for key, one in works.items())

    def _works(self, spans: Iterable[ElementTree.Element]) -> Mapping[str, Publication]:
        """Return the works that the page cites, by the keys that it has for them."""
        keys = dict.fromkeys(work.key for span in spans for work in self._mention(span).works)
        if not keys:
            # To ask for the catalogue is to read all bibliographies, and most pages cite nothing.
            return {}
        catalogue = self._desk.catalogue()
        return {key: catalogue[key] for key in keys if key in catalogue}

    def _said(
        self,
        text: CitingText,
        spans: Sequence[ElementTree.Element],
        citing: Citing,
    ) -> Mapping[ElementTree.Element, Said]:
        """Return what a style says itself of a text whose mentions stand in these elements."""
        found = self._desk.said(text, citing) if spans else {}
        said = {span: found[place] for place, span in enumerate(spans) if place in found}
        # Of a work that a sentence names, and the note before is of, some styles say nothing more.
        in_notes = citing.manner.mode == FOOTNOTE
        return {span: one for span, one in said.items() if one.note or not in_notes}

    def _drafted(
        self,
        span: ElementTree.Element,
        citing: Citing,
        works: Mapping[str, Publication],
        saying: Saying,
    ) -> CitationDraft:
        mention = self._mention(span)
        cited = {one.key: works[one.key] for one in mention.works if one.key in works}
        stash = self._desk.md.htmlStash.store
        unknown = self._desk.words("unknown_work")
        return CitationDraft(span, mention, cited, citing, _emptied(span), unknown, saying, stash)

    def _piece_writer(self, span: ElementTree.Element, urls: Mapping[str, str]) -> PieceWriter:
        """Return what writes a citation into its element, of which this takes what is there."""
        stash = self._desk.md.htmlStash.store
        return PieceWriter(_emptied(span), urls, self._desk.words("unknown_work"), stash)

    def write_citations(self) -> None:
        """Write the citations of the tree that was the last."""
        for note in self._notes:
            note.write()
        self._desk.write(self._drafts)
        self._drafts = self._notes = ()

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
            owner = self._desk.owner_of(span.attrib[MENTION])
            for work in self._mention(span).works:
                if work.key not in self._desk.catalogue():
                    done = "left it out" if work.is_silent else "marked it"
                    # The lines of a docstring are none of the page's.
                    self._doubt(work.key, None if owner else counts[work.key], done, owner)
                    counts[work.key] += not owner

    def _doubt(self, key: str, nth: int | None, done: str, owner: str = "") -> None:
        self._doubts += 1
        nearest = self._desk.catalogue().nearest(key) if self._doubts <= _MOST_HINTS else ""
        hint = f"; did you mean {quoted(nearest)}?" if nearest else ";"
        where = f" in the docstring of {quoted(owner)}" if owner else ""
        message = f"there is no publication {quoted(key)} to cite{where}{hint} {done}"
        self._desk.doubt(message, Code.UNKNOWN_CITATION, key, nth)

    def _mention(self, span: ElementTree.Element) -> Mention:
        return self._desk.mention(span.attrib[MENTION])


class CitationWriter(Treeprocessor):
    """Writes citations late, so that neither ids nor titles are made of them."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.md)
        self._writer = writer

    def run(self, root: ElementTree.Element) -> None:  # noqa: ARG002
        """Write the citations that were drafted."""
        self._writer.write_citations()


def _known(
    placed: Iterable[tuple[ElementTree.Element, PlacedMention]], works: Mapping[str, Publication]
) -> list[tuple[ElementTree.Element, PlacedMention]]:
    """Return the mentions that a style can say itself, since it can know all their works."""
    return [
        (span, one)
        for span, one in placed
        if all(work.key in works for work in one.mention.works)
        and not all(work.is_silent for work in one.mention.works)
    ]


def _emptied(span: ElementTree.Element) -> Mapping[str, ElementTree.Element]:
    """Empty the element that stands for a citation, and return what is said around works."""
    affixes = {child.attrib.pop(AFFIX): child for child in list(span) if AFFIX in child.attrib}
    del span[:]
    del span.attrib[MENTION]
    span.text = None
    return affixes
