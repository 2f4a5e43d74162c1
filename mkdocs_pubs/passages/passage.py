"""A passage of Markdown in a file."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_pubs.frozen import dataclass


@dataclass(frozen=True)
class Passage:
    """Lines of Markdown, and the line of the file, counted from 1, on which each of them stands.

    In one that `has_sections`, an indented text may stand below a word and a colon, as docstrings
    have it; elsewhere that is code.
    """

    lines: Sequence[str]
    numbers: Sequence[int]
    has_sections: bool = False
