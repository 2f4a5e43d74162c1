"""How a tidy bibliography looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cached_property

from mkdocs_pubs.bibtex import FIELD_ORDER
from mkdocs_pubs.frozen import dataclass


class EntryOrder(str, Enum):
    """What entries are sorted by; a dash stands for the other way round."""

    NONE = "none"
    KEY = "key"
    YEAR = "year"
    NEWEST = "-year"


@dataclass(frozen=True)
class BibLayout:
    """What stands before each field, whether the ``=`` of an entry stand below each other, orders.

    Fields keep their order unless `sorts_fields`; then those in `first` come before all others.
    """

    indent: str = "  "
    aligns: bool = False
    sorts_fields: bool = False
    first: tuple[str, ...] = ()
    order: EntryOrder = EntryOrder.NONE

    def field_places(self, names: Sequence[str]) -> list[int]:
        """Return the places of an entry's fields, by names in lower case, in their order."""
        places = list(range(len(names)))
        if not self.sorts_fields:
            return places
        return sorted(places, key=lambda at: self._ranks.get(names[at], len(self._ranks)))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        names = dict.fromkeys((*map(str.lower, self.first), *FIELD_ORDER))
        return {name: rank for rank, name in enumerate(names)}
