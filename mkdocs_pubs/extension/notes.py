"""Citations as footnotes: in one list with the author's own, numbered as the page is read.

The markup is that of Python-Markdown's ``footnotes``, which themes know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension

from mkdocs_pubs.extension.writing import PieceWriter
from mkdocs_pubs.in_text import unstopped
from mkdocs_pubs.models import Mention, Piece, PlacedMention, Said
from mkdocs_pubs.patterns import regex

_BLOCK = "footnote"
_REFERENCE, _BACK = "footnote-ref", "footnote-backref"
_PUNCTUATION = regex(r"[.,;:!?…]+(?=\s|$)")
_NO_BREAK = "\u00a0"


@dataclass(eq=False, repr=False)
class Noted:
    """A citation on a page of footnotes: where it stands, what it says, and its note, if any.

    One that stands in a note itself has no number, and says all it says there.
    """

    span: ElementTree.Element
    said: Said
    writer: PieceWriter
    number: str = ""
    target: str = ""
    reference: str = ""
    body: ElementTree.Element = field(default_factory=lambda: ElementTree.Element("span"))

    def write(self) -> None:
        """Fill the elements that stand for the citation and its note."""
        self.span.set("class", "pubs-cite")
        self.writer.write(self.span, self.said.text)
        if not self.number:
            self.writer.write(self.span, self._in_note())
            return
        raised = ElementTree.SubElement(self.span, "sup", {"id": self.reference})
        link = {"class": _REFERENCE, "href": f"#{self.target}", "role": "doc-noteref"}
        ElementTree.SubElement(raised, "a", link).text = self.number
        self.writer.write(self.body, self.said.note)
        if self.said.note[0].affix:
            first = self.body[0]
            first.text = f"{(first.text or '')[:1].upper()}{(first.text or '')[1:]}"

    def _in_note(self) -> tuple[Piece, ...]:
        """Return what stands in an author's note, within or behind a sentence."""
        if self.said.text and self.said.note:
            return (Piece(" ("), *unstopped(self.said.note), Piece(")"))
        is_last = not (self.span.tail or "").strip()
        return self.said.note if is_last or not self.said.note else unstopped(self.said.note)


