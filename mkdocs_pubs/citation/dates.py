"""Dates in the words of a language: ``2019–2021``, ``c. 1850``, ``44 BC``, ``May–June``."""

from __future__ import annotations

from mkdocs_pubs.labels import ENGLISH, Labels
from mkdocs_pubs.models import Date

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
"""The numbers that stand for a season in the place of a month (EDTF, level 1)."""


def years(date: Date, words: Labels) -> str:
    """Return the year or the years as a citation shows them, or what stands in their place."""
    if date.year is None:
        return _said(date.words, f"state_{date.state}", words) if date.state else date.words
    text = _year(date.year, words)
    if date.end is not None and date.end.year != date.year:
        text = f"{text}–{'' if date.end.year is None else _year(date.end.year, words)}"
    return words("circa", year=text) if date.circa else text


def months(date: Date, words: Labels) -> str:
    """Return the month or the season, two of them for a range, or the entry's own words."""
    first = _part(date, words)
    if date.end is None or date.end.year != date.year:
        return first
    last = _part(date.end, words)
    return f"{first}–{last}" if first and last not in ("", first) else first


def _part(date: Date, words: Labels) -> str:
    if date.month is not None:
        return words(f"month_{date.month}")
    season = date.part.lower()
    return _said(date.part, f"season_{season}", words) if season in _SEASONS else date.part


def edtf(date: Date) -> str:
    """Return a date as BibLaTeX and ISO 8601-2 write it: ``2020-05/2020-06``, ``1850~``."""
    if date.year is None:
        return ""
    text = _edtf_parts(date)
    if date.end is not None:
        text = f"{text}/{_edtf_parts(date.end)}"
    return f"{text}~" if date.circa else text


def _edtf_parts(date: Date) -> str:
    if date.year is None:
        return ""
    month = date.month or _SEASONS.get(date.part.lower())
    text = f"{date.year:04}"
    if month:
        text = f"{text}-{month:02}"
    return f"{text}-{date.day:02}" if month and date.day else text


def _said(written: str, key: str, words: Labels) -> str:
    """Return our word for what an entry says; in English, its own."""
    ours = words(key)
    return written if ours == ENGLISH(key) else ours


def _year(year: int, words: Labels) -> str:
    return str(year) if year > 0 else words("before_christ", year=1 - year)
