"""The lines of a text in which it cites works, for what is to be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from mkdocs_pubs.directive import prose
from mkdocs_pubs.mentions import keys_in
from mkdocs_pubs.patterns import regex

_CODE = regex(r"`[^`]*`")


class CitedLines:
    """Finds the lines that cite a key; few texts have anything wrong with them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def line_of(self, key: str, nth: int) -> int | None:
        """Return the number of the line that cites a key the nth time, or of the last one."""
        found = self._by_key.get(key, ())
        return found[min(nth, len(found) - 1)] if found else None

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for index in prose(self._lines):
            for key in keys_in(_CODE.sub("", self._lines[index])):
                found.setdefault(key, []).append(index + 1)
        return found
