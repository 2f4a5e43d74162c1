"""Entries in order: by key or by year, those that others inherit from behind these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tidying.entries import Tidy
from mkdocs_pubs.tidying.layout import EntryOrder

MAX_GENERATIONS = 16
"""How far entries are followed that inherit from each other; the reader goes no further."""

_YEAR = regex(r"\d{4}")
_NEVER = 9999


class Sorter:
    """Puts entries in order; `entries` are all of the file, which may refer to each other."""

    def __init__(self, entries: Sequence[Tidy], order: EntryOrder) -> None:
        self._rank = _RANKS[order]
        self._generations = _generations(entries)
        self._first: dict[str, Tidy] = {}
        for one in entries:
            self._first.setdefault(one.key.lower(), one)

    def in_order(self, entries: Sequence[Tidy]) -> list[Tidy]:
        """Return entries in order; those that rank the same keep theirs.

        Of several with one key, the first stays the first. BibTeX wants an entry that others name
        in their ``crossref`` behind all of these ("BibTeXing", section 2.2).
        """
        return sorted(entries, key=self._place)

    def _place(self, entry: Tidy) -> tuple[int, int, str]:
        key = entry.key.lower()
        generation = self._generations.get(key, 0)
        return generation, self._rank(self._first[key]), key if self._rank is _same else ""


def _generations(entries: Sequence[Tidy]) -> Mapping[str, int]:
    """Return how many generations have an entry above them, by keys in lower case."""
    heirs = [(one.key.lower(), parent) for one in entries for parent in _parents(one)]
    generations: dict[str, int] = {}
    for _ in range(MAX_GENERATIONS):
        before = dict(generations)
        for heir, parent in heirs:
            above = before.get(heir, 0) + 1
            generations[parent] = max(generations.get(parent, 0), above)
        if generations == before:
            break
    return generations


def _parents(entry: Tidy) -> Iterator[str]:
    for name in ("crossref", "xdata"):
        yield from filter(None, map(str.strip, entry.fields.get(name, "").lower().split(",")))


def _same(_entry: Tidy) -> int:
    return 0


def _year(entry: Tidy) -> int | None:
    found = _YEAR.search(entry.fields.get("date", "") or entry.fields.get("year", ""))
    return int(found.group()) if found else None


def _oldest(entry: Tidy) -> int:
    year = _year(entry)
    return _NEVER if year is None else year


def _newest(entry: Tidy) -> int:
    return -(_year(entry) or 0)


_RANKS: Mapping[EntryOrder, Callable[[Tidy], int]] = {
    EntryOrder.KEY: _same,
    EntryOrder.YEAR: _oldest,
    EntryOrder.NEWEST: _newest,
}
