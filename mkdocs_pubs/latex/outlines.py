"""What becomes of the marks in a text in disguise, whatever the text between them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_pubs.latex.html import end_tag, start_tag, text_to_html
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import (
    DISPLAY_MATH,
    END_OF,
    HYPERLINK,
    HYPERLINK_END,
    HYPERLINK_TEXT,
    INLINE_MATH,
    LINK,
    LINK_END,
    LINK_TEXT,
    LOOK_END,
    LOOK_START,
    NEW_BLOCK,
    PROTECTED,
    QUOTE,
    RELEASED,
    SIGN_OF,
    START_OF,
    UNQUOTE,
)

MARK = regex("([\ue000-\ue1ff])")
"""A mark; it is found in half the time if there can be no tags."""
# One set of signs to begin with, as elsewhere a pattern is tried at each character.
TAG_OR_MARK = regex(r"([\ue000-\ue1ff<](?:(?<!<)|/?[a-z]+[^<>]*>))")
"""A mark, or a tag that stands in the text already."""
MATHS = (INLINE_MATH, DISPLAY_MATH)


class Element(NamedTuple):
    """An element: the mark that ends it, and its tags."""

    end_mark: str
    start: str
    end: str


class Slot(NamedTuple):
    """A formula or a URL, between two places among the pieces of a text.

    A link has the place of its end, unless it is within another.
    """

    mark: str
    start: int
    stop: int
    end: int = 0


class Outline(NamedTuple):
    """What becomes of marks: HTML for each, and the places of what else is to be known.

    Behind some pieces stand the ends of elements that a style tore apart; parts of a citation are
    known by their classes.
    """

    html: Sequence[str]
    ends: Mapping[int, str]
    parts: Mapping[str, Sequence[slice]]
    slots: Sequence[Slot]


# Most citations of a list have the order of their marks in common with others.
@lru_cache(maxsize=1 << 12)
def outline(marks: str, has_text: bytes) -> Outline:
    """Return what becomes of marks, by the places where there is text between them."""
    return _Outlining(_merged(marks, has_text), has_text).outline()


def _merged(marks: str, has_text: bytes) -> Sequence[str]:
    """Return marks one by one; what ends and begins again at once goes on, as in pybtex."""
    places = zip(TAG_OR_MARK.findall(marks), has_text[1:], strict=True)
    merged, former = "".join([f"{mark} " if text else mark for mark, text in places]), ""
    while former != merged:
        former, merged = merged, _ENDED_AND_BEGUN.sub(_silenced, merged)
    return TAG_OR_MARK.findall(merged)


def _silenced(found: re.Match[str]) -> str:
    end, start = found.groups()
    is_same = _ELEMENTS[start].end_mark == end
    return PROTECTED * len(found.group()) if is_same else found.group()


def _elements() -> Iterator[tuple[str, Element]]:
    for look, mark in LOOK_START.items():
        yield mark, Element(LOOK_END[look], str(start_tag(look)), str(end_tag(look)))
    for tag, mark in START_OF.items():
        if tag.startswith("pubs-"):
            yield mark, Element(END_OF[tag], f'<span class="{tag}">', "</span>")
        else:
            name = "code" if tag == "tt" else tag
            yield mark, Element(END_OF[tag], f"<{name}>", f"</{name}>")


_ELEMENTS = dict(_elements())
_PARTS = {END_OF[tag]: tag for tag in ("pubs-title", "pubs-author", "pubs-venue")}
# The tags of a link depend on its URL.
_LINKS = {
    LINK: Element(LINK_END, "", LINK_END),
    HYPERLINK: Element(HYPERLINK_END, "", LINK_END),
}
_END_OF_URL = {LINK: LINK_TEXT, HYPERLINK: HYPERLINK_TEXT}
_SHOWN = {
    QUOTE: "“",
    UNQUOTE: "”",
    NEW_BLOCK: " ",
    **{mark: str(text_to_html(sign)) for mark, sign in SIGN_OF.items()},
}
_NAME = regex("[a-z]+")
_ENDED_AND_BEGUN = regex(
    f"([{min(END_OF.values())}-{max(END_OF.values())}])[{PROTECTED}{RELEASED}]*"
    f"([{min(START_OF.values())}-{max(START_OF.values())}])"
)


class _Outlining:
    """An outline that is being made, and the elements open in it with the places of their marks."""

    def __init__(self, marks: Sequence[str], has_text: bytes) -> None:
        self._marks = marks
        self._has_text = has_text
        self._html = [""] * len(marks)
        self._ends: dict[int, str] = {}
        self._parts: dict[str, list[slice]] = {}
        self._slots: list[Slot] = []
        self._open: list[tuple[Element, int]] = []
        self._link: Slot | None = None

    def outline(self) -> Outline:
        """Look at the marks one by one."""
        at = 0
        while at < len(self._marks):
            mark = self._marks[at]
            if mark in _LINKS:
                at = self._start_link(at, mark)
            elif mark in MATHS:
                self._slots.append(Slot(mark, 2 * at + 2, 2 * at + 3))
            elif mark in _ELEMENTS:
                self._start(at, _ELEMENTS[mark])
            elif mark in _SHOWN:
                self._html[at] = _SHOWN[mark]
            elif mark.startswith("<"):
                self._look_at_tag(at, mark)
            else:
                self._end_up_to(at, mark)
            at += 1
        while self._open:
            self._end_early(len(self._marks))
        return Outline(self._html, self._ends, self._parts, self._slots)

    def _start(self, at: int, element: Element) -> None:
        self._open.append((element, at))
        self._html[at] = element.start

    def _start_link(self, at: int, mark: str) -> int:
        """Start a link, and return the place where its URL ends; HTML has no links within links."""
        end = at + 1
        while end < len(self._marks) and self._marks[end] not in (mark, _END_OF_URL[mark]):
            self._html[end] = _SHOWN.get(self._marks[end], "")
            end += 1
        if self._marks[end : end + 1] != [_END_OF_URL[mark]]:
            return end - 1
        slot = Slot(mark, 2 * at + 2, 2 * end + 1)
        if self._is_in_link():
            self._slots.append(slot)
        else:
            self._link = slot
            self._start(end, _LINKS[mark])
        return end

    def _is_in_link(self) -> bool:
        return any(element.end in (LINK_END, "</a>") for element, _ in self._open)

    def _look_at_tag(self, at: int, tag: str) -> None:
        """Keep the elements that stand in the text already in step with the others."""
        name = _NAME.findall(tag)[0]
        if tag.startswith("</"):
            self._end_up_to(at, name)
        elif name != "a" or not self._is_in_link():
            self._start(at, Element(name, tag, f"</{name}>"))

    def _end_up_to(self, at: int, end_mark: str) -> None:
        """End the innermost element of a kind, and those within it."""
        end_marks = [element.end_mark for element, _ in self._open]
        if end_mark not in end_marks:
            return
        while self._open[-1][0].end_mark != end_mark:
            self._end_early(at)
        element, start = self._open[-1]
        self._html[at] = self._end(at, 2 * at + 1)
        if self._html[at] and element.end_mark in _PARTS:
            places = self._parts.setdefault(_PARTS[element.end_mark], [])
            places.append(slice(2 * start + 2, 2 * at + 1))

    def _end_early(self, at: int) -> None:
        """End the innermost element before a mark that is not its own."""
        self._ends[2 * at] = self._ends.get(2 * at, "") + self._end(at, 2 * at)

    def _end(self, at: int, place: int) -> str:
        """Return the end of the innermost element; one that shows nothing is left out."""
        element, start = self._open.pop()
        shows = any(self._has_text[start + 1 : at + 1]) or any(self._html[start + 1 : at])
        if element.end == LINK_END and self._link is not None:
            self._slots.append(self._link._replace(end=place if shows else 0))
        if not shows:
            self._html[start] = ""
        return element.end if shows else ""
