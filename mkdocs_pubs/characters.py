"""The characters that a field may hold: what is taken out of raw input, and how spaces count."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Private-use characters carry our markup through pybtex; C0 controls carry Python-Markdown's.
UNCLEAN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff"
    r"\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
)
"""The inside of a character class: the characters that `clean` takes out."""

# It takes long to compile, and there are few of them.
_UNCLEAN = f"[{UNCLEAN}]+"
_CONTROLS = [chr(code) for code in (*range(9), *range(11, 32), 127)]
"""Those that are ASCII."""
_MOST_MARKS = 30
_JOINER = "\u034f"
# No mark comes before U+0300. A range beyond U+00FF takes long to compile.
_PERHAPS_MARKS = re.compile(rf"[^\x00-\xff]{{{_MOST_MARKS + 1},}}")
_WHITE_SPACE = re.compile("[ \t\n]+")
# Python reads no number of more than 4,300 digits.
_LONG_NUMBER = "&#[0-9]{1000,};?"


def clean(text: str) -> str:
    """Return `text` in NFC, without the characters that no field needs.

    Taken out: private-use characters, noncharacters, lone surrogates, controls other than tab and
    newline, and the bidirectional embeddings, overrides and isolates.
    """
    if text.isascii() and text.isprintable():
        return text
    # That each is nowhere in a file is seen much sooner than that none of a class is.
    if any(control in text for control in _CONTROLS):
        text = re.sub(_UNCLEAN, "", text)
    if text.isascii():
        return text
    # Few lines of a file are others, and most of its entries have none.
    paragraphs = text.split("\n\n")
    return "\n\n".join([one if one.isascii() else _clean_lines(one) for one in paragraphs])


def _clean_lines(text: str) -> str:
    lines = text.split("\n")
    return "\n".join([one if one.isascii() else composed(_printable(one)) for one in lines])


def _printable(line: str) -> str:
    return line if line.isprintable() else re.sub(_UNCLEAN, "", line)


def composed(text: str) -> str:
    """Return `text` in NFC; a letter that bears more than 30 marks gets a joiner behind each 30.

    Composing takes time that is quadratic in the marks of a letter (UAX #15, 13: Stream-Safe Text
    Format, with U+034F COMBINING GRAPHEME JOINER).
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _PERHAPS_MARKS.sub(_stream_safe, text))


def _stream_safe(run: re.Match[str]) -> str:
    parts: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            parts.append(_JOINER)
            marks = 1
        parts.append(character)
    return "".join(parts)


def collapsed(text: str) -> str:
    """Make one space of each run of white space, paragraphs included; U+00A0 stays."""
    if "  " not in text and text.isprintable():
        return text
    return _WHITE_SPACE.sub(" ", text.replace("\u2028", " ").replace("\u2029", " "))


def base_letters(text: str) -> str:
    """Return `text` without case and accents, for comparing and sorting."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join([one for one in decomposed if not unicodedata.combining(one)])


def to_ascii(text: str) -> str:
    """Return `text` without accents, and without what is no ASCII then."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def unescaped(text: str) -> str:
    """Return `text` with a character for each of HTML's entities, however large its number is."""
    if "&" not in text:
        return text
    return unescape(re.sub(_LONG_NUMBER, "\N{REPLACEMENT CHARACTER}", text))


def has_paired_braces(text: str) -> bool:
    """Say whether each brace has its partner, as BibTeX counts them: escaped ones, too."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
