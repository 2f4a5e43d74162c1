"""Dates in the words of a language: ``2019–2021``, ``c. 1850``, ``44 BC``, ``May–June``."""

from __future__ import annotations

from mkdocs_pubs.labels import ENGLISH, Labels
from mkdocs_pubs.models import Date

_SEASONS = frozenset("spring summer autumn winter".split())


def years(date: Date, words: Labels) -> str:
    """Return the year or the years as a citation shows them, or what stands in their place."""
    if date.year is None:
        return _said(date.words, f"state_{date.state}", words) if date.state else date.words
    text = _year(date.year, words)
    if date.end is not None and date.end.year != date.year:
        text = f"{text}–{'' if date.end.year is None else _year(date.end.year, words)}"
    return words("circa", year=text) if date.circa else text


def months(date: Date, words: Labels) -> str:
    """Return the month, two of them for a range, a season, or the entry's own words."""
    if date.month is None:
        season = date.part.lower()
        return _said(date.part, f"season_{season}", words) if season in _SEASONS else date.part
    first = words(f"month_{date.month}")
    if date.end is None or date.end.month in (None, date.month) or date.end.year != date.year:
        return first
    return f"{first}–{words(f'month_{date.end.month}')}"


def _said(written: str, key: str, words: Labels) -> str:
    """Return our word for what an entry says; in English, its own."""
    ours = words(key)
    return written if ours == ENGLISH(key) else ours


def _year(year: int, words: Labels) -> str:
    return str(year) if year > 0 else words("before_christ", year=1 - year)
