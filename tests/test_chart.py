"""Which years a chart shows, and which of them it names."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.chart import MAX_COLUMNS, chart
from tests.conftest import write_files


def years(*known: int) -> list[str]:
    return [one.year for one in chart(dict.fromkeys(known, 1), {}).columns]


def named(first: int, last: int) -> list[str]:
    counts = dict.fromkeys(range(first, last + 1), 1)
    return [one.year for one in chart(counts, {}).columns if one.is_named]


def test_years_between_are_gaps() -> None:
    columns = chart({2020: 2, 2022: 4}, {"2020": "pubs-2020"}).columns
    assert [(one.year, one.count, one.share, one.anchor) for one in columns] == [
        ("2020", 2, 0.5, "pubs-2020"),
        ("2021", 0, 0.0, ""),
        ("2022", 4, 1.0, ""),
    ]


def test_long_gaps_are_left_out_of_what_would_be_too_long() -> None:
    assert years(1843, 2018, 2020, 2025) == ["1843", "", "2018", "2019", "2020", "", "2025"]
    assert len(years(1926, 2025)) == MAX_COLUMNS
    assert years(1925, 2025) == ["1925", "", "2025"]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (2018, 2020, "2018 2019 2020"),
        (2011, 2020, "2011 2012 2013 2014 2015 2016 2017 2018 2019 2020"),
        (2009, 2024, "2009 2012 2014 2016 2018 2020 2022 2024"),
        (1999, 2020, "1999 2005 2010 2015 2020"),
        (1964, 2024, "1964 1980 1990 2000 2010 2024"),
    ],
)
def test_first_last_and_round_years_are_named(first: int, last: int, shown: str) -> None:
    assert named(first, last) == shown.split()


@pytest.mark.parametrize(("last", "shows"), [(2019, True), (2020, False)])
def test_counts_stand_above_few_columns(last: int, shows: bool) -> None:
    assert chart({2000: 1, last: 1}, {}).shows_counts is shows


@given(st.dictionaries(st.integers(-9999, 9999), st.integers(1, 50), min_size=1))
def test_any_years_make_a_chart_that_grows_with_them_alone(counts: dict[int, int]) -> None:
    columns = chart(counts, {}).columns
    assert {one.year: one.count for one in columns if one.count} == {
        str(year): count for year, count in counts.items()
    }
    assert max(one.share for one in columns) == 1
    assert len(columns) <= max(MAX_COLUMNS, 5 * len(counts))
    places = [index for index, one in enumerate(columns) if one.is_named]
    assert len(places) <= 11
    assert {0, len(columns) - 1} <= {*places} or len(columns) == 2


@pytest.mark.parametrize(("language", "left", "right"), [("en", 0, 100), ("ar", 100, 0)])
def test_in_narrow_columns_the_outer_years_do_not_stick_out(
    language: str, left: int, right: int, tmp_path: Path
) -> None:
    entries = [f"@misc{{a{year}, title = {{A}}, year = {year}}}" for year in range(1999, 2021)]
    write_files(tmp_path, {"papers.bib": "\n".join(entries)})
    options = {"bibliography": str(tmp_path / "papers.bib"), "allow_outside": True, "chart": True}
    block = f"```publications\nlanguage: {language}\n```"
    html = markdown.markdown(block, extensions=["pubs"], extension_configs={"pubs": options})
    named = re.findall(r'<text x="(\d+)%" y="87" text-anchor="(\w+)">(\d+)<', html)
    between = [("50", "middle", str(year)) for year in (2005, 2010, 2015)]
    assert named == [(str(left), "start", "1999"), *between, (str(right), "end", "2020")]
