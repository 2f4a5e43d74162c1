"""The panel to cite from, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.conftest import SiteBuilder

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_each_citation_has_its_button_beside_it(
    theme: str, build_site: SiteBuilder, browser: Browser
) -> None:
    pubs = {"bibliography": "papers.bib", "cite_styles": ["plain", "alpha"]}
    site = build_site(
        {"theme": theme, "plugins": [{"pubs": pubs}]},
        {"index.md": "# Publications\n\n```publications\n```\n"},
        {"papers.bib": "@misc{a, title = {A Title}, author = {Ada Lovelace}, year = 1843}"},
    )
    page = browser.new_page()
    page.goto((site.folder / "index.html").as_uri())
    page.locator(".pubs-cite > summary").click()
    page.locator(".pubs-copy").last.wait_for()
    for cited in page.locator(".pubs-cited").all():
        block, button = cited.bounding_box(), cited.locator(".pubs-copy").bounding_box()
        assert block is not None
        assert button is not None
        assert block["x"] < button["x"]
        assert block["y"] <= button["y"] + button["height"] <= block["y"] + block["height"] + 20
    page.close()
