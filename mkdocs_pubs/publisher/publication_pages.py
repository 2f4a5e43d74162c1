"""Pages of publications: which have one and where, and what each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, did_you_mean
from mkdocs_pubs.edition import ItemMaker, ListItems, ReferenceList
from mkdocs_pubs.exports import Exporter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import to_html, to_text, without_maths
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import (
    Item,
    Library,
    Link,
    Publication,
    PublicationPage,
)
from mkdocs_pubs.normalise import People
from mkdocs_pubs.options import BLANK, Options
from mkdocs_pubs.publisher.criteria import conditions
from mkdocs_pubs.publisher.hosted import HostedPage
from mkdocs_pubs.publisher.page_paths import page_paths
from mkdocs_pubs.publisher.styles import Styles
from mkdocs_pubs.relations import Arrangement, arrange
from mkdocs_pubs.rendering import Renderer
from mkdocs_pubs.selection import group, known_fields, ordered, select

_LONGEST_DESCRIPTION = 200
_MOST_NAMES = 3

MakeItems = Callable[[Options, HostedPage], ItemMaker]
"""What returns the maker of items for a page, by its options."""


@dataclass(frozen=True)
class _Sheet:
    """The items of all pages that share a way to the root and a language."""

    options: Options
    items: Mapping[str, Item]


class PublicationPages:
    """The pages of publications in `library`; what they share is made once.

    `paths` are where they stand, from the site's root and without an ending, by the publications'
    anchors; they come in the order of the list of all.
    """

    def __init__(
        self,
        options: Options,
        library: Library,
        styles: Styles,
        renderer: Renderer,
        make_items: MakeItems,
    ) -> None:
        self._options = replace(options, max_authors=0, show_abstract=True)
        self._library = library
        self._styles = styles
        self._renderer = renderer
        self._make_items = make_items
        self._sheets: dict[tuple[str, str], _Sheet] = {}
        self._arrangement, self._order, problems = _arranged(options, library)
        exported = replace(options, exports=(), export_each=True)
        self._exporter = Exporter(exported, library, self._arrangement.related)
        self.paths = page_paths(self._order, options.publication_url)
        self.problems = (*problems, *_unknown_blanks(options, library))
        self._spots = {one.anchor: place for place, one in enumerate(self._order)}

    @property
    def publications(self) -> Sequence[Publication]:
        """The publications that have pages."""
        return self._order

    def joined(self) -> Iterator[tuple[Publication, Publication]]:
        """Yield each version that has no page of its own, and the work that it is one of."""
        for one in self._order:
            for related in self._arrangement.related.get(one.anchor, ()):
                if related.joined:
                    yield related.publication, one

    def page(
        self, publication: Publication, hosted: HostedPage, lists: Sequence[Link]
    ) -> tuple[PublicationPage, tuple[Diagnostic, ...]]:
        """Return the page of a publication, and what was wrong where it was the first asked for.

        `lists` are links to where the publication is listed.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        sheet, problems = self._sheet(hosted)
        item = sheet.items[publication.anchor]
        spot = self._spots[publication.anchor]
        link = partial(safe_url, base=hosted.base)
        title = _title(publication)
        exports = self._exporter.files((publication,), hosted.address, has_bar=False)
        html = self._renderer.publication_html(
            replace(
                item,
                abstract=Markup(),
                links=(*_for_page(item), *exports.of_each.get(publication.anchor, ())),
            ),
            sheet.options.words,
            title=to_html(publication.title, link) or Markup("{}").format(title),
            abstract=item.abstract,
            lists=lists,
            previous=self._neighbour(spot - 1, hosted),
            next=self._neighbour(spot + 1, hosted),
        )
        pdf = next((one.url for one in item.links if one.kind == "pdf"), "")
        description = _description(publication, item)
        return PublicationPage(title, description, html, item.id, pdf, exports.files), problems

    def _neighbour(self, spot: int, hosted: HostedPage) -> Link | None:
        if not 0 <= spot < len(self._order):
            return None
        one = self._order[spot]
        url = hosted.url_of(one)
        return Link("page", without_maths(_title(one)), url) if url else None

    def _sheet(self, hosted: HostedPage) -> tuple[_Sheet, tuple[Diagnostic, ...]]:
        wanted = (hosted.base, hosted.language)
        if wanted in self._sheets:
            return self._sheets[wanted], ()
        language = self._options.language or hosted.language
        making, options = self._list_items(replace(self._options, language=language), hosted)
        items = making.of(self._order)
        found = {one.anchor: item for one, item in zip(self._order, items, strict=True)}
        self._sheets[wanted] = _Sheet(options, found)
        return self._sheets[wanted], tuple(making.problems)

    def _list_items(self, options: Options, hosted: HostedPage) -> tuple[ListItems, Options]:
        """Return what makes the items; a style that has no lines stands among those to be copied.

        A page has room for all people, which many styles leave out.
        """
        library, nowhere = self._library, Location("")
        references, _ = self._styles.chosen(options, library, hosted.base, nowhere)
        if not self._has_lines(references):
            styles = dict.fromkeys((options.style, *options.cite_styles))
            options = replace(options, style=Options().style, cite_styles=tuple(styles))
            references, _ = self._styles.chosen(options, library, hosted.base, nowhere)
        copied, _ = self._styles.copied(options, library, hosted.base, nowhere)
        maker = self._make_items(options, hosted)
        related = self._arrangement.related
        return ListItems(maker, references, copied, related), options

    def _has_lines(self, references: ReferenceList) -> bool:
        cited = (references.citations((one,))[0] for one in self._order)
        return all(citation.has_lines for citations in cited for citation in citations)


def _arranged(
    options: Options, library: Library
) -> tuple[Arrangement, tuple[Publication, ...], tuple[Diagnostic, ...]]:
    """Return the works that have pages, with what belongs to them, as a list of all orders them."""
    wanted = replace(Options(), where=options.publication_pages)
    demands, problems = conditions(wanted, Location, People())
    chosen = select(library.publications, wanted, *demands)
    arrangement, doubts = arrange(chosen, library, by_identifier=options.join_preprints)
    in_order = ordered(arrangement.publications, options.sort_by)
    order = group(in_order, options.group_by, options).distinct_members()
    return arrangement, order, (*problems, *doubts)


def _unknown_blanks(options: Options, library: Library) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names in the pattern of the pages' addresses."""
    known = known_fields(library.publications)
    for name in sorted(set(BLANK.findall(options.publication_url)) - known):
        message = f"no publication has the field '{name}', which 'publication_url' asks for"
        message = f"{message}{did_you_mean(name, known)}"
        yield Diagnostic(Location("mkdocs.yml"), message, Code.UNKNOWN_NAME)


def _for_page(item: Item) -> Iterator[Link]:
    """Yield the buttons of a page, bar the one that leads to it."""
    yield from (one for one in item.links if one.kind != "page")


def _title(publication: Publication) -> str:
    return to_text(publication.title) or publication.key or publication.type


def _description(publication: Publication, item: Item) -> str:
    """Return the beginning of the abstract, else by whom the work is, where and when."""
    text = to_text(publication.fields.get("abstract", ""))
    if not text:
        people = publication.byline
        names = ", ".join(map(str, people.people[:_MOST_NAMES]))
        is_cut = people.others or len(people.people) > _MOST_NAMES
        parts = (names + (" et al." if is_cut else ""), item.venue, item.date)
        text = ". ".join(part.rstrip(".") for part in parts if part)
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[:_LONGEST_DESCRIPTION].rpartition(' ')[0] or text[:_LONGEST_DESCRIPTION]}…"
