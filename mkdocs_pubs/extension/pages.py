"""The page that is being made, as its host tells of it, and what its lists share."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from markdown import Markdown

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.models import FindFile, FindPage
from mkdocs_pubs.passages import FrontMatter, front_matter


@dataclass(frozen=True)
class Page:
    """The page that is being made: its path as the user knows it, and the way to the site's root.

    `language` is that of the theme, if it is known.

    `front` is what its front matter says, as far as the host has read that.

    `text` is the page's whole file as its author wrote it, whose lines diagnostics name; what other
    plugins and extensions make of it may have more. `find_file` finds the files of the site, where
    the host has a folder of them, `find_page` the pages of publications.
    """

    path: str = "Markdown"
    base: str = ""
    text: str = ""
    language: str = ""
    find_file: FindFile | None = None
    find_page: FindPage | None = None
    front: FrontMatter = field(default_factory=FrontMatter)


@dataclass
class PageLists:
    """What the lists of one page share: the ids on it, and what was found to be wrong.

    `places` are the ids of the publications that they list, by where the entries are.
    """

    page: Page = field(default_factory=Page)
    anchors: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: dict[Location, str] = field(default_factory=dict)


def page_of_zensical(md: Markdown) -> Page | None:
    """Return the page that Zensical is at, which it hands to extensions in a preprocessor."""
    for one in md.preprocessors:
        page = getattr(one, "page", None)
        if type(one).__name__ == "ContextPreprocessor" and page is not None:
            folder = posixpath.dirname(page.url) or "."
            base = posixpath.relpath(".", folder)
            theme = getattr(one, "config", {}).get("theme", {})
            return Page(
                page.path,
                "" if base == "." else f"{base}/",
                language=theme.get("language", ""),
                front=front_matter(getattr(page, "meta", {})),
            )
    return None
