"""What goes into the heads of pages once they are whole, so that no search finds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_pubs.json_ld import Node, json_ld
from mkdocs_pubs.patterns import regex

_END = regex(r"</head\s*>", re.IGNORECASE)


class Heads:
    """What the heads of the pages of a build get; keeps descriptions for the builds that follow."""

    def __init__(self) -> None:
        self._html: dict[str, Markup] = {}
        self._described: dict[str, tuple[str, Sequence[Node], Markup]] = {}

    def begin(self) -> None:
        """Begin a build."""
        self._html = {}

    def describe(self, page: Page, nodes: Sequence[Node]) -> None:
        """Put what describes the publications of a page to machines into its head."""
        if not nodes:
            return
        address = page.canonical_url or ""
        known = self._described.get(page.file.src_uri)
        if known is None or known[:2] != (address, nodes):
            html = Markup(f'<script type="application/ld+json">{json_ld(nodes, address)}</script>')
            known = self._described[page.file.src_uri] = address, nodes, html
        self.add(page, known[2])

    def add(self, page: Page, html: Markup) -> None:
        """Put more into the head of a page."""
        self._html[page.file.src_uri] = self._html.get(page.file.src_uri, Markup()) + html

    def forget(self, page: Page) -> None:
        """Begin the head of a page anew, which is made once more."""
        self._html.pop(page.file.src_uri, None)

    def completed(self, output: str, page: Page) -> str:
        """Return a page with what its head gets; one without an end of the head gets nothing."""
        html = self._html.pop(page.file.src_uri, "")
        end = _END.search(output) if html else None
        return output.replace(end[0], f"{html}{end[0]}", 1) if end else output
