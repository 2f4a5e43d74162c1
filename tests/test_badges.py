"""Venues, their colours, and the text that is readable on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from mkdocs_pubs.badges import read_venues
from mkdocs_pubs.badges.colours import _NAMED, BLACK, READABLE, VISIBLE, WHITE, Colour, read_colour
from mkdocs_pubs.cli import main
from mkdocs_pubs.links import safe_url
from tests.bare_project import BLOCK, built, write_project
from tests.conftest import SiteBuilder, write_files

PAPERS = "@misc{a, title = {A}, year = 2020, abbr = {TIDE}}\n"


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#b509ac", "#b509ac"),
        ("#B0A", "#bb00aa"),
        (" Teal ", "#008080"),
        ("rgb(181, 9, 172)", "#b509ac"),
        ("rgb(181 9 300)", "#b509ff"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(480deg 100% 25%)", "#008000"),
    ],
)
def test_a_colour_is_read(written: str, colour: str) -> None:
    assert str(read_colour(written)) == colour


@pytest.mark.parametrize(
    "written",
    [
        "",
        "#12345",
        "#12345678",
        "rgb(1,2)",
        "rgba(1,2,3,.5)",
        "tea",
        "var(--x)",
        "url(x)",
        "red;}",
        "red}a{",
    ],
)
def test_what_is_no_opaque_colour_is_none(written: str) -> None:
    assert read_colour(written) is None


@pytest.mark.parametrize(
    ("one", "other", "contrast"), [(WHITE, BLACK, 21), (WHITE, Colour(0x76, 0x76, 0x76), 4.54)]
)
def test_contrast_is_that_of_wcag(one: Colour, other: Colour, contrast: float) -> None:
    assert round(one.contrast(other), 2) == round(other.contrast(one), 2) == contrast


def test_text_is_readable_on_any_colour_in_both_modes() -> None:
    for red in range(0, 256, 15):
        for green in range(0, 256, 15):
            for blue in range(0, 256, 15):
                light = Colour(red, green, blue)
                dark = light.on_dark
                assert light.contrast(light.text) >= READABLE
                assert dark.contrast(dark.text) >= READABLE
                assert dark.contrast(Colour(0x1E, 0x21, 0x29)) >= VISIBLE


def test_a_colour_that_is_seen_on_dark_pages_stays_as_it_is() -> None:
    gold = Colour(0xDA, 0xA5, 0x20)
    assert gold.on_dark == gold
    assert gold.text == BLACK


@pytest.mark.slow
def test_named_colours_are_those_of_browsers(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>x</p>")
    found = page.locator("p").evaluate(
        "(p, names) => names.map(n => { p.style.color = ''; p.style.color = n;"
        " return getComputedStyle(p).color; })",
        sorted(_NAMED),
    )
    for name, shown in zip(sorted(_NAMED), found, strict=True):
        parts = [int(part) for part in re.findall(r"\d+", shown)]
        assert Colour(*parts) == read_colour(name), name
    page.close()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"A": "https://example.org"}, "'A' has no mapping with a url or a color"),
        ({"A": {"colour": "red"}}, "'A' has a field 'colour' that means nothing; did you mean 'co"),
        ({"A": {"x": "red"}}, "'A' has a field 'x' that means nothing; there are url, color"),
        ({"A": {"url": ["x"]}}, "'A' has no text as its url"),
        ({"A": {"url": "javascript:x"}}, "'A' has a url that is no safe address: 'javascript:x'"),
        ({"A": {"color": ""}}, "'A' has an empty color; what begins with '#' stands in quotes"),
        ({"A": {"color": "red;x"}}, "'A' has a color that is none, such as '#b509ac' or 'teal':"),
    ],
)
def test_what_is_wrong_with_venues_is_told(table: dict[str, object], problem: str) -> None:
    _, (told,) = read_venues(table, safe_url)
    assert told.startswith(problem)


def test_venues_that_are_alike_have_rules_of_their_own() -> None:
    table = {"C++": {"color": "red"}, "C": {"color": "navy"}, "王": {}, "} x {": {"color": "#fff"}}
    venues, problems = read_venues(table, safe_url)
    assert not problems
    classes = re.findall(r"^\.pubs \.pubs-badge\.(\S+) \{$", venues.style_sheet, re.MULTILINE)
    assert classes == ["pubs-venue-c", "pubs-venue-c-2", "pubs-venue-x"]
    assert venues.style_sheet.count("{") == venues.style_sheet.count("}") == 3
    navy = venues.style_sheet.split("}")[1]
    assert "background: #000080;" in navy
    assert "background: light-dark(#000080, #6666b3);" in navy


def test_the_colours_are_a_style_sheet_of_the_site(build_site: SiteBuilder) -> None:
    config = {"plugins": [{"pubs": {"bibliography": "papers.bib", "venues": "venues.yml"}}]}
    files = {"papers.bib": PAPERS, "venues.yml": "TIDE: {color: '#0b6e8f'}"}
    site = build_site(config, {"index.md": BLOCK, "a/b.md": BLOCK}, files)
    assert site.returncode == 0
    for page in ("index.md", "a/b.md"):
        html = site.html(page)
        assert html.index("pubs/pubs.css") < html.index("pubs/venues.css") < html.index("</head>")
        assert "style=" not in html[html.index("pubs-item") :][:500]
    sheet = (site.folder / "assets/pubs/venues.css").read_text(encoding="utf-8")
    assert "background: #0b6e8f;" in sheet


def test_venues_may_change_between_builds(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib, venues: venues.yml")
    write_files(tmp_path, {"papers.bib": PAPERS, "venues.yml": "TIDE: {color: red}"})
    sheet = tmp_path / "site/assets/pubs/venues.css"
    built(tmp_path, strict=True)
    assert "#ff0000" in sheet.read_text(encoding="utf-8")
    write_files(tmp_path, {"venues.yml": "TIDE: {color: redd}"})
    site = built(tmp_path)
    assert "cannot use venues" in site.log
    assert "'TIDE' has a color that is none" in site.log
    assert "#ff0000" in sheet.read_text(encoding="utf-8")
    write_files(tmp_path, {"venues.yml": "TIDE: {url: 'https://example.org'}"})
    assert '<a class="pubs-badge pubs-venue-tide" href="https' in built(tmp_path).html()
    assert not sheet.exists()


def test_the_command_line_writes_the_colours(tmp_path: Path) -> None:
    write_files(tmp_path, {"papers.bib": PAPERS, "venues.yml": "TIDE: {color: navy}"})
    venues = ("--venues", str(tmp_path / "venues.yml"))
    done = CliRunner().invoke(main, ["assets", str(tmp_path / "out"), *venues])
    assert done.exit_code == 0, done.output
    assert "#000080" in (tmp_path / "out/venues.css").read_text(encoding="utf-8")
    done = CliRunner().invoke(main, ["render", str(tmp_path / "papers.bib"), *venues])
    assert done.output.index("background: #000080;") < done.output.index("</head>")
    assert '<span class="pubs-badge pubs-venue-tide">TIDE</span>' in done.output
    write_files(tmp_path, {"venues.yml": "TIDE: {color: nvy}"})
    done = CliRunner().invoke(main, ["assets", str(tmp_path / "out"), *venues])
    assert done.exit_code == 1
    assert "'TIDE' has a color that is none" in done.output
