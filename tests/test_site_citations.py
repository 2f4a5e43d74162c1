"""Citations across the pages of real MkDocs sites."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
import yaml

from tests.conftest import BuiltSite, SiteBuilder
from tests.projection import Node, parse
from tests.test_citations import BIB

CASES = Path(__file__).parent / "cases" / "site"
KNOWN = set("back cites config files found html leads lists log nav pages pubs".split())
THEME = {"name": None, "custom_dir": "theme"}
TEMPLATE = "<!doctype html><title>{{ page.title }}</title><main>{{ page.content }}</main>"


def _cases() -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(CASES.glob("*.yml"))]


def project(case: Mapping[str, Any]) -> tuple[dict[str, object], dict[str, str]]:
    """Return the configuration and the files of a case, in a theme that is nothing but the page."""
    config = dict(case.get("config", {}))
    pubs = {"bibliography": "papers.bib", "citations": True, **case.get("pubs", {})}
    nav = {"nav": case["nav"]} if "nav" in case else {}
    plugins = [*config.pop("plugins", []), {"pubs": pubs}]
    files = {"papers.bib": BIB, "theme/main.html": TEMPLATE, **case.get("files", {})}
    anchors = {"validation": {"anchors": "warn", "nav": {"omitted_files": "ignore"}}}
    return {"theme": THEME, "plugins": plugins, **anchors, **nav, **config}, files


@pytest.mark.parametrize("path", _cases())
def test_case(path: Path, build_site: SiteBuilder) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case.keys() <= KNOWN
    config, files = project(case)
    site = build_site(config, {"index.md": "# Home", **case["pages"]}, files)
    assert site.returncode == 0, site.log
    check(site, case)


def check(site: BuiltSite, case: Mapping[str, Any]) -> None:
    """Compare a site with what a case says of it."""
    assert_whole(site.folder)
    for page, expected in case.get("leads", {}).items():
        assert [one.attributes["href"] for one in links(main(site, page))] == expected
    for page, expected in case.get("cites", {}).items():
        assert [one.line() for one in main(site, page).all("pubs-cite")] == expected
    for page, expected in case.get("lists", {}).items():
        assert [one.attributes["data-key"] for one in items(site, page)] == expected
    for page, expected in case.get("back", {}).items():
        ways = {str(one.attributes["data-key"]): list(backlinks(one)) for one in items(site, page)}
        assert {key: ways[key] for key in expected} == expected
    for page, fragments in case.get("html", {}).items():
        for fragment in fragments:
            assert fragment in site.html(page)
    for place, text in case.get("found", {}).items():
        index = json.loads(site.html("search/search_index.json"))
        assert {one["location"]: one["text"] for one in index["docs"]}[place] == text
    messages = [line for line in site.log.splitlines() if "plugins.pubs" in line]
    assert messages == case.get("log", [])


def main(site: BuiltSite, page: str) -> Node:
    return parse(re.sub(r".*<main>|</main>.*", "", site.html(page), flags=re.DOTALL))


def items(site: BuiltSite, page: str) -> list[Node]:
    return main(site, page).all("pubs-item")


def links(root: Node) -> list[Node]:
    return [one for one in root.walk() if one.attributes.get("role") == "doc-biblioref"]


def backlinks(item: Node) -> Iterator[str]:
    for one in item.walk():
        if one.attributes.get("role") == "doc-backlink":
            yield f"{one.line()} {one.attributes['href']}"


def assert_whole(folder: Path) -> None:
    """Assert that every way of ours leads to an id that is there, and nothing is left to do."""
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    for path, html in pages.items():
        assert "pubs-late" not in html
        assert not re.search(r"<!--[0-9a-f]{16}", html)
        for way in re.findall(r'href="([^"]*)" role="doc-(?:biblioref|backlink)"', html):
            url, fragment = urldefrag(way)
            target = path
            if url:
                target = Path(posixpath.normpath(path.parent / unquote(url)))
                target = target / "index.html" if target.is_dir() else target
            assert target in pages, f"{path} leads to {way}"
            assert not fragment or f'id="{fragment}"' in pages[target], f"{path} leads to {way}"
