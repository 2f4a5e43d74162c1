"""What goes into the heads of pages once they are whole, so that no search finds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_pubs.json_ld import json_ld
from mkdocs_pubs.patterns import regex

_END = regex(r"</head\s*>", re.IGNORECASE)


class Heads:
    """What the heads of the pages of a build get; keeps descriptions for the builds that follow."""

    def __init__(self) -> None:
        self._parts = defaultdict[str, list[str]](list)
        self._described: dict[str, tuple[str, Sequence[str], str]] = {}

    def begin(self) -> None:
        """Begin a build."""
        self._parts.clear()

    def describe(self, page: Page, nodes: Sequence[str]) -> None:
        """Put what describes the publications of a page to machines into its head."""
        if not nodes:
            return
        address = page.canonical_url or ""
        known = self._described.get(page.file.src_uri)
        if known is None or known[:2] != (address, nodes):
            text = json_ld(nodes, address)
            known = self._described[page.file.src_uri] = address, nodes, text
        # What takes megabytes is not copied before the page is.
        start, end = '<script type="application/ld+json">', "</script>"
        self._parts[page.file.src_uri] += (start, known[2], end)

    def add(self, page: Page, html: Markup) -> None:
        """Put more into the head of a page."""
        if html:
            self._parts[page.file.src_uri].append(html)

    def forget(self, page: Page) -> None:
        """Begin the head of a page anew, which is made once more."""
        self._parts.pop(page.file.src_uri, None)

    def completed(self, output: str, page: Page) -> str:
        """Return a page with what its head gets; one without an end of the head gets nothing."""
        parts = self._parts.pop(page.file.src_uri, ())
        end = _END.search(output) if parts else None
        return output.replace(end[0], "".join((*parts, end[0])), 1) if end else output
