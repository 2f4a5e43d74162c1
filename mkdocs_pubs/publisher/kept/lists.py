"""Lists as they were printed, kept in memory and on disk, so that the same is not made twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, Published
from mkdocs_pubs.publisher.hosted import HostedPage, PlaceOf
from mkdocs_pubs.publisher.kept.as_bytes import from_bytes, to_bytes
from mkdocs_pubs.publisher.kept.cache import Cache
from mkdocs_pubs.publisher.kept.lookups import Answers, Lookups
from mkdocs_pubs.publisher.kept.versions import versions
from mkdocs_pubs.publisher.uncollected import uncollected

MOST_IN_MEMORY = 1 << 26
"""How many characters of lists, and bytes of their files, are kept in memory at most.

Those not asked for go first.
"""

Result = tuple[Published, tuple[Diagnostic, ...]]
Maker = Callable[[HostedPage], Result]
"""What makes a list for a page, whose site it asks as it is given to ask."""

_OPTION = "\0"
"""Begins the path of a place in a block, which moves when the page is written to."""


@dataclass(frozen=True)
class Printed:
    """A list and what was wrong with it, and what it was told of the site."""

    published: Published
    problems: tuple[Diagnostic, ...]
    answers: Answers

    @property
    def size(self) -> int:
        """How many characters its HTML has, and how many bytes its files."""
        html = sum(len(section.html) for section in self.published.sections)
        return html + sum(len(one.content) for one in self.published.files)


class PrintedLists:
    """Keeps lists by what they are made from: in memory, and in a `cache` for the next process.

    Unless it `writes`, it only reads what the cache has.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lists: dict[str, Printed] = {}
        self.writes = True

    def printed(self, ingredients: Callable[[], object], page: HostedPage, make: Maker) -> Result:
        """Return the list made from `ingredients`, as it was kept or else as `make` makes it.

        All that it depends on, but for its page and that one's site, must show in their text. If
        that changes while the list is made, nobody can say what it is made from: it is not kept.
        """
        wanted = ingredients()
        key = _key(wanted, page)
        printed = self._kept(key)
        if printed is None or not (printed.answers.still_hold(page) and _fits(printed, page)):
            lookups = Lookups(page)
            printed = Printed(*make(lookups.page), lookups.answers)
            if ingredients() != wanted:
                return printed.published, printed.problems
            if self.writes and self._cache.is_on:
                self._cache.keep(key, *to_bytes(printed))
        self._remember(key, printed)
        return printed.published, printed.problems

    def _kept(self, key: str) -> Printed | None:
        if key in self._lists:
            return self._lists[key]
        content = self._cache.content(key)
        if content is None:
            return None
        with uncollected(lasts=True):
            return from_bytes(Printed, content)

    def _remember(self, key: str, printed: Printed) -> None:
        self._lists.pop(key, None)
        self._lists[key] = printed
        size = sum(one.size for one in self._lists.values())
        for old in list(self._lists)[:-1]:
            if size > MOST_IN_MEMORY:
                size -= self._lists.pop(old).size


def _key(ingredients: object, page: HostedPage) -> str:
    # No other id can be like one of ours.
    taken = sorted(anchor for anchor in page.taken if anchor.startswith("pub"))
    of_page = (page.base, taken, page.find_file is None, _place_of(page.address))
    parts = (versions(), of_page, ingredients)
    return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _fits(printed: Printed, page: HostedPage) -> bool:
    """Say whether a list can be its page's, files and all; nobody knows who wrote the cache."""
    address, files = page.address, printed.published.files
    return not files or (address is not None and all(address.can_have(one.path) for one in files))


def anywhere(option: str) -> Location:
    """Return what stands for the place of an option in a list that is kept."""
    return Location(f"{_OPTION}{option}")


def placed(problems: tuple[Diagnostic, ...], place_of: PlaceOf) -> tuple[Diagnostic, ...]:
    """Return problems at the places that options have now."""
    return tuple(
        replace(one, location=place_of(one.location.path[1:]))
        if one.location.path.startswith(_OPTION)
        else one
        for one in problems
    )


def _place_of(address: Address | None) -> tuple[str, str, str] | None:
    return None if address is None else (address.url, address.site_url, address.site_name)
