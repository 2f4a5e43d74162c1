"""Where the blocks of a BibTeX file begin and end: exact offsets, whatever stands between.

Follows BibTeX's scanner (``bibtex.web``, part 10): white space may stand around the type, ``{`` or
``(`` opens, a backslash escapes no brace. Comments are biber's: a ``%`` outside an entry hides the
rest of its line, ``@comment{…}`` hides what it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from mkdocs_pubs.bibtex.braces import BRACED, BracePairs
from mkdocs_pubs.bibtex.plain import PlainSource, kept_once, read_plain
from mkdocs_pubs.patterns import regex

_HEAD = regex(r"@\s*([^\s@{}()\"#%',=\\]+)\s*([{(])")
_NEXT_SIGN = regex(r"\s*@")
_NO_ENTRIES = ("comment", "string", "preamble")
_ENTRY = regex(
    r"@[ \t]*(?!(?i:comment|string|preamble)\b)[^\W\d][\w:.+/*-]*[ \t]*[{(]"
    r"\s*[^\s,{}()=\"#%\\]+[ \t]*,"
)
_KEY_WITH_PARENTHESES = regex(r"\s*(?:[^\s,{}()=\"#%]|\([^\s,{}()=\"#%]*\))+\s*,")
_BRACED = regex(BRACED)
# Behind an entry that a brace too many has closed: the rest of its fields, and its own end.
_FIELD = rf"[A-Za-z][\w-]*\s*=\s*(?:{BRACED}|\"[^\"{{}}]*\"|\w+)"
_REST_OF_ENTRY = regex(rf"[ \t]*,\s*{_FIELD}(?:(?:\s*,\s*|\s+){_FIELD})*[\s,]*\}}")
_STRUCTURE = regex(r"[{}\"@%]")
_MEANS_MORE = regex(r"[\"@%]")
_PARENTHESIS_STRUCTURE = regex(r"[{\")%]")


class Block(NamedTuple):
    """One ``@type{…}``: the offsets of its ``@``, of its body, and behind its last character.

    What is `plain` has been read, so that it is known to end there.
    """

    type: str
    start: int
    body: int
    end: int
    line: int
    closed: bool
    swallowed: tuple[int, ...] = ()
    """Lines of entry heads that stand inside a value of this block."""
    plain: PlainSource | None = None

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
    while True:
        if found := structure.plain_entry(position):
            start, position, plain = found
            line += text.count("\n", counted, start)
            counted = start
            body = text.index("{", start) + 1
            yield Block(plain.type, start, body, position, line, True, (), plain)
            continue
        head = _HEAD.search(text, position)
        if head is None:
            return
        start, opening = head.start(), head.end() - 1
        if _is_commented(text, position, start):
            position = _line_end(text, start)
            continue
        line += text.count("\n", counted, start)
        counted = start
        kind = kept_once(head[1])
        end, closed = structure.end_of(opening)
        if kind in ("comment", "preamble"):
            position = end if closed else head.end()
            continue
        if closed and kind != "string" and (rest := _REST_OF_ENTRY.match(text, end)):
            end = rest.end()
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
        # The end is one, too, so that there always is a next one.
        self._heads = [*(head.start() for head in _at_line_starts(_ENTRY, text)), len(text)]
        self._braces = _Braces(text, self._heads)

    def plain_entry(self, position: int) -> tuple[int, int, PlainSource] | None:
        """Return the entry that comes next if it is plain, and where it begins and ends."""
        sign = _NEXT_SIGN.match(self._text, position)
        if sign is None:
            return None
        start = sign.end() - 1
        at = bisect_left(self._heads, start)
        if start != self._heads[at]:
            return None
        source = self._text[start : self._heads[at + 1]].rstrip()
        # What looks like an entry within another is looked at with more care.
        if not source.endswith("}") or source.find("@", 1) > 0:
            return None
        plain = read_plain(source)
        end = start + len(source)
        return (start, end, plain) if plain and self._braces.pass_to(start, end) else None

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
        return self._heads[bisect_left(self._heads, offset)]

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


class _Braces:
    """Pairs the braces of a text, bar those in comments between the fields of an entry.

    An entry that begins while another's fields are read, not inside a value of it, shows that a
    brace was lost: the other is given up, so that the mistake does not spread. Within braces, what
    looks like an entry is one only if it begins a line; elsewhere it is part of a value.
    """

    def __init__(self, text: str, heads: Sequence[int]) -> None:
        self._text = text
        self._heads = heads
        self._pairs = BracePairs()
        self._position = 0
        self._quoted: set[int] = set()
        # The braces that open entries, as far as was read on, and those of entries on a new line.
        self._openings: set[int] = set()
        self._line_openings: set[int] = set()

    def partner(self, opening: int) -> int | None:
        """Return what closes the brace at `opening`, if anything does; reads as far as it must."""
        if opening >= self._position and not self._pass_plain(opening):
            self._read_on(opening)
        return self._pairs.partner(opening)

    def pass_to(self, start: int, end: int) -> bool:
        """Pass over a plain block without a look at its braces; ``False`` where others are open."""
        if start < self._position or not self._is_outside(start):
            return False
        self._position = end
        return True

    def _is_outside(self, at: int) -> bool:
        return not self._pairs.depth and self._text.find("{", self._position, at) < 0

    def _pass_plain(self, opening: int) -> bool:
        """Pass over braces in which all signs mean themselves, and say whether they are such."""
        if not self._is_outside(opening):
            return False
        limit = self._heads[bisect_right(self._heads, opening)]
        braced = _BRACED.match(self._text, opening, limit)
        if braced is None or _MEANS_MORE.search(braced.group()):
            return False
        self._position = braced.end()
        self._pairs.open(opening)
        self._pairs.close(self._position - 1)
        return True

    def _read_on(self, opening: int) -> None:
        """Read until no brace is open behind `opening`."""
        braces = self._pairs
        while match := _STRUCTURE.search(self._text, self._position):
            at, character = match.start(), match.group()
            if character == "@":
                self._note_head(self._position, at)
            self._position = match.end()
            if character == "{":
                braces.open(at)
            elif character == "}":
                braces.close(at)
            else:
                self._read_sign(at, character)
            if not braces.depth and at > opening:
                return
        self._position = len(self._text)

    def _note_head(self, behind: int, at: int) -> None:
        """Remember the brace that opens an entry, if one begins at `at`."""
        head = _HEAD.match(self._text, at)
        if head is not None and head[1].lower() not in _NO_ENTRIES:
            self._openings.add(head.end() - 1)
            if _begins_line(self._text, behind, at):
                self._line_openings.add(head.end() - 1)

    def _read_sign(self, at: int, sign: str) -> None:
        """Note what a sign means between the fields of an entry; elsewhere it means itself."""
        entry = self._pairs.innermost
        entries = self._openings if self._pairs.depth == 1 else self._line_openings
        if entry is None or entry not in entries:
            return
        if sign == '"':
            self._quoted ^= {entry}
        elif entry in self._quoted:
            return
        elif sign == "%":
            self._position = _line_end(self._text, at)
        elif at in self._entries:
            self._pairs.give_up()

    @cached_property
    def _entries(self) -> set[int]:
        return set(self._heads)


def _at_line_starts(head: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what begins with an ``@`` that only blanks part from the start of its line."""
    behind = 0
    for found in head.finditer(text):
        if _begins_line(text, behind, found.start()):
            yield found
        behind = found.end()


def _begins_line(text: str, behind: int, at: int) -> bool:
    """Say whether only blanks part `at` from the start of its line; no blank ends at `behind`."""
    line = text.rfind("\n", behind, at) + 1
    return bool(line or not behind) and not text[line:at].strip(" \t")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
