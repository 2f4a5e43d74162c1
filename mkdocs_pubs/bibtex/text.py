"""The bytes of a .bib file as text: UTF-8 as a rule, what old programs wrote as an exception."""

from __future__ import annotations

import codecs
import re

from mkdocs_pubs.characters import clean
from mkdocs_pubs.patterns import regex

_UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# What JabRef writes, which has Java's names, and what Emacs reads.
_DECLARED = regex(
    rb"^%\s*Encoding:\s*(?:x-)?([\w-]+)|^%.*-\*-.*\bcoding:\s*([\w-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_STRANGE_BYTE = regex("[\udc80-\udcff]")
_LETTER = regex("[^\0-\x7f\udc80-\udcff]")
_NEVER = {"ascii", "utf-8", "utf-8-sig"}
"""Encodings of which a text that is not UTF-8 cannot be, whatever it declares."""

_ASCII = r"% @misc{a, title = {~~ \u0041 +AGE- xn--tda}} !#$&'()*.:;<?>[]^_`|/" + '"'


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file, and what is odd about the way that it is encoded, if anything.

    Lines end with a line feed; private-use and control characters are taken out. The encoding is a
    byte order mark's, UTF-8, the one that a comment declares (``% Encoding:``), else Windows-1252;
    among more letters that are UTF-8, single bytes are Windows-1252 as well.
    """
    text, oddity = _decoded(content)
    if "\0" in text:
        oddity = "holds NUL bytes, as binary files do; left them out"
    return clean(_with_line_feeds(text)), oddity


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def encoding_of(content: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that a file begins with, and what the rest is encoded in."""
    for mark, encoding in _UTF_16_MARKS.items():
        if content.startswith(mark):
            return mark, encoding
    rest = content.removeprefix(codecs.BOM_UTF8)
    mark = codecs.BOM_UTF8 if len(rest) < len(content) else b""
    if encoding_without_mark := _unmarked_utf_16(rest):
        return mark, encoding_without_mark
    is_utf_8 = _from_utf_8(rest) is not None
    return mark, "utf-8" if is_utf_8 else _declared(rest) or "cp1252"


def _decoded(content: bytes) -> tuple[str, str]:
    text = _from_utf_8(content)
    if text is not None and "\0" not in text[:2]:
        return text, ""
    mark, encoding = encoding_of(content)
    text = content[len(mark) :].decode(encoding, errors="replace")
    if mark in _UTF_16_MARKS:
        return text, "not all of it is UTF-16; put \ufffd for the rest" if "\ufffd" in text else ""
    if encoding == "cp1252" and (mixed := _mixed(content[len(mark) :])):
        return mixed
    return text, "" if encoding == "utf-8" else f"not UTF-8; read it as {encoding}"


def _mixed(content: bytes) -> tuple[str, str] | None:
    """Return a text that is UTF-8 but for a few bytes, and where the first of these stands."""
    text = content.decode("utf-8", errors="surrogateescape")
    strange = [one.start() for one in _STRANGE_BYTE.finditer(text)]
    if len(strange) > len(_LETTER.findall(text)):
        return None
    line = 1 + _with_line_feeds(text[: strange[0]]).count("\n")
    oddity = f"not all of it is UTF-8, as in line {line}; read the rest as cp1252"
    return _STRANGE_BYTE.sub(_western, text), oddity


def _western(strange: re.Match[str]) -> str:
    return strange.group().encode("ascii", "surrogateescape").decode("cp1252", "replace")


def _from_utf_8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _unmarked_utf_16(content: bytes) -> str | None:
    """Return which UTF-16 a text is in that lacks its mark, but begins with a sign of ASCII."""
    if len(content) < 2 or bool(content[0]) == bool(content[1]):
        return None
    return "utf-16-le" if content[0] else "utf-16-be"


def _declared(content: bytes) -> str | None:
    """Return the encoding that a text declares, in which ASCII must be as it is in that line."""
    declared = _DECLARED.search(content[:1000])
    if declared is None:
        return None
    try:
        name = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name
        keeps_ascii = _ASCII.encode("ascii").decode(name, errors="replace") == _ASCII
    except (LookupError, UnicodeError):
        return None
    return name if keeps_ascii and name not in _NEVER else None
