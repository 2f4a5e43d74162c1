"""What the values of BibTeX mean: ``{…}``, ``"…"``, numbers and macros, joined by ``#``.

The rules are BibTeX's own (``bibtex.web``, part 10; "BibTeXing" by Patashnik, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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

MAX_EXPANSION = 65_536
"""How many characters a value may reach through macros; a value written out may be longer."""

_BARE = re.compile(r"[^\s\"#%'(),={}]+")
_BLANK = re.compile(r"(?:\s+|%[^\n]*(?:\n|$))*")
_BRACE = re.compile(r"[{}]")
_UNESCAPED_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_OR_BRACE = re.compile(r"[{}\"]")


@dataclass(frozen=True)
class Piece:
    """A part of a value between two ``#``: literal text, or the name of a macro."""

    text: str
    is_macro: bool = False


@dataclass(frozen=True)
class Value:
    """A value as it was written, and the offset behind it."""

    pieces: tuple[Piece, ...]
    end: int


def read_value(text: str, start: int, end: int) -> Value | None:
    """Read the value that begins at `start`; ``None`` where there is none."""
    pieces: list[Piece] = []
    position = start
    while True:
        read = _read_piece(text, skip_blank(text, position, end), end)
        if read is None:
            return None
        piece, position = read
        pieces.append(piece)
        joint = skip_blank(text, position, end)
        if not text.startswith("#", joint, end):
            return Value(tuple(pieces), position)
        position = joint + 1


def skip_blank(text: str, start: int, end: int) -> int:
    """Return the offset behind white space and ``%`` comments."""
    match = _BLANK.match(text, start, end)
    return match.end() if match else start


def _read_piece(text: str, start: int, end: int) -> tuple[Piece, int] | None:
    opening = text[start : min(start + 1, end)]
    if opening == "{":
        closing = _closing_brace(text, start, end)
    elif opening == '"':
        closing = _closing_quote(text, start, end)
    elif bare := _BARE.match(text, start, end):
        return Piece(bare.group(), is_macro=not bare.group().isdigit()), bare.end()
    else:
        return None
    return None if closing is None else (Piece(text[start + 1 : closing]), closing + 1)


def _closing_brace(text: str, start: int, end: int) -> int | None:
    """Find the partner of a brace: by BibTeX's rule, else taking escaped braces for characters."""
    return _balanced(_BRACE, text, start, end) or _balanced(_UNESCAPED_BRACE, text, start, end)


def _balanced(brace: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    depth = 0
    for match in brace.finditer(text, start, end):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return None


def _closing_quote(text: str, start: int, end: int) -> int | None:
    """Find the quote that ends a string: the first outside braces, if a delimiter follows it."""
    depth, first = 0, None
    for match in _QUOTE_OR_BRACE.finditer(text, start + 1, end):
        if match.group() == '"' and depth == 0:
            first = match.start() if first is None else first
            behind = skip_blank(text, match.end(), end)
            if behind == end or text[behind] in ",#":
                return match.start()
        depth += {"{": 1, "}": -1, '"': 0}[match.group()]
        if depth < 0:
            break
    return first


@dataclass(frozen=True)
class Evaluated:
    """A value's text, the macros that nobody defined, and whether it had to be cut."""

    text: str
    unknown: tuple[str, ...] = ()
    cut: bool = False


def evaluate(pieces: tuple[Piece, ...], macros: Mapping[str, str]) -> Evaluated:
    """Join the pieces of a value; macro names ignore case, an unknown macro stands for its name."""
    texts = []
    unknown = []
    for piece in pieces:
        known = macros.get(piece.text.lower()) if piece.is_macro else piece.text
        if known is None:
            unknown.append(piece.text)
        texts.append(piece.text if known is None else known)
    text = "".join(texts)
    expanded = any(piece.is_macro for piece in pieces) and len(text) > MAX_EXPANSION
    return Evaluated(text[:MAX_EXPANSION] if expanded else text, tuple(unknown), expanded)
