"""Lists on their pages, and in the files beside these if they are large."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import islice
from typing import Protocol

from markupsafe import Markup, escape

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Address, Bar, Item, Link, Section, SideFile
from mkdocs_pubs.options import Options
from mkdocs_pubs.rendering import Look, Renderer, plain

IN_EACH_FILE = 50
"""How many publications a file has at most."""

LONG = 200
"""From so many publications on, browsers lay the groups of a list out when they come into view."""

LONG_GROUP = 10
"""Groups of less gain nothing by that, and their anchors would be reached less exactly."""

_NAME = "details"


class Layout(Protocol):
    """What lays a list out, group by group from the first one on."""

    def group_html(self, items: Iterator[Item], title: str, anchor: str) -> Markup:
        """Return what the page has of a group, below a heading of this title and id."""

    def bar_html(self, bar: Bar, downloads: Sequence[Link]) -> Markup:
        """Return the bar above the list."""

    def files(self, bar: Bar | None) -> tuple[SideFile, ...]:
        """Return what stands beside the page, once all groups are laid out."""


def layout_of(
    count: int, side: str, options: Options, renderer: Renderer, address: Address | None
) -> Layout:
    """Return what lays out a list of so many items; without an `address` there can be no files.

    `side` is the widest of what stands beside any of them.
    """
    if address is None or count <= options.large_list:
        return WholeList(options, renderer, side, is_long=count >= LONG)
    return LargeList(options, renderer, side, address, count)


@dataclass(frozen=True)
class WholeList:
    """A list that is all on its page."""

    options: Options
    renderer: Renderer
    side: str
    is_long: bool

    def group_html(self, items: Iterator[Item], title: str, anchor: str) -> Markup:  # noqa: ARG002
        """Return the items of a group."""
        return self.html(tuple(items))

    def html(self, items: Sequence[Item]) -> Markup:
        """Return some items."""
        if not items:
            return Markup()
        options, is_long = self.options, self.is_long and len(items) >= LONG_GROUP
        look = Look(options.words, options.layout, self.side, is_long)
        return self.renderer.list_html(items, look)

    def bar_html(self, bar: Bar, downloads: Sequence[Link]) -> Markup:
        """Return the bar above the list."""
        return self.renderer.bar_html(bar, downloads, self.options.words)

    def files(self, bar: Bar | None) -> tuple[SideFile, ...]:  # noqa: ARG002
        """Return no files."""
        return ()


@dataclass(frozen=True)
class _File:
    """A file of so many publications, in `sections`, and its URL from the page.

    Where only it has them, it has their `keys` by their ids, and what is `searched` by the links.
    """

    path: str
    url: str
    sections: list[Section] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    searched: dict[str, str] = field(default_factory=dict)


class LargeList:
    """A list that is all in files, and of which the page has the first.

    On the page are the publications of as many files as have no more than `large_list`, but of one
    at least; their panels are in the files. These are counted from the last publication on: one
    more at the top of the list, which is where the newest come in, changes but one of them.
    """

    def __init__(
        self, options: Options, renderer: Renderer, side: str, address: Address, count: int
    ) -> None:
        self._options = options
        self._renderer = renderer
        self._whole = WholeList(options, renderer, side, is_long=True)
        self._page = address.url.rpartition("/")[2] or "./"
        # As if the first file were full.
        self._place = -count % IN_EACH_FILE
        self._files_on_page = max((options.large_list + self._place) // IN_EACH_FILE, 1)
        paths = (
            address.free_path(f"{_NAME}-{number}", ".html")
            for number in range(-(-count // IN_EACH_FILE), 0, -1)
        )
        self._files = [_File(path, _url(path)) for path in paths]
        self._index_path = address.free_path(_NAME, ".json")
        self._ids_path = address.free_path(f"{_NAME}-ids", ".json")
        self._texts: list[str] = []
        self._closed: list[SideFile] = []

    def group_html(self, items: Iterator[Item], title: str, anchor: str) -> Markup:
        """Return the items of a group that the page has, and links to the files of the others."""
        parts = []
        while own := tuple(islice(items, IN_EACH_FILE - self._place % IN_EACH_FILE)):
            parts.append(self._part_html(own, title, anchor))
            self._place += len(own)
            if self._place % IN_EACH_FILE == 0:
                self._close(self._files[self._place // IN_EACH_FILE - 1])
        return Markup().join(parts)

    def _part_html(self, items: Sequence[Item], title: str, anchor: str) -> Markup:
        """Put a part of a group into its file, and return what the page has of it."""
        number = self._place // IN_EACH_FILE
        file = self._files[number]
        file.sections.append(Section(self._whole.html(items), title, anchor))
        lines = [_lines(item, self._options.words) for item in items]
        self._texts += map(" ¶ ".join, lines)
        if number < self._files_on_page:
            bare = [_without_panels(item, file.url, self._options.words) for item in items]
            return self._whole.html(bare)
        url = f"{file.url}#{anchor}" if anchor else file.url
        for item in items:
            file.keys[item.id] = item.key
            file.keys.update((one.id, "") for one in item.relations if one.id)
        file.searched[url] = "\n".join(f"<p>{escape(' '.join(one))}</p>" for one in lines)
        words, layout = self._options.words, self._options.layout
        return self._renderer.rest_html(len(items), url, _url(self._ids_path), words, layout)

    def _close(self, file: _File) -> None:
        """Make a file that is full, and let go of what it was made of, which takes much memory."""
        html = self._renderer.aside_html(file.sections, self._page, self._options.words)
        made = SideFile.of(file.path, html, is_aside=True, searched=file.searched)
        self._closed.append(made)
        file.sections.clear()

    def bar_html(self, bar: Bar, downloads: Sequence[Link]) -> Markup:
        """Return the bar above the list, which cannot move what the page has not."""
        if not self._has_rest:
            return self._whole.bar_html(bar, downloads)
        words = self._options.words
        bar = replace(bar, ways=())
        return self._renderer.bar_html(bar, downloads, words, _url(self._index_path))

    def files(self, bar: Bar | None) -> tuple[SideFile, ...]:
        """Return the files: of publications, and of what the bar and links into the list need."""
        return (*self._closed, *(self._files_of_rest(bar) if self._has_rest else ()))

    @property
    def _has_rest(self) -> bool:
        return len(self._files) > self._files_on_page

    def _files_of_rest(self, bar: Bar | None) -> Iterator[SideFile]:
        keys = {file.url: file.keys for file in self._files if file.keys}
        yield SideFile.of(self._ids_path, _as_json(keys))
        if bar is not None:
            index = {"texts": self._texts, "values": bar.facets}
            yield SideFile.of(self._index_path, _as_json(index))


def _lines(item: Item, words: Labels) -> list[str]:
    """Return what searches find of an item: title, authors and venue, or the citation."""
    citation = item.citation
    behind: str = item.info
    if item.statuses:
        states = [escape(words(f"state_{one}")) for one in item.statuses]
        behind = " · ".join([behind, *states])
    if citation.title is None:
        return [plain(f"{citation.text}{behind}")]
    authors = plain(", ".join([author.name for author in item.authors]))
    venue = plain(f"{citation.venue or ''}{behind}")
    return list(filter(None, (plain(citation.title), authors, venue)))


def _without_panels(item: Item, file: str, words: Labels) -> Item:
    """Return an item that leads to its panels, with no more attributes than it must have."""
    contents = {"abstract": item.abstract, "bibtex": item.bibtex, "cite": item.cited}
    kinds = [kind for kind, content in contents.items() if content]
    asides = tuple(Link(kind, words(kind), f"{file}#{item.id}") for kind in kinds)
    return replace(
        item,
        abstract=Markup(),
        bibtex=Markup(),
        cited=(),
        venue="",
        keywords=(),
        published="",
        asides=asides,
    )


def _url(path: str) -> str:
    return SideFile(path, b"").url


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
