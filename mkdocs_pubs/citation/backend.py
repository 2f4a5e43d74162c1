"""A pybtex backend whose output may enter a page: all escaped, known tags, safe links."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Protocol

from markupsafe import Markup
from pybtex.backends import BaseBackend

from mkdocs_pubs.latex import (
    SafeUrl,
    as_html,
    cut_at_authors,
    escaped,
    from_pybtex,
    is_plain,
    text_to_html,
)
from mkdocs_pubs.models import Citation
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import END_OF, LINK, LINK_END, LINK_TEXT, OTHERS, START_OF

_LINES = ("pubs-title", "pubs-venue")
_AROUND_CONTAINER = (
    (START_OF["em"] + START_OF["pubs-container"], '<em><span class="pubs-container">'),
    (END_OF["pubs-container"] + END_OF["em"], "</span></em>"),
)
_AND_OTHERS = regex(rf"(?:,\s*|(?<!\s)\s+)?(?:(?:and|&amp;)\s+)?{OTHERS}\.?")


class Lines(Protocol):
    """A citation in lines of text with marks, as styles of ours hand it over."""

    title: str
    names: Sequence[str]
    between: str
    behind: str
    venue: str

    def run(self) -> str:
        """Return the lines as one text with marks."""


class Backend(BaseBackend):  # type: ignore[misc]
    """Renders text as escaped text with marks, and makes a citation of that.

    In a citation, ``pubs-title`` and other parts that a style marks are kept apart. With
    `in_one_run`, they are parts of a text; else they are lines of their own.
    """

    takes_runs = takes_lines = True
    symbols = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": "\u00a0"})

    def __init__(self, safe_url: SafeUrl, *, in_one_run: bool = False) -> None:
        super().__init__("utf-8")
        self._in_one_run = in_one_run
        self._safe_url = safe_url

    def format_str(self, str_: str) -> str:
        """Escape text."""
        return escaped(str_)

    def format_tag(self, tag_name: str, text: str) -> str:
        """Mark text up with a tag, if it is one of a page's."""
        return f"{START_OF[tag_name]}{text}{END_OF[tag_name]}" if tag_name in START_OF else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002
        """Make a link of text; its URL has still to be made safe."""
        return f"{LINK}{escaped(url)}{LINK_TEXT}{text}{LINK_END}"

    def citation(self, text: str | Lines) -> Citation:
        """Return what was rendered as a citation, with the parts that a style marks in a text."""
        return self._of_run(text) if isinstance(text, str) else self._of_lines(text)

    def _of_run(self, text: str) -> Citation:
        if OTHERS in text:
            text = _AND_OTHERS.sub(" et al.", text)
        cut = cut_at_authors(text, self._safe_url)
        around, authors = tuple(map(as_html, cut.around)), tuple(map(as_html, cut.authors))
        if self._in_one_run:
            return Citation(around, authors=authors)
        title, venue = [as_html(cut.part(line)) or None for line in _LINES]
        return Citation(around, title=title, authors=authors, venue=venue)

    def _of_lines(self, lines: Lines) -> Citation:
        texts = (lines.title, *lines.names, lines.between, lines.behind)
        html = as_html if is_plain("".join(texts)) else self._html
        title = html(lines.title)
        if not title:
            return self._of_run(escaped(lines.run()))
        return Citation(
            title=title,
            authors=tuple(filter(None, map(html, lines.names))),
            between=text_to_html(lines.between),
            behind=text_to_html(lines.behind),
            venue=self._venue(lines.venue) or None,
        )

    def _venue(self, line: str) -> Markup:
        """Return a venue as HTML; most have no marks but those around what contains the work."""
        html = escaped(line)
        for mark, tag in _AROUND_CONTAINER:
            html = html.replace(mark, tag)
        return as_html(html) if html.isprintable() else self._html(line)

    def _html(self, line: str) -> Markup:
        return from_pybtex(escaped(line), self._safe_url)
