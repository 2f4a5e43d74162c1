"""Placeholders to lists: headings as elements, for the table of contents, the rest stashed."""

from __future__ import annotations

import json
import re
from functools import cached_property
from xml.etree import ElementTree

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX
from markupsafe import escape

from mkdocs_pubs.extension.blocks import Block
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.marks import LEVEL, NUMBER, PLACEHOLDER
from mkdocs_pubs.extension.published import published_list, report_block
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Citing, Section
from mkdocs_pubs.patterns import regex

# Behind a quote's or a list's sign it is the business of those, which call again without the sign.
_AT_LINE_START = regex(f"^ {{0,3}}{PLACEHOLDER}", re.MULTILINE)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LIST_CLASS = "pubs"
_GROUP_CLASS = "pubs-group"
_ID_START = regex(r"pubs?[\s-]", re.IGNORECASE)
"""What all ids of ours begin with, or a text that becomes one."""
_DROPPED = regex(r"[^\w\s-]")
"""What no id has of a text."""
_REFERENCES = "pubs-references"
"""The id of the heading above what a page cites, in whatever language that is."""
_OCCUPIED = f"{STX}pubs-occupied"
"""The attribute of an element that has others with the ids of stashed HTML.

Other extensions cannot see those ids otherwise.
"""


class Expander(BlockProcessor):
    """Turns placeholders into elements that stand for lists, where they have come to stand."""

    def __init__(self, parser: object, desk: Desk) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self._desk = desk

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002
        """Return whether a placeholder stands in a block."""
        return _AT_LINE_START.search(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """Expand the first placeholder of a block; what stands around it is parsed as it is."""
        block = blocks.pop(0)
        found = _AT_LINE_START.search(block)
        assert found is not None
        if before := block[: found.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        self._expand(parent, int(found[1]))
        if behind := block[found.end() :].lstrip("\n"):
            blocks.insert(0, behind)

    def _expand(self, parent: ElementTree.Element, number: int) -> None:
        """Put an element where the list is to be; what it shows may depend on the whole text."""
        desk = self._desk.leading
        block = desk.block(number)
        report_block(desk, block)
        level = block.options.heading_level or self._level_of_last_heading() + 1
        ElementTree.SubElement(parent, "div", {NUMBER: str(number), LEVEL: str(level)})

    def _level_of_last_heading(self) -> int:
        """Return the level of the last heading; 1 if there is none."""
        level = 1
        for element in self.parser.root.iter():
            if element.tag in _HEADINGS:
                level = int(element.tag[1])
        return level


class ListWriter(Treeprocessor):
    """Writes the lists of a page that cites nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk

    def run(self, root: ElementTree.Element) -> None:
        """Write what the tree of a page has elements for; it does so for inner texts."""
        if self._desk.outer is None:
            write_lists(self._desk, root, Citing())


def write_lists(desk: Desk, root: ElementTree.Element, citing: Citing) -> None:
    """Write the lists of a page, and one more of what it cites, where that is to be at its end."""
    filler = ListFiller(desk, root)
    if citing.publications and desk.blocks.has_list_at_end:
        filler.append_references()
    lists = [one for one in root.iter("div") if NUMBER in one.attrib]
    for wrapper in lists:
        filler.fill(wrapper, citing)


class ListFiller:
    """Fills the elements of a tree that stand for lists."""

    def __init__(self, desk: Desk, root: ElementTree.Element) -> None:
        self._desk = desk
        self._root = root

    def fill(self, wrapper: ElementTree.Element, citing: Citing) -> None:
        """Fill an element with the list that it stands for."""
        number, level = int(wrapper.attrib.pop(NUMBER)), int(wrapper.attrib.pop(LEVEL))
        block = self._desk.block(number)
        published = published_list(self._desk, block, citing)
        for_script = {"data-labels": json.dumps(published.labels), "data-level": str(level)}
        wrapper.attrib.update(self._attributes(block, for_script))
        if published.bar:
            ElementTree.SubElement(wrapper, "p").text = self._stash(published.bar)
        # The table of contents does not look for its own place in code.
        occupied = ElementTree.SubElement(wrapper, "code", {_OCCUPIED: ""})
        if self._has_open_headings:
            for anchor in published.anchors:
                ElementTree.SubElement(occupied, "span", {"id": anchor})
        groups = [wrapper]
        for section in published.sections:
            del groups[max(section.depth, 1) :]
            if section.title:
                tag = f"h{min(level + section.depth - 1, 6)}"
                self._add_heading(section, tag, groups)
            if section.html:
                ElementTree.SubElement(groups[-1], "p").text = self._stash(section.html)
        if published.downloads:
            ElementTree.SubElement(wrapper, "p").text = self._stash(published.downloads)

    def _attributes(self, block: Block, for_script: dict[str, str]) -> dict[str, str]:
        """Return the attributes of an element that holds a list."""
        list_class = _LIST_CLASS if block.is_of_publications else f"{_LIST_CLASS} pubs-references"
        role = {} if block.is_of_publications else {"role": "doc-bibliography"}
        language = _language_attributes(block.options.language, self._desk.page.language)
        unsearched = {} if block.options.in_search else {"data-search-exclude": ""}
        return {"class": list_class, **role, **language, **for_script, **unsearched}

    @cached_property
    def _has_open_headings(self) -> bool:
        """Whether a heading may yet get an id like ours; those of lists have theirs."""
        return any(map(_may_be_called_as_ours, self._root.iter()))

    def append_references(self) -> None:
        """Put an element for the list of the works cited, with a heading, behind all of a page."""
        number = self._desk.blocks.add_references()
        block = self._desk.block(number)
        report_block(self._desk, block)
        language = _language_attributes(block.options.language, self._desk.page.language)
        (anchor,) = self._desk.take_anchors([_REFERENCES])
        heading = ElementTree.SubElement(self._root, "h2", {"id": anchor, **language})
        heading.text = self._stash(escape(self._desk.words("references")))
        ElementTree.SubElement(self._root, "div", {NUMBER: str(number), LEVEL: "3"})

    def _add_heading(self, section: Section, tag: str, groups: list[ElementTree.Element]) -> None:
        """Put a heading where it belongs; if its group folds, what follows it goes in there."""
        place = groups[-1]
        if section.fold:
            is_open = {"open": "open"} if section.fold == "open" else {}
            group = ElementTree.SubElement(place, "details", {"class": _GROUP_CLASS, **is_open})
            groups.append(group)
            place = ElementTree.SubElement(group, "summary")
        title = escape(section.title)
        if not section.is_listed:
            html = f'<{tag} id="{escape(section.anchor)}">{title}</{tag}>'
            ElementTree.SubElement(place, "p").text = self._stash(html)
            return
        heading = ElementTree.SubElement(place, tag, {"id": section.anchor})
        # Stashed, since Markdown and attribute lists would be read in a title.
        heading.text = self._stash(title)

    def _stash(self, html: str) -> str:
        return self._desk.md.htmlStash.store(html)


def _may_be_called_as_ours(element: ElementTree.Element) -> bool:
    """Say whether an element is a heading that may yet get an id like one of ours from its text.

    Letters beyond ASCII become others there, or are dropped.
    """
    if element.tag not in _HEADINGS or "id" in element.attrib:
        return False
    text = "".join(element.itertext())
    is_open = STX in text or not text.isascii()
    return is_open or _ID_START.search(_DROPPED.sub("", text)) is not None


def _language_attributes(asked: str, of_page: str) -> dict[str, str]:
    """Return what tells browsers the language of a list, where it is not the page's.

    Not every theme knows that a language is written from the right.
    """
    words = Labels(asked)
    if asked and words.tag.lower() != of_page.replace("_", "-").lower():
        return {"lang": words.tag, "dir": words.direction}
    return {"dir": "rtl"} if Labels(of_page).direction == "rtl" else {}


class Tidier(Treeprocessor):
    """Takes away what was there for the table of contents, and what that put where none may be.

    The first are the elements that kept the ids of stashed HTML from the page's own headings, the
    second links in the summaries of folds, which are controls themselves.
    """

    def run(self, root: ElementTree.Element) -> None:
        """Tidy the tree of a page."""
        for wrapper in root.iter("div"):
            for occupied in wrapper.findall("code"):
                if _OCCUPIED in occupied.attrib:
                    wrapper.remove(occupied)
        for heading in root.iterfind(f".//details[@class='{_GROUP_CLASS}']/summary/*"):
            title = next(heading.itertext())
            del heading[:]
            heading.text = title
