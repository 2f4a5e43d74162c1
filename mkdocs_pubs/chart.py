"""How many publications each year has, as the columns of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_pubs.models import Chart, Column

MAX_COLUMNS = 100
"""If the years from first to last are more, long gaps between them are left out."""

# On a phone there is room for so many years in figures, and so many counts.
_MOST_NAMED = 10
_MOST_COUNTED = 20
_SHORT_GAP = 3
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def chart(counts: Mapping[int, int], anchors: Mapping[str, str]) -> Chart:
    """Return the chart of the publications of each year; `anchors` are those of years' headings.

    Years without publications stand as gaps.
    """
    years = list(_years(sorted(counts)))
    named = _named(years)
    highest = max(counts.values(), default=1)
    columns = (
        Column()
        if year is None
        else Column(
            year=str(year),
            count=counts.get(year, 0),
            share=counts.get(year, 0) / highest,
            anchor=anchors.get(str(year), ""),
            is_named=index in named,
        )
        for index, year in enumerate(years)
    )
    return Chart(tuple(columns), shows_counts=len(years) <= _MOST_COUNTED)


def _years(known: Sequence[int]) -> Iterator[int | None]:
    """Yield all years from first to last; ``None`` stands for a long gap that is left out."""
    is_long = bool(known) and known[-1] - known[0] >= MAX_COLUMNS
    for before, year in zip((None, *known), known, strict=False):
        if before is not None and is_long and year - before - 1 > _SHORT_GAP:
            yield None
        elif before is not None:
            yield from range(before + 1, year)
        yield year


def _named(years: Sequence[int | None]) -> frozenset[int]:
    """Return the places of the years that are named: first, last, round ones, as there is room."""
    distance = -(-len(years) // _MOST_NAMED)
    step = next((step for step in _STEPS if step >= distance), distance)
    places = [index for index, year in enumerate(years) if year is not None]
    round_ones = (index for index in places if (years[index] or 0) % step == 0)
    named: list[int] = []
    for index in (*places[:1], *places[-1:], *round_ones):
        if all(abs(index - other) >= distance for other in named):
            named.append(index)
    return frozenset(named)
