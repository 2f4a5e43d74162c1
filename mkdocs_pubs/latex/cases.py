"""Titles in sentence case, as citation styles take them, with protected words as they are.

BibTeX's titles are written in title case, with braces around what must keep its capitals
("BibTeXing" by Patashnik, section 4, on ``change.case$``); CSL's are stored in sentence case (CSL
1.0.2 specification, "Sentence case conversion").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from mkdocs_pubs.latex.foreign import is_foreign
from mkdocs_pubs.latex.nodes import Hyperlink, Inline, Inlines, Styled
from mkdocs_pubs.latex.plain import nodes_text
from mkdocs_pubs.patterns import regex

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WINDOW = 8
"""How many characters before a word say whether a part begins with it."""

_SINGLE = frozenset("AO")
"""The words of one letter; others, such as the C of *vitamin C*, are symbols."""

_LONG = 4
"""How many letters a word has that title case capitalises whatever it is, but for a few."""
_SMALL = frozenset("from into onto over than that upon when with within without".split())
"""Words of four letters and more that title case leaves small."""


def sentence_cased(nodes: Inlines) -> Inlines:
    """Put in small letters what is written with one capital, but where a title or a part begins.

    A part begins behind a point, a colon, a question or an exclamation mark. Words with a capital
    inside (``LaTeX``, ``DNA``), with a digit, and what stands in braces or a formula stay. A title
    that is not in title case has its capitals where they belong, and stays as a whole, as one in
    another language does.
    """
    return _Caser().inlines(nodes) if is_in_title_case(_unprotected(nodes)) else nodes


def is_in_title_case(title: str) -> bool:
    """Say whether most of the words that title case would capitalise are, the first apart.

    That is English alone.
    """
    first = _WORD.search(title)
    is_so = first is not None and sum(map(_leaning, title[first.end() :].split())) > 0
    return is_so and not is_foreign(title)


# Titles are made of few words, most of which come again and again.
@lru_cache(maxsize=1 << 13)
def _leaning(text: str) -> int:
    """Return by how many of its words a text is for title case, less those that are against it."""
    return _leaning_of(text) if text.isalpha() else sum(map(_leaning_of, _WORD.findall(text)))


def _leaning_of(word: str) -> int:
    if len(word) < _LONG or word.lower() in _SMALL:
        return 0
    return 1 if word[0].isupper() else -1


def in_sentence(word: str, before: str, behind: str) -> str:
    """Return a word with one capital as sentence case has it between two texts."""
    is_first = not before.strip() or _ends_a_part(before)
    is_part_of_word = before[-1:].isdigit() or behind[:1].isdigit()
    is_symbol = len(word) == 1 and word not in _SINGLE
    return word if is_first or is_part_of_word or is_symbol else word.lower()


def _ends_a_part(before: str) -> bool:
    """Say whether a word begins a part of a title, or what stands in quotes or brackets."""
    spaced = before.rstrip("\"'“‘([")
    ended = spaced.rstrip()
    is_part = len(ended) < len(spaced) and ended.endswith((".", ":", "?", "!"))
    return is_part or before.endswith(('"', "“", "‘", "(", "["))


def _unprotected(nodes: Inlines) -> str:
    """Return the text outside braces and formulas."""
    parts = (
        node if isinstance(node, str) else _unprotected(node.children)
        for node in nodes
        if isinstance(node, str | Styled | Hyperlink)
    )
    return " ".join(parts)


class _Caser:
    """Goes through a title; `_before` is the text so far."""

    def __init__(self) -> None:
        self._before = ""

    def inlines(self, nodes: Inlines) -> Inlines:
        return tuple(map(self._inline, nodes))

    def _inline(self, node: Inline) -> Inline:
        if isinstance(node, str):
            text = _WORD.sub(self._word, node)
            self._before = (self._before + text)[-_WINDOW:]
            return text
        if isinstance(node, Hyperlink) or (isinstance(node, Styled) and node.tag != "code"):
            return replace(node, children=self.inlines(node.children))
        self._before = nodes_text((node,))[-_WINDOW:] or "x"
        return node

    def _word(self, found: re.Match[str]) -> str:
        word, (start, end) = found.group(), found.span()
        if not _is_capitalised(word):
            return word
        before = self._before + found.string[max(0, start - _WINDOW) : start]
        return in_sentence(word, before[-_WINDOW:], found.string[end : end + 1])


def _is_capitalised(word: str) -> bool:
    """Say whether a word has one capital, its first letter."""
    return word[:1].isupper() and not any(letter.isupper() for letter in word[1:])
