"""What holds of a page as a whole: nothing moves, nothing is barred, all is there on paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import COUNT, IN_ALL, Window
from tests.browser.reading import choose, headings, keys, search

pytestmark = pytest.mark.slow

PAGES = ["papers/", "two/", "table/"]
# On a phone the buttons of a row stand below its venue, which comes after them. A shift of a
# hundred-thousandth is a word that moves by some pixels (web-vitals calls a tenth good).
_MOVED = """() => new Promise(done => {
  const moved = [];
  const buttons = node => (node.closest ? node : node.parentElement)
    .closest('.pubs-table .pubs-links');
  const moves = ({node}) => node?.parentElement?.closest('.pubs')
    && !(innerWidth <= 600 && buttons(node));
  const place = rect => `${rect.x},${rect.y} ${rect.width}x${rect.height}`;
  const told = ({node, previousRect, currentRect}) => [
    node.parentElement.outerHTML.slice(0, 200), place(previousRect), place(currentRect)].join(' ');
  const add = list => list.getEntries().filter(({value}) => value > 1e-5).forEach(
    ({sources}) => moved.push(...sources.filter(moves).map(told)));
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(moved), 150);
})"""
_WIDER_THAN_CELLS = """links => links.filter(link => {
  const [own, cell] = [link, link.closest('td')].map(one => one.getBoundingClientRect());
  return own.right > cell.right + 1;
}).map(link => link.href)"""
_CUT_OFF = """facets => facets.filter(facet => {
  const pen = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(facet);
  const arrow = 20;
  const room = facet.clientWidth - 2 * parseFloat(style.paddingInlineStart) - arrow;
  pen.font = style.font;
  return pen.measureText(facet.options[0].label).width > room;
}).map(facet => facet.name)"""


@IN_ALL
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_nor_fails_nor_sticks_out(path: str, window: Window) -> None:
    page = window.open(path)
    if (window.setting.theme, path) != ("readthedocs", "table/"):  # its script styles all tables
        assert page.evaluate(_MOVED) == []
    assert page.locator(".pubs").evaluate_all(
        "lists => lists.every(list => list.scrollWidth <= list.clientWidth + 1)"
    )
    assert window.errors == []


@IN_ALL
@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out(path: str, window: Window) -> None:
    page = window.open(path)
    search(page, "curie")
    page.locator(".pubs-panel:visible > summary").evaluate_all(
        "summaries => summaries.forEach(one => one.click())"
    )
    assert _violations(page) == []


@IN_ALL
@pytest.mark.parametrize("path", ["citing/", "numbered/", "split/", "split/1918/"])
def test_nobody_is_shut_out_of_references_charts_and_parts(path: str, window: Window) -> None:
    assert _violations(window.open(path)) == []


def _violations(page: Page) -> list[tuple[str, list[str]]]:
    options = {"resultTypes": ["violations"]}
    found = Axe().run(page, context=".pubs", options=options).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def test_paper_has_no_bar_and_everybody(window: Window) -> None:
    page = window.open()
    page.locator(".pubs-source > summary").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".pubs-bar")).to_be_hidden()
    # Material opens all panels on paper, so that there those that readers opened cannot be told.
    opened = expect(page.locator(".pubs-bibtex").first)
    opened.to_be_visible(visible=window.setting.theme != "material")
    expect(page.locator(".pubs-copy").first).to_be_hidden()
    expect(page.locator(".pubs-author").filter(has_text="Peg O’Neill")).to_be_visible()
    assert len(keys(page)) == COUNT
    page.emulate_media(media="screen")


def test_paper_has_the_panels_that_the_options_name(window: Window) -> None:
    page = window.open()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".pubs-panel").count() > 1
    assert page.locator(".pubs-panel:not(.pubs-award) > :visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


def test_paper_has_whole_addresses(window: Window) -> None:
    page = window.open("table/")
    page.set_viewport_size({"width": 700, "height": 800})
    page.emulate_media(media="print")
    links = page.locator("td .pubs-link[data-kind=doi]")
    assert links.count() > 0
    assert links.evaluate_all(_WIDER_THAN_CELLS) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": window.setting.width, "height": 800})


@IN_ALL
def test_no_year_of_a_chart_is_cut_off(window: Window) -> None:
    pictures = window.open("numbered/").locator(".pubs-chart svg")
    assert pictures.count() > 0
    seen = pictures.evaluate_all("all => all.map(one => getComputedStyle(one).overflow)")
    assert set(seen) == {"visible"}


@IN_ALL
def test_what_may_be_searched_can_be_read(window: Window) -> None:
    """Browsers have one grey for it on light pages and dark ones."""
    field = window.open().locator("[type=search][name=q]")
    shown, written = field.evaluate(
        "one => ['::placeholder', null].map(part => getComputedStyle(one, part))"
        ".map(({color, opacity}) => [color, opacity])"
    )
    assert shown == written


@IN_ALL
@pytest.mark.parametrize("path", PAGES)
def test_no_name_of_a_facet_is_cut_off(path: str, window: Window) -> None:
    facets = window.open(path).locator(".pubs-bar select:not([name=group])")
    assert facets.count() > 2
    assert facets.evaluate_all(_CUT_OFF) == []


def test_without_scripts_all_is_there_but_the_bar(window_without_scripts: Window) -> None:
    page = window_without_scripts.open()
    assert page.locator(".pubs-item:visible").count() == COUNT
    expect(page.locator(".pubs-bar")).to_be_hidden()
    assert page.locator(".pubs-bar").bounding_box() is None
    one = page.locator('.pubs-item[data-key="curie1904"]')
    one.get_by_text("Abstract").click()
    expect(one.locator(".pubs-abstract-text")).to_be_visible()
    one.get_by_text("BibTeX").click()
    expect(one.locator(".pubs-bibtex")).to_be_visible()
    assert page.locator(".pubs-copy").count() == 0


def test_a_strict_policy_bars_nothing(strict_window: Window) -> None:
    page = strict_window.open("papers/?pubs-q=curie")
    assert len(keys(page)) == 4
    choose(page, "Type", "Books (1)")
    page.get_by_label("Group by").select_option("venue")
    assert headings(page) == ["Verlag"]
    page.locator(".pubs-source > summary").locator("visible=true").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".pubs-copy")).to_have_text("Copied")
    assert strict_window.errors == []
