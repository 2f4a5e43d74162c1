"""Dates as CSL's date variables ("csl-data.json", CSL 1.0.2: ``date-parts``, season, circa)."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.models import Date

CslDate = Mapping[str, object]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The numbers that stand for a season in the place of a month (EDTF, level 1)."""
_OPEN_END = (0,)


def csl_date(date: Date) -> CslDate | None:
    """Return a date, a range or an open range; nothing where no year is known."""
    if date.year is None:
        return None
    parts = [_parts(date)]
    if date.end is not None:
        parts.append(_parts(date.end) if date.end.year is not None else _OPEN_END)
    found: dict[str, object] = {"date-parts": tuple(parts)}
    if date.circa:
        found["circa"] = True
    return found


def _parts(date: Date) -> tuple[int, ...]:
    """Return year, month and day as far as they are known; a year before Christ is negative."""
    assert date.year is not None
    year = date.year if date.year > 0 else date.year - 1
    month = date.month or _SEASONS.get(date.part.lower())
    if month is None:
        return (year,)
    return (year, month) if date.day is None else (year, month, date.day)
