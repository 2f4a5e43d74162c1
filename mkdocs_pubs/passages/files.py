"""A file as it is written → the passages of Markdown in it, and its front matter."""

from __future__ import annotations

import ast
import json
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent

from mkdocs_pubs.passages.passage import Passage
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tables import read_table

MARKDOWN = (".markdown", ".md", ".mdown", ".mdwn", ".mkd", ".mkdn")
NOTEBOOK = ".ipynb"
MODULE = ".py"
"""How the names of the files end that hold Markdown."""

_FRONT = regex(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_JSON_TEXT = regex(r'^\s*("(?:[^"\\]|\\.)*"),?\s*$')


def front(path: str, text: str) -> tuple[Mapping[str, object], int]:
    """Return the front matter of a page in YAML, and its number of lines.

    All in it is text. A page has none where that cannot be read, and only Markdown can have some.
    """
    found = _FRONT.match(text) if path.endswith(MARKDOWN) else None
    if not found:
        return {}, 0
    values, _ = read_table(found["yaml"])
    return values, found[0].count("\n") + 1


def passages(path: str, text: str) -> Iterator[Passage]:
    """Yield the Markdown in a file, which is of one passage unless its name says otherwise."""
    if path.endswith(NOTEBOOK):
        return _cells(text)
    if path.endswith(MODULE):
        return _docstrings(text)
    return iter([_page(path, text)])


def _page(path: str, text: str) -> Passage:
    lines = text.splitlines()
    _, end = front(path, text)
    return Passage([*[""] * end, *lines[end:]], range(1, len(lines) + 1))


def _cells(text: str) -> Iterator[Passage]:
    """Yield the Markdown cells of a notebook; what is no notebook has none."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    places = _JsonPlaces(text)
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
            source = cell.get("source", "")
            pieces = source if isinstance(source, list) else [source]
            numbers = [places.next(str(piece)) for piece in pieces]
            yield _cell([str(piece) for piece in pieces], numbers)


def _cell(pieces: Sequence[str], numbers: Sequence[int]) -> Passage:
    """Return a cell whose source is written in pieces, mostly of a line each."""
    found = [
        (line, number)
        for piece, number in zip(pieces, numbers, strict=True)
        for line in piece.splitlines() or [""]
    ]
    return Passage([line for line, _ in found], [number for _, number in found])


class _JsonPlaces:
    """Finds the lines of a file in JSON that hold nothing but a text, or a text behind its name."""

    def __init__(self, text: str) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if (found := _json_text(line)) is not None:
                self._numbers.setdefault(found, []).append(number)
        self._last = 0

    def next(self, text: str) -> int:
        """Return the next line that holds a text; where none does, the last one returned."""
        numbers = self._numbers.get(text, [])
        index = bisect_right(numbers, self._last)
        if index < len(numbers):
            self._last = numbers[index]
        return max(self._last, 1)


def _json_text(line: str) -> str | None:
    found = _JSON_TEXT.match(line.partition('"source":')[2] or line)
    try:
        return str(json.loads(found[1])) if found else None
    except ValueError:
        return None


def _docstrings(text: str) -> Iterator[Passage]:
    """Yield the texts that stand by themselves in a module of Python; in what is none, none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Expr) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            first, *rest = value.value.splitlines() or [""]
            lines = [first.lstrip(), *dedent("\n".join(rest)).splitlines()]
            numbers = range(value.lineno, value.lineno + len(lines))
            yield Passage(lines, numbers, has_sections=True)
