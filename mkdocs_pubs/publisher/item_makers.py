"""What makes the items of a site's lists, each anew only where it would be another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import field, replace
from functools import partial

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.edition import AuthorMaker, ItemMaker
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.links import CitationCounts, Files, Linker, Previewer, chosen_kinds, safe_url
from mkdocs_pubs.models import Citation, Cited, FindFile, FindPage, Item, Publication
from mkdocs_pubs.normalise import read_name
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.furnishings import Furnishings
from mkdocs_pubs.publisher.lookups import Answers, Lookups, Surroundings

_UNCOUNTED = CitationCounts()


class ItemMakers:
    """Returns what makes items; with `lasts`, that begins with the items of the same list before.

    Hosts that build once have no use for these.
    """

    def __init__(self, furnishings: Furnishings, *, lasts: bool) -> None:
        self._furnishings = furnishings
        self._lasts = lasts
        self._former: dict[tuple[Options, str, bool], LastingMaker] = {}

    def maker(
        self, options: Options, base: str, find_file: FindFile | None, find_page: FindPage | None
    ) -> ItemMaker:
        """Return what makes the items of a list with these options, on a page with this base."""
        people = AuthorMaker(
            tuple(map(read_name, options.highlight)),
            options.max_authors,
            self._furnishings.people,
            partial(safe_url, base=base),
        )
        folders = options.file_folders
        kinds = chosen_kinds(options.buttons, options.words)
        previews = Files((options.preview_folder, *folders), find_file)
        return ItemMaker(
            options,
            people,
            Linker(kinds, base, Files(folders, find_file)),
            Previewer(base, previews),
            self._furnishings.venues,
            self._furnishings.counts,
            find_page,
        )

    def of_list(
        self,
        options: Options,
        base: str,
        near: Surroundings,
        find_page: FindPage | None,
        *,
        is_references: bool,
    ) -> ItemMaker:
        """Return what makes the items of a list that may be made before long once more."""
        lookups = Lookups(near)
        find_file = lookups.surroundings.find_file if self._lasts else near.find_file
        maker = self.maker(options, base, find_file, find_page)
        if is_references and not options.buttons:
            # How often a work was cited stands among its buttons.
            maker = replace(maker, counts=_UNCOUNTED)
        if not self._lasts:
            return maker
        former = self._former.get((options, base, is_references))
        made = former.made if former and former.knows_the_same(maker) else {}
        lasting = LastingMaker(**vars(maker), near=near, lookups=lookups, before=made)
        self._former[options, base, is_references] = lasting
        return lasting


@dataclass(frozen=True)
class MadeItem:
    """An item and what was wrong, what it was made from and where, and what the site said."""

    source: Hashable
    place: Location
    item: Item
    problems: tuple[Diagnostic, ...]
    answers: Answers

    def holds(self, source: Hashable, place: Location, near: Surroundings) -> bool:
        """Say whether it would be made again; what is wrong names the lines of a place."""
        return (
            self.source == source
            and (not self.problems or self.place == place)
            and self.answers.still_hold(near)
        )


@dataclass(frozen=True)
class LastingMaker(ItemMaker):
    """Takes items from those made `before` it, where they would be the same."""

    near: Surroundings = field(default_factory=Surroundings)
    lookups: Lookups = field(default_factory=lambda: Lookups(Surroundings()))
    before: Mapping[str, MadeItem] = field(default_factory=dict)
    made: dict[str, MadeItem] = field(default_factory=dict)

    def knows_the_same(self, other: ItemMaker) -> bool:
        """Say whether another knows the same people, venues and counts."""
        return (
            self.authors.people is other.authors.people
            and self.venues is other.venues
            and self.counts is other.counts
        )

    def item(
        self,
        publication: Publication,
        citation: Citation,
        identifier: str,
        number: int,
        cited: tuple[Cited, ...],
    ) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Return the item of a publication, be it that of the list before."""
        source = (publication.entry.content, citation, number, cited, self._page(publication))
        place = publication.location
        made = self.before.get(identifier)
        if made is None or not made.holds(source, place, self.near):
            self.lookups.forget()
            item, problems = super().item(publication, citation, identifier, number, cited)
            made = MadeItem(source, place, item, problems, self.lookups.answers)
        self.made[identifier] = made
        return made.item, made.problems
