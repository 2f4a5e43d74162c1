"""A large list in a browser: what it leaves to files comes when it is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.slow


def test_a_panel_comes_from_its_file_and_the_others_with_it(window: Window) -> None:
    page = window.open("large/")
    item = page.locator('.pubs-item[data-key="curie1904"]')
    assert item.locator(".pubs-panel").count() == 0
    item.get_by_role("link", name="Abstract").click()
    expect(item.locator(".pubs-abstract-text")).to_be_visible()
    expect(item.locator(".pubs-bibtex")).to_be_hidden()
    assert item.locator(".pubs-aside").count() == 0
    expect(item.locator(".pubs-abstract > summary")).to_be_focused()
    item.get_by_text("BibTeX").click()
    item.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@")
    assert page.url.endswith("large/")
    assert window.errors == []


def test_without_scripts_links_lead_to_all_panels_open(window_without_scripts: Window) -> None:
    page = window_without_scripts.open("large/")
    page.locator('.pubs-item[data-key="curie1904"]').get_by_role("link", name="BibTeX").click()
    item = page.locator(".pubs-item:target")
    expect(item.locator(".pubs-abstract-text")).to_be_visible()
    expect(item.locator(".pubs-bibtex")).to_be_visible()
    page.get_by_role("link", name="Publications").click()
    expect(page.get_by_role("heading", name="Large")).to_be_visible()


def test_from_a_disk_the_link_leads_there(window: Window) -> None:
    page = window.page
    page.goto((window.folder / "large" / "index.html").as_uri())
    page.locator('.pubs-item[data-key="curie1904"]').get_by_role("link", name="Abstract").click()
    expect(page.locator(".pubs-item:target .pubs-abstract-text")).to_be_visible()


def test_the_bar_finds_what_the_page_shows(window: Window) -> None:
    page = window.open("large/?pubs-q=curie")
    assert page.locator(".pubs-item:visible").count() > 0
    assert page.locator(".pubs-item:visible").count() < page.locator(".pubs-item").count()


def _shown(page: Page) -> list[str | None]:
    items = page.locator(".pubs-item").all()
    return [one.get_attribute("data-key") for one in items if one.is_visible()]


def test_lists_come_when_they_come_into_view(window: Window) -> None:
    page = window.open("many/")
    waiting = page.locator(".pubs-waiting").count()
    assert waiting
    assert page.locator("#pub-many0").count() == 0
    page.locator("#pubs-1800").scroll_into_view_if_needed()
    item = page.locator("#pub-many0")
    expect(item.locator(".pubs-title")).to_have_text("Number 0")
    item.get_by_text("Abstract").click()
    expect(item.locator(".pubs-abstract-text")).to_have_text("Of 0.")
    assert 0 < page.locator(".pubs-waiting").count() < waiting
    assert window.errors == []


def test_the_bar_finds_what_is_not_on_the_page_yet(window: Window) -> None:
    page = window.open("many/")
    box = page.locator(".pubs-bar [name=q]")
    box.click()
    box.press_sequentially('"number 7"')
    expect(page.locator(".pubs-bar output")).to_have_text("11 of 330")
    page.locator("#pubs-1800").scroll_into_view_if_needed()
    expect(page.locator("#pub-many7")).to_be_visible()
    assert set(_shown(page)) <= {f"many{n}" for n in (7, *range(70, 80))}
    assert page.locator("#pubs-1801").is_hidden()
    page.wait_for_url("**/many/?pubs-q=%22number+7%22")
    page.reload()
    page.locator("#pubs-1800").scroll_into_view_if_needed()
    expect(page.locator("#pub-many7 .pubs-title")).to_have_text("Number 7")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".pubs-bar output")).to_have_text("330 of 330")
    assert window.errors == []


def test_the_facets_of_a_large_list_know_all_of_it(window: Window) -> None:
    page = window.open("many/")
    facet = page.get_by_label("Author")
    facet.focus()
    expect(facet.locator("option", has_text="(165)")).to_have_count(2)
    facet.select_option("Ann Doe")
    expect(page.locator(".pubs-bar output")).to_have_text("165 of 330")


@pytest.mark.parametrize("name", ["pub-many3", "many3", "many%33"])
def test_a_link_leads_to_what_is_not_on_the_page_yet(name: str, window: Window) -> None:
    page = window.open(f"many/#{name}")
    marked = page.locator(".pubs-marked .pubs-title")
    expect(marked).to_have_text("Number 3", timeout=15_000)
    expect(marked).to_be_in_viewport()
    page.evaluate("location.hash = 'many200'")
    expect(marked).to_have_text("Number 200", timeout=15_000)
    expect(marked).to_be_in_viewport()
    assert window.errors == []


def test_on_paper_and_without_scripts_links_lead_to_the_lists(
    window: Window, window_without_scripts: Window
) -> None:
    page = window.open("many/")
    page.emulate_media(media="print")
    link = page.locator(".pubs-rest a").last
    assert link.is_visible()
    page.emulate_media(media="screen")
    page = window_without_scripts.open("many/")
    page.locator(".pubs-rest a").last.click()
    expect(page.locator("section:target #pub-many0 .pubs-abstract-text")).to_be_visible()


def test_from_a_disk_links_lead_to_the_lists(window: Window) -> None:
    page = window.page
    page.goto((window.folder / "many" / "index.html").as_uri())
    assert page.locator(".pubs-bar").is_hidden()
    page.locator(".pubs-rest a").last.click()
    expect(page.locator("#pub-many0 .pubs-abstract-text")).to_be_visible()


def test_where_a_policy_forbids_to_fetch_links_lead_to_the_lists(strict_window: Window) -> None:
    page = strict_window.open("many/#many3")
    page.locator("#pubs-1800").scroll_into_view_if_needed()
    page.locator(".pubs-rest a").last.click()
    expect(page.locator("#pub-many0 .pubs-abstract-text")).to_be_visible()
    page.go_back()
    page.locator(".pubs-bar [name=q]").focus()
    expect(page.locator(".pubs-bar")).to_be_hidden()
