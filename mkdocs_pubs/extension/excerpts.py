"""Posts that Material's blog shows on other pages, in whole or up to a mark.

It converts each anew for every page that shows it. Several stand on one page, so that none of our
ids may, and what leads to one leads to the post.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import replace

from markdown import Markdown

from mkdocs_pubs.extension.pages import Page
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

_EXCERPT = "ExcerptTreeprocessor"
_TAG = regex(r"<(?P<name>[a-zA-Z][\w-]*)[^<>]*>")
_ID = regex(r' id="([^"]*)"')
_LINK = regex(r' href="([^"]*)"')
_OF_OURS = regex(r' role="doc-(?:biblioref|backlink|noteref)"')
_ABSOLUTE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
_HEADING = regex(r"h[1-6]")


@dataclass(frozen=True)
class Excerpt:
    """A post on another page: the ways from there to the post and to the site's root."""

    way_to_post: str
    base: str

    def page(self, post: Page) -> Page:
        """Return the post as the page that shows it needs it; no files go with its lists."""
        return replace(post, base=self.base, address=None)

    def detached(self, html: str, anchors: Collection[str]) -> str:
        """Return HTML without our ids, bar those of headings, and with links to them in the post.

        The theme shows headings in a table of contents.
        """

        def without(found: re.Match[str]) -> str:
            tag = found[0]
            if not _HEADING.fullmatch(found["name"]):
                tag = _ID.sub(lambda one: "" if one[1] in anchors else one[0], tag)
            is_ours = _OF_OURS.search(tag) is not None
            return _LINK.sub(lambda one: self._link(one[1], anchors, is_ours), tag)

        return _TAG.sub(without, html)

    def _link(self, href: str, anchors: Collection[str], is_ours: bool) -> str:
        """Return what leads from here to where a link of the post does."""
        if href.startswith("#"):
            return f' href="{self.way_to_post if href[1:] in anchors else ""}{href}"'
        # The blog itself leads links to notes from here to the post, but not those written late.
        is_led = href.startswith(f"{self.way_to_post}#")
        if is_led or not is_ours or _ABSOLUTE.match(href):
            return f' href="{href}"'
        path, sign, anchor = href.partition("#")
        way = posixpath.normpath(posixpath.join(posixpath.dirname(self.way_to_post), path))
        is_folder = path.endswith("/") and way != "."
        return f' href="{way}{"/" if is_folder else ""}{sign}{anchor}"'


def excerpt_of(md: Markdown) -> Excerpt | None:
    """Return the excerpt that Material's blog makes with a Markdown, which it tells a processor."""
    for one in md.treeprocessors:
        if type(one).__name__ == _EXCERPT and getattr(one, "base", None) is not None:
            post, view = one.page.url, one.base.url  # type: ignore[attr-defined]
            return Excerpt(_way(post, view), _way("", view))
    return None


def _way(url: str, start: str) -> str:
    """Return the relative URL from one page of the site to another."""
    way = posixpath.relpath(url or ".", posixpath.dirname(start) or ".")
    is_folder = not url or url.endswith("/")
    if way == ".":
        return "./" if url else ""
    return f"{way}/" if is_folder else way
