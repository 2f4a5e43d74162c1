"""Quotation marks that come with a field, among those that a style writes: “On ‘Old’ Masters”."""

from __future__ import annotations

import re

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import JOINT, QUOTE, SILENT, UNQUOTE
from mkdocs_pubs.styles.marks import Run

_CURLY = regex(f"“([^“”„{JOINT}]*)”")
_STRAIGHT = regex(rf'(?<![^\s(\[“‘—–{JOINT}{SILENT}])"(?=\S)([^"{JOINT}]*)(?<=\S)"(?!\w)')
_SINGLE = regex(
    rf"(?<!\w)‘(?=\S)([^‘’{JOINT}]*(?:’\w[^‘’{JOINT}]*)*)(?<=\S)’(?!\w)(?![^‘{JOINT}]*’(?!\w))"
)
"""A pair of single marks, where none of them can be an apostrophe: ``the dogs’ bowls``."""
_STOP_BEHIND = regex(rf"((?<![!?.]){UNQUOTE}+)([.,])(?=[\s{JOINT}{SILENT}]|$)")
_MARK = regex(f"[{QUOTE}{UNQUOTE}]")
_INNER = {QUOTE: "‘", UNQUOTE: "’"}


def has_quotes(run: Run) -> bool:
    """Say whether a run may hold quotation marks that no style wrote."""
    return "“" in run or '"' in run or "‘" in run


def marked_quotes(run: Run, *, stops_within: bool) -> Run:
    """Return a run with marks for its pairs of quotation marks, as those that a style writes."""
    marked = run
    for pair in (_CURLY, _STRAIGHT, _SINGLE):
        marked = pair.sub(rf"{QUOTE}\1{UNQUOTE}", marked)
    return _STOP_BEHIND.sub(r"\2\1", marked) if stops_within else marked


def alternated(run: Run) -> Run:
    """Write single quotation marks for those that stand within others."""
    depth = 0

    def shown(found: re.Match[str]) -> str:
        nonlocal depth
        depth -= found.group() == UNQUOTE
        mark = _INNER[found.group()] if depth % 2 else found.group()
        depth += found.group() == QUOTE
        return mark

    return _MARK.sub(shown, run)
