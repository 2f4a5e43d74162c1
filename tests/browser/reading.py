"""What a reader finds on a page: which publications, headings and facets are to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page

_SEEN = "elements => elements.filter(one => one.checkVisibility()).map(one => one.dataset.key)"


def keys(page: Page, within: str = "body") -> list[str]:
    """Return the keys of the publications that are to be seen, in the order of the page."""
    seen: list[str] = page.locator(f"{within} >> .pubs-item").evaluate_all(_SEEN)
    return seen


def assert_shown(page: Page, expected: Sequence[str], within: str = "body") -> None:
    """Wait for these publications to be seen.

    Going back lets Material load the page once more, which takes a while on a busy machine.
    """
    shown = keys(page, within)
    for _ in range(100):
        if shown == expected:
            break
        page.wait_for_timeout(50)
        shown = keys(page, within)
    assert shown == expected


def below_bar(page: Page) -> str:
    """Return a list's HTML without its bar, white space, and what Material makes reachable."""
    html: str = page.locator(".pubs").evaluate(
        "list => [...list.childNodes].filter(one => one.className !== 'pubs-bar')"
        ".map(one => one.outerHTML ?? one.data).join('')"
    )
    return re.sub(r"(?<=>)\s+(?=<)", "", html.replace(' tabindex="0"', "")).strip()


def headings(page: Page) -> list[str]:
    """Return the texts of the lists' headings that are to be seen, without their permalinks."""
    found = page.locator(".pubs :is(h2, h3, h4):visible")
    return [text.rstrip("#¶ ") for text in found.all_inner_texts()]


def search(page: Page, text: str, bar: int = 0) -> None:
    """Put a text into a bar's search."""
    page.locator(".pubs-bar [type=search]").nth(bar).fill(text)


def facet(page: Page, label: str, bar: int = 0) -> Locator:
    """Return a facet by its label."""
    return page.locator(".pubs-bar").nth(bar).get_by_label(label, exact=True)


def choices(page: Page, label: str, bar: int = 0) -> list[str]:
    """Open a facet and return what it offers, with counts."""
    select = facet(page, label, bar)
    select.focus()
    return select.locator("option").all_inner_texts()[1:]


def choose(page: Page, label: str, choice: str, bar: int = 0) -> None:
    """Choose a value of a facet by the text that it has at this moment."""
    select = facet(page, label, bar)
    select.focus()
    select.select_option(label=choice)


def said(page: Page, bar: int = 0) -> str:
    """Return what a bar says of its list."""
    return page.locator(".pubs-bar output").nth(bar).inner_text()
