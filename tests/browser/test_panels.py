"""Panels, folds and buttons that copy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.slow


def item(window: Window, key: str) -> Locator:
    """Return a publication of the page that is open."""
    return window.page.locator(f'.pubs-item[data-key="{key}"]')


def test_bibtex_is_copied(window: Window) -> None:
    window.open()
    one = item(window, "curie1911")
    one.get_by_text("BibTeX").click()
    button = one.get_by_role("button", name="Copy")
    expect(one.locator("button")).to_have_count(1)
    button.click()
    expect(one.get_by_role("button")).to_have_text("Copied")
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@article{curie1911,")
    assert copied.endswith("}")
    assert window.errors == []


def test_no_theme_takes_bibtex_for_a_code_block_of_its_own(window: Window) -> None:
    """Material measures each, which takes seconds with a thousand of them."""
    page = window.open()
    assert page.locator(".pubs-bibtex").count() > 0
    assert page.locator("pre > code").count() == 0


def test_the_button_covers_no_text(window: Window) -> None:
    window.open()
    one = item(window, "germain1826")
    one.get_by_text("BibTeX").click()
    button = one.get_by_role("button").bounding_box()
    assert button is not None
    lines = one.locator(".pubs-bibtex code").evaluate(
        "code => { const range = new Range(); range.selectNodeContents(code);"
        " return [...range.getClientRects()].filter(one => one.width < code.offsetWidth)"
        ".map(({top, right}) => [top, right]); }"
    )
    assert lines
    below, space = button["y"] + button["height"], 10  # which hangs behind a line
    assert all(right - space <= button["x"] for top, right in lines if top < below)


def test_citations_are_copied(window: Window) -> None:
    window.open()
    one = item(window, "curie1911")
    one.get_by_text("Cite", exact=True).click()
    one.get_by_role("button", name="Copy").click()
    expect(one.get_by_role("button")).to_have_text("Copied")
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied == "Marie Curie. Radium and the new concepts in chemistry. Acta, 1911."


def test_what_cannot_be_copied_is_selected(window: Window) -> None:
    page = window.open()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    one = item(window, "curie1911")
    one.get_by_text("BibTeX").click()
    one.get_by_role("button", name="Copy").click()
    page.wait_for_function("() => getSelection().toString().includes('@article{curie1911,')")
    expect(one.get_by_role("button")).to_have_text("Copy")
    assert window.errors == []


def test_without_a_clipboard_there_is_no_button(window: Window) -> None:
    window.page.add_init_script(
        "if (location.hash === '#no-clipboard') Object.defineProperty(navigator, 'clipboard', {})"
    )
    window.open("papers/#no-clipboard")
    one = item(window, "curie1911")
    one.get_by_text("BibTeX").click()
    expect(one.locator(".pubs-bibtex")).to_be_visible()
    assert window.page.locator(".pubs-copy").count() == 0


def test_panels_open_side_by_side_and_by_keyboard(window: Window) -> None:
    window.open()
    one = item(window, "curie1904")
    abstract, bibtex = one.locator(".pubs-abstract-text"), one.locator(".pubs-bibtex")
    expect(abstract).to_be_hidden()
    one.get_by_text("Abstract").focus()
    window.page.keyboard.press("Enter")
    expect(abstract).to_be_visible()
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Space")
    expect(bibtex).to_be_visible()
    expect(abstract).to_be_visible()
    one.get_by_text("Abstract").click()
    expect(abstract).to_be_hidden()


def test_authors_fold_and_unfold(window: Window) -> None:
    window.open()
    one = item(window, "moebius/größe:1827")
    authors = one.locator(".pubs-author")
    folded, owner = authors.filter(has_text="Peg"), authors.filter(has_text="Emmy Noether")
    expect(folded).to_be_hidden()
    expect(owner).to_be_visible()
    fold = one.locator(".pubs-more > summary")
    fold.click()
    expect(folded).to_be_visible()
    fold.focus()
    window.page.keyboard.press("Enter")
    expect(folded).to_be_hidden()
