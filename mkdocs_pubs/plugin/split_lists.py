"""Lists that are split into pages: the pages of their parts, among the files of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.directive import PUBLICATIONS, find
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Split
from mkdocs_pubs.options import Options, read_options
from mkdocs_pubs.plugin.mark_up import as_html
from mkdocs_pubs.publisher import Publisher, unreserved

_BLOCK = f"```{PUBLICATIONS}\n```\n"
_OPTION = "split_pages"


@dataclass(frozen=True)
class _Leaf:
    """The page of a part: the page that the whole list is of, the part, and the list's options."""

    parent: File
    split: Split
    options: Options


class SplitLists:
    """The lists of one build that are split into pages."""

    def __init__(self) -> None:
        self._splits: dict[str, Split] = {}
        self._leaves: dict[str, _Leaf] = {}

    def add_to(
        self, files: Files, config: MkDocsConfig, publisher: Publisher
    ) -> Iterator[Diagnostic]:
        """Add pages to a site for the parts of its lists, and yield what was in the way.

        What they hold is no text of a bibliography: other plugins run what they find there.
        """
        by_path = {_path(file): file for file in files}
        for file in files.documentation_pages():
            options = _options_of_list(file, publisher.options)
            if options is None:
                continue
            first, *others = publisher.press.parts(options) or (None,)
            slugs = map(Anchors().unlike, (unreserved(part.slug) for part in others if part))
            made = [_generated(file, slug, config) for slug in slugs]
            taken = [by_path[path] for path in map(_path, made) if path in by_path]
            if taken:
                yield _told(file, taken[0])
            elif first and made:
                pairs = zip((first, *others), (file, *made), strict=True)
                split = Split(tuple(replace(part, url=one.url) for part, one in pairs))
                self._splits[file.src_uri] = split
                for place, one in enumerate(made, 1):
                    files.append(one)
                    self._leaves[one.src_uri] = _Leaf(file, replace(split, shown=place), options)

    def __bool__(self) -> bool:
        return bool(self._splits)

    def split_of(self, page: MkDocsPage) -> Split | None:
        """Return what the list of a page has become, or that of which it shows a part."""
        leaf = self._leaves.get(page.file.src_uri)
        return leaf.split if leaf else self._splits.get(page.file.src_uri)

    def options_of(self, page: MkDocsPage) -> Options | None:
        """Return the options of the list of which a page shows a part."""
        leaf = self._leaves.get(page.file.src_uri)
        return leaf.options if leaf else None

    def fill(self, page: MkDocsPage) -> Markup:
        """Return the heading of a part's page, which is that of the whole; entitle the page."""
        leaf = self._leaves.get(page.file.src_uri)
        if leaf is None:
            return Markup()
        whole = leaf.parent.page
        name = Markup((whole and whole.title) or leaf.parent.name).striptags()
        page.meta["title"] = as_html(f"{name} – {leaf.split.part.title}")
        way = leaf.parent.url_relative_to(page.file)
        link = f'<a href="{escape(way)}">{escape(name)}</a>'
        return Markup(f"<h1>{link}</h1>\n")


def _options_of_list(file: File, site: Options) -> Options | None:
    """Return the options of the first list of a page that is to be split, if there is one."""
    try:
        text = file.content_string
    except (OSError, ValueError):  # MkDocs says so when it reads the page.
        return None
    if PUBLICATIONS not in text or not (site.split_pages or _OPTION in text):
        return None
    for directive in find(text.splitlines()):
        if directive.name == PUBLICATIONS and directive.end > directive.start:
            options, _ = read_options(directive.options, site, in_block=True)
            if options.split_pages:
                return options if options.cited is None else None
    return None


def _path(file: File) -> str:
    return file.dest_uri.lower()


def _generated(parent: File, slug: str, config: MkDocsConfig) -> File:
    # Not its source's, which mkdocs-static-i18n parts from where the page is.
    stem = posixpath.splitext(parent.dest_uri)[0]
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    path = posixpath.join(folder, f"{slug}.md")
    return File.generated(config, path, content=_BLOCK, inclusion=InclusionLevel.NOT_IN_NAV)


def _told(file: File, theirs: File) -> Diagnostic:
    what = f"'{theirs.src_uri}' stands where a part of the list is to be; the list is not split"
    return Diagnostic(Location(file.src_uri), what, Code.OWN_PAGE)
