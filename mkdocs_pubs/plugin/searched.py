"""What a site's search sees of a page: all but what of ours is marked to be left out.

MkDocs' own search reads the page's content as it stands, be it shown or not, and takes it twice:
whole, and by headings. It gets the groups of lists one by one, as if they were pages, and the page
without them. Material's search knows the mark, and fails where there are headings in what bears it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from mkdocs.contrib.search import SearchPlugin
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

_MARK = "data-search-exclude"
_MARKED = regex(rf'<(?P<tag>[a-z]+)\b(?=[^<>]*\sclass="pubs)[^<>]*\s{_MARK}\b[^<>]*>')
_LIST = regex(r'<(?P<tag>div)\b(?=[^<>]*\sclass="pubs[ "])[^<>]*\sdata-level=[^<>]*>')
_HEADING = regex(r'<(h[1-6])\b[^<>]*\sid="([^"]*)"[^<>]*>(.*?)</\1>', re.DOTALL)
_REST = regex(r'<(ol|table) class="pubs-list pubs-rest\b.*?<a href="([^"]*)".*?</\1>', re.DOTALL)
# Of elements whose content is text; in a few others, what looks like a tag is none.
_TAG = regex(
    r"</?(?!iframe|no|plaintext|script|style|textarea|title|xmp)[a-z]"
    r'[^<>"\']*(?:"[^<>"]*"[^<>"\']*)*>|<!--[^<>]*-->'
)


@dataclass(frozen=True)
class _Reading:
    """What is read of a page: its `groups` as if they were pages, and the page `without` them.

    `parts` are what is left out there, by the numbers of the comments that stand for them.
    """

    groups: tuple[Any, ...]
    without: str
    parts: tuple[str, ...]


class Unsearched:
    """Takes parts out of a page while it is indexed, and puts them back.

    One that `lasts` reads again only pages that have changed.
    """

    def __init__(self, *, lasts: bool = False) -> None:
        self._lasts = lasts
        self._readings: dict[str, tuple[object, _Reading]] = {}
        self._whole: str | None = None
        self._hidden = _Reading((), "", ())
        # No author can write a comment that looks like one of ours.
        self._token = os.urandom(8).hex()
        behind = f"(?:(?!<!--).)*<!--/pubs:{self._token}-->"
        self._place = regex(f"<!--pubs:{self._token}:(\\d+)(?:-->|\\+-->(?:{behind})?)", re.DOTALL)

    def hide(
        self,
        page: Page,
        searched: Mapping[str, str],
        plugins: Iterable[object],
    ) -> None:
        """Put comments in the place of what is not to be found, and index what is found apart.

        `searched` is what stands in files, by the links to these.
        """
        self._whole = page.content
        if not page.content:
            return
        indices = [
            plugin.search_index
            for plugin in plugins
            if isinstance(plugin, SearchPlugin) and plugin.config.indexing == "full"
        ]
        self._hidden = self._reading(page, page.content, searched, by_groups=bool(indices))
        for index in indices:
            for group in self._hidden.groups:
                index.add_entry_from_context(group)
        page.content = self._hidden.without

    def show(self, page: Page) -> None:
        """Put everything back in its place, whatever else has become of the page."""
        if page.content is self._hidden.without:
            page.content = self._whole
        parts = self._hidden.parts
        # What was taken out later may have in it what was taken out before.
        while page.content and self._token in page.content and self._place.search(page.content):
            page.content = self._place.sub(lambda place: parts[int(place[1])], page.content)

    def _reading(
        self, page: Page, html: str, searched: Mapping[str, str], *, by_groups: bool
    ) -> _Reading:
        """Return what is read of a page, as it was the last time if that still holds."""
        made_from = (html, searched, by_groups, page.url, tuple(_titles(page.toc)))
        known = self._readings.get(page.file.src_uri)
        if known is not None and known[0] == made_from:
            return known[1]
        parts: list[str] = []
        html = self._without(_marked(html), html, parts) if _MARK in html else html
        groups: tuple[Any, ...] = ()
        if by_groups:
            spans = tuple(_below_headings(html))
            groups = tuple(_groups(page, html, spans, searched))
            html = self._without(spans, html, parts)
        if searched:
            html = _REST.sub(
                lambda rest: f"{self._kept(rest[0], parts, '+')}{_told(rest, searched)}{self._end}",
                html,
            )
        reading = _Reading(groups, html, tuple(parts))
        if self._lasts and parts:
            self._readings[page.file.src_uri] = made_from, reading
        return reading

    @property
    def _end(self) -> str:
        return f"<!--/pubs:{self._token}-->"

    def _without(self, spans: Iterable[tuple[int, int]], html: str, parts: list[str]) -> str:
        """Return a page with comments in the place of some parts, which this adds to `parts`."""
        kept: list[str] = []
        end = 0
        for first, behind in spans:
            kept += html[end:first], self._kept(html[first:behind], parts)
            end = behind
        return "".join([*kept, html[end:]])

    def _kept(self, part: str, parts: list[str], more: str = "") -> str:
        """Add a part of the page to `parts`, and return the comment that stands for it.

        With a ``+``, so does what stands behind that up to another comment.
        """
        parts.append(part)
        return f"<!--pubs:{self._token}:{len(parts) - 1}{more}-->"


def _without_tags(html: str) -> str:
    """Return HTML in which MkDocs' search reads the same, whose parser takes long for each tag."""
    text = _TAG.sub("\n", html)
    return html if "<" in text else text


