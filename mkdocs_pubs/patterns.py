"""Regular expressions that are compiled when they are first used.

Compiling one takes longer than most of them are at work: of ours, a build uses one in four.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["regex"]

if TYPE_CHECKING:
    from re import compile as regex
else:

    def regex(text: str | bytes, flags: int = 0) -> _Pattern:
        """Do as ``re.compile``, later; a mistake in the pattern shows when it is used."""
        return _Pattern(text, flags)


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Pattern:
    """Takes the methods of a compiled pattern for its own when one of them is asked for."""

    __slots__ = ("_flags", "pattern", *_METHODS)

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
