"""A large list in a browser: what it leaves to files comes when it is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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
    article = page.locator("article:target")
    expect(article.locator(".pubs-abstract-text")).to_be_visible()
    expect(article.locator(".pubs-bibtex")).to_be_visible()
    article.get_by_role("link").first.click()
    expect(page.locator(".pubs-item:target")).to_be_visible()


def test_from_a_disk_the_link_leads_there(window: Window) -> None:
    page = window.page
    page.goto((window.folder / "large" / "index.html").as_uri())
    page.locator('.pubs-item[data-key="curie1904"]').get_by_role("link", name="Abstract").click()
    expect(page.locator("article:target .pubs-abstract-text")).to_be_visible()


def test_the_bar_finds_what_the_page_shows(window: Window) -> None:
    page = window.open("large/?pubs-q=curie")
    assert page.locator(".pubs-item:visible").count() > 0
    assert page.locator(".pubs-item:visible").count() < page.locator(".pubs-item").count()
