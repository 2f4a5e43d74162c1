"""Texts within a text, such as docstrings on a page: they cite, and the page writes it.

mkdocstrings converts docstrings while the page's own blocks are read, each with a Markdown of its
own, and puts the HTML among what the page has stashed. Such an inner text leaves marks where it
cites or lists works. The page borrows what they stand for into its tree, where all is counted and
written as if it were the page's own, and puts it back into the HTML of the inner text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from threading import local
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX
from markupsafe import escape

from mkdocs_pubs.directive import Directive
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.marks import AFFIX, LEVEL, MENTION, NUMBER
from mkdocs_pubs.extension.published import report_block
from mkdocs_pubs.models import Mention
from mkdocs_pubs.patterns import regex

_OF_DOCSTRINGS = "mkdocstrings_ids"
"""The name of a tree processor that mkdocstrings has for docstrings alone."""

_BORROWED = f"{STX}pubs-borrowed"
"""The attribute of an element that holds what stands elsewhere in inner texts."""

_APART = " | "
"""What stands between elements that are borrowed, which are no neighbours where they belong."""

_KEPT, _MENTION, _LIST = "pubs-kept:", "m", "l"
_OPEN = f"{STX}pubs-open:"
_AFFIX_END = regex(rf"{STX}pubs-affix:([\w-]+){ETX}")
_INNER = regex(
    rf"<span>{_OPEN}(?P<number>\d+){ETX}(?P<affixes>.*?){STX}pubs-close:(?P=number){ETX}</span>"
    rf"|<div>(?P<mark>{STX}{_KEPT}{_LIST}\d+:\d+{ETX})</div>",
    re.DOTALL,
)
"""What an inner text has for a citation or a list when it is HTML."""

_MARK = regex(rf"{STX}{_KEPT}(?P<kind>{_MENTION}|{_LIST})(?P<number>\d+):(?P<level>\d*){ETX}")
"""What stands for a citation or a list in the HTML of an inner text; the latter has a level."""


class InnerTexts(local):
    """Knows of each text whether it is within another, which is still being read."""

    _open: Desk | None = None

    def enter(self, desk: Desk) -> None:
        """Begin the text of a desk."""
        is_inner = _OF_DOCSTRINGS in desk.md.treeprocessors
        desk.outer = self._open if is_inner else None
        desk.owner = _owner(desk.md.treeprocessors[_OF_DOCSTRINGS]) if is_inner else ""
        if desk.outer is None:
            self._open = desk

    def leave(self, desk: Desk) -> None:
        """End the text of a desk."""
        if self._open is desk:
            self._open = None


def _owner(processor: Treeprocessor) -> str:
    """Return the name of what has a docstring, with which all ids of that begin."""
    return str(getattr(processor, "id_prefix", "")).removesuffix("--")


class Borrower(Treeprocessor):
    """Puts what inner texts cite and list into the tree of the page, in the order of the text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._borrowed: dict[str, ElementTree.Element] = {}

    def run(self, root: ElementTree.Element) -> None:
        """Put an element for each mark of an inner text behind the element that has the text."""
        self._borrowed = {}
        if not self._desk.lent:
            return
        for copied in [one for one in root.iter("span") if (one.text or "").startswith(_OPEN)]:
            # mkdocstrings shows the headings of inner texts to the table of contents.
            del copied[:]
            copied.text = None
        parents = {child: parent for parent in root.iter() for child in parent}
        for element, parent in parents.items():
            found = {mark[0]: self._stand_in(mark) for mark in self._marks(element)}
            if found:
                holder = ElementTree.Element("div", {_BORROWED: ""})
                holder.extend(found.values())
                for one in holder:
                    one.tail = _APART
                parent.insert(list(parent).index(element) + 1, holder)
                holder.tail, element.tail = element.tail, None
                self._borrowed.update(found)

    def put_back(self, root: ElementTree.Element) -> None:
        """Put what was borrowed, written by now, into the HTML of the inner texts."""
        if not self._borrowed:
            return
        for one in self._borrowed.values():
            one.tail = None
        written = {mark: self.md.serializer(one) for mark, one in self._borrowed.items()}
        blocks = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[index] = _MARK.sub(lambda found: written.get(found[0], found[0]), block)
        parents = {child: parent for parent in root.iter() for child in parent}
        for holder in [one for one in parents if _BORROWED in one.attrib]:
            _remove(holder, parents[holder])

    def _marks(self, element: ElementTree.Element) -> Iterator[re.Match[str]]:
        """Yield the marks in what an element has stashed, or the text behind it."""
        for found in HTML_PLACEHOLDER_RE.finditer(f"{element.text or ''}{element.tail or ''}"):
            block = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
            if isinstance(block, str):
                yield from _MARK.finditer(block)

    def _stand_in(self, mark: re.Match[str]) -> ElementTree.Element:
        number = mark["number"]
        if mark["kind"] == _LIST:
            return ElementTree.Element("div", {NUMBER: number, LEVEL: mark["level"]})
        element = ElementTree.Element("span", {MENTION: number})
        for side, html in self._desk.lent[mark[0]].items():
            element.append(_parsed(html, self.md))
            element[-1].attrib[AFFIX] = side
        return element


