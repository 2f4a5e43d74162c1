"""Dates in citations: to the year, the month or the day, and ranges of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

MONTHS = (
    "January February March April May June July August September October November December".split()
)
SEASONS = "Spring Summer Autumn Winter".split()
_FIRST_SEASON = 21
"""The number of spring in the place of a month (EDTF, level 1)."""

_EDTF = regex(r"(-?\d{1,6})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_PLACE = regex(r"\{(\w+)\}")
_PARTS = ("year", "month", "day")


@dataclass(frozen=True)
class Date:
    """A date of a work: a day, a month or a year, or what stretches from one to another.

    `parts` are year, month and day as far as they are known, the year as in ISO 8601; `end` is
    that of a range, and empty if it is open.
    """

    parts: tuple[int, ...]
    end: tuple[int, ...] | None = None
    circa: bool = False


@dataclass(frozen=True)
class DateForm:
    """How a style writes dates: templates by what is known, names of months, and of eras.

    A year of less than four digits gets one.
    """

    day: str = "{month} {day}, {year}"
    month: str = "{month} {year}"
    year: str = "{year}"
    months: Sequence[str] = tuple(MONTHS)
    day_digits: int = 1
    bc: str = " BC"
    ad: str = " AD"

    def __call__(self, date: Date | None) -> str:
        """Return a date in words; of a range, what its ends share is said once."""
        return self._written(date.parts, date.end) if date else ""

    @cached_property
    def _written(self) -> Callable[[tuple[int, ...], tuple[int, ...] | None], str]:
        """The dates that were written, since most works are of a few years."""
        return lru_cache(maxsize=1 << 10)(self._in_words)

    def _in_words(self, parts: tuple[int, ...], end: tuple[int, ...] | None) -> str:
        length = min(len(parts), len(end) if end else 3)
        template = (self.year, self.month, self.day)[length - 1]
        start = self._named(parts)
        if end is None:
            return template.format_map(start)
        if not end:
            text = template.format_map(start)
            return f"{text}–" if text else ""
        return _range(template, start, self._named(end))

    def _named(self, parts: Sequence[int]) -> Mapping[str, str]:
        """Return the parts of a date by their names, in words."""
        year, month, day = (*parts, 0, 0)[:3]
        era = self.bc if year < 1 else self.ad if year < 1000 else ""
        name = self.months[month - 1] if 0 < month <= len(MONTHS) else ""
        if 0 <= month - _FIRST_SEASON < len(SEASONS):
            name = SEASONS[month - _FIRST_SEASON]
        return {
            "year": f"{year if year > 0 else 1 - year}{era}",
            "month": name,
            "day": f"{day:0{self.day_digits}}",
            "month_number": str(month),
        }


YEAR = DateForm("{year}", "{year}")
"""Years alone."""


def _range(template: str, start: Mapping[str, str], end: Mapping[str, str]) -> str:
    """Fill a template in with two dates; from the first part that differs on, both stand there."""
    differing = [part for part in _PARTS if start[part] != end[part]]
    if not differing:
        return template.format_map(start)
    varied = _PARTS[_PARTS.index(differing[0]) :]
    places = [place for place in _PLACE.finditer(template) if place[1] in varied]
    if not places:
        return template.format_map(start)
    first, last = places[0].start(), places[-1].end()
    inner = template[first:last]
    both = f"{inner.format_map(start)}–{inner.format_map(end)}"
    return template[:first].format_map(start) + both + template[last:].format_map(start)


@lru_cache(maxsize=1 << 12)
def read_date(written: str) -> Date | None:
    """Read a date in the form of BibLaTeX's fields: ``2020-05/2020-06``, ``2019/``, ``1850~``."""
    start, is_range, end = written.strip().rstrip("~?%").partition("/")
    parts = _parts(start.rstrip("~?%"))
    if not parts:
        return None
    circa = any(sign in written for sign in "~%")
    return Date(parts, _parts(end) if is_range else None, circa)


def _parts(written: str) -> tuple[int, ...]:
    found = _EDTF.fullmatch(written.strip())
    return tuple(int(part) for part in found.groups() if part) if found else ()