def _told(rest: re.Match[str], searched: Mapping[str, str]) -> str:
    return searched.get(unescape(rest[2]), "")


def _marked(html: str) -> Iterator[tuple[int, int]]:
    """Yield where what is marked begins and ends, if it lies in nothing else that is."""
    end = 0
    for start in _tags_marked(html):
        if start.start() >= end:
            end = _end_of(start, html)
            yield start.start(), end


def _tags_marked(html: str) -> Iterator[re.Match[str]]:
    """Yield the tags that bear the mark; a page has few beside all its other tags."""
    place = 0
    while (mark := html.find(_MARK, place)) != -1:
        start = html.rfind("<", place, mark)
        if start != -1 and (tag := _MARKED.match(html, start)):
            yield tag
        place = mark + len(_MARK)


def _below_headings(html: str) -> Iterator[tuple[int, int]]:
    """Yield where lists have headings: from the first one to the end."""
    end = 0
    while start := _LIST.search(html, end):
        end = _end_of(start, html)
        if heading := _HEADING.search(html, start.end(), end):
            yield heading.start(), end - len("</div>")


def _groups(
    page: Page, html: str, spans: Iterable[tuple[int, int]], searched: Mapping[str, str]
) -> Iterator[Any]:
    """Yield the groups of lists, which lie within `spans`, as MkDocs' search knows pages."""
    titles = dict(_titles(page.toc))
    for first, end in spans:
        headings = list(_HEADING.finditer(html, first, end))
        ends = [*(one.start() for one in headings[1:]), end]
        for heading, behind in zip(headings, ends, strict=True):
            title = titles.get(heading[2]) or Markup(heading[3]).striptags()
            url = f"{page.url}#{heading[2]}"
            content = html[heading.end() : behind]
            if searched:
                content = _REST.sub(lambda rest: _told(rest, searched), content)
            yield SimpleNamespace(title=title, content=_without_tags(content), url=url, toc=())


def _titles(toc: Iterable[AnchorLink]) -> Iterator[tuple[str, str]]:
    for one in toc:
        yield one.id, one.title
        yield from _titles(one.children)


def _end_of(start: re.Match[str], html: str) -> int:
    """Return where an element ends; one that is never closed ends with the page."""
    depth = 1
    for tag in re.compile(rf"<(/?){start['tag']}\b").finditer(html, start.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return html.index(">", tag.end()) + 1
    return len(html)
