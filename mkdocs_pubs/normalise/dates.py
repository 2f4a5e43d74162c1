"""Dates: BibTeX's ``year`` and ``month``, BibLaTeX's ``date``, and words such as "in press".

BibLaTeX manual, section 2.3.8 (ISO 8601-2, extended format: ranges, seasons, approximate and
uncertain dates, unspecified digits); "BibTeXing" by Patashnik, section 3 (months).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Date
from mkdocs_pubs.normalise.status import state_of
from mkdocs_pubs.patterns import regex

# A date of ISO 8601-2: a year with unspecified digits (199X), a month or a season, a day, a time,
# and a mark for doubt (?), for an estimate (~) or for both (%).
_ISO = regex(
    r"\s*(?P<year>-?\d{1,4}[Xu]{0,3})(?P<rest>(?:-(?:\d{1,2}|XX|uu)){0,2})"
    r"(?:T[\d:.+Z-]*)?\s*(?P<mark>[?~%]*)\s*"
)
_ISO_SHAPE = regex(r"\s*(?:/|-?\d{4}|\d{1,3}[Xu]{1,3})")
_UNSPECIFIED = regex("[Xu]")
_YEAR = regex(r"(?<!\d)(\d{4})(?!\d)")
# In ``year``, what can be no month is the end of a span: ``2019-21``.
_SHORT_SPAN = regex(r"\s*\d{4}\s*-\s*(?:1[3-9]|[2-9]\d)\s*")
_SLASHED = regex(r"(\d{4})/(0?[1-9]|1[0-2])(?:/(\d{1,2}))?")
_ENCLOSED = regex(r"\(([^()\d]*)\)|\[([^\[\]\d]*)\]")
_YEAR_LAST = regex(r"\s*(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})\.?\s*")
_YEAR_RANGE = regex(r"(?<!\d)(\d{4})\s*(?:--?-?|–|/)\s*(?:(\d{4}|\d{2})(?!\d)|(?!.*\d))")
_EARLY_YEAR = regex(r"\s*(\d{3})\s*")
_CIRCA = regex(r"\b(?:circa|ca|ca?\.)\s*\d|\d\s*\?\]?$", re.IGNORECASE)
_RANGE_SIGN = regex(r"(?:(?<!\s)\s+)?(?:--?-?|–|/|\bto\b)\s*")
_NUMBER = regex(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = regex(r"[^\W\d_]+")
_EASTERN_MONTH = regex(r"(?<=\d)月|(?<=\d)월")
_ONE_NUMBER = regex(r"\s*(\d{1,2})\s*")
_FORTHCOMING = regex(
    r"\bin ?press\b|\bin ?print\b|\bforthcoming\b|\bto (?:appear|be published)\b|\bsubmitted\b"
    r"|\bunder (?:review|revision)\b|\bin ?(?:preparation|revision|review)\b|\baccepted\b"
    r"|\bprepublished\b",
    re.IGNORECASE,
)
_SAID_ELSEWHERE = ("note", "howpublished", "addendum")
_ACCESSED = regex(
    r"\b(?:accessed|checked|retrieved|viewed|visited|abgerufen|aufgerufen|besucht|zugriff|consulté"
    r"|consultado|consultato|accesso|acceso|acesso|geraadpleegd|обращения)\b"
    r"(?:\s+(?:on|am|le|el|il|em|op)\b)?[\s:,]*"
    r"(?P<date>(?:[\w.,-]{1,12}\s+){0,2}[\w/.-]*\d)",
    re.IGNORECASE,
)

_MONTHS = (
    "jan ene gen janv янв",
    "feb fev фев",
    "mar mrt maa maer мар",
    "apr avr abr апр",
    "may mai mag mei maj маи мая",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug aou ago авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez dic дек",
)
"""How months begin, without accents: in English, German, French, Spanish, Italian, Portuguese,
Dutch and Russian.
"""

_MOST_MONTHS = 12
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_SEASON_WORD = regex(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_STATES = {"inpreparation": "in preparation", "inpress": "in press"}
"""BibLaTeX's publication states whose key is not how people write them (manual, 4.9.2.11)."""


def read_date(fields: Mapping[str, str]) -> Date:
    """Read when a work came out from ``date``, or from ``year``, ``month`` and ``day``.

    A year in ``date`` counts more than ``year``; ``month`` and ``day`` are read where ``date``
    does not say them.
    """
    parts = [fields.get(name, "") for name in ("date", "year", "month", "day", "pubstate")]
    date = _date(*parts)
    if date.year is not None:
        return date
    return _date(*parts, " ".join(fields.get(name, "") for name in _SAID_ELSEWHERE))


def read_access(note: str) -> Date | None:
    """Read when somebody saw a page, to the day, as notes say it (``accessed 2-May-2004``).

    Before BibLaTeX's ``urldate``, there was no other field for it.
    """
    found = _ACCESSED.search(to_text(note))
    if found is None:
        return None
    date = read_date({"date": found["date"]})
    return date if date.day else None


