"""What makes the items of a site's lists, each anew only where it would be another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import repeat

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.edition import AuthorMaker, Ingredients, ItemMaker
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.links import CitationCounts, Files, Linker, Previewer, chosen_kinds, safe_url
from mkdocs_pubs.models import Citation, Cited, Item, Publication
from mkdocs_pubs.normalise import read_name
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.furnishings import Furnishings
from mkdocs_pubs.publisher.hosted import HostedPage, ListRequest
from mkdocs_pubs.publisher.kept import Answers, Lookups

_UNCOUNTED = CitationCounts()


class ItemMakers:
    """Returns what makes items; with `lasts`, that begins with the items of the same list before.

    Hosts that build once have no use for these.
    """

    def __init__(self, furnishings: Furnishings, *, lasts: bool) -> None:
        self._furnishings = furnishings
        self._lasts = lasts
        self._former: dict[tuple[Options, str, bool], LastingMaker] = {}

    def maker(self, options: Options, page: HostedPage) -> ItemMaker:
        """Return what makes the items of a page with these options."""
        people = AuthorMaker(
            tuple(map(read_name, options.highlight)),
            options.max_authors,
            self._furnishings.people,
            partial(safe_url, base=page.base),
        )
        folders = options.file_folders
        kinds = chosen_kinds(options.buttons, options.words)
        previews = Files((options.preview_folder, *folders), page.find_file)
        return ItemMaker(
            options,
            people,
            Linker(kinds, page.base, Files(folders, page.find_file)),
            Previewer(page.base, previews),
            self._furnishings.venues,
            self._furnishings.counts,
            page.url_of,
        )

    def of_list(self, request: ListRequest, page: HostedPage) -> ItemMaker:
        """Return what makes the items of a list that may be made before long once more."""
        options = request.options
        lookups = Lookups(page)
        maker = self.maker(options, lookups.page if self._lasts else page)
        if request.is_references and not options.buttons:
            # How often a work was cited stands among its buttons.
            maker = replace(maker, counts=_UNCOUNTED)
        if not self._lasts:
            return maker
        former = self._former.get((options, page.base, request.is_references))
        made = former.made if former and former.knows_the_same(maker) else {}
        lasting = LastingMaker(**vars(maker), hosted=page, lookups=lookups, before=made)
        self._former[options, page.base, request.is_references] = lasting
        return lasting


@dataclass(frozen=True)
class MadeItem:
    """An item and what was wrong, what it was made from and where, and what the site said."""

    source: Hashable
    place: Location
    item: Item
    problems: tuple[Diagnostic, ...]
    answers: Answers

    def holds(self, source: Hashable, place: Location, page: HostedPage) -> bool:
        """Say whether it would be made again; what is wrong names the lines of a place."""
        return (
            self.source == source
            and (not self.problems or self.place == place)
            and self.answers.still_hold(page)
        )


@dataclass(frozen=True)
class LastingMaker(ItemMaker):
    """Takes items from those made `before` it, where they would be the same."""

    hosted: HostedPage
    lookups: Lookups
    before: Mapping[str, MadeItem] = field(default_factory=dict)
    made: dict[str, MadeItem] = field(default_factory=dict)

    def knows_the_same(self, other: ItemMaker) -> bool:
        """Say whether another knows the same people, venues and counts."""
        return (
            self.authors.people is other.authors.people
            and self.venues is other.venues
            and self.counts is other.counts
        )

    def ingredients(
        self,
        publications: Sequence[Publication],
        citations: Sequence[Citation],  # noqa: ARG002
    ) -> Iterator[None]:
        """Make nothing beforehand, since most items are there already."""
        return repeat(None, len(publications))

    def item(
        self,
        publication: Publication,
        citation: Citation,
        identifier: str,
        number: int,
        cited: tuple[Cited, ...],
        coins: str,
        ingredients: Ingredients | None = None,  # noqa: ARG002
    ) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Return the item of a publication, be it that of the list before."""
        page = self.page_of(publication)
        source = (publication.entry.content, citation, number, cited, coins, page)
        place = publication.location
        made = self.before.get(identifier)
        if made is None or not made.holds(source, place, self.hosted):
            self.lookups.forget()
            item, problems = super().item(publication, citation, identifier, number, cited, coins)
            made = MadeItem(source, place, item, problems, self.lookups.answers)
        self.made[identifier] = made
        return made.item, made.problems
