"""The numbers and labels of a list: its own, or those by which a text cites its works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import escape

from mkdocs_pubs.models import LABEL, NUMERIC, Citation, Citing, Publication, Split


def numbers_of(citations: Sequence[Citation], numbering: str, split: Split | None) -> Sequence[int]:
    """Return the numbers of a list; 0 for all where none are asked for, or are there already.

    A style's labels are what a reader refers to.
    """
    count = len(citations)
    if numbering == "none" or any(one.label for one in citations):
        return [0] * count
    before, total = (split.part.before, split.total) if split else (0, count)
    if numbering == "reversed":
        return range(total - before, total - before - count, -1)
    return range(before + 1, before + count + 1)


def as_cited(
    citing: Citing, members: Sequence[Publication], citations: Sequence[Citation]
) -> tuple[Sequence[int], tuple[Citation, ...]]:
    """Return the numbers of a list, and its citations with the labels, as the text has them."""
    called = [citing.handles[one.anchor] for one in members]
    mode = citing.manner.mode
    numbers = [one.number if mode == NUMERIC else 0 for one in called]
    labels = [one.label if mode == LABEL else "" for one in called]
    return numbers, tuple(
        replace(citation, label=escape(label))
        for citation, label in zip(citations, labels, strict=True)
    )
