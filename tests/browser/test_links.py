"""Links to a publication, by its id or its BibTeX key."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import COUNT, Window
from tests.browser.reading import keys, search

pytestmark = pytest.mark.slow

KEYS = ["10012548", "moebius/größe:1827", "50%off"]


def marked(page: Page) -> list[str]:
    """Return the keys of the publications that are marked and in view."""
    page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => done(true)))")
    found: list[str] = page.locator(".pubs-marked").evaluate_all(
        """elements => elements.filter(one => {
             const box = one.getBoundingClientRect();
             return box.top >= 0 && box.bottom <= innerHeight;
           }).map(one => one.dataset.key)"""
    )
    return found


def test_a_key_leads_to_its_publication(window: Window) -> None:
    page = window.open("papers/#noether1918")
    assert marked(page) == ["noether1918"]
    for key in KEYS:
        for written in (key, quote(key, safe="")):
            page.evaluate("written => { location.hash = written; }", written)
            assert marked(page) == [key]
    assert window.errors == []


def test_an_id_leads_to_its_publication(window: Window) -> None:
    page = window.open("papers/#pub-hopper1952")
    assert marked(page) == ["hopper1952"]
    assert page.locator(".pubs-item:target").get_attribute("data-key") == "hopper1952"


def test_without_scripts_the_whole_tint_is_in_view(window_without_scripts: Window) -> None:
    page = window_without_scripts.open("papers/#pub-hopper1952")
    tint = page.locator(".pubs-item:target").evaluate(
        """item => item.getBoundingClientRect().top
           - parseFloat(getComputedStyle(item).fontSize) / 2
           - (document.querySelector('header, .navbar')?.getBoundingClientRect().bottom ?? 0)"""
    )
    assert 0 <= tint < 50


def test_a_link_shows_what_a_filter_hid(window: Window) -> None:
    page = window.open("papers/?pubs-q=curie#lovelace1843")
    assert marked(page) == ["lovelace1843"]
    assert len(keys(page)) == COUNT
    page.wait_for_url("**/papers/#lovelace1843")
    search(page, "curie")
    page.wait_for_url("**/papers/?pubs-q=curie")
    page.evaluate("location.hash = 'lovelace1843'")
    assert marked(page) == ["lovelace1843"]
    page.evaluate("location.hash = 'pub-curie1904'")
    assert marked(page) == ["curie1904"]
    page.go_back()
    assert marked(page) == ["lovelace1843"]


def test_a_link_opens_the_group_of_its_publication(window: Window) -> None:
    page = window.open("two/#kovalevskaya1874")
    assert marked(page) == ["kovalevskaya1874"]
    assert window.errors == []


def test_a_link_from_another_page_leads_there(window: Window) -> None:
    page = window.open("")
    page.get_by_role("link", name="the notes").click()
    page.wait_for_selector(".pubs-marked")
    assert page.url.endswith("/papers/#lovelace1843")
    assert marked(page) == ["lovelace1843"]
    search(page, "curie")
    assert len(keys(page)) == 4
    page.wait_for_url("**?pubs-q=curie*")
    page.go_back()
    page.go_back()
    page.wait_for_selector("text=See the notes")
    page.go_forward()
    page.wait_for_selector(".pubs-marked")
    assert len(keys(page)) == COUNT
    assert window.errors == []


def test_other_hashes_mark_nothing(window: Window) -> None:
    page = window.open("papers/#%")
    assert marked(page) == []
    for other in ("nosuch", "%E0%A4%A", "__search", ""):
        page.evaluate("other => { location.hash = other; }", other)
        assert marked(page) == []
    assert len(keys(page)) == COUNT
    assert window.errors == []


def test_a_percent_sign_in_an_address_stops_no_script(window: Window) -> None:
    for page in ("papers/", "citing/", "large/"):
        window.open(f"{page}#50%")
        assert window.errors == []