# Many works came out in the same month.
@lru_cache(maxsize=1 << 12)
def _date(iso: str, year: str, month: str, day: str, state: str, elsewhere: str = "") -> Date:
    """Read a date by the fields ``date``, ``year``, ``month``, ``day`` and ``pubstate``."""
    # A tie is BibLaTeX's mark for an estimate here.
    written = _year_first(to_text(iso or year).replace("\u00a0", "~"))
    slashed = _SLASHED.fullmatch(written)
    if slashed and (iso or not _is_next_year(*slashed.group(1, 2))):
        written = "-".join(filter(None, slashed.groups()))
    state = _STATES.get(state.strip().lower(), state.strip())
    is_span = not iso and _SHORT_SPAN.fullmatch(written)
    date = (None if is_span else _iso_date(written)) or _worded_date(written)
    if date.year is None and year:
        date = _worded_date(to_text(year))
    if date.month is None and not date.part:
        date = _with_month(date, to_text(month), to_text(day))
    words = "" if date.year is not None else _bare(written.strip()) or state
    said = f"{written} {state} {elsewhere}".strip()
    is_forthcoming = not said.isdecimal() and _FORTHCOMING.search(said) is not None
    return replace(date, words=words, state=state_of(words), forthcoming=is_forthcoming)


def _year_first(written: str) -> str:
    """Return ``3.5.2020`` as ISO 8601 has it, and ``5/13/2020``, of which only one can be the day.

    Where points stand between the numbers, the day is the first.
    """
    found = _YEAR_LAST.fullmatch(written)
    if found is None:
        return written
    first, sign, second, year = found.groups()
    day, month = (first, second) if sign == "." or int(first) > _MOST_MONTHS else (second, first)
    is_sure = sign == "." or int(day) > _MOST_MONTHS
    return f"{year}-{month}-{day}" if is_sure and int(month) <= _MOST_MONTHS else written


def _bare(words: str) -> str:
    """Return words that stand in brackets as a whole, such as ``(in press)``, without these."""
    enclosed = _ENCLOSED.fullmatch(words)
    return enclosed[1] or enclosed[2] or "" if enclosed else words


def _iso_date(text: str) -> Date | None:
    """Read BibLaTeX's ``date``; ``None`` where it is something else."""
    if not _ISO_SHAPE.match(text):
        return None
    first, slash, last = text.partition("/")
    start = _iso_point(first)
    if not slash:
        return start
    end = _iso_point(last)
    if start is None or (last.strip(" .") and end is None):
        return end if start is None and not first.strip(" .") else None
    if end and end.year is not None and start.year is not None and end.year < start.year:
        return None
    return replace(start, end=_points(end)[-1] if end else Date())


def _points(date: Date) -> tuple[Date, ...]:
    """Return a date, or the two ends of a range."""
    return (date,) if date.end is None else (date, date.end)


def _iso_point(text: str) -> Date | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    numbers = [int(part) if part.isdecimal() else None for part in match["rest"].split("-")[1:]]
    month, day = (*numbers, None, None)[:2]
    digits = match["year"]
    first, last = (int(_UNSPECIFIED.sub(digit, digits)) for digit in "09")
    return Date(
        year=first,
        month=month if month in range(1, 13) else None,
        day=day if day in range(1, 32) else None,
        part=_SEASONS.get(month or 0, ""),
        circa=bool(match["mark"]),
        end=Date(last) if last != first else None,
    )


def _worded_date(text: str) -> Date:
    """Read a year among words: ``in press``, ``c. 1850``, ``Spring 2019``, ``2019--2020``."""
    circa = bool(_CIRCA.search(text.strip()))
    if years := _YEAR_RANGE.search(text):
        first = int(years[1])
        last = _last_year(*years.groups()) if years[2] else None
        if last is None or last > first:
            date = Date(first, circa=circa, end=Date(last))
            return _with_month(date, _without(text, years), "")
    if year := _YEAR.search(text) or _EARLY_YEAR.fullmatch(text):
        return _with_month(Date(int(year[1]), circa=circa), _without(text, year), "")
    return Date()


def _last_year(first: str, last: str) -> int:
    """Return the year that ends a span: ``22`` that from 2021, ``00`` that from 1999."""
    same_century = int(first[: -len(last)] + last)
    return same_century + 100 if _is_next_year(first, last) and last == "00" else same_century


def _is_next_year(first: str, last: str) -> bool:
    return len(last) == 2 and f"{int(first) + 1}".endswith(last)


def _without(text: str, match: re.Match[str]) -> str:
    """Return what stands around a year, if it names a month or a season and no other year."""
    around = f"{text[: match.start()]} {text[match.end() :]}"
    if _YEAR.search(around):
        return ""
    if any(map(_month, _WORD.findall(around))):
        return around
    season = _SEASON_WORD.search(around)
    return season.group().capitalize() if season else ""


def _with_month(date: Date, month: str, day: str) -> Date:
    """Add a month as people write it: a number, a name, ``10~January``, ``May/June``, a season."""
    month = _EASTERN_MONTH.sub("", month)
    months = [number for word in _WORD.findall(month) if (number := _month(word))]
    numbers = [int(number) for number in _NUMBER.findall(month)]
    if not months:
        if not numbers or _WORD.search(month):
            return replace(date, part=" ".join(month.split()))
        ends = _RANGE_SIGN.split(month.strip())
        found = filter(None, map(_ONE_NUMBER.fullmatch, ends))
        months = [int(one[1]) for one in found if int(one[1]) in range(1, 13)]
        numbers = []
    days = numbers or [int(one[1]) for one in [_ONE_NUMBER.fullmatch(day)] if one]
    until = months[1] if len(months) > 1 and months[1] != months[0] else None
    end = Date(date.year, until) if until and date.end is None else date.end
    return replace(
        date,
        month=months[0] if months else None,
        day=days[0] if days and days[0] in range(1, 32) and months else None,
        end=end,
    )


def _month(word: str) -> int | None:
    """Return the number of a month by its name or abbreviation in one of the languages."""
    plain = base_letters(word)
    if len(plain) < 3:
        return None
    for length in (4, 3):
        for number, beginnings in enumerate(_MONTHS, 1):
            if plain[:length] in beginnings.split():
                return number
    return None
