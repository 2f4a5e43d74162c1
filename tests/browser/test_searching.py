"""The bar: search, facets, groupings, and the address that holds them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COUNT, Window
from tests.browser.reading import (
    assert_shown,
    below_bar,
    choices,
    choose,
    facet,
    headings,
    keys,
    said,
    search,
)

pytestmark = pytest.mark.slow

CURIES = ["curie1911", "curie1904", "50%off"]
QUERIES = {
    "radiation CURIE": CURIES,
    "minerals rare": ["curie1904"],
    '"rare minerals"': ["curie1904"],
    '"minerals rare"': [],
    "“Two-Body Problem”": ["curie1904", "50%off"],
    "two–body": ["curie1904", "50%off"],
    "mobius": ["moebius/größe:1827"],
    "MÖBIUS grosse": ["moebius/größe:1827"],
    "lukasiewicz sorensen celik o'neill inigo": ["moebius/größe:1827"],
    "loom": ["lovelace1843"],
    "conservation": ["noether1918"],
    "nachrichten": ["tocome", "noether1918"],
    "l'étendue": ["germain1826"],
    "no such words": [],
}


def test_search_finds_what_people_mean(window: Window) -> None:
    page = window.open()
    assert said(page) == f"{COUNT} of {COUNT}"
    for query, found in QUERIES.items():
        search(page, query)
        assert keys(page) == found, query
        assert said(page) == (f"{len(found)} of {COUNT}" if found else "Nothing found")
    assert window.errors == []


def test_a_numbered_list_hides_what_is_not_found(window: Window) -> None:
    page = window.open("numbered/")
    search(page, "curie chemistry")
    assert keys(page) == ["curie1904", "curie1911"]
    search(page, "")
    assert len(keys(page)) == COUNT
    assert window.errors == []


def test_headings_go_with_their_publications(window: Window) -> None:
    page = window.open()
    contents = page.locator("li:not([hidden]) > a[href$='#pubs-1904']")
    entries = contents.count()
    assert entries
    search(page, "curie")
    assert headings(page) == ["1983", "1911", "1904", "1903"]
    assert contents.count() == entries
    search(page, "loom")
    assert headings(page) == ["1843"]
    assert contents.count() == 0
    page.get_by_role("button", name="Reset").click()
    assert len(keys(page)) == COUNT
    assert contents.count() == entries


def test_facets_count_what_the_others_leave(window: Window) -> None:
    page = window.open()
    assert choices(page, "Type") == [
        "Journal articles (8)",
        "Conference papers (2)",
        "Books (1)",
        "PhD theses (1)",
        "Miscellaneous (1)",
    ]
    assert choices(page, "Year")[:2] == ["Forthcoming (1)", "1983 (1)"]
    assert choices(page, "Year")[-1] == "Undated (1)"
    assert choices(page, "Author")[:2] == ["Emmy Noether (4)", "Marie Curie (4)"]
    assert choices(page, "Selected") == ["Selected (2)"]
    choose(page, "Author", "Marie Curie (4)")
    assert keys(page) == ["10012548", *CURIES]
    assert choices(page, "Keyword") == ["radiation (3)", "chemistry (2)"]
    assert choices(page, "Venue") == [
        "Acta (1)",
        "Proceedings of the Two-Body Problem (2)",
        "Verlag (1)",
    ]
    choose(page, "Keyword", "chemistry (2)")
    assert keys(page) == ["curie1911", "curie1904"]
    assert choices(page, "Author") == ["Marie Curie (2)", "Pierre Curie (1)"]


def test_the_address_holds_what_is_shown(window: Window) -> None:
    page = window.open("papers/?other=1")
    everything = keys(page)
    choose(page, "Type", "Conference papers (2)")
    search(page, "rare")
    assert keys(page) == ["curie1904"]
    page.wait_for_url("**pubs-q=rare")
    address = page.evaluate("location.href")
    assert "other=1" in address
    assert "pubs-type=conference-papers" in address
    assert "pubs-q=rare" in address
    page.go_back()
    assert_shown(page, ["curie1904", "50%off"])
    expect(facet(page, "Type")).to_have_value("conference-papers")
    page.go_back()
    assert_shown(page, everything)
    page.go_forward()
    page.go_forward()
    assert_shown(page, ["curie1904"])
    page.reload()
    assert_shown(page, ["curie1904"])
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(address.partition("?")[0] + "?other=1")
    assert window.errors == []


def test_an_address_that_makes_no_sense_shows_everything(window: Window) -> None:
    page = window.open("papers/?pubs-year=1666&pubs-group=nosuch&pubs-q=&pubs-author=Nobody")
    assert len(keys(page)) == COUNT
    assert window.errors == []


def test_each_list_has_a_state_of_its_own(window: Window) -> None:
    page = window.open("two/?pubs-venue=acta&pubs2-q=curie")
    first, second = ".pubs >> nth=0", ".pubs >> nth=1"
    assert keys(page, first) == ["curie1911", "moebius/größe:1827", "germain1821"]
    assert sorted(keys(page, second)) == sorted(["10012548", *CURIES])
    search(page, "germain", bar=1)
    assert len(keys(page, first)) == 3
    page.wait_for_url("**?pubs-venue=acta&pubs2-q=germain")
    assert window.errors == []


def test_groups_open_for_what_is_found(window: Window) -> None:
    page = window.open("two/")
    assert keys(page, ".pubs >> nth=1") == []
    search(page, "radium", bar=1)
    assert keys(page, ".pubs >> nth=1") == ["curie1911"]


def test_the_bar_works_by_keyboard(window: Window) -> None:
    page = window.open()
    box = page.locator(".pubs-bar [type=search]")
    box.focus()
    page.keyboard.type("curie")
    page.keyboard.press("Enter")
    assert len(keys(page)) == 4
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Reset")).to_be_focused()
    page.keyboard.press("Tab")
    expect(facet(page, "Year")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert keys(page) == ["10012548"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    assert len(keys(page)) == COUNT


def test_a_page_is_grouped_anew_and_back(window: Window) -> None:
    page = window.open()
    group = facet(page, "Group by")
    before = below_bar(page)
    group.select_option(label="Group by: Venue")
    assert headings(page) == [
        "Acta",
        "Annales",
        "Göttingen",
        "Nachrichten",
        "Proceedings of the Two-Body Problem",
        "Verlag",
        "Other",
    ]
    assert len(keys(page)) == COUNT
    assert page.locator("#pubs-acta").evaluate("one => one.localName") == "h2"
    page.wait_for_url("**?pubs-group=venue")
    search(page, "germain")
    assert headings(page) == ["Acta", "Annales"]
    page.get_by_role("button", name="Reset").click()
    group.select_option(label="Group by: Type")
    assert headings(page)[:2] == ["Journal articles", "Conference papers"]
    group.select_option(label="Group by: Year")
    assert below_bar(page) == before
    page.go_back()
    expect(page.locator(".pubs h2").first).to_contain_text("Journal articles")
    assert window.errors == []


def test_what_is_found_is_marked(window: Window) -> None:
    page = window.open()
    search(page, "curie rare")
    marked = page.evaluate(
        "[...CSS.highlights.get('pubs')].map(({startContainer, startOffset, endOffset}) =>"
        " startContainer.data.slice(startOffset, endOffset))"
    )
    assert sorted({text.lower() for text in marked}) == ["curie", "rare"]
    search(page, " ")
    assert page.evaluate("CSS.highlights.get('pubs').size") == 0


def test_a_table_is_filtered_too(window: Window) -> None:
    page = window.open("table/")
    assert page.get_by_label("Group by").count() == 0
    search(page, "curie")
    assert keys(page) == ["10012548", *CURIES]