class Footnotes:
    """The footnotes of a page, those of its author and those that citations make."""

    def __init__(self, md: Markdown) -> None:
        found = (one for one in md.registeredExtensions if isinstance(one, FootnoteExtension))
        self._extension = next(found, None)

    def placed(
        self, root: ElementTree.Element, mentions: Mapping[ElementTree.Element, Mention]
    ) -> list[tuple[ElementTree.Element, PlacedMention]]:
        """Return mentions as a reader comes to them, who looks up notes at once.

        Each mention of a work makes a note, but for those that stand in one.
        """
        inner = {
            one: note
            for block in _blocks(root)
            for note in block.iter("li")
            for one in note.iter("span")
        }
        numbers: dict[str, int] = {}
        count = 0
        found = []
        for element in self._read(root):
            if element.get("class") == _REFERENCE and str(element.get("href")) not in numbers:
                count += 1
                numbers[str(element.get("href"))] = count
            elif element in mentions and element in inner:
                number = numbers.get(f"#{inner[element].get('id')}", 0)
                found.append((element, PlacedMention(mentions[element], number, is_inside=True)))
            elif element in mentions:
                count += not all(one.is_silent for one in mentions[element].works)
                found.append((element, PlacedMention(mentions[element], count)))
        return found

    def add(self, root: ElementTree.Element, cited: Sequence[Noted], back: str) -> None:
        """Add a note for each citation that makes one, and number all notes.

        `back` is what a link back to the text is called.
        """
        own = {id(one.span) for one in self._inside(root, cited)}
        making = {id(one.span): one for one in cited if one.said.note and id(one.span) not in own}
        if not making:
            return
        block = self._block(root)
        notes = block.find("ol")
        assert notes is not None
        by_id = {str(one.get("id")): one for one in notes}
        in_order: dict[int, ElementTree.Element] = {}
        names = self._free_names(by_id)
        for element in self._read(root):
            if id(element) in making:
                noted = making[id(element)]
                in_order[id(element)] = self._note(noted, next(names), back)
            elif element.get("class") == _REFERENCE:
                note = by_id.get(str(element.get("href")).removeprefix("#"))
                if note is not None:
                    in_order[id(note)] = note
        unread = (one for one in by_id.values() if id(one) not in in_order)
        notes[:] = [*in_order.values(), *unread]
        self._number(root, notes, {one.target: one for one in making.values()})
        _close_up_notes(root, making)

    def _text_of(self, number: int) -> str:
        """Return what stands for a note in the text."""
        if self._extension is None:
            return str(number)
        return str(self._extension.getConfig("SUPERSCRIPT_TEXT")).format(number)

    def _read(self, root: ElementTree.Element) -> Iterator[ElementTree.Element]:
        """Yield the elements of a page; those of a note where it is first referred to."""
        notes = {f"#{one.get('id')}": one for block in _blocks(root) for one in block.iter("li")}
        blocks = {id(one) for one in _blocks(root)}
        waiting = [root]
        while waiting:
            element = waiting.pop()
            if id(element) in blocks:
                continue
            yield element
            waiting += reversed(element)
            if element.get("class") == _REFERENCE and element.get("href") in notes:
                waiting.append(notes.pop(str(element.get("href"))))
        for rest in notes.values():
            yield from rest.iter()

    def _inside(self, root: ElementTree.Element, cited: Sequence[Noted]) -> Iterator[Noted]:
        """Yield the citations that stand in notes."""
        inner = {id(one) for block in _blocks(root) for one in block.iter("span")}
        return (one for one in cited if id(one.span) in inner)

    def _block(self, root: ElementTree.Element) -> ElementTree.Element:
        """Return the element that holds the notes; without one, put it where it is to be."""
        block = next(_blocks(root), None)
        if block is not None:
            return block
        block = ElementTree.Element("div", {"class": _BLOCK, "role": "doc-endnotes"})
        ElementTree.SubElement(block, "hr")
        ElementTree.SubElement(block, "ol")
        found = self._extension and self._extension.findFootnotesPlaceholder(root)
        if not found:
            root.append(block)
            return block
        child, parent, is_whole = found
        place = list(parent).index(child)
        if is_whole:
            parent.remove(child)
        else:
            child.tail = None
            place += 1
        parent.insert(place, block)
        return block

    def _free_names(self, taken: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield ids that the author's notes leave free, of notes and of references to them."""
        number = 0
        while True:
            number += 1
            name = f"pubs-{number}"
            if self._extension is None:
                note, reference = f"fn:{name}", f"fnref:{name}"
            else:
                note = self._extension.makeFootnoteId(name)
                reference = self._extension.makeFootnoteRefId(name)
            if note not in taken:
                yield note, reference

    def _note(self, noted: Noted, names: tuple[str, str], back: str) -> ElementTree.Element:
        """Return a note that is still to be filled."""
        noted.target, noted.reference = names
        note = ElementTree.Element("li", {"id": noted.target})
        inner = ElementTree.SubElement(note, "div", {"role": "doc-footnote"})
        text = ElementTree.SubElement(inner, "p")
        text.append(noted.body)
        noted.body.tail = _NO_BREAK
        attributes = {"class": _BACK, "href": f"#{noted.reference}", "role": "doc-backlink"}
        link = ElementTree.SubElement(text, "a", {**attributes, "aria-label": back})
        link.text = "↩" if self._extension is None else FN_BACKLINK_TEXT
        return note

    def _number(
        self,
        root: ElementTree.Element,
        notes: ElementTree.Element,
        ours: Mapping[str, Noted],
    ) -> None:
        numbers = {f"#{one.get('id')}": number for number, one in enumerate(notes, 1)}
        for number, note in enumerate(notes, 1):
            if noted := ours.get(str(note.get("id"))):
                noted.number = self._text_of(number)
            elif self._extension is not None:
                title = str(self._extension.getConfig("BACKLINK_TITLE"))
                # Python-Markdown before 3.8 leaves its older sign for the number.
                title = title.replace("%d", "{}").format(number)
                for link in note.iterfind(f".//a[@class='{_BACK}']"):
                    link.set("title", title)
        for link in root.iterfind(f".//a[@class='{_REFERENCE}']"):
            if number := numbers.get(str(link.get("href")), 0):
                link.text = self._text_of(number)


def _blocks(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the elements of a page that hold notes."""
    return (
        one for one in root.iter("div") if one.get("class") == _BLOCK and one.find("ol") is not None
    )


def close_up(root: ElementTree.Element, raised: Collection[ElementTree.Element]) -> None:
    """Take away the space before citations that are raised, as Pandoc does."""
    for parent in root.iter() if raised else ():
        before: ElementTree.Element | None = None
        for child in parent:
            if child in raised and before is None:
                parent.text = (parent.text or "").rstrip()
            elif child in raised and before is not None:
                before.tail = (before.tail or "").rstrip()
            before = child


def _close_up_notes(root: ElementTree.Element, making: Mapping[int, Noted]) -> None:
    """Put the numbers of notes behind the words that they are of, and behind punctuation.

    So does Pandoc (its manual, ``notes-after-punctuation``). Between two numbers stands a comma,
    unless both are of the author's notes.
    """
    for parent in list(root.iter()):
        # What the first number of a run stands behind; nothing before the first child.
        word: ElementTree.Element | None = None
        before: ElementTree.Element | None = None
        for child in list(parent):
            noted, former = making.get(id(child)), making.get(id(before))
            if _is_bare(child, noted):
                is_next = before is not None and _ends_in_number(before, former)
                if not is_next or (former and former.said.text):
                    word = before
                if before is not None and is_next and (noted or former):
                    before.tail = None
                    home, place = (child, 0) if noted else (parent, list(parent).index(child))
                    home.insert(place, _comma())
                if noted:
                    _move_punctuation(parent, word, child)
            before = child


def _is_bare(element: ElementTree.Element, noted: Noted | None) -> bool:
    """Say whether an element is the number of a note and nothing else."""
    return not noted.said.text if noted else _is_of_author(element)


def _ends_in_number(element: ElementTree.Element, noted: Noted | None) -> bool:
    """Say whether there is nothing but space behind the number of a note."""
    return bool(noted or _is_of_author(element)) and not (element.tail or "").strip()


def _is_of_author(element: ElementTree.Element) -> bool:
    return element.tag == "sup" and element.find(f"a[@class='{_REFERENCE}']") is not None


def _comma() -> ElementTree.Element:
    comma = ElementTree.Element("sup")
    comma.text = ","
    return comma


def _move_punctuation(
    parent: ElementTree.Element, word: ElementTree.Element | None, number: ElementTree.Element
) -> None:
    """Move punctuation behind a number to the word before it, and take the space away there."""
    tail = number.tail or ""
    found = _PUNCTUATION.match(tail)
    mark = found[0] if found else ""
    number.tail = tail[len(mark) :]
    if word is None:
        parent.text = f"{(parent.text or '').rstrip()}{mark}"
    else:
        word.tail = f"{(word.tail or '').rstrip()}{mark}"
