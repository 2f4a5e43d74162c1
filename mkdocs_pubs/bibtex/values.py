"""What the values of BibTeX mean: ``{…}``, ``"…"``, numbers and macros, joined by ``#``.

The rules are BibTeX's own (``bibtex.web``, part 10; "BibTeXing" by Patashnik, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from mkdocs_pubs.bibtex.braces import BracePairs
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

MONTHS: Mapping[str, str] = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
"""The macros that BibTeX's standard styles define."""

MAX_LENGTH = 262_144
"""How many characters of a value are read; the longest of a million real ones has 63,457."""

MAX_EXPANSION = 65_536
"""How many characters a value may reach through macros."""

_BARE = regex(r"[^\s\"#%'(),={}]+")
_BLANK = regex(r"(?:\s+|%[^\n]*(?:\n|$))*")
_SPACE = regex(r"\s*")
_BRACE = regex(r"[{}]")
_UNESCAPED_BRACE = regex(r"(?<!\\)[{}]")
_FIELD = regex(r"[A-Za-z][\w-]*\s*=\s*(?:([{\"])|\w)")
_QUOTE_OR_BRACE = regex(r"[{}\"]")


class Operand(NamedTuple):
    """A part of a value between two ``#``: literal text, or the name of a macro."""

    text: str
    is_macro: bool = False


@dataclass(frozen=True)
class Value:
    """A value as it was written, and the offset behind it."""

    operands: tuple[Operand, ...]
    end: int


class ValueReader:
    """Reads the values of one block, in time linear in the block's length.

    A block may consist of values that do not end, so what closes a brace, and which quotes end no
    string, is found out once.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._comments = range(0)
        # Whether quotes stood within strings, where BibTeX would end these.
        self.met_quotes = False

    def value(self, start: int) -> Value | None:
        """Read the value that begins at `start`; ``None`` where there is none."""
        operands: list[Operand] = []
        position = start
        while True:
            read = self._operand(self.skip_blank(position))
            if read is None:
                return None
            operand, position = read
            operands.append(operand)
            joint = self.skip_blank(position)
            if not self._text.startswith("#", joint, self._end):
                return Value(tuple(operands), position)
            position = joint + 1

    def skip_blank(self, start: int) -> int:
        """Return the offset behind white space and ``%`` comments."""
        space = _SPACE.match(self._text, start, self._end)
        position = space.end() if space else start
        if not self._text.startswith("%", position, self._end):
            return position
        if position not in self._comments:
            blank = _BLANK.match(self._text, position, self._end)
            self._comments = range(position, blank.end() if blank else position)
        return self._comments.stop

    @property
    def met_comments(self) -> bool:
        """Say whether there were comments where white space may stand."""
        return bool(self._comments)

    def _operand(self, start: int) -> tuple[Operand, int] | None:
        opening = self._text[start : min(start + 1, self._end)]
        if opening == "{":
            closing = self._closing_brace(start)
        elif opening == '"':
            closing = self._closing_quote(start)
        elif bare := _BARE.match(self._text, start, self._end):
            return Operand(bare.group(), is_macro=not bare.group().isdigit()), bare.end()
        else:
            return None
        return None if closing is None else (Operand(self._text[start + 1 : closing]), closing + 1)

    def _closing_brace(self, start: int) -> int | None:
        """Find a brace's partner: by BibTeX's rule, else taking escaped braces for characters."""
        return self._braces.partner(start) or self._unescaped_braces.partner(start)

    def _closing_quote(self, start: int) -> int | None:
        """Find the quote that ends a string: the first outside braces, if its value can end there.

        If there is none, it is the very first.
        """
        passed: list[int] = []
        position = start + 1
        while found := _QUOTE_OR_BRACE.search(self._text, position, self._end):
            at, position = found.start(), found.end()
            if found.group() == "{":
                partner = self._braces.partner(at)
                if partner is None:
                    break
                position = partner + 1
            elif found.group() == "}":
                break
            elif self._is_end(position):
                return at
            else:
                self.met_quotes = True
                passed.append(at)
                if self._ends_nothing[at]:
                    break
        for at in passed:
            self._ends_nothing[at] = True
        return passed[0] if passed else None

    def _is_end(self, behind: int) -> bool:
        """Say whether a delimiter follows, or, where a comma was forgotten, the next field."""
        at = self.skip_blank(behind)
        if at == self._end or self._text[at] in ",#":
            return True
        field = _FIELD.match(self._text, at, self._end) if at > behind else None
        return bool(field and (field[1] or "\n" in self._text[behind:at]))

    @cached_property
    def _braces(self) -> BracePairs:
        return self._pairs(_BRACE)

    @cached_property
    def _unescaped_braces(self) -> BracePairs:
        return self._pairs(_UNESCAPED_BRACE)

    def _pairs(self, brace: re.Pattern[str]) -> BracePairs:
        pairs = BracePairs()
        for match in brace.finditer(self._text, self._start, self._end):
            (pairs.open if match.group() == "{" else pairs.close)(match.start())
        return pairs

    @cached_property
    def _ends_nothing(self) -> bytearray:
        """For each offset, whether a quote there was passed by in vain."""
        return bytearray(self._end)


@dataclass(frozen=True)
class Evaluated:
    """A value's text, the macros that nobody defined, and whether it had to be cut.

    `expansion` is how many characters came from macros.
    """

    text: str
    unknown: tuple[str, ...] = ()
    cut: bool = False
    expansion: int = 0


def evaluate(operands: tuple[Operand, ...], macros: Mapping[str, str], limit: int) -> Evaluated:
    """Join the operands of a value, up to `limit` characters.

    Macro names ignore case; an unknown macro stands for its name.
    """
    texts: list[str] = []
    unknown: list[str] = []
    expansion = length = 0
    for operand in operands:
        known = macros.get(operand.text.lower()) if operand.is_macro else None
        if operand.is_macro and known is None:
            unknown.append(operand.text)
        expansion += len(known or "")
        texts.append(operand.text if known is None else known)
        length += len(texts[-1])
        if length > limit:
            break
    text = "".join(texts)
    return Evaluated(text[:limit], tuple(unknown), length > limit, min(expansion, limit))
