"""Identifiers, addresses and paths: fields that hold no prose, as plain text."""

from __future__ import annotations

import re

from mkdocs_pubs.characters import clean, unescaped
from mkdocs_pubs.patterns import regex

_URL_MACRO = regex(r"\\(?:url|nolinkurl)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}")
# Of a link in HTML, the address counts.
_ANCHOR = regex(r"<a\s[^<>]*\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
_NEEDS_CARE = regex(r"[^ -~]|[\\{}$&<]")
_ESCAPE = regex(r"(\$?\\sim\b\s*\$?|\\textasciitilde\b\s*|\\~)(?:\{\})?|\\([%#&_{}$^\\/-])|[{}]")


def to_verbatim(value: str) -> str:
    """Take from a value what LaTeX needed to print it; dashes and quotes are characters here."""
    if value.isascii() and not _NEEDS_CARE.search(value):
        return value.strip()
    inner = _URL_MACRO.search(value) or (_ANCHOR.search(value) if "<" in value else None)
    value = (inner[1] or inner[2] or "") if inner else value
    value = _ESCAPE.sub(lambda escape: escape[2] or ("~" if escape[1] else ""), value)
    return clean(unescaped(value)).strip()
