"""The page's contract, which holds in every layout and with every style."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projection import Node, items
from tests.test_cases import publish

BIB = """
@article{full2020, title = {Whole $x^2$}, author = {Lovelace, Ada and Babbage, Charles and Li, Na},
  journal = {Memoirs}, year = 1843, doi = {10.1000/x}, abstract = {Long.}, note = {Noted}}
@misc{bare}
"""
LAYOUTS = ("card", "compact", "table")
STYLES = ("card", "plain", "alpha")


@pytest.fixture(params=[(layout, style) for layout in LAYOUTS for style in STYLES], ids="-".join)
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> list[Node]:
    """Return the publications of a list in one layout and style."""
    layout, style = request.param
    options = {"layout": layout, "style": style, "max_authors": 1, "group_by": "none"}
    return items(publish({"bib": BIB, "options": options}, tmp_path).published)


def test_publications_carry_their_attributes(shown: list[Node]) -> None:
    full, bare = shown
    assert {"pubs-item", "h-cite"} <= full.classes
    assert full.attributes["id"] == "pub-full2020"
    assert full.attributes["data-key"] == "full2020"
    assert full.attributes["data-type"] == "article"
    assert full.attributes["data-year"] == "1843"
    assert bare.attributes["id"] == "pub-bare"


def test_everything_is_there(shown: list[Node]) -> None:
    full, _ = shown
    text = " ".join(full.text().split())
    for part in ("Whole", "Ada Lovelace", "Charles Babbage", "Na Li", "Memoirs", "1843", "Noted"):
        assert part in text
    assert [one.text() for one in full.all("pubs-abstract-text")] == ["Long."]
    assert len(full.all("pubs-bibtex")) == 1
    rows = full.all("pubs-links")
    kinds = [one.attributes.get("data-kind") for row in rows for one in row.walk()]
    assert kinds.count("doi") == 1


def test_lines_or_one_run_of_text(shown: list[Node]) -> None:
    full, _ = shown
    names = ("pubs-title", "pubs-authors", "pubs-venue", "pubs-container")
    lines = [len(full.all(name)) for name in names]
    citations = len(full.all("pubs-citation"))
    assert (lines, citations) in (([1, 1, 1, 1], 0), ([0, 0, 0, 0], 1))
    if not citations:
        assert len(full.all("pubs-author")) == 3
