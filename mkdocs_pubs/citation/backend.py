"""A pybtex backend whose output may enter a page: all escaped, known tags, safe links."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup, escape
from pybtex.backends import BaseBackend

from mkdocs_pubs.latex import OTHERS, SafeUrl, escaped, from_pybtex, is_disguised
from mkdocs_pubs.models import Citation, span_of
from mkdocs_pubs.patterns import regex

_TAGS: Mapping[str, str] = {
    tag: tag for tag in ("b", "code", "em", "i", "strong", "sub", "sup", "u")
} | {"tt": "code"}
_PART = "pubs-"
_LINES = ("pubs-title", "pubs-venue")
_AND_OTHERS = regex(rf"(?:,\s*|(?<!\s)\s+)?(?:(?:and|&amp;)\s+)?{OTHERS}\.?")


class Backend(BaseBackend):  # type: ignore[misc]
    """Renders one citation; ``pubs-title`` and other parts that a style marks are kept apart.

    With `in_one_run`, they are parts of a text; else they are lines of their own.
    """

    symbols = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": "\u00a0"})

    def __init__(self, safe_url: SafeUrl, *, in_one_run: bool = False) -> None:
        super().__init__("utf-8")
        self._in_one_run = in_one_run
        self._safe_url = safe_url
        self._parts: dict[str, list[str]] = {}

    def format_str(self, str_: str) -> str:
        """Escape text."""
        return escaped(str_)

    def format_tag(self, tag_name: str, text: str) -> str:
        """Write a known tag; a part of the page's contract becomes a span; else only its text."""
        if tag_name.startswith(_PART):
            self._parts.setdefault(tag_name, []).append(text)
            return span_of(tag_name, text) if text else ""
        tag = _TAGS.get(tag_name)
        return f"<{tag}>{text}</{tag}>" if tag and text else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002
        """Write a link if its URL is safe, else its text."""
        safe = self._safe_url(str(from_pybtex(escape(url), self._safe_url).striptags()))
        return f'<a href="{escape(safe)}">{text}</a>' if safe and text else text

    def citation(self, text: str) -> Citation:
        """Return the rendered `text` as a citation, with the parts found in it."""
        finished = self._finished if is_disguised(text) else Markup
        authors = tuple(map(finished, self._parts.get("pubs-author", ())))
        if self._in_one_run:
            return Citation(finished(text), authors=authors)
        lines = (self._parts.get(part) for part in _LINES)
        title, venue = (finished(found[0]) if found else None for found in lines)
        return Citation(finished(text), title=title, authors=authors, venue=venue)

    def _finished(self, text: str) -> Markup:
        if OTHERS in text:
            text = _AND_OTHERS.sub(" et al.", text)
        return from_pybtex(text, self._safe_url)
