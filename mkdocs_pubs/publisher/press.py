"""Lists made anew, by all the rooms that know of publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.edition import Edition, ListItems, bar_of
from mkdocs_pubs.errors import TemplateError, do_all
from mkdocs_pubs.exports import Exporter, Exports
from mkdocs_pubs.links import check_buttons
from mkdocs_pubs.models import (
    Address,
    Backlink,
    Bar,
    Citing,
    CitingText,
    Group,
    Library,
    Part,
    Publication,
    Published,
    Said,
)
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.bibliographies import Bibliographies
from mkdocs_pubs.publisher.chosen import Chosen, chosen
from mkdocs_pubs.publisher.criteria import check_where, unknown_names
from mkdocs_pubs.publisher.feeds import feed_file, with_feeds
from mkdocs_pubs.publisher.files import Source
from mkdocs_pubs.publisher.furnishings import Furnishings
from mkdocs_pubs.publisher.hosted import HostedPage, ListRequest
from mkdocs_pubs.publisher.item_makers import ItemMakers
from mkdocs_pubs.publisher.kept import KeptTexts, Result, anywhere
from mkdocs_pubs.publisher.splitting import parts, shown_part
from mkdocs_pubs.publisher.styles import Styles

if TYPE_CHECKING:
    from mkdocs_pubs.publisher.citing import Catalogue
    from mkdocs_pubs.publisher.publication_pages import PublicationPages


class Press:
    """Makes the lists of one site; keeps what it read and cited for the next list and build.

    `root` is the folder that the site's paths are relative to; `pandoc` is what that answered in
    former builds. One that `lasts` keeps items and groups, too.

    Raises:
        PubsError: if the site's style or templates cannot be used.
    """

    def __init__(
        self,
        root: Path,
        options: Options,
        bibliographies: Bibliographies,
        pandoc: KeptTexts | None = None,
        *,
        lasts: bool = False,
    ) -> None:
        self.options = options
        self._bibliographies = bibliographies
        self._catalogues: dict[tuple[str, ...], tuple[Library, Catalogue]] = {}
        self._styles = Styles(root, options, pandoc)
        self._furnishings = Furnishings(root, options, lasts=lasts)
        self._makers = ItemMakers(self._furnishings, lasts=lasts)
        do_all(
            self._styles.check,
            self._furnishings.take,
            partial(check_where, options.where),
            partial(check_where, options.publication_pages),
            partial(check_buttons, options.buttons),
        )

    def renew(self) -> None:
        """Take the user's templates and tables as they are now; for hosts that build repeatedly.

        Raises:
            PubsError: if some cannot be used; until they can, the former ones stay.
        """
        self._furnishings.renew()

    @property
    def state(self) -> object:
        """What the lists are made from besides bibliographies, as it is now."""
        return self._furnishings.state

    @property
    def venue_sheet(self) -> str:
        """The style sheet with the colours of the site's venues; ``""`` if they have none."""
        return self._furnishings.venues.style_sheet

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders that the lists are made from besides bibliographies, for watching."""
        return (*self._styles.sources, *self._furnishings.sources)

    def made(self, request: ListRequest, page: HostedPage) -> Result:
        """Make a list that is asked for on a page."""
        options, split = request.options, request.split
        found = self.choose(request, page.base)
        copied, copied_problems = self._styles.copied(
            options, found.library, page.base, request.place_of("cite_styles")
        )
        items = ListItems(
            self._makers.of_list(request, page),
            found.references,
            copied,
            found.related,
            page.taken,
            request.citing if request.is_references else None,
        )
        edition = Edition(items, self._furnishings.renderer)
        whole = shown_part(found.whole, split)
        # A bar above the first part would find nothing of the others; who asks for it gets it.
        is_of_all = split is None or split.shown or options.search_bar
        searched = options if is_of_all else replace(options, search_bar=False)
        bar = bar_of(whole, found.in_order, searched, self._furnishings.people)
        exporter = Exporter(options, found.library, found.related)
        exported = (whole if split and split.shown else found.whole).distinct_members()
        exports = exporter.files(exported, page.address, has_bar=bar is not None)
        published, print_problems = _printed(edition, whole, bar, exports, request, page)
        # The feed is that of the whole list, on its own page.
        fed = replace(options, feed=()) if split and split.shown else options
        published, doubts = with_feeds(published, found, fed, page.address, request.place_of)
        return published, (*found.problems, *copied_problems, *print_problems, *doubts)

    def parts(self, options: Options) -> tuple[Part, ...]:
        """Return the parts that a list has if it is split into pages."""
        return tuple(parts(self.choose(ListRequest(options, anywhere)).whole))

    def choose(self, request: ListRequest, base: str = "") -> Chosen:
        """Choose the publications of a list, and put them in their order.

        `base` leads from the page to the site's root.
        """
        options, place_of = request.options, request.place_of
        library, problems = self._bibliographies.library(
            options.bibliography, place_of("bibliography")
        )
        references, doubts = self._styles.chosen(options, library, base, place_of("style"))
        people = self._furnishings.people
        found = chosen(request, library, references, people)
        in_vain = unknown_names(self._asked(options), library, place_of, people)
        return replace(found, problems=(*problems, *doubts, *found.problems, *in_vain))

    def _asked(self, options: Options) -> Options:
        """Return options without the site's owner, whom a bibliography of a list's own may lack."""
        is_sites = options.highlight == self.options.highlight
        is_elsewhere = options.bibliography != self.options.bibliography
        return replace(options, highlight=()) if is_sites and is_elsewhere else options

    def exported(
        self, options: Options, form: str, asked_at: Location
    ) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return a list in one of the formats that the option ``exports`` has."""
        found = self.choose(ListRequest(options, lambda _: asked_at))
        exporter = Exporter(options, found.library, found.related)
        return exporter.text(form, found.whole.distinct_members()), found.problems

    def feed(
        self, options: Options, form: str, page_url: str, asked_at: Location
    ) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the newest of a list that is at `page_url` as a feed, as ``feed`` names it."""
        found = self.choose(ListRequest(options, lambda _: asked_at))
        file = feed_file(form, found, options, Address(site_url=page_url))
        return file.content.decode(), found.problems

    def catalogue(
        self, options: Options, asked_at: Location
    ) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
        """Return the works that a page can cite, by their keys, and what is wrong with them."""
        # Few sites cite in their text.
        from mkdocs_pubs.publisher.citing import Catalogue

        library, problems = self._bibliographies.library(options.bibliography, asked_at)
        kept = self._catalogues.get(options.bibliography)
        if kept is None or kept[0] is not library:
            kept = self._catalogues[options.bibliography] = (library, Catalogue(library))
        return kept[1], problems

    def citing(
        self,
        cited: Iterable[Publication],
        places: Mapping[str, tuple[Backlink, ...]],
        options: Options,
    ) -> Citing:
        """Return what a page or a site cites, as a list with these options has it.

        `places` are the ways to the mentions, by the anchors of the works.
        """
        from mkdocs_pubs.publisher.citing import citing

        asked_at = Location("")
        library, _ = self._bibliographies.library(options.bibliography, asked_at)
        references, _ = self._styles.chosen(options, library, "", asked_at)
        return citing(cited, places, options, references)

    def said(
        self,
        text: CitingText,
        citing: Citing,
        options: Options,
        base: str,
        asked_at: Location,
    ) -> tuple[Mapping[int, Said], tuple[Diagnostic, ...]]:
        """Return what a CSL style says where the text of a page cites, by the places.

        `base` leads from the page to the site's root.
        """
        writer = self._styles.csl_writer(options.style)
        if writer is None or not text.mentions:
            return {}, ()
        library, _ = self._bibliographies.library(options.bibliography, asked_at)
        said, problem = writer.said(options, library, text, citing, base)
        if not problem:
            return said, ()
        message = f"the style '{options.style}' wrote no citations: {problem}; took its manner"
        return {}, (Diagnostic(asked_at, message, Code.STYLE_FALLBACK),)

    def publication_pages(self) -> tuple[PublicationPages, tuple[Diagnostic, ...]]:
        """Return the pages of the site's publications, and what is wrong with these."""
        from mkdocs_pubs.publisher.publication_pages import PublicationPages

        options = self.options
        here = Location("mkdocs.yml")
        library, problems = self._bibliographies.library(options.bibliography, here)
        renderer = self._furnishings.renderer
        pages = PublicationPages(options, library, self._styles, renderer, self._makers.maker)
        return pages, (*problems, *pages.problems)

    def page_html(self, published: Published, options: Options, title: str = "") -> Markup:
        """Return a page of its own with a list; without a `title` it gets the language's."""
        words = options.words
        title = title or words("publications")
        return self._furnishings.renderer.page_html(title, published, words, self.venue_sheet)

    def fragment_html(self, published: Published, options: Options) -> Markup:
        """Return a list with its headings, without a page around it."""
        return self._furnishings.renderer.fragment_html(published, options.words)


def _printed(
    edition: Edition,
    whole: Group[Publication],
    bar: Bar | None,
    exports: Exports,
    request: ListRequest,
    page: HostedPage,
) -> tuple[Published, tuple[Diagnostic, ...]]:
    try:
        published = edition.published(
            whole, bar, exports.of_list, exports.of_each, request.split, page.address
        )
        files = (*exports.files, *published.files)
        return replace(published, files=files), tuple(edition.problems)
    except TemplateError as error:
        message = f"a template failed: {error}; left the list out"
        return Published(), (Diagnostic(request.place_of(""), message, Code.TEMPLATE_FAILURE),)