class Lender(Treeprocessor):
    """Leaves marks in the tree of an inner text; in that of a page, puts back what was borrowed."""

    def __init__(self, desk: Desk, borrower: Borrower) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._borrower = borrower

    def run(self, root: ElementTree.Element) -> None:
        """Mark or put back, once all else is done."""
        if self._desk.outer is None:
            self._borrower.put_back(root)
            return
        for span in [one for one in root.iter("span") if MENTION in one.attrib]:
            _mark_mention(span)
        for wrapper in [one for one in root.iter("div") if NUMBER in one.attrib]:
            number, level = wrapper.attrib.pop(NUMBER), wrapper.attrib.pop(LEVEL)
            wrapper.text = f"{STX}{_KEPT}{_LIST}{number}:{level}{ETX}"


def _mark_mention(span: ElementTree.Element) -> None:
    """Put signs around what is said before and behind works, which are found when it is HTML."""
    number = span.attrib.pop(MENTION)
    span.text = f"{_OPEN}{number}{ETX}"
    for affix in span:
        affix.tail = f"{STX}pubs-affix:{affix.attrib.pop(AFFIX)}{ETX}"
    tail = f"{STX}pubs-close:{number}{ETX}"
    if len(span):
        span[-1].tail = f"{span[-1].tail}{tail}"
    else:
        span.text = f"{span.text}{tail}"


def mark_of_mention(desk: Desk, mention: Mention, affixes: Mapping[str, str]) -> str:
    """Keep a citation of an inner text, with the HTML around its works, and return its mark."""
    mark = f"{STX}{_KEPT}{_MENTION}{desk.keep_mention(mention)}:{ETX}"
    desk.lent[mark] = affixes
    return mark


def mark_of_list(desk: Desk, directive: Directive, level: int) -> str:
    """Keep a directive of an inner text, and return the mark of its list."""
    number = desk.blocks.add(directive)
    report_block(desk, desk.block(number))
    mark = f"{STX}{_KEPT}{_LIST}{number}:{level}{ETX}"
    desk.lent[mark] = {}
    return mark


def lend(html: str, desk: Desk) -> str:
    """Return the HTML of an inner text with bare marks, and lend the page what they stand for."""

    def bare(found: re.Match[str]) -> str:
        mark = found["mark"] or f"{STX}{_KEPT}{_MENTION}{found['number']}:{ETX}"
        parts = _AFFIX_END.split(found["affixes"] or "")
        desk.lent[mark] = dict(zip(parts[1::2], parts[::2], strict=False))
        return mark

    return _INNER.sub(bare, html)


def settle(html: str, desk: Desk) -> str:
    """Return the HTML of a page in which no mark is left, wherever an inner text came to stand."""

    def source(found: re.Match[str]) -> str:
        is_list = found["kind"] == _LIST
        number = found["number"]
        return escape(desk.source(int(number)) if is_list else desk.mention(number).source)

    return _MARK.sub(source, html) if desk.lent else html


def _parsed(html: str, md: Markdown) -> ElementTree.Element:
    """Return HTML as an element; what is not XML as well, stashed in one."""
    try:
        return ElementTree.fromstring(html)
    except ElementTree.ParseError:
        element = ElementTree.Element("span")
        element.text = md.htmlStash.store(html)
        return element


def _remove(element: ElementTree.Element, parent: ElementTree.Element) -> None:
    """Take an element away, and leave the text behind it."""
    index = list(parent).index(element)
    if index:
        before = parent[index - 1]
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    else:
        parent.text = f"{parent.text or ''}{element.tail or ''}"
    parent.remove(element)
