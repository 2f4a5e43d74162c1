"""The style sheet and the script: small, alone, and at home under a strict policy."""

from __future__ import annotations

import re

import pytest

from mkdocs_pubs.rendering import citation_sheet, script, style_sheet

MOST_BYTES = 12_000
ASSETS = {"citations.css": citation_sheet, "pubs.css": style_sheet, "pubs.js": script}


@pytest.mark.parametrize("name", ASSETS)
def test_an_asset_is_small(name: str) -> None:
    assert len(ASSETS[name]().encode()) <= MOST_BYTES


@pytest.mark.parametrize("name", ASSETS)
def test_an_asset_fetches_nothing(name: str) -> None:
    assert not re.search(r"url\(|@import|https?:|//\w|fetch\(|import\b", ASSETS[name]())


def test_the_script_makes_no_code_of_texts() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|eval|Function\(|\.on\w+ =", script())
