"""The example site builds without a warning in every theme, and works in a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import EXAMPLE_SITE, BuiltSite, build_project, require_browser

THEMES = ("material", "mkdocs", "readthedocs")
PAGES: Mapping[str, int] = {
    "index.md": 20,
    "choosing.md": 14,
    "grouping.md": 16,
    "lists.md": 27,
    "pages.md": 4,
    "searching.md": 22,
    "styles.md": 6,
    "gallery.md": 110,
    "languages.md": 12,
    "beside.md": 19,
    "taking.md": 5,
    "citing.md": 13,
    "across.md": 0,
    "notes.md": 2,
}
"""How many publications each page shows."""

EXAMPLE = re.compile(r"^````markdown\n(.*?)\n````\n\n(.*?\n```)$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the example site in a theme; all else is as it is."""
    folder = tmp_path_factory.mktemp(request.param) / "example"
    shutil.copytree(EXAMPLE_SITE, folder, ignore=shutil.ignore_patterns("site"))
    derived = folder / "derived.yml"
    derived.write_text(f"INHERIT: mkdocs.yml\ntheme:\n  name: {request.param}\n")
    return build_project(derived)


def test_it_builds_without_a_warning(site: BuiltSite) -> None:
    assert site.returncode == 0, site.log
    assert "WARNING" not in site.log


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_publications(site: BuiltSite, page: str) -> None:
    assert site.count("pubs-item", page) == PAGES[page]


def test_years_are_in_the_table_of_contents(site: BuiltSite) -> None:
    html = site.html()
    for year in (2018, 2019, 2020, 2021, 2023, 2024, 2025):
        assert f'id="pubs-{year}"' in html
        assert f'href="#pubs-{year}"' in html


@pytest.mark.parametrize("page", sorted(PAGES.keys() - {"index.md"}))
def test_the_source_shown_is_the_source_of_the_list(page: str) -> None:
    text = (EXAMPLE_SITE / "docs" / page).read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("\n## ")
    for shown, used in examples:
        assert shown == used


@pytest.mark.slow
def test_the_page_works_in_a_browser(site: BuiltSite, browser: Browser) -> None:
    page = opened(browser, site.folder / "index.html")
    items = page.locator(".pubs-item")
    assert items.count() == PAGES["index.md"]
    assert items.first.is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.html", "lists/index.html"])
def test_the_page_is_no_wider_than_a_phone(site: BuiltSite, browser: Browser, name: str) -> None:
    page = opened(browser, site.folder / name, width=360)
    lists = page.locator(".pubs")
    for index in range(lists.count()):
        assert lists.nth(index).evaluate("list => list.scrollWidth <= list.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
def test_a_closed_group_opens_for_whom_a_link_leads_into_it(
    site: BuiltSite, browser: Browser
) -> None:
    page = opened(browser, site.folder / "lists/index.html")
    groups = page.locator(".pubs-group")
    assert groups.locator("nth=0").get_attribute("open") is None
    item = groups.locator(".pubs-item").last
    page.evaluate("id => { location.hash = id; }", item.get_attribute("id"))
    item.locator(".pubs-title").wait_for(state="visible")
    assert [group.get_attribute("open") is None for group in groups.all()[:-1]] == [True] * 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "found"),
    [("pubs-2019", "2019/#pubs-2019"), ("xu2018deep", "2018/#pub-xu2018deep")],
)
def test_links_to_a_list_that_was_split_lead_on(
    site: BuiltSite, browser: Browser, asked: str, found: str
) -> None:
    page = opened(browser, site.folder / "pages/index.html")
    page.evaluate("hash => { location.hash = hash; }", asked)
    page.wait_for_url(f"**/pages/{found}")


@pytest.mark.slow
def test_a_citation_is_followed_there_and_back_by_keyboard(
    site: BuiltSite, browser: Browser
) -> None:
    page = opened(browser, site.folder / "citing/index.html")
    there = page.locator(".pubs-cite a").first
    there.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#pub-marlow2023bells"
    page.locator(".pubs-item:target .pubs-mentions a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#pubs-cite"
    assert page.locator(".pubs-cite:target").get_by_text("Marlow").is_visible()


@pytest.mark.slow
def test_citations_and_references_shut_nobody_out(site: BuiltSite, browser: Browser) -> None:
    page = opened(browser, site.folder / "citing/index.html")
    # The colour of links among text is the theme's, for citations as for all others.
    of_theme = {rule: {"enabled": False} for rule in ("color-contrast", "link-in-text-block")}
    for context, rules in ((".pubs", {}), (".pubs-cite", of_theme)):
        options = {"resultTypes": ["violations"], "rules": rules}
        found = Axe().run(page, context=context, options=options).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.slow
def test_a_click_on_a_heading_opens_its_group(site: BuiltSite, browser: Browser) -> None:
    page = opened(browser, site.folder / "lists/index.html")
    group = page.locator(".pubs-group").first
    assert not group.locator(".pubs-title").first.is_visible()
    group.locator("summary > h3").click(position={"x": 5, "y": 5})
    assert group.locator(".pubs-title").first.is_visible()


@pytest.mark.slow
def test_a_column_of_the_chart_leads_to_its_year(site: BuiltSite, browser: Browser) -> None:
    page = opened(browser, site.folder / "lists/index.html")
    page.get_by_role("link", name="2018: 1 publication").click()
    page.wait_for_url("**#pubs-2018")
    assert page.locator("#pubs-2018").is_visible()


@pytest.mark.slow
def test_a_table_of_publications_has_its_heads_where_it_has_room(
    site: BuiltSite, browser: Browser
) -> None:
    for width, visible in ((1280, True), (360, False)):
        page = opened(browser, site.folder / "lists/index.html", width=width)
        table = page.locator(".pubs-table")
        heads = [one.strip() for one in table.locator("th").all_text_contents()]
        assert heads == ["Year", "Publication", "Venue", "Links"]
        assert table.locator("thead").is_visible() is visible


def test_a_missing_browser_fails_in_ci_and_skips_elsewhere() -> None:
    with pytest.raises(pytest.fail.Exception, match="must not skip"):
        require_browser(None, in_ci=True)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        require_browser(None, in_ci=False)


def opened(browser: Browser, file: Path, *, width: int = 1280) -> Page:
    """Open a page of a built site as a reader without a network sees it."""
    page = browser.new_page(viewport={"width": width, "height": 800}, offline=True)
    page.goto(file.as_uri())
    return page
