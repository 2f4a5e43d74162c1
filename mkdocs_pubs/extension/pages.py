"""The page that is being made, as its host tells of it, and what its lists share."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Markdown

from mkdocs_pubs.concordance import Concordance, Listing
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.front_matter import FrontMatter, front_matter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, FindFile, FindPage, Origin, Published, SideFile, Split
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher import HostedPage, content

if TYPE_CHECKING:
    from mkdocs_pubs.extension.citation_drafts import CitationDrafts


@dataclass(frozen=True)
class Page:
    """The page that is being made: its path as the user knows it, and the way to the site's root.

    `language` is that of the theme, if it is known.

    `site` is what the site cites and lists, where the host knows it; the page has its `url` and its
    `title` there.

    `front` is what its front matter says, as far as the host has read that.

    `text` is the page's whole file as its author wrote it, whose lines diagnostics name; what other
    plugins and extensions make of it may have more. `find_file` finds the files of the site, where
    the host has a folder of them, `find_page` the pages of publications. `address` is where the
    page will be, if files can go with it. `split` is what the first list that is to be split into
    pages has become; on a page of one of its parts, `list_options` are that list's.
    """

    path: str = "Markdown"
    base: str = ""
    text: str = ""
    language: str = ""
    find_file: FindFile | None = None
    find_page: FindPage | None = None
    front: FrontMatter = field(default_factory=FrontMatter)
    address: Address | None = None
    split: Split | None = None
    list_options: Options | None = None
    site: Concordance | None = None
    url: str = ""
    title: str = ""


class PageLists:
    """What the lists of a page share: its ids, citations and files, and what was found wrong.

    `places` are the ids of the works that they list; `nodes` describe these in JSON-LD. Without a
    site, the page is one that has no other pages.
    """

    def __init__(self, page: Page | None = None) -> None:
        self.page = page or Page()
        self.anchors: set[str] = set()
        self.diagnostics: list[Diagnostic] = []
        self.places: dict[Origin, str] = {}
        self.files: list[SideFile] = []
        self.nodes: list[str] = []
        self._concordance = self.page.site or Concordance(lambda to, _: to)
        if not self._concordance.is_complete:
            self._concordance.begin(self.page.url, self.page.title)

    @cached_property
    def drafts(self) -> CitationDrafts:
        """The citations of the page."""
        # Few sites cite in their text.
        from mkdocs_pubs.extension.citation_drafts import CitationDrafts

        return CitationDrafts(self._concordance, self.page.url)

    @property
    def writes_at_once(self) -> bool:
        """Whether what is not known of other pages now never will be."""
        return self.page.site is None or self.page.site.is_complete

    def cite(self, works: Mapping[Origin, tuple[str, ...]]) -> None:
        """Add to what the page cites, unless that was settled: an excerpt says nothing new."""
        if not self._is_settled:
            self._concordance.cite(self.page.url, works)

    def add(self, listing: Listing) -> None:
        """Add to what the page lists, unless that was settled."""
        if not self._is_settled:
            self._concordance.add(self.page.url, listing)

    def take(self, made: Published, problems: Sequence[Diagnostic], *, has_places: bool) -> None:
        """Take in what a list brings to its page, and what was wrong with it."""
        self.anchors |= made.anchors
        if has_places:
            self.places = {**made.ids, **self.places}
        self.files += made.files
        self.nodes += filter(None, [made.nodes])
        self.diagnostics += problems

    @property
    def _is_settled(self) -> bool:
        return self.page.site is not None and self.page.site.is_complete

    @property
    def hosted(self) -> HostedPage:
        """The page as its next list is to know it."""
        taken = {anchor.lower() for anchor in self.anchors}
        page = self.page
        return HostedPage(page.base, page.find_file, page.find_page, self._address, taken)

    @property
    def _address(self) -> Address | None:
        """The page's address, where the files of its lists are not free any more."""
        page = self.page.address
        if page is None:
            return None
        taken = {file.path.lower() for file in self.files}
        return replace(page, is_free=lambda path: path.lower() not in taken and page.is_free(path))


def page_of_zensical(md: Markdown) -> Page | None:
    """Return the page that Zensical is at, which it hands to extensions in a preprocessor."""
    for one in md.preprocessors:
        page = getattr(one, "page", None)
        if type(one).__name__ == "ContextPreprocessor" and page is not None:
            config = getattr(one, "config", {})
            folder = posixpath.dirname(page.url) or "."
            base = posixpath.relpath(".", folder)
            path, text = _source(config, page.path)
            return Page(
                path,
                "" if base == "." else f"{base}/",
                text=text,
                language=config.get("theme", {}).get("language", ""),
                front=front_matter(getattr(page, "meta", {})),
            )
    return None


def _source(config: Mapping[str, Any], path: str) -> tuple[str, str]:
    """Return the path of a page as its author knows it, and its text, front matter and all.

    Zensical hands over the text without the front matter, whose lines count in messages.
    """
    shown = posixpath.join(config.get("docs_dir") or "", path)
    data, _ = content(Path(config.get("root_dir") or "", shown))
    text = data.decode("utf-8-sig", "replace")
    return (shown if text else path), text
