"""How much text entries may make from what is written once: through macros and inheritance."""

from __future__ import annotations

GROWTH = 16
"""How many times the size of a bibliography its macros may add to it, and its relations again."""

MINIMUM = 1 << 20
"""How many characters they may add to any bibliography."""


class Allowance:
    """Text that a bibliography of `size` characters may still add.

    Little is always granted, so that who uses all up spoils no honest entry.
    """

    def __init__(self, size: int) -> None:
        self._left = GROWTH * size + MINIMUM

    def grants(self, count: int, *, free: int) -> bool:
        """Say whether `count` characters may be added, and take them unless they are few."""
        if count <= free:
            return True
        granted = count <= self._left
        self._left -= count if granted else 0
        return granted
