"""Publications into items: what a page shows of each, in one style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial

from markupsafe import Markup

from mkdocs_pubs.badges import Venues
from mkdocs_pubs.bibtex import shown_html
from mkdocs_pubs.citation import years
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition.authors import AuthorMaker, role_of
from mkdocs_pubs.edition.extras import ExtraMaker, Extras
from mkdocs_pubs.edition.fields import Fields
from mkdocs_pubs.edition.remarks import RemarkMaker, Remarks
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import SafeUrl, to_html, to_text
from mkdocs_pubs.links import CitationCounts, Linker, Previewer, label_of, metric_links, safe_url
from mkdocs_pubs.metadata import is_in_another, iso_date
from mkdocs_pubs.models import (
    Author,
    Citation,
    Cited,
    FindPage,
    Item,
    Link,
    Publication,
    Related,
    Relation,
)
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection import is_selected

_NOTHING = Markup()
_AT_ONCE = 100
"""Of how many publications the ingredients wait for their items; all would fill the memory."""

_Problems = tuple[Diagnostic, ...]
Ingredients = tuple[
    tuple[tuple[Link, ...], str, _Problems], tuple[tuple[Author, ...], _Problems], Extras, Remarks
]
"""What an item is made of: its buttons and where its title leads, its people, and what few have."""


@dataclass(frozen=True)
class ItemMaker:
    """Makes items for one list, with its options, on the page of its `linker`."""

    options: Options
    authors: AuthorMaker
    linker: Linker
    previewer: Previewer
    venues: Venues
    counts: CitationCounts
    page_of: FindPage
    """What returns the way to a publication's own page; nothing if there is none."""

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

    @cached_property
    def _extra_maker(self) -> ExtraMaker:
        return ExtraMaker(self.options, self._html, self.linker.base, self.venues, self.previewer)

    def ingredients(
        self, publications: Sequence[Publication], citations: Sequence[Citation]
    ) -> Iterator[Ingredients | None]:
        """Yield what the items of a list are made of, as far as that is made beforehand.

        Each step is taken for many before the next one, since a processor is quick at doing again
        what it just did.
        """
        for start in range(0, len(publications), _AT_ONCE):
            some = publications[start : start + _AT_ONCE]
            yield from self._ingredients(some, citations[start : start + _AT_ONCE])

    def _ingredients(
        self, publications: Sequence[Publication], citations: Sequence[Citation]
    ) -> Iterator[Ingredients]:
        return zip(
            list(map(self.linker.linked, publications)),
            list(map(self.authors.authors, publications, citations)),
            list(map(self._extra_maker.extras, publications, citations)),
            list(map(self._remark_maker.remarks, publications, citations)),
            strict=True,
        )

    def item(
        self,
        publication: Publication,
        citation: Citation,
        identifier: str,
        number: int,
        cited: tuple[Cited, ...],
        coins: str,
        ingredients: Ingredients | None = None,
    ) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Return the item of a publication as cited, under an id, and what was wrong with it.

        It has the citations to be copied, and its OpenURL, too. Without its ingredients, these are
        made for it.
        """
        ingredients = ingredients or next(self._ingredients([publication], [citation]))
        (buttons, url, link_problems), (authors, doubts), extras, remarks = ingredients
        page = self.page_of(publication)
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
            info=extras.info,
            award=extras.award,
            award_name=extras.award_name,
            abstract=self._abstract(publication),
            bibtex=self.bibtex([publication]),
            cited=cited,
            url=url,
            page=page,
            links=(
                *(self._leads(page, url, citation, buttons) if page else ()),
                *buttons,
                *metric_links(publication, self.options.metrics),
            ),
            count=self._count(publication),
            coins=coins,
            printed=self.options.print_panels,
            venue=to_text(publication.container),
            keywords=publication.keywords,
            selected=is_selected(publication),
            fields=Fields(publication, self._link),
            badge=extras.badge,
            preview=extras.preview,
            published=iso_date(publication.date),
            is_part=is_in_another(publication, csl_type(publication)),
        )
        return item, (*link_problems, *extras.problems, *doubts)

    def _abstract(self, publication: Publication) -> Markup:
        tex = publication.fields.get("abstract")
        return self._html(tex) if tex and self.options.show_abstract else _NOTHING

    def _leads(
        self, page: str, url: str, citation: Citation, buttons: Sequence[Link]
    ) -> Iterator[Link]:
        """Yield the buttons of a work that has a page, to which its title leads.

        Where the title cannot, a button does, and one more leads to where the title would.
        """
        if citation.title is None or "<a " in citation.title:
            yield Link("page", self.options.words("link_page"), page)
        if url and self.options.buttons and url not in (one.url for one in buttons):
            yield Link("url", label_of(url), url)

    def _count(self, publication: Publication) -> Link | None:
        count, url = self.counts.count(publication)
        return Link("citations", self.options.words("citations", n=count), url) if count else None

    def side(self, publications: Sequence[Publication]) -> str:
        """Return the widest of what stands beside any of these: one column for a whole list."""
        return self._extra_maker.side(publications)

    def relation(
        self, related: Related, citation: Citation, main: Citation, identifier: str
    ) -> Relation:
        """Return what is said of a work beside the `main` one that it belongs to."""
        # Few works have others.
        from mkdocs_pubs.edition.related import RelationMaker

        _, url, _ = self.linker.linked(related.publication)
        maker = RelationMaker(self._html, self.options.words)
        page = self.page_of(related.publication)
        return maker.relation(related, citation, main, page or url, identifier)

    def bibtex(self, publications: Sequence[Publication]) -> Markup:
        """Return the BibTeX of the versions of one work, if it is to be shown."""
        if not self.options.show_bibtex:
            return _NOTHING
        hidden = self.options.hidden_fields
        shown = [shown_html(one.entry, hidden) for one in publications]
        return shown[0] if len(shown) == 1 else Markup("\n\n").join(filter(None, shown))
