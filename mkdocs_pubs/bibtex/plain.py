"""Plain entries, in which all signs mean themselves: most there are, read by two patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from mkdocs_pubs.bibtex.braces import WITHIN_BRACES
from mkdocs_pubs.bibtex.values import MAX_LENGTH
from mkdocs_pubs.models import Span
from mkdocs_pubs.patterns import regex

PLAIN_HEAD = r"@(?!(?i:comment|preamble|string))([A-Za-z][A-Za-z0-9_]*)"
"""For a regular expression: how an entry begins for every reader of BibTeX; its type is a group."""

PLAIN_KEY = r"[\w:.+/-]+"
"""For a regular expression: a key of which no reader doubts where it ends."""

# What most fields look like: a value in braces, a number or a macro, and the comma behind it.
# Where there is none, this finds the rest, so that what it finds lies side by side.
PLAIN_FIELD = regex(
    r"[\s,]*(?:(?P<name>[A-Za-z][\w-]*)\s*=\s*"
    rf"(?:\{{(?P<text>{WITHIN_BRACES})\}}|(?P<word>\w+))\s*(?:,|\Z)|(?P<rest>.+)|\Z)",
    re.DOTALL,
)
"""A field that leaves no question, or what is none."""

_START = regex(rf"{PLAIN_HEAD}\{{\s*(?P<key>{PLAIN_KEY})\s*(?=,)")
_ESCAPED = regex(r"\\[\\{}]")
_QUOTED = regex(r"[=#]\s*\"")
_LIKE_AN_ENTRY = regex(r"\n[^\S\n]*@")


class PlainSource(NamedTuple):
    """An entry in which all signs mean themselves, as any reader of BibTeX reads it.

    `fields` are texts by names in lower case; where `macros` has the name, the text is a macro's.
    """

    type: str
    key: str
    fields: dict[str, str]
    macros: tuple[str, ...]


def read_plain(source: str) -> PlainSource | None:
    """Read a closed entry if it is plain and has each field once; ``None`` if it is not."""
    start = _START.match(source)
    if start is None or len(source) > MAX_LENGTH or is_doubtful(source):
        return None
    found = PLAIN_FIELD.findall(source, start.end(), len(source) - 1)
    fields = {kept_once(name): text or word for name, text, word, _ in found if name}
    # The last that is found is the end; more without a name of their own are what is not plain.
    if len(fields) < len(found) - 1:
        return None
    macros = [kept_once(name) for name, _, word, _ in found if word and not word.isdigit()]
    kind, key = start.groups()
    return PlainSource(kept_once(kind), key, fields, tuple(macros))


def plain_spans(source: str) -> tuple[Span, ...]:
    """Return where the fields of a plain entry stand in its source."""
    start = _START.match(source)
    found = PLAIN_FIELD.finditer(source, start.end(), len(source) - 1) if start else ()
    return tuple([plain_span(one) for one in found if one["name"]])


def plain_span(found: re.Match[str]) -> Span:
    """Return where a field stands that is plain."""
    word = found["word"]
    end = found.end("word") if word else found.end("text") + 1
    macros = (word.lower(),) if word and not word.isdigit() else ()
    return Span(kept_once(found["name"]), found.start("name"), end, macros)


def is_doubtful(source: str) -> bool:
    """Say whether braces are escaped, or quotes may be, or something looks like an entry."""
    # That a sign is nowhere is seen much sooner than that a pattern is not.
    return bool(
        ("\\" in source and _ESCAPED.search(source))
        or ('"' in source and _QUOTED.search(source))
        or (source.find("@", 1) > 0 and _LIKE_AN_ENTRY.search(source))
    )


# Few names are those of many fields, and stay as long as these.
@lru_cache(maxsize=1 << 10)
def kept_once(name: str) -> str:
    """Return the name of a field or a type in lower case, the same text each time."""
    return intern(name.lower())
