"""The bytes of a .bib file as text: UTF-8 as a rule, what old programs wrote as an exception."""

from __future__ import annotations

import codecs
import re

from mkdocs_pubs.latex import clean

_DECLARED = re.compile(rb"^%\s*Encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_SAMPLE = rb"% @book{key, title = {\n-}}"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> tuple[str, str | None]:
    """Return the text of a file, and the encoding guessed where it is not UTF-8.

    Lines end with a line feed; private-use and control characters are taken out. The encoding is a
    byte order mark's, UTF-8, the one that JabRef declares (``% Encoding:``), else Windows-1252.
    """
    text, guessed = _decoded(content)
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")), guessed


def _decoded(content: bytes) -> tuple[str, str | None]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:1000])
    known = _known(declared[1].decode("ascii")) if declared else None
    encoding = known or "cp1252"
    return content.decode(encoding, errors="replace"), encoding


def _known(encoding: str) -> str | None:
    """Return the name of an encoding in which ASCII is itself, as it is where that was declared.

    Python has others, which are none of texts (``rot13``) or refuse some (``idna``).
    """
    try:
        sample = _SAMPLE.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        return None
    name = codecs.lookup(encoding).name
    return name if sample.encode() == _SAMPLE and name != "utf-8" else None
