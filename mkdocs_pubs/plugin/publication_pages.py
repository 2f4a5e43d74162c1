"""The pages of publications in a site: among its files, and what each shows."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.errors import TemplateError
from mkdocs_pubs.extension import Page
from mkdocs_pubs.models import Link, Origin, Publication, PublicationPage, SideFile
from mkdocs_pubs.plugin.mark_up import as_html
from mkdocs_pubs.publisher import HostedPage

if TYPE_CHECKING:
    from mkdocs_pubs.publisher import PublicationPages


class PublicationFiles:
    """The files of a site that are pages of publications; some may be the user's own."""

    def __init__(self, pages: PublicationPages | None = None) -> None:
        self._pages = pages
        self._files: dict[Location, File] = {}
        self._publications: dict[str, Publication] = {}
        self._shown: dict[str, PublicationPage] = {}
        self._lists: dict[str, tuple[MkDocsPage, Mapping[Origin, str]]] = {}

    def add_to(self, files: Files, config: MkDocsConfig) -> Iterator[Diagnostic]:
        """Add the pages to a site, and yield what was in the way.

        What they hold is no Markdown: other plugins run what templates or macros they find there.
        """
        if self._pages is None:
            return
        by_path = {file.dest_uri.lower(): file for file in files}
        for one in self._pages.publications:
            file = self._file_of(one, by_path, config)
            theirs = _in_the_way(file, by_path)
            if theirs is None:
                files.append(file)
                self._publications[file.src_uri] = one
            else:
                yield _told(one, file, theirs)
            if theirs is None or theirs.dest_uri.lower() == file.dest_uri.lower():
                self._files[one.location] = theirs or file
        for version, main in self._pages.joined():
            if main.location in self._files:
                self._files.setdefault(version.location, self._files[main.location])

    def _file_of(
        self, publication: Publication, by_path: Mapping[str, File], config: MkDocsConfig
    ) -> File:
        """Return the file of a publication's page, beside those that this plugin has added.

        A part of a list stands at ``2019/``, where the page of a key may be to stand, too.
        """
        assert self._pages is not None
        path = self._pages.paths[publication.anchor]
        file = _generated(path, config)
        taken = {one.lower() for one in self._pages.paths.values()}
        numbers = count(1)
        while (there := by_path.get(file.dest_uri.lower())) and (
            there.generated_by == file.generated_by
        ):
            numbered = next(f"{path}-{n}" for n in numbers if f"{path}-{n}".lower() not in taken)
            file = _generated(numbered, config)
        file.edit_uri = _source_of(publication, config)
        return file

    def find(self, publication: Publication) -> str:
        """Return the URL of a publication's page from the site's root; ``""`` if it has none."""
        file = self._files.get(publication.location) if self._files else None
        if file is None or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            return ""
        return file.url

    @property
    def paths(self) -> Collection[str]:
        """The paths of the pages that are ours, which are to be read when all lists are known."""
        return self._publications.keys()

    def addresses(self) -> Iterator[tuple[Origin, str]]:
        """Yield the works that have a page, each with its URL from the site's root."""
        if self._pages is not None:
            versions = (version for version, _ in self._pages.joined())
            for one in (*self._pages.publications, *versions):
                if url := self.find(one):
                    yield one.origin, url

    def note(self, page: MkDocsPage, places: Mapping[Origin, str]) -> None:
        """Note which publications a page lists, and the ids that they have there."""
        if places and page.file.src_uri not in self._publications:
            self._lists[page.file.src_uri] = (page, places)

    def fill(self, mkdocs_page: MkDocsPage, page: Page) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the HTML of a publication's page, none for another; its title becomes the page's.

        MkDocs and themes take titles and descriptions to be HTML, and other plugins run them as
        templates.
        """
        publication = self._publications.get(mkdocs_page.file.src_uri)
        if self._pages is None or publication is None:
            return "", ()
        lists = tuple(self._links_to_lists(publication, mkdocs_page))
        hosted = HostedPage(
            page.base, page.find_file, self.find, page.address, language=page.language
        )
        try:
            shown, problems = self._pages.page(publication, hosted, lists)
        except TemplateError as error:
            message = f"a template failed: {error}; left the page empty"
            here = publication.location
            return "", (Diagnostic(here, message, Code.TEMPLATE_FAILURE),)
        self._shown[mkdocs_page.file.src_uri] = shown
        mkdocs_page.meta["title"] = as_html(shown.title)
        mkdocs_page.meta["description"] = as_html(shown.description)
        mkdocs_page.toc = get_toc(
            [{"level": 1, "id": shown.id, "name": as_html(shown.title), "children": []}]
        )
        if mkdocs_page.present_anchor_ids is not None:
            mkdocs_page.present_anchor_ids.add(shown.id)
        return shown.html, problems

    def files_of(self, page: MkDocsPage) -> tuple[SideFile, ...]:
        """Return the files that go with a publication's page; none for another page."""
        shown = self._shown.get(page.file.src_uri)
        return shown.files if shown else ()

    def head_of(self, page: MkDocsPage) -> Markup:
        """Return what the head of a publication's page gets; nothing for another page."""
        shown = self._shown.get(page.file.src_uri)
        if shown is None:
            return Markup()
        # Few sites have pages of publications.
        from mkdocs_pubs.csl.kinds import csl_type
        from mkdocs_pubs.metadata import record
        from mkdocs_pubs.metadata.tags import WorkUrls, head_tags

        address = page.canonical_url or ""
        pdf = urljoin(address, shown.pdf) if shown.pdf else ""
        publication = self._publications[page.file.src_uri]
        known = replace(record(publication, csl_type(publication)), title=shown.title)
        urls = WorkUrls(address, pdf if urlsplit(pdf).scheme else "")
        return head_tags(known, urls, shown.id)

    def _links_to_lists(self, publication: Publication, page: MkDocsPage) -> Iterator[Link]:
        """Yield links to the lists that have a publication, the longest first."""
        for place, ids in sorted(self._lists.values(), key=lambda one: -len(one[1])):
            if publication.origin in ids:
                url = get_relative_url(f"{place.url}#{ids[publication.origin]}", page.url)
                title = Markup(place.title or place.url).striptags()
                yield Link("list", title, url)


