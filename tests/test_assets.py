"""The style sheet and the script: small, alone, and at home under a strict policy."""

from __future__ import annotations

import re

import pytest

from mkdocs_pubs.assets import asset
from tests.conftest import ROOT

MOST_BYTES = {"pubs.css": 12_000, "pubs.js": 12_000, "large.js": 7_500}
MOST_BYTES_OF_OTHERS = 4_000
SCRIPTS = sorted(path.name for path in (ROOT / "mkdocs_pubs" / "assets").glob("*.js"))
SHEETS = sorted(path.name for path in (ROOT / "mkdocs_pubs" / "assets").glob("*.css"))


@pytest.mark.parametrize("name", [*SHEETS, *SCRIPTS])
def test_an_asset_is_small(name: str) -> None:
    assert len(asset(name).encode()) <= MOST_BYTES.get(name, MOST_BYTES_OF_OTHERS)


@pytest.mark.parametrize("name", sorted({*SHEETS, *SCRIPTS} - {"large.js"}))
def test_an_asset_fetches_nothing(name: str) -> None:
    assert not re.search(r"url\(|@import|https?:|//\w|fetch\(|import\b", asset(name))


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_make_no_code_of_texts(name: str) -> None:
    wrong = r"innerHTML|outerHTML|insertAdjacent|eval|Function\(|\.on\w+ ="
    assert not re.search(wrong, asset(name))
