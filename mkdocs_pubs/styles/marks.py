"""Text with markup in private-use characters, and pybtex's rich text that is made of it.

Such a run is quick to join, search and change. Most of those who ask for a citation want it in the
markup of their backend, which is written straight from the run, without the nodes of rich text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pybtex.richtext import HRef, Protected, String, Symbol, Tag, Text

from mkdocs_pubs.patterns import regex

Run = str
"""A piece of a citation: text, with markup in private-use characters."""

# U+E000 to U+E0FF belong to the fields of a page, which come in disguise of their own.
JOINT = "\ue100"
"""Between two pieces that were joined; it shows nothing, and is taken out before the end."""
PROTECTED, RELEASED = "\ue101", "\ue102"
"""Around words whose case is to be kept."""
QUOTE, UNQUOTE = "\ue103", "\ue104"
LINK, LINK_TEXT, LINK_END = "\ue105", "\ue106", "\ue107"
NEW_BLOCK = "\ue108"
"""Between lines, where backends have signs of their own."""
_TAGS = (
    "em b strong i u sub sup tt code pubs-authors pubs-author pubs-title pubs-venue pubs-container"
).split()
_FROM_START_TO_END = 0x20
_START_OF = {tag: chr(0xE120 + index) for index, tag in enumerate(_TAGS)}
_END_OF = {tag: chr(ord(start) + _FROM_START_TO_END) for tag, start in _START_OF.items()}
_TAG_OF_START = {start: tag for tag, start in _START_OF.items()}
_NEW_BLOCK = Symbol("newblock")
_SHOWN = {PROTECTED: "", RELEASED: "", QUOTE: "“", UNQUOTE: "”"}

SILENT = "\ue020-\ue0ef\ue101-\ue1ff"
"""The characters, for a regular expression, that are markup and show nothing themselves."""

_TEX = regex(r"[\\$~%#_^`'&-](?:(?<![&-])|(?<=-)-|(?<=&)(?!amp;))")
_MARK = regex("([\ue101-\ue1ff])")
_BETWEEN_TAGS = regex(
    f"([{''.join(_END_OF.values())}])([{PROTECTED}{RELEASED}]*)([{''.join(_TAG_OF_START)}])"
)


def field_run(value: str) -> Run:
    """Return a field as a run; its braces keep their words' case, other LaTeX is pybtex's."""
    if _TEX.search(value):
        return "".join(_written(Text.from_latex(value)))
    if "{" in value or "}" in value:
        return value.replace("{", PROTECTED).replace("}", RELEASED)
    return value


def _written(node: object) -> Iterator[str]:
    if isinstance(node, Tag) and node.name in _START_OF:
        yield tagged(node.name, "".join(map("".join, map(_written, node.parts))))
    elif isinstance(node, Protected):
        yield PROTECTED
        for part in node.parts:
            yield from _written(part)
        yield RELEASED
    elif isinstance(node, String):
        yield str(node)
    else:
        for part in getattr(node, "parts", ()):
            yield from _written(part)


def tagged(tag: str, run: Run) -> Run:
    """Mark a run up; the tags are HTML's, and the class names of a page's contract."""
    return f"{_START_OF[tag]}{run}{_END_OF[tag]}" if run else ""


def plain(run: Run) -> str:
    """Return what a run shows, without its markup."""
    return _MARK.sub("", run)


class RunText(Text):  # type: ignore[misc]
    """A finished run as rich text, whose nodes are made when somebody asks for them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        former = ""
        while former != self._run:
            former, self._run = self._run, _BETWEEN_TAGS.sub(_merged, self._run)

    @cached_property
    def parts(self) -> list[Any]:
        """The nodes, as pybtex knows them."""
        return list(Text(*_nodes(self._pieces(), "")).parts)

    @cached_property
    def length(self) -> int:
        """How many characters it shows."""
        return sum(map(len, self.parts))

    def render(self, backend: Any) -> Any:
        """Write the run in the markup of a backend, as pybtex would write its nodes."""
        return _rendered(self._pieces(), "", backend)

    def _pieces(self) -> Iterator[str]:
        return iter(_MARK.split(self._run))

    def _typeinfo(self) -> tuple[type[Text], tuple[()]]:
        return Text, ()


def _merged(found: re.Match[str]) -> str:
    """Let what ends and begins again go on, as pybtex does."""
    end, between, start = found.groups()
    return str(between) if ord(end) - ord(start) == _FROM_START_TO_END else found.group()


def _nodes(pieces: Iterator[str], end: str) -> Iterator[Text | str]:
    """Yield what stands before the mark `end`, as nodes of pybtex's."""
    for piece in pieces:
        if piece == end and end:
            return
        if piece in _TAG_OF_START:
            tag = _TAG_OF_START[piece]
            yield Tag(tag, *_nodes(pieces, _END_OF[tag]))
        elif piece == LINK:
            url = next(pieces)
            next(pieces)
            yield HRef(url, *_nodes(pieces, LINK_END))
        elif piece == NEW_BLOCK:
            yield _NEW_BLOCK
        elif piece:
            yield _SHOWN.get(piece, piece)


def _rendered(pieces: Iterator[str], end: str, backend: Any) -> Any:
    """Return what stands before the mark `end` in the markup of a backend; nothing if empty."""
    written: list[Any] = []
    for piece in pieces:
        if piece == end and end:
            break
        if piece in _TAG_OF_START:
            tag = _TAG_OF_START[piece]
            if inner := _rendered(pieces, _END_OF[tag], backend):
                written.append(backend.format_tag(tag, inner))
        elif piece == LINK:
            url = next(pieces)
            next(pieces)
            if inner := _rendered(pieces, LINK_END, backend):
                written.append(backend.format_href(url, inner, False))
        elif piece == NEW_BLOCK:
            written.append(_NEW_BLOCK.render(backend))
        elif shown := _SHOWN.get(piece, piece):
            written.append(backend.format_str(shown))
    return backend.render_sequence(written)