def _source_of(publication: Publication, config: MkDocsConfig) -> str | None:
    """Return the way from the docs folder to the file that has the entry, if that is ours to edit.

    That is where the themes' button for editing leads, which is the repository's.
    """
    root = Path(config.config_file_path).parent
    path = os.path.relpath(root / publication.location.path, root)
    if path.startswith(os.pardir):
        return None
    return Path(os.path.relpath(root / path, config.docs_dir)).as_posix()


def _generated(path: str, config: MkDocsConfig) -> File:
    """Return a page without Markdown; where mkdocs-static-i18n is at a language, in its folder."""
    file = File.generated(config, f"{path}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    languages = config.plugins.get("i18n")
    if languages is not None and not getattr(languages, "is_default_language_build", True):
        file.dest_uri = f"{languages.current_language}/{file.dest_uri}"
    return file


def _in_the_way(file: File, by_path: Mapping[str, File]) -> File | None:
    """Return the file that stands where another is to go, or where its folder is."""
    path = file.dest_uri.lower()
    while path:
        if path in by_path:
            return by_path[path]
        path = path.rpartition("/")[0]
    return None


def _told(publication: Publication, file: File, theirs: File) -> Diagnostic:
    what = f"'{theirs.src_uri}' stands where the page of {quoted(publication.key)} is to be"
    if theirs.dest_uri.lower() == file.dest_uri.lower():
        return Diagnostic(publication.location, f"{what}; it is taken for that", Code.OWN_PAGE)
    return Diagnostic(publication.location, f"{what}; left that out", Code.OWN_PAGE)
