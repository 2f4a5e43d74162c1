"""Passages of Markdown → the works that they cite, and on which lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mkdocs_pubs.directive import prose
from mkdocs_pubs.front_matter import front_matter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.mentions import ETX, STX, Truth, mentions
from mkdocs_pubs.models import Mentioned
from mkdocs_pubs.options import Problem
from mkdocs_pubs.passages.files import front
from mkdocs_pubs.passages.passage import Passage
from mkdocs_pubs.patterns import regex

_TAB, _LEEWAY = 4, 2
"""How many spaces make a text part of another, and how many may be missing."""

_ESCAPED = r"\\[\\`*_{}\[\]()>#+.!@-]"
_CODE = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_UNREAD = r"<(?P<tag>pre|script|style|textarea)\b.*?(?:</(?P=tag)\s*>|\Z)"
_HIDDEN = regex(rf"{_ESCAPED}|{_CODE}|<!--.*?(?:-->|\Z)|{_UNREAD}", re.DOTALL | re.IGNORECASE)
"""What Markdown takes out of a text before it looks for links, and so for citations."""

_DEFINITION = regex(r"^ {0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:", re.MULTILINE)
_OPENING = regex(
    r"(?:[-*+:]|\d{1,9}[.)])[ \t]|(?:!!!|\?\?\?\+?|===[!+]*|///)[ \t]?|\[\^[^\[\]]+\]:"
)
_SECTION = regex(r"[A-Za-z][\w ]*:[ \t]*$")


@dataclass(frozen=True)
class CitedWork:
    """A work that a passage cites, and the line of the file on which it does so."""

    work: Mentioned
    line: int


def cited(passage: Passage, is_known: Truth) -> Iterator[CitedWork]:
    """Yield what a passage cites, in order; in a sentence, only what `is_known` says is a key.

    Citations in code, in HTML that is none of Markdown's business and in links are none.
    """
    text = _HIDDEN.sub(_blank, "\n".join(_read_lines(passage)))
    labels = {_folded(found["label"]) for found in _DEFINITION.finditer(text)}
    for index, paragraph in _paragraphs(text.split("\n")):
        position = 0
        for place in mentions(paragraph, is_known, lambda one: _folded(one) in labels):
            index += paragraph.count("\n", position, place.start)
            position = place.start
            for work in place.mention.works:
                yield CitedWork(work, passage.numbers[index])


def silently_cited(path: str, text: str) -> Iterator[CitedWork]:
    """Yield what the front matter of a page wants among its references (``nocite``)."""
    values, end = front(path, text)
    lines = text.splitlines()[:end]
    first = _index_of("nocite", lines)
    for key in front_matter(values).silent_keys:
        line = next((at for at in range(first, end) if key in lines[at]), first)
        yield CitedWork(Mentioned(key, is_silent=True), line + 1)


def misread(path: str, text: str) -> Iterator[tuple[Problem, int]]:
    """Yield what is wrong with what the front matter says of citations, and on which line."""
    values, end = front(path, text)
    lines = text.splitlines()[:end]
    said = {name: value for name, value in values.items() if value != ""}
    for problem in front_matter(said).problems:
        yield problem, _index_of(problem.name, lines) + 1


def _index_of(name: str, lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.startswith(name)), 0)


def cites(path: str, text: str) -> bool:
    """Return whether a page cites, unless its front matter has ``citations: false``."""
    values, _ = front(path, text)
    return front_matter(values).cites is not False


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield what stands between blank lines, and the index at which it begins."""
    for is_text, group in groupby(enumerate(lines), lambda one: bool(one[1].strip())):
        if is_text:
            found = list(group)
            yield found[0][0], "\n".join(line for _, line in found)


def _folded(label: str) -> str:
    return " ".join(label.split()).lower()


def _blank(found: re.Match[str]) -> str:
    """Return what stands for something hidden: as long, with its line breaks, and no text."""
    inner = re.sub(r"[^\n]", " ", found[0][1:-1])
    return f"{STX}{inner}{ETX}"


def _read_lines(passage: Passage) -> list[str]:
    """Return the lines of a passage, and nothing for those that are code."""
    lines = [line.expandtabs(_TAB) for line in passage.lines]
    read = set(prose(lines)).difference(_indented_code(lines, passage))
    return [line if index in read else "" for index, line in enumerate(lines)]


def _indented_code(lines: Sequence[str], passage: Passage) -> Iterator[int]:
    """Yield the indices of lines of indented code.

    That follows a blank line, a tab deeper than the text that it stands in: a list, a note, a
    footnote.
    """
    texts = [0]
    is_code, follows_blank = False, True
    for index, line in enumerate(lines):
        bare = line.lstrip(" >")
        if not bare:
            follows_blank = True
            continue
        indent = len(line) - len(bare)
        while len(texts) > 1 and indent < texts[-1] - _LEEWAY:
            texts.pop()
        is_code = indent >= texts[-1] + _TAB and (is_code or follows_blank)
        follows_blank = False
        if is_code:
            yield index
        elif _OPENING.match(bare) or (passage.has_sections and _SECTION.match(bare)):
            texts.append(indent + _TAB)
