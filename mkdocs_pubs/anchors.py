"""Ids that are unlike each other, so that each leads to one place on a page."""

from __future__ import annotations

from collections.abc import Iterable

MAX_LENGTH = 200
"""How many characters an id has at most, bar its number."""


class Anchors:
    """The ids of a page or of a library; those that differ at most in case count as the same."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._last_number = {anchor.lower(): 1 for anchor in taken}

    def unlike(self, wanted: str) -> str:
        """Take `wanted` as an id, with the first number that makes it unlike those taken."""
        wanted = wanted[:MAX_LENGTH]
        folded = wanted.lower()
        if folded not in self._last_number:
            self._last_number[folded] = 1
            return wanted
        number = self._last_number[folded] + 1
        while (anchor := f"{wanted}-{number}").lower() in self._last_number:
            number += 1
        self._last_number[folded] = number
        self._last_number[anchor.lower()] = 1
        return anchor
