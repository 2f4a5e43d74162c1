"""The parts that citation styles are made of, each by itself."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person

from mkdocs_pubs.entry_types import CSL_TYPES
from mkdocs_pubs.styles.apa import Apa
from mkdocs_pubs.styles.entries import name_of
from mkdocs_pubs.styles.kit import (
    DateForm,
    NameList,
    Work,
    capitalised,
    em,
    field_run,
    initials,
    is_numeric,
    is_several,
    join,
    ordinal,
    page_ranges,
    put,
    quoted,
    read_date,
    rich,
    sentence_case,
    title_case,
    unpointed,
)
from mkdocs_pubs.styles.kit.numbers import PageRange
from mkdocs_pubs.styles.kit.variables import FIELDS as VARIABLES
from mkdocs_pubs.styles.mla import Mla
from tests.linear_time import assert_linear

FIELDS = sorted({"archiveprefix", *chain.from_iterable(VARIABLES.values())})


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (join(", ", "a", "", "b"), "a, b"),
        (join(". ", "Why?", "b"), "Why? b"),
        (join(". ", "Ed.", "b"), "Ed. b"),
        (join(", ", quoted("a"), "b"), "“a,” b"),
        (join(", ", quoted("Why?"), "b"), "“Why?” b"),
        (join(". ", quoted(em("Ed.")), "b"), "“Ed.” b"),
        (put("(", ""), ""),
        (put("(", "a", ")"), "(a)"),
        (put("", join(", ", "a", "b"), ", "), "a, b."),
        (join(". ", field_run("std::vector"), field_run(".NET")), "std::vector. .NET"),
        (put("", field_run("and so on..."), "."), "and so on..."),
    ],
)
def test_signs_never_double_where_pieces_meet(run: str, text: str) -> None:
    assert str(rich(run)) == text


def test_british_stops_stand_behind_a_quotation() -> None:
    assert str(rich(join(", ", quoted("a"), "b"), stops_within_quotes=False)) == "“a”, b"


@pytest.mark.parametrize(
    ("names", "behind", "text"),
    [
        ("Ann Marie", ". ", "A. M."),
        ("Jean-Luc", ". ", "J.-L."),
        ("J.R.", ". ", "J. R."),
        ("Xiao-ming", ". ", "X."),
        ("Jean de", ". ", "J. de"),
        ("Ph.", ".", "Ph."),
        ("Øystein", "", "Ø"),
    ],
)
def test_given_names_become_initials(names: str, behind: str, text: str) -> None:
    assert initials(names, behind) == text


PEOPLE = [Person("van der Berg, Jan"), Person("King, Jr., Martin Luther"), Person("Roe, Ann")]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (NameList(conjunction="and"), "Jan van der Berg, Martin Luther King Jr., and Ann Roe"),
        (
            NameList(conjunction="&", inverted="all", initial=". ", before_last="never"),
            "van der Berg, J., King, M. L., Jr. & Roe, A.",
        ),
        (
            NameList(inverted="all", initial="", separator=" "),
            "van der Berg J, King ML Jr., Roe A",
        ),
        (NameList(inverted="first", demoted=True, most=2), "Berg, Jan van der et al."),
        (NameList(most=2, shown=1, with_last=True), "Jan van der Berg, … Ann Roe"),
    ],
)
def test_names_are_written_as_a_style_has_them(names: NameList, text: str) -> None:
    assert str(rich(names(list(map(name_of, PEOPLE))))) == text


def test_others_are_those_of_the_style() -> None:
    people = list(map(name_of, [*PEOPLE[1:], Person("others")]))
    assert str(rich(NameList(others="u. a.")(people))) == "Martin Luther King Jr., Ann Roe, u. a."


@pytest.mark.parametrize(
    ("title", "in_title", "in_sentence"),
    [
        ("A Study of {DNA} and LaTeX", "A Study of DNA and LaTeX", "A study of DNA and LaTeX"),
        ("Why? Because of the Rain", "Why? Because of the Rain", "Why? Because of the rain"),
        ("One: a two-way Street In", "One: A Two-Way Street In", "One: a two-way street in"),
        (
            "A Way up: “in or Out” (Part I)",
            "A Way up: “In or Out” (Part I)",
            "A way up: “in or out” (Part I)",
        ),
        ("of {end of} rain, and on …", "Of end of Rain, and On …", "of end of rain, and on …"),
        ("Is it? (on Rain-by-Rain)", "Is It? (On Rain-by-Rain)", "Is it? (on rain-by-rain)"),
        ("the case of bloomberg.com", "The Case of Bloomberg.com", "the case of bloomberg.com"),
        (
            "{GPU}s for {L}inux on Desks Today",
            "GPUs for Linux on Desks Today",
            "GPUs for Linux on desks today",
        ),
    ],
)
def test_titles_have_a_case(title: str, in_title: str, in_sentence: str) -> None:
    run = field_run(title)
    assert str(rich(title_case(sentence_case(run)))) == in_title
    assert str(rich(sentence_case(run))) == in_sentence


@pytest.mark.parametrize(
    "title",
    [
        "Die Geschichte des Gartenbaus in Sachsen seit 1921",
        "Beiträge zur Kenntnis der Moose",
        "Moose und Farne",
        "Les jardins de la ville",
        "La vida de los árboles",
        "Storia della botanica e dei giardini",
        "О садах и мхах в Сибири",
    ],
)
def test_titles_in_other_languages_keep_their_case(title: str) -> None:
    run = field_run(title)
    assert str(rich(sentence_case(run))) == str(rich(title_case(run))) == title


@pytest.mark.parametrize(
    ("title", "in_title", "in_sentence"),
    [
        ("Moss Walks in von Humboldt", "Moss Walks in von Humboldt", "Moss walks in von humboldt"),
        ("A Naïve Walk", "A Naïve Walk", "A naïve walk"),
        (
            "Growth of μm-scale α-Mosses",
            "Growth of μm-Scale α-Mosses",
            "Growth of μm-scale α-Mosses",
        ),
    ],
)
def test_names_and_signs_of_other_languages_make_no_title_foreign(
    title: str, in_title: str, in_sentence: str
) -> None:
    run = field_run(title)
    assert str(rich(title_case(run))) == in_title
    assert str(rich(sentence_case(run))) == in_sentence


def test_capitals_are_given_to_words_without_one() -> None:
    assert [capitalised(one) for one in ("technical report", "arXiv", "2nd")] == [
        "Technical report",
        "arXiv",
        "2nd",
    ]


@pytest.mark.parametrize(
    ("pages", "form", "text"),
    [
        ("321--328", "as written", "321–328"),
        ("321-8", "expanded", "321–328"),
        ("321-328", "minimal", "321–8"),
        ("321-328", "minimal two", "321–28"),
        ("100-104", "chicago", "100–104"),
        ("107-108", "chicago", "107–8"),
        ("1496-1500", "chicago", "1496–500"),
        ("12991-13001", "minimal", "12991–3001"),
        ("e12-e18", "minimal", "e12–8"),
        ("48:1-48:25", "minimal", "48:1–25"),
        ("iv-x", "minimal", "iv–x"),
        ("775-784 vol.2", "minimal", "775–784 vol.2"),
    ],
)
def test_page_ranges_are_cut_as_a_style_has_them(pages: str, form: PageRange, text: str) -> None:
    assert page_ranges(pages, form) == text


@given(kind=st.sampled_from(sorted(CSL_TYPES)), said=st.sets(st.sampled_from(FIELDS)))
def test_what_no_field_says_is_known_without_reading(kind: str, said: set[str]) -> None:
    work = Work(Entry(kind, fields=dict.fromkeys(said, "arXiv")))
    for variable in VARIABLES:
        assert work[variable] == work.__missing__(variable)


def test_addresses_are_no_latex() -> None:
    entry = Entry("online", fields={"title": "T", "url": r"https://a.b/~x_y%20z?a=1&b\_c"})
    text = str(Apa().format_entry("", entry).text)
    assert text == "T. (n.d.). https://a.b/~x_y%20z?a=1&b_c"


def test_numbers_are_known() -> None:
    assert [ordinal(one) for one in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 112th".split()
    )
    assert [is_numeric(one) for one in ("12", "3a", "3-5", "S1", "abs/2205", "")] == (
        [True, True, True, True, False, False]
    )
    assert [is_several(one) for one in ("5", "5-6", "5, 7", "e5")] == [False, True, True, False]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2020", "2020"),
        ("2020-05", "May 2020"),
        ("2020-05-03", "May 3, 2020"),
        ("2020-05-03/2020-05-07", "May 3–7, 2020"),
        ("2020-05-30/2020-06-02", "May 30–June 2, 2020"),
        ("2020-12-31/2021-01-02", "December 31, 2020–January 2, 2021"),
        ("2019/2021", "2019–2021"),
        ("2019/", "2019–"),
        ("2020-21", "Spring 2020"),
        ("-0043", "44 BC"),
        ("0476", "476 AD"),
        ("soon", ""),
    ],
)
def test_dates_say_once_what_their_ends_share(written: str, text: str) -> None:
    assert DateForm()(read_date(written)) == text


@pytest.mark.parametrize("style", [Apa, Mla])
def test_works_are_told_apart_in_time_that_grows_with_them(style: type[Apa | Mla]) -> None:
    people = [Person("Roe, Ann"), Person("Li, Wei"), Person("Doe, Jo"), Person("Poe, Ed")]

    def told_apart(size: int) -> None:
        entries = [
            Entry("book", fields={"title": f"T{one}", "year": "2020"}, persons={"author": people})
            for one in range(size)
        ]
        style().distinctions(entries)

    assert_linear(told_apart, 1000)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ann. Bot. Moss", "Ann Bot Moss"),
        ("Ann.Bot.", "Ann Bot"),
        ("arXiv preprint arXiv:2101.00001", "arXiv preprint arXiv:210100001"),
        ("moss.example", "moss.example"),
        ("Vol. 2.", "Vol 2"),
    ],
)
def test_points_of_abbreviations_part_no_words(written: str, shown: str) -> None:
    assert str(rich(unpointed(field_run(written)))) == shown
