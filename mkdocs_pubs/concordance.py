"""Where the pages of a site cite works and list them, and so where a text leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import IntEnum

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Backlink, Handle, Manner, Origin, Publication

Way = Callable[[str, str], str]
"""What returns the relative URL to a page from another, both given by their URLs in the site."""

Places = tuple[tuple[str, tuple[str, ...]], ...]
"""The pages that cite a work, by their URLs, each with the ids of its mentions there."""


class Rank(IntEnum):
    """How good a place to lead to is, seen from another page; the highest is the best."""

    REFERENCES = 1
    REFERENCES_OF_SITE = 2
    PUBLICATIONS = 3


@dataclass(frozen=True)
class Listing:
    """A list on a page: the ids of the works in it.

    `calls` is what a text with this list calls the works, in the manner of its style; `works` are
    all that are cited there, in the order of their numbers.
    """

    ids: Mapping[Origin, str]
    rank: Rank
    calls: Mapping[Origin, Handle] = field(default_factory=dict)
    manner: Manner = field(default_factory=Manner)
    works: tuple[Publication, ...] = ()


class _Record:
    """What is known of one page; `seen` is what was cited when it listed works of the site."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.cited: dict[Origin, tuple[str, ...]] = {}
        self.listings: list[Listing] = []
        self.seen: Mapping[Origin, Places] | None = None


class Concordance:
    """What is cited and listed where in a site; pages are known by their URLs in it.

    A build that makes only some of the pages goes on with what was known of the others.
    `is_complete` says that every page of the build was read.
    """

    def __init__(self, way: Way) -> None:
        self.is_complete = False
        self._way = way
        self._order: dict[str, int] = {}
        self._records: dict[str, _Record] = {}
        self._pages: dict[Origin, str] = {}
        self._cited: Mapping[Origin, Places] | None = None
        self._lists: dict[Origin, list[tuple[str, Listing]]] | None = None

    def arrange(self, pages: Iterable[str]) -> None:
        """Begin a build with these pages, in the order of a reader; others are out of account."""
        self.is_complete = False
        self._order = {page: place for place, page in enumerate(dict.fromkeys(pages))}
        self._cited = self._lists = None

    def begin(self, page: str, title: str = "") -> None:
        """Forget what a page said, which is read now."""
        self._order.setdefault(page, len(self._order))
        if self._listings(page):
            self._lists = None
        self._records[page] = _Record(title)
        self._cited = None

    def entitle(self, page: str, title: str) -> None:
        """Take the title of a page as it turned out."""
        self._records[page].title = title

    def place(self, work: Origin, url: str) -> None:
        """Say that a work has a page of its own at `url`, relative to the site's root.

        Citations lead there unless their own page lists the work.
        """
        self._pages[work] = url

    def cite(self, page: str, works: Mapping[Origin, tuple[str, ...]]) -> None:
        """Add what a page cites, with the ids of the mentions; none for one without a word."""
        cited = self._records[page].cited
        for work, ids in works.items():
            cited[work] = (*cited.get(work, ()), *ids)
        self._cited = None

    def add(self, page: str, listing: Listing) -> None:
        """Add a list to what is known of a page."""
        if self._lists is not None:
            for work in listing.ids:
                self._lists.setdefault(work, []).append((page, listing))
        self._records[page].listings.append(listing)

    def cited(self) -> Mapping[Origin, Places]:
        """Return what the site cites, as far as it is known, in the order of its pages."""
        if self._cited is None:
            found: dict[Origin, list[tuple[str, tuple[str, ...]]]] = {}
            for page, record in self._known():
                for work, ids in record.cited.items():
                    found.setdefault(work, []).append((page, ids))
            self._cited = {work: tuple(places) for work, places in found.items()}
        return self._cited

    def observe(self, page: str) -> Mapping[Origin, Places]:
        """Return what the site cites, for a list on a page, and note what that has been told."""
        self._records[page].seen = self.cited()
        return self.cited()

    def outdated(self) -> list[str]:
        """Return the pages with lists of what the site cites that have not been told all of it."""
        return [
            page for page, one in self._known() if one.seen is not None and one.seen != self.cited()
        ]

    def backlinks(self, places: Places, seen_from: str) -> tuple[Backlink, ...]:
        """Return the ways from a page to mentions of a work."""
        return tuple(
            Backlink(self._link(page, identifier, seen_from), self._records[page].title, nth)
            for page, ids in places
            for nth, identifier in enumerate(ids, 1)
        )

    def guide(self, page: str) -> Listing | None:
        """Return the list that says what a page calls the works that it cites, if there is one.

        It is that of the page, else one that has all the works: of the site, or of another page.
        """
        own = [one for one in self._listings(page) if one.calls]
        if own:
            return min(own, key=lambda one: one.rank)
        wanted = self._records[page].cited.keys()
        fitting = [one for _, one in self._others(page) if wanted and wanted <= one.calls.keys()]
        return max(fitting, key=lambda one: one.rank, default=None)

    def url(self, work: Origin, page: str, guide: Listing | None = None) -> str:
        """Return where a citation on a page leads to: ``""`` if the work is nowhere.

        Of lists equally good, the `guide` is the best, and then the one that has the most works.
        """
        own = [one for one in self._listings(page) if work in one.ids]
        if own:
            return f"#{min(own, key=lambda one: one.rank).ids[work]}"
        if work in self._pages:
            return self._way(self._pages[work], page)
        best = max(
            self._lists_of(work),
            key=lambda one: (one[1].rank, one[1] is guide, len(one[1].ids), -self._order[one[0]]),
            default=None,
        )
        return self._link(best[0], best[1].ids[work], page) if best else ""

    @property
    def knows_all(self) -> bool:
        """Whether all pages of the site have been read, in this build or another."""
        return self._order.keys() <= self._records.keys()

    def _known(self) -> Iterator[tuple[str, _Record]]:
        return ((page, self._records[page]) for page in self._order if page in self._records)

    def _listings(self, page: str) -> Sequence[Listing]:
        return self._records[page].listings if page in self._records else ()

    def _lists_of(self, work: Origin) -> Sequence[tuple[str, Listing]]:
        """Return the lists that have a work, each with its page."""
        if self._lists is None:
            self._lists = {}
            for page, record in self._known():
                for listing in record.listings:
                    for one in listing.ids:
                        self._lists.setdefault(one, []).append((page, listing))
        return self._lists.get(work, ())

    def _others(self, page: str) -> Iterator[tuple[str, Listing]]:
        return (
            (where, one)
            for where, record in self._known()
            if where != page
            for one in record.listings
        )

    def _link(self, page: str, identifier: str, seen_from: str) -> str:
        way = "" if page == seen_from else self._way(page, seen_from)
        return f"{way}#{identifier}"
