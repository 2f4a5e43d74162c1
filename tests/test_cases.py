"""Every behaviour is a case file: its name is the claim, its content the proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.models import FindFile, LocalFile, Published
from mkdocs_pubs.options import read_options, specs
from mkdocs_pubs.publisher import HostedPage, ListRequest, Publisher
from tests.projection import bar_lines, items, page_lines

CASES = Path(__file__).parent / "cases"
TOPICS = (
    "bar",
    "bibtex",
    "chart",
    "choosing",
    "citing",
    "grouping",
    "languages",
    "layout",
    "linking",
    "links",
    "metrics",
    "names",
    "numbering",
    "page",
    "reading",
    "side",
    "related",
    "remarks",
    "sorting",
    "templates",
    "venues",
)

TOPICS_OF_OTHERS = {"citations", "csl", "dates", "directive", "latex", "people", "site"}
"""What has cases of another form, and a test of its own for them."""

OF_THE_SITE = [spec.name for spec in specs() if not spec.in_blocks]
"""The options that a publisher gets when it is made, and no block."""


@dataclass(frozen=True)
class Outcome:
    published: Published
    diagnostics: list[str]


def publish(case: Mapping[str, Any], folder: Path) -> Outcome:
    files = case.get("files") or {"papers.bib": case["bib"]}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    options, problems = read_options({"bibliography": "papers.bib", **case.get("options", {})})
    assert not problems
    site, _ = read_options({name: case.get("options", {}).get(name) for name in OF_THE_SITE})
    publisher = Publisher(folder, site)
    published, found = publisher.publish(
        ListRequest(options, lambda _: Location("page.md", 1)),
        HostedPage("../", _finder(case.get("site"))),
    )
    return Outcome(published, [str(one).replace(f" in {folder}", "") for one in found])


def _finder(site: Sequence[str] | None) -> FindFile | None:
    """Find the files of a site that has these, if the case says what it has."""
    if site is None:
        return None
    return {path: LocalFile(quote(path)) for path in site}.get


def _cases() -> list[Any]:
    paths = (path for topic in TOPICS for path in sorted((CASES / topic).glob("*.yml")))
    return [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in paths]


def test_every_case_is_tried() -> None:
    paths = [path for path in CASES.rglob("*") if path.is_file()]
    assert {path.suffix for path in paths} == {".yml"}
    assert {path.parent for path in paths} == {
        CASES / one for one in TOPICS_OF_OTHERS.union(TOPICS)
    }


@pytest.mark.parametrize("path", _cases())
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {
        "bar",
        "bib",
        "files",
        "options",
        "page",
        "diagnostics",
        "anchors",
        "ids",
        "bibtex",
        "html",
        "site",
    }
    assert set(case) <= known
    assert set(case) & {"bar", "page", "anchors", "ids", "bibtex", "html"}
    outcome = publish(case, tmp_path)
    if "page" in case:
        assert "\n".join(page_lines(outcome.published)) == case["page"].rstrip("\n")
    if "bar" in case:
        assert "\n".join(bar_lines(outcome.published)) == case["bar"].rstrip("\n")
    if "anchors" in case:
        shown = [part.anchor for part in outcome.published.sections if part.anchor]
        assert shown == case["anchors"]
    if "ids" in case:
        assert [one.attributes["id"] for one in items(outcome.published)] == case["ids"]
    if "bibtex" in case:
        (shown_bibtex,) = (one.all("pubs-bibtex")[0].text() for one in items(outcome.published))
        assert shown_bibtex.strip() == case["bibtex"].strip()
    for fragment in case.get("html", []):
        assert fragment in "".join(part.html for part in outcome.published.sections)
    assert outcome.diagnostics == case.get("diagnostics", [])
