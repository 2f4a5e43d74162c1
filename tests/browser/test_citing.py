"""Previews of references: by pointer and keyboard, to be put away, and for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Setting, Window

pytestmark = pytest.mark.slow

MATERIAL = Setting("material")
SOME = [MATERIAL, Setting("mkdocs", 390, "dark"), Setting("readthedocs", 390)]
"""Settings that differ in all."""

IN_SOME = pytest.mark.parametrize("window", SOME, indirect=True, ids=str)
OF_THEMES = {"color-contrast", "link-in-text-block"}
"""What axe says of every link in the text of some themes."""

BESIDE = {"x": 2, "y": 500}
"""Where nothing is."""


def cite(page: Page, nth: int = 0) -> Locator:
    """Return the link of a citation."""
    return page.locator(".pubs-cite a").nth(nth)


def preview(page: Page) -> Locator:
    """Return the preview that is shown."""
    return page.get_by_role("tooltip")


def faults(page: Page, *places: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong in some places, but for what themes do."""
    found = [
        one
        for place in places
        for one in Axe().run(page, context=place).response["violations"]
        if one["id"] not in OF_THEMES
    ]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@IN_SOME
def test_a_citation_that_is_pointed_at_shows_its_reference(window: Window) -> None:
    page = window.open("citing/")
    cite(page, 1).hover()
    expect(preview(page)).to_have_text(
        "Curie, M. (1911). Radium and the new concepts in chemistry. Acta."
    )
    expect(cite(page, 1)).to_have_attribute("aria-describedby", "pubs-peek")
    box, link = preview(page).bounding_box(), cite(page, 1).bounding_box()
    assert box is not None
    assert link is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window.setting.width
    assert box["y"] >= link["y"] + link["height"] or box["y"] + box["height"] <= link["y"]
    assert faults(page, ".pubs-peek") == []
    assert (
        page.locator("[id]").evaluate_all(
            "all => all.map(one => one.id).filter((id, nth, ids) => id && ids.indexOf(id) < nth)"
        )
        == []
    )
    preview(page).hover()
    page.wait_for_timeout(400)
    expect(preview(page)).to_be_visible()
    page.mouse.move(**BESIDE)
    expect(preview(page)).to_have_count(0)
    assert cite(page, 1).get_attribute("aria-describedby") is None
    assert window.errors == []


@IN_SOME
def test_a_citation_that_has_the_focus_shows_its_reference(window: Window) -> None:
    page = window.open("citing/")
    page.mouse.move(**BESIDE)
    cite(page).focus()
    expect(preview(page)).to_contain_text("Noether, E.")
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(cite(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(preview(page)).to_contain_text("Curie, M.")
    page.keyboard.press("Enter")
    expect(preview(page)).to_have_count(0)
    assert page.url.endswith("#pub-curie1911")


@IN_SOME
def test_a_note_is_shown_like_a_reference(window: Window) -> None:
    page = window.open("notes/")
    expect(page.locator(".footnote-ref")).to_have_text(["1", "2", "3"])
    cite(page, 1).focus()
    expect(preview(page)).to_contain_text("Noether")
    expect(preview(page)).to_contain_text("p. 2.")
    assert preview(page).locator("a, [id], [role]").count() == 0
    assert window.errors == []


@pytest.mark.parametrize("window", [MATERIAL], indirect=True, ids=str)
def test_what_is_on_another_page_is_named(window: Window) -> None:
    page = window.open("elsewhere/")
    title = cite(page).get_attribute("title")
    cite(page).focus()
    expect(preview(page)).to_have_text("Curie and Curie: Radiation from Rare Minerals")
    assert title == preview(page).text_content()
    assert cite(page).get_attribute("title") is None
    page.keyboard.press("Escape")
    expect(cite(page)).to_have_attribute("title", title)


@IN_SOME
def test_notes_bar_nobody(window: Window) -> None:
    assert faults(window.open("notes/"), ".footnote", ".pubs-cite") == []


@pytest.mark.parametrize("window", [MATERIAL], indirect=True, ids=str)
def test_previews_outlive_instant_navigation(window: Window) -> None:
    page = window.open("")
    page.get_by_role("link", name="citations").first.click()
    page.wait_for_url("**/citing/")
    cite(page).hover()
    expect(preview(page)).to_contain_text("Noether, E.")
    page.go_back()
    expect(preview(page)).to_have_count(0)
    assert window.errors == []


def test_previews_work_under_a_strict_policy(strict_window: Window) -> None:
    page = strict_window.open("citing/")
    cite(page).hover()
    expect(preview(page)).to_contain_text("Noether, E.")
    assert strict_window.errors == []


def test_without_scripts_a_citation_is_a_link(window_without_scripts: Window) -> None:
    page = window_without_scripts.open("citing/")
    cite(page, 1).click()
    assert page.url.endswith("#pub-curie1911")


@IN_SOME
def test_references_without_numbers_hang(window: Window) -> None:
    page = window.open("citing/")
    page.set_viewport_size({"width": 390, "height": 900})
    text = page.locator(".pubs-references .pubs-citation").first
    starts = text.evaluate("text => [...text.getClientRects()].map(line => line.left)")
    assert len(starts) > 1
    assert all(line - starts[0] > 16 for line in starts[1:])
