"""What goes into the heads of pages once they are whole, so that no search finds it."""

from __future__ import annotations

import re

from markupsafe import Markup
from mkdocs.structure.pages import Page

_END = re.compile(r"</head\s*>", re.IGNORECASE)


class Heads:
    """What the heads of the pages of one build get."""

    def __init__(self) -> None:
        self._html: dict[str, Markup] = {}

    def add(self, page: Page, html: Markup) -> None:
        """Put more into the head of a page."""
        self._html[page.file.src_uri] = self._html.get(page.file.src_uri, Markup()) + html

    def forget(self, page: Page) -> None:
        """Begin the head of a page anew, which is made once more."""
        self._html.pop(page.file.src_uri, None)

    def completed(self, output: str, page: Page) -> str:
        """Return a page with what its head gets; one without an end of the head gets nothing."""
        html = self._html.pop(page.file.src_uri, "")
        return _END.sub(lambda end: f"{html}{end.group()}", output, count=1) if html else output
