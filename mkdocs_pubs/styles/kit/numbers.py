"""Numbers in citations: pages, ordinals, and whether a field is a number at all."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs_pubs.labels import ENGLISH_ORDINALS
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.styles.marks import Run, plain

_DASH = regex("--?-?|[–—‐‑]")
_ONE_RANGE = regex(r"(\d{1,9})-(\d{1,9})")
_RANGE = regex(
    r"(?<![\w.:-])([A-Za-z]*|\d{1,9}:)(\d{1,9})–([A-Za-z]*|\d{1,9}:)(\d{1,9})(?![\w.:-])"
)
_RANGES = regex(r"(?:[A-Za-z]*[\d:]+(?:–[A-Za-z]*[\d:]+)?(?:\s*[,;&]\s*|$))+")
_NUMBER = r"[^\W\d_]{0,3}\d+[^\W\d_]{0,3}"
_NUMERIC = regex(rf"{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*")
_COUNTED = regex(r"(\d{1,9})(?:st|nd|rd|th|\.)?")
_SEVERAL = regex(r"(?<=\w)\s*[-–,;&+]\s*(?=\w)")
PageRange = Literal["as written", "expanded", "minimal", "minimal two", "chicago"]
"""How the second number of a range is cut: 321–328, 321–8, 321–28; the Chicago Manual's 9.63."""


def is_numeric(run: Run) -> bool:
    """Say whether a field is a number or several, perhaps with letters: ``12a``, ``3-5``."""
    return run.isdecimal() or (run != "" and _NUMERIC.fullmatch(plain(run)) is not None)


def is_several(run: Run) -> bool:
    """Say whether a field is more than one number."""
    return run != "" and not run.isalnum() and _SEVERAL.search(run) is not None


def count_of(run: Run) -> int | None:
    """Return the number that a field is; BibTeX writes editions in words (``Second``)."""
    text = plain(run).strip()
    if found := _COUNTED.fullmatch(text):
        return int(found[1])
    if text.lower() in ENGLISH_ORDINALS:
        return ENGLISH_ORDINALS.index(text.lower()) + 1
    return None


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def page_ranges(pages: Run, form: PageRange) -> Run:
    """Return pages with a dash in each range, and its second number as `form` has it."""
    if found := _ONE_RANGE.fullmatch(pages):
        first, last = found.groups()
        return f"{first}–{last if form == 'as written' else _second(first, last, form)}"
    dashed = "–".join(map(str.strip, _DASH.split(pages)))
    if form == "as written" or not _RANGES.fullmatch(dashed):
        return dashed
    return _RANGE.sub(lambda found: _range(found, form), dashed)


def _range(found: re.Match[str], form: PageRange) -> str:
    letters, first, more_letters, last = found.groups()
    if more_letters not in ("", letters):
        return found.group()
    second = _second(first, last, form)
    return f"{letters}{first}–{letters if form == 'expanded' else ''}{second}"


def _second(first: str, last: str, form: PageRange) -> str:
    """Return what is written of the second number of a range."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return last if form == "expanded" else last[-_kept_digits(first, last, form) :]


def _kept_digits(first: str, last: str, form: PageRange) -> int:
    """Return how many digits of the second number are written."""
    if len(first) != len(last) or int(last) < int(first):
        return len(last)
    changed = len(last)
    while changed > 1 and first[-changed] == last[-changed]:
        changed -= 1
    if form == "minimal":
        return changed
    if form == "minimal two":
        return max(changed, 2)
    if first.endswith("00"):
        return len(last)
    return changed if first[-2:-1] == "0" else max(changed, 2)
