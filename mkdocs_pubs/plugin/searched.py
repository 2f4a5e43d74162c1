"""What a site's search sees of a page: all but what of ours is marked to be left out.

MkDocs' own search reads the page's content as it stands, be it shown or not. Material's knows the
mark, and fails where there are headings in what bears it.
"""

from __future__ import annotations

import re
from secrets import token_hex

from mkdocs.structure.pages import Page

_MARKED = re.compile(
    r'<(?P<tag>[a-z]+)\b(?=[^<>]*\sclass="pubs)[^<>]*\sdata-search-exclude\b[^<>]*>'
)


class Unsearched:
    """Takes parts out of a page while it is indexed, and puts them back."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        # No author can write a comment that looks like one of ours.
        self._token = token_hex(8)
        self._place = re.compile(f"<!--pubs:{self._token}:(\\d+)-->")

    def hide(self, page: Page) -> None:
        """Put comments in the place of what is not to be found."""
        self._parts = []
        if page.content and "data-search-exclude" in page.content:
            page.content = self._without_parts(page.content)

    def show(self, page: Page) -> None:
        """Put everything back in its place, whatever else has become of the page."""
        if page.content and self._parts:
            page.content = self._place.sub(lambda place: self._parts[int(place[1])], page.content)

    def _without_parts(self, html: str) -> str:
        kept: list[str] = []
        end = 0
        for start in _MARKED.finditer(html):
            if start.start() < end:
                continue
            kept.append(html[end : start.start()])
            end = _end_of(start, html)
            kept.append(f"<!--pubs:{self._token}:{len(self._parts)}-->")
            self._parts.append(html[start.start() : end])
        return "".join([*kept, html[end:]])


def _end_of(start: re.Match[str], html: str) -> int:
    """Return where an element ends; one that is never closed ends with the page."""
    depth = 1
    for tag in re.compile(rf"<(/?){start['tag']}\b").finditer(html, start.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return html.index(">", tag.end()) + 1
    return len(html)
