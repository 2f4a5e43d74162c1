"""Dates: BibTeX's ``year`` and ``month``, BibLaTeX's ``date``, and words such as "in press".

BibLaTeX manual, section 2.3.8 (ISO 8601-2 dates); "BibTeXing" by Patashnik, section 3 (months).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Date

_ISO = re.compile(r"^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d])")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_NUMBER = re.compile(r"\d{1,2}")
_DAY = re.compile(r"\s*(\d{1,2})\s*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FORTHCOMING = re.compile(
    r"\bin ?press\b|\bin ?print\b|\bforthcoming\b|\bto (?:appear|be published)\b|\bsubmitted\b"
    r"|\bunder (?:review|revision)\b|\bin ?(?:preparation|revision|review)\b|\baccepted\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(fields: Mapping[str, str]) -> Date:
    """Read when a work came out from ``date``, or from ``year``, ``month`` and ``day``."""
    written = to_text(fields.get("date") or fields.get("year", "")).strip()
    forthcoming = bool(_FORTHCOMING.search(f"{written} {fields.get('pubstate', '')}"))
    month, day = _month_and_day(to_text(fields.get("month", "")), fields.get("day", ""))
    if iso := _ISO.match(written):
        month, day = int(iso[2] or 0) or month, int(iso[3] or 0) or day
    year = _YEAR.search(written) or _YEAR.search(to_text(fields.get("year", "")))
    return Date(
        year=int(year[1]) if year else None,
        month=month if month in range(1, 13) else None,
        day=day if day in range(1, 32) else None,
        words="" if year else written or fields.get("pubstate", ""),
        forthcoming=forthcoming,
    )


def _month_and_day(month: str, day: str) -> tuple[int | None, int | None]:
    """Read a month as a number, a name or an abbreviation, perhaps with a day: ``10~January``."""
    written = _NUMBER.search(month)
    number = int(written.group()) if written else None
    of_month = _DAY.fullmatch(day)
    given_day = int(of_month[1]) if of_month else None
    for word in _WORD.findall(month):
        if word[:3].lower() in _MONTHS:
            return _MONTHS.index(word[:3].lower()) + 1, number or given_day
    return number, given_day
