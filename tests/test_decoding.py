"""The bytes of a bibliography become text, whatever encoding they claim to be in."""

from __future__ import annotations

import encodings
import pkgutil

import pytest

from mkdocs_pubs.bibtex import decode


@pytest.mark.parametrize(
    ("content", "text", "oddity"),
    [
        ("é".encode(), "é", ""),
        ("\ufeffé".encode(), "é", ""),
        ("é".encode("utf-16"), "é", ""),
        ("é".encode("latin-1"), "é", "not UTF-8; read it as cp1252"),
        (
            b"% Encoding: ISO8859_2\n\xb1",
            "% Encoding: ISO8859_2\ną",
            "not UTF-8; read it as iso8859-2",
        ),
        (b"% Encoding: UTF8\n\xb1", "% Encoding: UTF8\n±", "not UTF-8; read it as cp1252"),
        (b"% Encoding: nosuch\n\xb1", "% Encoding: nosuch\n±", "not UTF-8; read it as cp1252"),
        (b"% Encoding: rot13\n\xb1", "% Encoding: rot13\n±", "not UTF-8; read it as cp1252"),
        (b"% Encoding: idna\n\xb1", "% Encoding: idna\n±", "not UTF-8; read it as cp1252"),
        (b"a\r\nb\rc", "a\nb\nc", ""),
    ],
)
def test_an_encoding(content: bytes, text: str, oddity: str) -> None:
    assert decode(content) == (text, oddity)


@pytest.mark.parametrize("name", [one.name for one in pkgutil.iter_modules(encodings.__path__)])
def test_every_encoding_can_be_claimed(name: str) -> None:
    head = f"% Encoding: {name}\n@book{{key,}}"
    text, _ = decode(head.encode() + bytes(range(256)))
    assert text.startswith(head)
