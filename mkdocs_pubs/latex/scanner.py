"""A reader over TeX source: groups, options and delimited stretches, taken as they stand.

Each method takes time linear in what it consumes; what is looked for in vain is looked for once.
"""

from __future__ import annotations

import re

from mkdocs_pubs.characters import clean
from mkdocs_pubs.patterns import regex

_BRACE = regex(r"\\.|[{}]", re.DOTALL)
_ESCAPED_IN_ADDRESS = regex(r"\\([%#&_~{}$^])")
_OPTION = regex(r"\[[^\[\]{}]*\] ?(?=[\[{])")
_OPERATOR = regex(r"[\\^_{}=<>+*/]")
_WORD = regex(r"[A-Za-z]{2}")
_UP_TO_DOLLAR = regex(r"[^$\\]*(?:\\.[^$\\]*)*", re.DOTALL)


class Scanner:
    """TeX source, and how far it has been read."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.position = 0
        self._missing: set[str] = set()

    @property
    def at_end(self) -> bool:
        """Whether all has been read."""
        return self.position >= len(self.tex)

    def next_is(self, text: str) -> bool:
        """Say whether `text` comes next."""
        return self.tex.startswith(text, self.position)

    def skip(self, text: str) -> bool:
        """Pass over `text` if it comes next, and say whether it did."""
        if not self.next_is(text):
            return False
        self.position += len(text)
        return True

    def skip_options(self) -> None:
        """Pass over arguments in square brackets, if one in braces follows them."""
        while option := _OPTION.match(self.tex, self.position):
            self.position = option.end()

    def group(self) -> str:
        """Take a brace group and return its inside; one without an end goes to the end of all.

        Where no group comes next, nothing is taken.
        """
        self.skip(" ")
        if not self.next_is("{"):
            return ""
        start, depth = self.position + 1, 0
        for brace in _BRACE.finditer(self.tex, self.position):
            depth += {"{": 1, "}": -1}.get(brace.group(), 0)
            if depth == 0:
                self.position = brace.end()
                return self.tex[start : brace.start()]
        self.position = len(self.tex)
        return self.tex[start:]

    def address(self) -> str:
        """Take a group as hyperref reads an address: escaped signs alone lose their backslash."""
        return _ESCAPED_IN_ADDRESS.sub(r"\1", clean(self.group())).strip()

    def up_to(self, end: str) -> str | None:
        """Take all before the next `end`, and `end`; nothing if there is none."""
        if end in self._missing:
            return None
        found = self.tex.find(end, self.position)
        if found < 0:
            self._missing.add(end)
            return None
        taken = self.tex[self.position : found]
        self.position = found + len(end)
        return taken

    def up_to_dollars(self, dollars: str) -> str | None:
        """Take a formula before its closing `dollars`; nothing if it is not closed.

        What would tear a brace group apart is no formula, nor is ``5 and`` in ``$5 and $6``.
        """
        found = _UP_TO_DOLLAR.match(self.tex, self.position)
        if found is None or not self.tex.startswith(dollars, found.end()):
            return None
        end = found.end() + len(dollars)
        if not _is_balanced(found.group()) or _is_price(found.group(), self.tex[end : end + 1]):
            return None
        self.position = end
        return found.group()


def _is_price(formula: str, behind: str) -> bool:
    if not (behind.isdigit() and formula.endswith(" ") and formula[0].isdigit()):
        return False
    return _WORD.search(formula) is not None and _OPERATOR.search(formula) is None


def _is_balanced(tex: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0
