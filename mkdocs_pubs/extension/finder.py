"""Directives to placeholders of one line, and those that were not expanded back to directives."""

from __future__ import annotations

from collections.abc import Iterator

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markupsafe import escape

from mkdocs_pubs.directive import find
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.inner_texts import InnerTexts, lend, settle
from mkdocs_pubs.extension.marks import PLACEHOLDER
from mkdocs_pubs.patterns import regex

_PLACEHOLDER = regex(PLACEHOLDER)


class Recorder(Preprocessor):
    """Keeps a text as its author wrote it, where the host has not told of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        self._desk.record(lines)
        return lines


class Finder(Preprocessor):
    """Puts a placeholder in place of each directive."""

    def __init__(self, desk: Desk, inner_texts: InnerTexts) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._inner_texts = inner_texts

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text with a placeholder of one line for each directive."""
        self._inner_texts.enter(self._desk)
        if self._desk.outer is None:
            self._desk.read(lines)
        return list(self._lines(lines))

    def _lines(self, lines: list[str]) -> Iterator[str]:
        position = 0
        starts = self._starts(self._desk.page.text)
        for directive in find(lines, self._desk.commands):
            yield from lines[position : directive.start]
            position = directive.end
            in_file = starts.get(directive.source)
            moved = directive.moved_to(in_file.pop(0)) if in_file else directive
            if directive.end > directive.start:
                yield directive.indent + self._desk.leading.keep(moved)
            else:
                self._desk.report(moved.problems, moved)
        yield from lines[position:]

    def _starts(self, text: str) -> dict[str, list[int]]:
        """Return where the directives of a file begin, by their source."""
        starts: dict[str, list[int]] = {}
        for directive in find(text.splitlines(), self._desk.commands):
            starts.setdefault(directive.source, []).append(directive.start)
        return starts


class Restorer(Postprocessor):
    """Turns the placeholders that were not expanded, in code samples, back into their source."""

    def __init__(self, desk: Desk, inner_texts: InnerTexts) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._inner_texts = inner_texts

    def run(self, text: str) -> str:
        """Return the HTML with the source of what was not expanded."""
        desk = self._desk.leading
        text = settle(text, desk) if desk is self._desk else lend(text, desk)
        self._desk.speak()
        self._inner_texts.leave(self._desk)
        text = _PLACEHOLDER.sub(lambda found: escape(desk.source(int(found[1]))), text)
        return self._desk.detached(text)
