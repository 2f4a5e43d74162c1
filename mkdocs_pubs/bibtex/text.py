"""The bytes of a .bib file as text: UTF-8 as a rule, what old programs wrote as an exception."""

from __future__ import annotations

import codecs
import re

from mkdocs_pubs.latex import clean

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"^%\s*Encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_NEVER = {"ascii", "utf-8", "utf-8-sig"}
"""Encodings of which a text that is not UTF-8 cannot be, whatever it declares."""

_ASCII = r"% @misc{a, title = {~~ \u0041 +AGE- xn--tda}} !#$&'()*.:;<?>[]^_`|/" + '"'


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file, and what is odd about the way that it is encoded, if anything.

    Lines end with a line feed; private-use and control characters are taken out. The encoding is a
    byte order mark's, UTF-8, the one that JabRef declares (``% Encoding:``), else Windows-1252.
    """
    text, oddity = _decoded(content)
    if "\0" in text:
        oddity = "holds NUL bytes, as binary files do; left them out"
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")), oddity


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(_UTF_16_MARKS):
        text = content.decode("utf-16", errors="replace")
        return text, "not all of it is UTF-16; put \ufffd for the rest" if "\ufffd" in text else ""
    content = content.removeprefix(codecs.BOM_UTF8)
    encoding = _unmarked_utf_16(content)
    if encoding is None:
        try:
            return content.decode("utf-8"), ""
        except UnicodeDecodeError:
            encoding = _declared(content) or "cp1252"
    return content.decode(encoding, errors="replace"), f"not UTF-8; read it as {encoding}"


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
        name = codecs.lookup(declared[1].decode("ascii")).name
        keeps_ascii = _ASCII.encode("ascii").decode(name, errors="replace") == _ASCII
    except (LookupError, UnicodeError):
        return None
    return name if keeps_ascii and name not in _NEVER else None
