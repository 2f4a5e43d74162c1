from __future__ import annotations

import pytest

from mkdocs_pubs.diagnostics import Code, Severity
from mkdocs_pubs.options import Button, Options, Years, read_options


def test_unknown_options_get_a_did_you_mean() -> None:
    options, (problem,) = read_options({"styel": "plain"})
    assert options == Options()
    assert problem.message == "unknown option 'styel'; did you mean 'style'?"
    assert problem.code is Code.UNKNOWN_OPTION


def test_wrong_values_change_nothing_and_all_are_told() -> None:
    options, problems = read_options(
        {
            "limit": "five",
            "selected": 1,
            "years": "soon",
            "heading_level": 7,
            "group_by": "a,b,c,d,e,f,g",
            "style": "plain",
        }
    )
    assert options == Options(style="plain")
    assert [problem.message for problem in problems] == [
        "option 'limit': expected a whole number, 0 or more",
        "option 'selected': expected true or false",
        "option 'years': expected years such as 2020, 2020-2024, 2020- or -2024",
        "option 'heading_level': expected a heading level from 1 to 6",
        "option 'group_by': expected at most 6 names, one for each level of headings",
    ]


def test_a_block_cannot_set_what_is_the_sites() -> None:
    _, (problem,) = read_options({"templates": "x"}, in_block=True)
    assert problem.message == "option 'templates' is for the whole site, not for a block"


def test_a_block_changes_only_what_it_names() -> None:
    site, _ = read_options({"style": "plain", "limit": 3})
    block, _ = read_options({"limit": 5, "where": None}, site, in_block=True)
    assert (block.style, block.limit, block.where) == ("plain", 5, "")


@pytest.mark.parametrize(
    ("written", "years"),
    [
        (2020, (Years(2020, 2020),)),
        ("2020-2024", (Years(2020, 2024),)),
        ("2020-", (Years(2020, None),)),
        ("-2015, 2020–2021", (Years(None, 2015), Years(2020, 2021))),
        ([2019, "2021-"], (Years(2019, 2019), Years(2021, None))),
    ],
)
def test_years(written: object, years: tuple[Years, ...]) -> None:
    options, problems = read_options({"years": written})
    assert not problems
    assert options.years == years


def test_lists_may_be_written_with_commas_but_names_may_not() -> None:
    options, _ = read_options({"group_by": "year, Type", "authors": "Xu, Yuhui", "keys": ["a"]})
    assert options.group_by == ("year", "type")
    assert options.authors == ("Xu, Yuhui",)
    assert options.keys == ("a",)


def test_severities_are_set_by_code() -> None:
    options, problems = read_options({"severity": {"duplicate-key": "ignore"}})
    assert not problems
    assert options.severity_of(Code.DUPLICATE_KEY) is Severity.IGNORE
    assert options.severity_of(Code.SYNTAX) is Severity.WARNING
    assert options.severity_of(Code.STYLE_FALLBACK) is Severity.INFO


@pytest.mark.parametrize(
    ("severity", "message"),
    [
        ({"duplicate-kay": "error"}, "unknown code 'duplicate-kay'; did you mean 'duplicate-key'?"),
        ({"syntax": "loud"}, "unknown severity 'loud'"),
        ("error", "expected a mapping of codes to error, warning, info or ignore"),
    ],
)
def test_wrong_severities_are_named(severity: object, message: str) -> None:
    _, (problem,) = read_options({"severity": severity})
    assert problem.message == f"option 'severity': {message}"


def test_buttons_are_names_and_mappings() -> None:
    written = ["DOI", "...", {"dataset": {"label": "Data", "icon": "📊", "url": "/d/{}?{year}"}}]
    options, problems = read_options({"buttons": written})
    assert not problems
    dataset = Button("dataset", "Data", "📊", "/d/{}?{year}")
    assert options.buttons == (Button("doi"), Button("..."), dataset)


@pytest.mark.parametrize(
    ("buttons", "message"),
    [
        ([["doi"], 1.5], "expected a text or a list of texts"),
        (["doi", {"doi": {"label": "D"}}], "'doi' is named twice"),
        ([{"x": "https://example.org"}], "expected 'x' to have a label, an icon or a url"),
        ([{"": {}}], "expected each button to have the name of a field"),
        ([{1: {}}], "expected '1' to have a label, an icon or a url"),
        ([{"x": {"lable": "X"}}], "unknown 'lable' of 'x'; did you mean 'label'?"),
        ([{"x": {"label": 1}}], "expected the label of 'x' to be a text"),
        ([{"x": {"url": "a/{}/{b.c}"}}], "expected the url of 'x' to have fields alone in its"),
        ([{"x": {"url": "a/{"}}], "expected the url of 'x' to have fields alone in its braces"),
    ],
)
def test_wrong_buttons_are_named(buttons: object, message: str) -> None:
    _, (problem,) = read_options({"buttons": buttons})
    assert problem.message.startswith(f"option 'buttons': {message}")


def test_a_block_names_styles_to_cite_in_but_no_classes() -> None:
    site, problems = read_options({"cite_styles": "plain, my.styles:Mine"})
    assert (site.cite_styles, problems) == (("plain", "my.styles:Mine"), ())
    _, (problem,) = read_options({"cite_styles": ["my.styles:Mine"]}, in_block=True)
    assert "in the site's configuration only" in problem.message


@pytest.mark.parametrize("option", ["people", "venues", "citation_counts"])
def test_a_mapping_that_holds_itself_is_refused(option: str) -> None:
    table: dict[str, object] = {}
    table["x"] = [table]
    options, (problem,) = read_options({option: table})
    assert options == Options()
    assert problem.reason == "expected at most 5 mappings and lists within each other"


@pytest.mark.parametrize(
    "option", ["bibliography", "templates", "csl_styles", "people", "venues", "cache"]
)
@pytest.mark.parametrize("path", ["a\0b", "\ud800"])
def test_what_no_file_can_be_called_is_refused(option: str, path: str) -> None:
    options, (problem,) = read_options({option: path})
    assert options == Options()
    assert problem.reason == "expected a path, and no file can have such a name"


def test_a_file_whose_name_is_not_in_utf_8_may_be_named() -> None:
    assert read_options({"bibliography": "\udcff.bib"})[0].bibliography == ("\udcff.bib",)


@pytest.mark.parametrize(
    "values",
    [
        {"undated_title": "\ud800"},
        {"highlight": ["\ud800"]},
        {"keywords": "\ud800"},
        {"legend": {"*": "\ud800"}},
        {"labels": {"search": "\ud800"}},
        {"buttons": [{"x": {"icon": "\ud800"}}]},
        {"buttons": [{"\ud800": {}}]},
    ],
)
def test_half_a_character_is_refused(values: dict[str, object]) -> None:
    options, (problem,) = read_options(values)
    assert options == Options()
    assert problem.message.endswith("expected a text of whole characters")


def test_a_huge_number_is_refused() -> None:
    assert read_options({"limit": 10**9})[0].limit == 10**9
    options, problems = read_options({"limit": 16**9999, "max_authors": 10**10})
    assert options == Options()
    assert {problem.reason for problem in problems} == {"expected a number up to 1,000,000,000"}
