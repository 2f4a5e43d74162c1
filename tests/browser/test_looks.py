"""What a list looks like whatever a theme says, and where another plugin shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.slow

_TAKE_ARROWS_OFF = """() => {
  const theme = new CSSStyleSheet();
  theme.replaceSync('select { appearance: none }');
  document.adoptedStyleSheets = [theme];
}"""
# As mkdocs-print-site does it, which makes what has an id or a name single on its page.
_RENAME_FIELD = """bar => {
  bar.hidden = true;
  bar.querySelector('[type=search]').name = 'papers-q';
  new PubsBar(bar, 1);
}"""
_WIDTHS = "cells => cells.map(cell => cell.getBoundingClientRect().width)"
_ARROWS = "folds => folds.map(fold => getComputedStyle(fold, '::after').content)"


def test_fields_to_choose_from_keep_their_arrows(window: Window) -> None:
    page = window.open()
    page.evaluate(_TAKE_ARROWS_OFF)
    expect(page.locator(".pubs-bar select").first).to_have_css("appearance", "auto")


def test_a_bar_comes_up_where_its_field_has_another_name(window: Window) -> None:
    page = window.open()
    page.locator(".pubs-bar").evaluate(_RENAME_FIELD)
    expect(page.locator(".pubs-bar")).to_be_visible()
    assert window.errors == []


def test_links_take_less_room_in_a_table_than_venues(window: Window) -> None:
    page = window.open("table/")
    if window.setting.width > 600:
        heads = page.locator("table:has(th:nth-child(4))").first.locator("th")
        _, publication, venue, links = heads.evaluate_all(_WIDTHS)
        assert publication > venue > links


def test_paper_has_no_arrows_and_no_ways_about_the_page(window: Window) -> None:
    try:
        page = window.open("two/")
        page.emulate_media(media="print")
        assert set(page.locator(".pubs-group > summary").evaluate_all(_ARROWS)) == {"none"}
        page = window.open("citing/")
        assert page.locator(".pubs-mentions").count() > 0
        expect(page.locator(".pubs-mentions").filter(visible=True)).to_have_count(0)
    finally:
        window.page.emulate_media(media="screen")
