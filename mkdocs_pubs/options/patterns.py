"""Readers of the options that say which publications have pages, and where."""

from __future__ import annotations

from mkdocs_pubs.options.readers import text
from mkdocs_pubs.patterns import regex

BLANK = regex(r"\{([\w-]+)\}")
"""A name in braces."""

_PATH = regex(r"\w[\w.-]*(?:/\w[\w.-]*)*")


def truth_or_expression(value: object) -> str:
    """An expression; true and false stand for what always holds and for nothing."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, str):
        return value.strip()
    raise ValueError("expected true, false or an expression")


def url_pattern(value: object) -> str:
    """A path below the site's root, with names in braces, without slashes at its ends."""
    pattern = text(value).strip("/")
    rest = BLANK.sub("x", pattern)
    if rest == pattern or not _PATH.fullmatch(rest):
        raise ValueError("expected a path such as publications/{key}/, with names in braces")
    return pattern
