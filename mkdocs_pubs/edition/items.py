"""Publications into items: what a page shows of each, in one style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from markupsafe import Markup

from mkdocs_pubs.badges import Venues
from mkdocs_pubs.bibtex import shown_html
from mkdocs_pubs.citation import years
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition.authors import AuthorMaker, role_of
from mkdocs_pubs.edition.describing import Describer
from mkdocs_pubs.edition.fields import Fields
from mkdocs_pubs.edition.related import RelationMaker
from mkdocs_pubs.edition.remarks import RemarkMaker
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import SafeUrl, markdown_to_tex, to_html, to_text
from mkdocs_pubs.links import CitationCounts, Linker, Previewer, metric_links, safe_url
from mkdocs_pubs.metadata import is_in_another, iso_date
from mkdocs_pubs.models import (
    Badge,
    Citation,
    Cited,
    FindPage,
    Item,
    Link,
    Preview,
    Publication,
    Related,
    Relation,
)
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection import is_selected

_NOTHING = Markup()


@dataclass(frozen=True)
class ItemMaker:
    """Makes items for one list, with its options, on the page of its `linker`."""

    options: Options
    authors: AuthorMaker
    linker: Linker
    previewer: Previewer
    venues: Venues
    counts: CitationCounts
    find_page: FindPage | None = None

    @cached_property
    def _link(self) -> SafeUrl:
        """What makes an address safe on the page."""
        return partial(safe_url, base=self.linker.base)

    @cached_property
    def _html(self) -> Callable[[str], Markup]:
        """What makes HTML of a field."""
        return partial(to_html, link=self._link)

    @cached_property
    def _remark_maker(self) -> RemarkMaker:
        return RemarkMaker(self._html, self.options.legend, self.options.words)

    def item(
        self,
        publication: Publication,
        citation: Citation,
        identifier: str,
        number: int,
        cited: tuple[Cited, ...],
        describer: Describer,
    ) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Return the item of a publication as cited, under an id, and what was wrong with it.

        It has the citations to be copied, too, and what describes it to machines.
        """
        kind = csl_type(publication)
        buttons, url, link_problems = self.linker.linked(publication)
        metrics = metric_links(publication, self.options.metrics)
        page = self._page(publication)
        preview, preview_problem = self._preview(publication)
        authors, doubts = self.authors.authors(publication, citation)
        remarks = self._remark_maker.remarks(publication, citation)
        item = Item(
            id=identifier,
            key=publication.key,
            type=publication.type,
            year="" if publication.date.year is None else str(publication.date.year),
            citation=citation,
            date=years(publication.date, self.options.words),
            number=number,
            authors=authors,
            others=publication.byline.others,
            role=role_of(publication, self.options.words),
            language=publication.language,
            note=remarks.note,
            annotation=remarks.annotation,
            legend=remarks.legend,
            statuses=remarks.statuses,
            info=_info(self._markdown(publication, "additional_info"), citation),
            award=self._markdown(publication, "award"),
            award_name=to_text(publication.fields.get("award_name", "")),
            abstract=self._abstract(publication),
            bibtex=self.bibtex([publication]),
            cited=cited,
            url=url,
            page=page,
            links=(*self._leads(page, url, citation, buttons), *buttons, *metrics),
            count=self._count(publication),
            printed=self.options.print_panels,
            venue=to_text(publication.container),
            keywords=publication.keywords,
            selected=is_selected(publication),
            fields=Fields(publication, self._link),
            badge=self._badge(publication),
            preview=preview,
            published=iso_date(publication.date),
            is_part=is_in_another(publication, kind),
            coins=describer.coins_of(publication, kind, identifier, page),
        )
        problems = [preview_problem] if preview_problem else []
        return item, (*link_problems, *problems, *doubts)

    def _field(self, publication: Publication, name: str) -> Markup:
        """Return the HTML of a field, which most entries lack."""
        tex = publication.fields.get(name)
        return self._html(tex) if tex else _NOTHING

    def _markdown(self, publication: Publication, name: str) -> Markup:
        """Return the HTML of a field in which al-folio's users write Markdown."""
        text = publication.fields.get(name)
        return self._html(markdown_to_tex(text)) if text else _NOTHING

    def _abstract(self, publication: Publication) -> Markup:
        return self._field(publication, "abstract") if self.options.show_abstract else _NOTHING

    def _page(self, publication: Publication) -> str:
        """Return the URL of a publication's own page, if the site has one."""
        url = self.find_page(publication) if self.find_page else ""
        return f"{self.linker.base}{url}" if url else ""

    def _leads(
        self, page: str, url: str, citation: Citation, buttons: Sequence[Link]
    ) -> Iterator[Link]:
        """Yield the buttons of a work that has a page, to which its title leads.

        Where the title cannot, a button does, and one more leads to where the title would.
        """
        if page and (citation.title is None or "<a " in citation.title):
            yield Link("page", self.options.words("link_page"), page)
        if page and url and self.options.buttons and url not in (one.url for one in buttons):
            yield Link("url", "URL", url)

    def _count(self, publication: Publication) -> Link | None:
        count, url = self.counts.count(publication)
        return Link("citations", self.options.words("citations", n=count), url) if count else None

    def _badge(self, publication: Publication) -> Badge | None:
        if not self.options.show_badge:
            return None
        badge = self.venues.badge(publication.fields.get("abbr", ""))
        return badge and replace(badge, url=safe_url(badge.url, self.linker.base) or "")

    def _preview(self, publication: Publication) -> tuple[Preview | None, Diagnostic | None]:
        if not self.options.show_preview:
            return None, None
        return self.previewer.preview(publication)

    def side(self, publications: Sequence[Publication]) -> str:
        """Return the widest of what stands beside any of these: one column for a whole list."""
        if any(self._preview(one)[0] for one in publications):
            return "preview"
        return "badge" if any(map(self._badge, publications)) else ""

    def relation(
        self, related: Related, citation: Citation, main: Citation, identifier: str
    ) -> Relation:
        """Return what is said of a work beside the `main` one that it belongs to."""
        _, url, _ = self.linker.linked(related.publication)
        maker = RelationMaker(self._html, self.options.words)
        page = self._page(related.publication)
        return maker.relation(related, citation, main, page or url, identifier)

    def bibtex(self, publications: Sequence[Publication]) -> Markup:
        """Return the BibTeX of the versions of one work, if it is to be shown."""
        if not self.options.show_bibtex:
            return _NOTHING
        hidden = self.options.hidden_fields
        shown = [shown_html(one.entry, hidden) for one in publications]
        return shown[0] if len(shown) == 1 else Markup("\n\n").join(filter(None, shown))


def _info(html: Markup, citation: Citation) -> Markup:
    """Put a space before an addition to the venue, unless it brings the sign that parts them.

    A citation that ends with a full stop needs none of its own.
    """
    if not html or html.striptags()[:1] not in ",.;:":
        return " " + html if html else html
    venue = citation.venue if citation.has_lines else citation.text
    has_stop = venue is not None and venue.striptags().endswith(".")
    return html[1:] if has_stop and html.startswith(".") else html
