"""Braces and their partners: a text's pairs, kept in the order in which they open."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from mkdocs_pubs.patterns import regex

_BRACE = regex(r"[{}]")
# A class of three signs is looked up in a table, which takes half as long as asking for two; no
# bibliography has the third.
_NO_BRACES = r"[^{}\0]*"


def _within(depth: int) -> str:
    return _NO_BRACES + (f"(?:{_braced(depth - 1)}{_NO_BRACES})*" if depth else "")


def _braced(depth: int) -> str:
    return rf"\{{{_within(depth)}\}}"


BRACED = _braced(4)
"""For a regular expression: a brace, its partner, and what they hold, few within each other."""

WITHIN_BRACES = _within(4)
"""What they hold."""


class BracePairs:
    """The offsets of opening braces, and of what closes each; built from left to right.

    Two arrays, since a file may hold millions of braces.
    """

    def __init__(self) -> None:
        self._openings = array("q")
        self._closings = array("q")
        self._open: list[int] = []

    def open(self, at: int) -> None:
        """Note that a brace opens."""
        self._open.append(len(self._openings))
        self._openings.append(at)
        self._closings.append(-1)

    def close(self, at: int) -> None:
        """Note that a brace closes: the innermost that is open, if there is one."""
        if self._open:
            self._closings[self._open.pop()] = at

    def give_up(self) -> None:
        """Leave the innermost open brace without a partner."""
        self._open.pop()

    @property
    def innermost(self) -> int | None:
        """The offset of the innermost brace that is open."""
        return self._openings[self._open[-1]] if self._open else None

    @property
    def depth(self) -> int:
        """How many braces are open."""
        return len(self._open)

    def partner(self, opening: int) -> int | None:
        """Return what closes the brace at `opening`, if anything does."""
        index = bisect_left(self._openings, opening)
        if index == len(self._openings) or self._openings[index] != opening:
            return None
        closing = self._closings[index]
        return None if closing < 0 else closing


def are_nested_deeper(text: str, limit: int) -> bool:
    """Say whether more than `limit` braces are open at some place in `text`."""
    if text.count("{") <= limit:
        return False
    depth = 0
    for brace in _BRACE.finditer(text):
        depth = depth + 1 if brace.group() == "{" else max(depth - 1, 0)
        if depth > limit:
            return True
    return False
