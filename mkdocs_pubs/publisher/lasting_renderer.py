"""What fills templates in for hosts that build repeatedly: no group anew that is the same."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path

from markupsafe import Markup

from mkdocs_pubs.models import Item
from mkdocs_pubs.rendering import Look, Renderer

MOST_KEPT = 1 << 26
"""How many characters of lists are kept at most; those not asked for go first."""


class LastingRenderer(Renderer):
    """Keeps the lists of groups by their items."""

    def __init__(self, templates: Path | None = None) -> None:
        super().__init__(templates)
        self._kept: dict[Hashable, tuple[tuple[Item, ...], Markup]] = {}
        self._size = 0

    def list_html(self, items: Sequence[Item], look: Look) -> Markup:
        """Return the list of one group's items, as it was if the items are the same.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        items = tuple(items)
        # The same items have panels in one list, and in another links to where these are.
        first = [(one.id, one.asides) for one in items[:1]]
        place = (*first, len(items), look)
        known, html = self._kept.pop(place, ((), Markup()))
        self._size -= len(html)
        if known != items:
            html = super().list_html(items, look)
        self._kept[place] = items, html
        self._size += len(html)
        while self._size > MOST_KEPT and len(self._kept) > 1:
            _, oldest = self._kept.pop(next(iter(self._kept)))
            self._size -= len(oldest)
        return html
