"""Text with markup in private-use characters, and pybtex's rich text that is made of it.

Such a run is quick to join, search and change. A page makes HTML of the run itself; who else asks
for a citation gets rich text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from pybtex.richtext import HRef, Protected, String, Symbol, Tag, Text

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import (
    END_OF,
    LINK,
    LINK_END,
    NEW_BLOCK,
    PROTECTED,
    QUOTE,
    RELEASED,
    SILENT,
    START_OF,
    UNQUOTE,
)

Run = str
"""A piece of a citation: text, with markup in private-use characters."""

_TAG_OF_START = {start: tag for tag, start in START_OF.items()}
_SHOWN = {PROTECTED: "", RELEASED: "", QUOTE: "“", UNQUOTE: "”"}

_TEX = regex(r"[\\$~%#_^`'&-](?:(?<![&-])|(?<=-)-|(?<=&)(?!amp;))")
_MARK = regex("([\ue101-\ue1ff])")
_SILENT = regex(f"[{SILENT}]")


def field_run(value: str) -> Run:
    """Return a field as a run; its braces keep their words' case, other LaTeX is pybtex's."""
    if _TEX.search(value):
        return "".join(_written(Text.from_latex(value)))
    if "{" in value or "}" in value:
        return value.replace("{", PROTECTED).replace("}", RELEASED)
    return value


def _written(node: object) -> Iterator[str]:
    if isinstance(node, Tag) and node.name in START_OF:
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
    return f"{START_OF[tag]}{run}{END_OF[tag]}" if run else ""


def plain(run: Run) -> str:
    """Return what a run shows, without its markup."""
    return _SILENT.sub("", run)


class RunText(Text):  # type: ignore[misc]
    """A finished run as rich text, whose nodes are made when somebody asks for them."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def run(self) -> Run:
        """Return the whole run."""
        return self._run

    @cached_property
    def parts(self) -> list[Any]:
        """The nodes, as pybtex knows them."""
        return list(Text(*_nodes(iter(_MARK.split(self.run())), "")).parts)

    @cached_property
    def length(self) -> int:
        """How many characters it shows."""
        return sum(map(len, self.parts))

    def render(self, backend: Any) -> Any:
        """Write the run in the markup of a backend; one that takes runs writes it by itself."""
        if getattr(backend, "takes_runs", False):
            return backend.format_str(self.run())
        return super().render(backend)

    def _typeinfo(self) -> tuple[type[Text], tuple[()]]:
        return Text, ()


class LinedText(RunText):
    """A citation in lines: its title, its people and its venue.

    A line of `names` has something `between` them, and `behind` all.
    """

    def __init__(
        self, title: Run, names: Sequence[Run], between: Run, behind: Run, venue: Run
    ) -> None:
        self.title = title
        self.names = names
        self.between = between
        self.behind = behind
        self.venue = venue

    def run(self) -> Run:
        """Return the lines as one run."""
        people = self.between.join([tagged("pubs-author", name) for name in self.names])
        lines = (
            tagged("pubs-title", self.title),
            tagged("pubs-authors", f"{people}{self.behind}"),
            tagged("pubs-venue", self.venue),
        )
        return NEW_BLOCK.join(filter(None, lines))

    def render(self, backend: Any) -> Any:
        """Write the lines in the markup of a backend; one that takes lines gets them alone."""
        return self if getattr(backend, "takes_lines", False) else super().render(backend)


def _nodes(pieces: Iterator[str], end: str) -> Iterator[Text | str]:
    """Yield what stands before the mark `end`, as nodes of pybtex's."""
    for piece in pieces:
        if piece == end and end:
            return
        if piece in _TAG_OF_START:
            tag = _TAG_OF_START[piece]
            yield Tag(tag, *_nodes(pieces, END_OF[tag]))
        elif piece == LINK:
            url = next(pieces)
            next(pieces)
            yield HRef(url, *_nodes(pieces, LINK_END))
        elif piece == NEW_BLOCK:
            yield Symbol("newblock")
        elif piece:
            yield _SHOWN.get(piece, piece)
