"""Where the blocks of a BibTeX file begin and end: exact offsets, whatever stands between.

Follows BibTeX's scanner (``bibtex.web``, part 10): white space may stand around the type, ``{`` or
``(`` opens, a backslash escapes no brace. Comments are biber's: a ``%`` outside an entry hides the
rest of its line, ``@comment{…}`` hides what it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mkdocs_pubs.bibtex.braces import BracePairs
from mkdocs_pubs.frozen import dataclass

_HEAD = re.compile(r"@\s*([^\s@{}()\"#%',=\\]+)\s*([{(])")
_HEAD_AT_LINE_START = re.compile(rf"^[ \t]*{_HEAD.pattern}", re.MULTILINE)
_NO_ENTRIES = ("comment", "string", "preamble")
_ENTRY_AT_LINE_START = re.compile(
    r"^[ \t]*(@)[ \t]*(?!(?i:comment|string|preamble)\b)[^\W\d][\w:.+/*-]*[ \t]*[{(]"
    r"\s*[^\s,{}()=\"#%\\]+[ \t]*,",
    re.MULTILINE,
)
_KEY_WITH_PARENTHESES = re.compile(r"\s*(?:[^\s,{}()=\"#%]|\([^\s,{}()=\"#%]*\))+\s*,")
_STRUCTURE = re.compile(r"[{}\"@%]")
_PARENTHESIS_STRUCTURE = re.compile(r"[{\")%]")


@dataclass(frozen=True)
class Block:
    """One ``@type{…}``: the offsets of its ``@``, of its body, and behind its last character."""

    type: str
    start: int
    body: int
    end: int
    line: int
    closed: bool
    swallowed: tuple[int, ...] = ()
    """Lines of entry heads that stand inside a value of this block."""

    @property
    def body_end(self) -> int:
        """The offset of the closing delimiter, or the end of a block that has none."""
        return self.end - 1 if self.closed else self.end


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of `text` in order, bar comments and preambles; lines end with a newline.

    A block without an end is cut at the next line that begins an entry.
    """
    structure = _Structure(text)
    position, line, counted = 0, 1, 0
    while head := _HEAD.search(text, position):
        start, opening = head.start(), head.end() - 1
        if _is_commented(text, position, start):
            position = _line_end(text, start)
            continue
        line += text.count("\n", counted, start)
        counted = start
        kind = head[1].lower()
        end, closed = structure.end_of(opening)
        if kind in ("comment", "preamble"):
            position = end if closed else head.end()
            continue
        swallowed = _lines(text, start, line, structure.entries(opening, end))
        yield Block(kind, start, opening + 1, end, line, closed, tuple(swallowed))
        position = end


def _is_commented(text: str, block_end: int, at: int) -> bool:
    line_start = max(text.rfind("\n", block_end, at) + 1, block_end)
    return text.find("%", line_start, at) >= 0


def _lines(text: str, start: int, line: int, offsets: Sequence[int]) -> Iterator[int]:
    """Yield the lines of growing `offsets`, where `start` is on `line`."""
    for offset in offsets:
        line += text.count("\n", start, offset)
        start = offset
        yield line


class _Structure:
    """The braces of a text with their partners, and its entries' heads, found in one pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads = [head.start(1) for head in _ENTRY_AT_LINE_START.finditer(text)]
        self._braces = _braces(text, set(self._heads))

    def end_of(self, opening: int) -> tuple[int, bool]:
        """Return where the block opened at `opening` ends, and whether it is closed there."""
        if self._text[opening] == "(":
            closing = self._closing_parenthesis(opening)
        else:
            closing = self._braces.partner(opening)
        if closing is not None:
            return closing + 1, True
        cut = self._next_entry(opening)
        return opening + 1 + len(self._text[opening + 1 : cut].rstrip()), False

    def entries(self, start: int, end: int) -> list[int]:
        """Return the offsets of the entries that begin on a line of their own between two."""
        return self._heads[bisect_left(self._heads, start) : bisect_left(self._heads, end)]

    def _next_entry(self, offset: int) -> int:
        following = bisect_left(self._heads, offset)
        return self._heads[following] if following < len(self._heads) else len(self._text)

    def _closing_parenthesis(self, opening: int) -> int | None:
        key = _KEY_WITH_PARENTHESES.match(self._text, opening + 1)
        position, quoted = key.end() if key else opening + 1, False
        limit = self._next_entry(opening)
        while match := _PARENTHESIS_STRUCTURE.search(self._text, position, limit):
            position = match.end()
            if match.group() == "{":
                partner = self._braces.partner(match.start())
                position = position if partner is None else partner + 1
            elif match.group() == '"':
                quoted = not quoted
            elif match.group() == "%":
                position = match.end() if quoted else _line_end(self._text, match.start())
            elif not quoted:
                return match.start()
        return None


def _braces(text: str, heads: set[int]) -> BracePairs:
    """Pair the braces of `text`, bar those in comments between the fields of an entry.

    An entry that begins while another's fields are read, not inside a value of it, shows that a
    brace was lost: the other is given up, so that the mistake does not spread. Within braces, what
    looks like an entry is one only if it begins a line; elsewhere it is part of a value.
    """
    openings = _openings(_HEAD, text)
    at_line_start = _openings(_HEAD_AT_LINE_START, text)
    braces = BracePairs()
    quoted: set[int] = set()
    position = 0
    while match := _STRUCTURE.search(text, position):
        at, position, character = match.start(), match.end(), match.group()
        innermost = braces.innermost
        if character == "{":
            braces.open(at)
        elif innermost is None:
            continue
        elif character == "}":
            braces.close(at)
        elif innermost in (openings if braces.depth == 1 else at_line_start):
            if character == '"':
                quoted ^= {innermost}
            elif innermost in quoted:
                continue
            elif character == "%":
                position = _line_end(text, at)
            elif at in heads:
                braces.give_up()
    return braces


def _openings(head: re.Pattern[str], text: str) -> set[int]:
    """Return the offsets of the delimiters that open an entry."""
    found = head.finditer(text)
    return {one.end() - 1 for one in found if one[1].lower() not in _NO_ENTRIES}


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
