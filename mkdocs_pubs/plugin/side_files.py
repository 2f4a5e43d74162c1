"""The files that go with lists, each in the folder of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_pubs.models import Address, SideFile


class SideFiles:
    """Keeps the files of pages until the site can have them; none is where one of `files` is.

    Paths that differ at most in case count as the same, as they do on many disks and servers.
    """

    def __init__(self, files: Iterable[File] = ()) -> None:
        self._occupied: set[str] = set()
        self._owners: dict[str, str] = {}
        self._by_page: dict[str, tuple[SideFile, ...]] = {}
        for file in files:
            path = file.dest_uri.lower()
            while path and path not in self._occupied:
                self._occupied.add(path)
                path = path.rpartition("/")[0]

    def address_of(self, page: MkDocsPage, config: MkDocsConfig) -> Address:
        """Return where a page is, with all free that neither the site has nor another page."""
        owner = page.file.src_uri

        def is_free(path: str) -> bool:
            path = path.lower()
            return path not in self._occupied and self._owners.get(path, owner) == owner

        return Address(page.url, is_free, config.site_url or "", config.site_name or "")

    def keep(self, page: MkDocsPage, side_files: tuple[SideFile, ...]) -> None:
        """Keep the files of a page; some pages are rendered twice, and the last time counts."""
        owner = page.file.src_uri
        self._by_page[owner] = side_files
        self._owners.update((one.path.lower(), owner) for one in side_files)

    def searched(self, page: MkDocsPage) -> dict[str, str]:
        """Return what the site's search is to find of a page's files, by the links to them."""
        files = self._by_page.get(page.file.src_uri, ())
        return {link: html for file in files for link, html in file.searched.items()}

    @property
    def has_asides(self) -> bool:
        """Whether a page has left something to its files."""
        return any(one.is_aside for files in self._by_page.values() for one in files)

    @staticmethod
    def feed_links(side_files: Iterable[SideFile]) -> Markup:
        """Return what leads programs that read feeds from a page to those among its files."""
        link = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
        feeds = (one for one in side_files if one.feed)
        return Markup("\n").join(link.format(one.feed, one.title, one.url) for one in feeds)

    def generated(self, config: MkDocsConfig) -> Iterator[File]:
        """Yield the files as MkDocs has them."""
        for side_files in self._by_page.values():
            for one in side_files:
                yield File.generated(config, one.path, content=one.content)
