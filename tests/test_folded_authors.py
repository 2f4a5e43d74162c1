"""Author lines in a browser: the owner is never hidden, the fold opens and closes in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import SiteBuilder

pytestmark = pytest.mark.slow

ENTRY = """@misc{a, title = {T}, year = 2020, author = {First One and Second Two and Third Three and
  Fourth Four and Fifth Five and Ada Lovelace and Seventh Seven and Eighth Eight}}
"""
EVERYBODY = "One Two Three Four Five Lovelace Seven Eight".split()
FOLDED = "Four Five Seven Eight".split()
PUBS = {
    "bibliography": "papers.bib",
    "highlight": "Ada Lovelace",
    "people": {"Fifth Five": "https://five.example/", "Ada Lovelace": "https://ada.example/"},
}


@pytest.fixture(params=["material", "mkdocs", "readthedocs"])
def page(
    request: pytest.FixtureRequest, build_site: SiteBuilder, browser: Browser
) -> Iterator[Page]:
    theme = {"name": request.param, **({"font": False} if request.param == "material" else {})}
    site = build_site(
        {"theme": theme, "plugins": [{"pubs": PUBS}]},
        {"index.md": "# Publications\n\n```publications\n```\n"},
        {"papers.bib": ENTRY},
    )
    assert site.returncode == 0, site.log
    one = browser.new_page(java_script_enabled=False)
    one.goto((Path(site.folder) / "index.html").as_uri())
    yield one
    one.close()


def seen(page: Page) -> list[str]:
    """Return the family names of those whom a reader sees, in the order of the line."""
    authors = page.locator(".pubs-author").all()
    return [one.inner_text().split()[-1] for one in authors if one.is_visible()]


def test_the_fold_opens_in_its_place_and_closes_again(page: Page) -> None:
    fold = page.locator(".pubs-more > summary")
    assert seen(page) == [one for one in EVERYBODY if one not in FOLDED]
    fold.click()
    assert seen(page) == EVERYBODY
    fold.click()
    assert seen(page) == [one for one in EVERYBODY if one not in FOLDED]


def test_people_are_linked_in_the_fold_and_the_owner_outside(page: Page) -> None:
    owner = page.locator(".pubs-owner a")
    folded = page.get_by_role("link", name="Fifth Five")
    assert owner.is_visible()
    assert folded.count() == 0
    page.locator(".pubs-more > summary").press("Enter")
    assert owner.is_visible()
    assert folded.get_attribute("href") == "https://five.example/"
    folded.focus()
    assert folded.evaluate("one => one === document.activeElement")


def test_on_paper_everybody_is_there(page: Page) -> None:
    page.emulate_media(media="print")
    assert seen(page) == EVERYBODY
