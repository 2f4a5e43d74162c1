"""Citations across the pages of real MkDocs sites."""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_pubs.csl.pandoc import find_pandoc
from tests.conftest import BuiltSite, SiteBuilder, write_files
from tests.projection import Node, parse
from tests.test_citations import BIB, CSL

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


def write(folder: Path, pages: Mapping[str, str]) -> MkDocsConfig:
    """Write a project, and return its configuration."""
    config, files = project({})
    shown = yaml.safe_dump({"site_name": "Tides", **config})
    write_files(folder, {"mkdocs.yml": shown, **files})
    write_files(folder / "docs", pages)
    return load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))


def leads(folder: Path, page: str) -> list[str | None]:
    site = BuiltSite(folder / "site", "", 0)
    return [one.attributes["href"] for one in links(main(site, page))]


def listed(folder: Path, page: str) -> list[str | None]:
    site = BuiltSite(folder / "site", "", 0)
    return [one.attributes["data-key"] for one in items(site, page)]


SITE_LIST = "```references\nscope: site\n```"


def test_a_server_forgets_what_pages_do_not_say_any_more(tmp_path: Path) -> None:
    config = write(tmp_path, {"a.md": "[@acme; @roe2019]", "b.md": SITE_LIST, "c.md": "[@lee2020]"})
    build(config)
    assert listed(tmp_path, "b.md") == ["acme", "roe2019", "lee2020"]
    (tmp_path / "docs/c.md").unlink()
    write_files(tmp_path / "docs", {"a.md": "[@roe2019]", "b.md": "Text", "d.md": SITE_LIST})
    build(config)
    assert_whole(tmp_path / "site")
    assert listed(tmp_path, "d.md") == ["roe2019"]
    assert leads(tmp_path, "a.md") == ["../d/#pub-roe2019"]


def test_a_dirty_build_remembers_the_pages_that_it_leaves_alone(tmp_path: Path) -> None:
    pages = {"a.md": "[@acme]", "b.md": SITE_LIST, "papers.md": "```publications\n```"}
    config = write(tmp_path, {**pages, "refs.md": SITE_LIST})
    config.plugins.on_startup(command="serve", dirty=True)
    build(config, dirty=True)
    assert leads(tmp_path, "a.md") == ["../papers/#pub-acme"]
    for path in (tmp_path / "site").rglob("*.html"):
        is_left = path.parent.name == "papers"
        os.utime(path, (2**31, 2**31) if is_left else (1, 1))
    write_files(tmp_path / "docs", {"a.md": "[@roe2019; @lee2020]", "c.md": "[@acme]"})
    # Entries move when their file is edited.
    write_files(tmp_path, {"papers.bib": f"@misc{{new, title = {{New}}, year = 2024}}\n{BIB}"})
    build(config, dirty=True)
    assert leads(tmp_path, "a.md") == ["../papers/#pub-roe2019", "../papers/#pub-lee2020"]
    assert leads(tmp_path, "c.md") == ["../papers/#pub-acme"]
    assert listed(tmp_path, "b.md") == ["roe2019", "lee2020", "acme"]
    assert_whole(tmp_path / "site")


def test_a_site_in_several_languages_has_a_list_in_each(build_site: SiteBuilder) -> None:
    config, files = project({})
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "de", "name": "Deutsch"},
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    plugins = config["plugins"]
    assert isinstance(plugins, list)
    pages = {
        "index.md": "See [@lee2020].",
        "index.de.md": "Siehe [@roe2019; @lee2020].",
        "refs.md": SITE_LIST,
        "refs.de.md": SITE_LIST,
    }
    site = build_site({**config, "plugins": [i18n, *plugins]}, pages, files)
    assert site.returncode == 0, site.log
    assert_whole(site.folder)
    folder = site.folder.parent
    assert leads(folder, "index.html") == ["refs/#pub-lee2020"]
    assert leads(folder, "de/index.html") == ["refs/#pub-roe2019", "refs/#pub-lee2020"]
    assert listed(folder, "refs/index.html") == ["lee2020"]
    assert listed(folder, "de/refs/index.html") == ["roe2019", "lee2020"]


@pytest.mark.skipif(find_pandoc() is None, reason="there is no pandoc to apply CSL styles")
def test_what_a_csl_style_says_keeps_to_the_list_of_the_site(build_site: SiteBuilder) -> None:
    config, files = project({"pubs": {"style": "own.csl"}, "nav": ["a.md", "b.md", "refs.md"]})
    pages = {
        "a.md": "See [see *the* @lee2020, p. 3].",
        "b.md": "See [as *the* @roe2019, p. 4; @lee2020] and [cf. @acme].",
        "refs.md": SITE_LIST,
    }
    csl = CSL.format(format="numeric", class_="in-text")
    layout = '<layout prefix="{" suffix="}" delimiter="/">'
    csl = csl.replace("<layout>", layout, 1).replace('"title"', '"citation-number"', 1)
    site = build_site(config, pages, {**files, "own.csl": csl})
    assert site.returncode == 0, site.log
    assert_whole(site.folder)
    shown = {page: [one.line() for one in main(site, page).all("pubs-cite")] for page in pages}
    assert shown["b.md"] == ["{as the 2/1}", "{cf. 3}"]
    assert shown["a.md"] == ["{see the 1}"]
    assert listed(site.folder.parent, "refs.md") == ["lee2020", "roe2019", "acme"]


def test_pages_are_written_in_the_order_that_they_had(build_site: SiteBuilder) -> None:
    config, files = project({"config": {"plugins": ["search"]}})
    pages = {"index.md": SITE_LIST, "a.md": "[@acme]", "b.md": SITE_LIST, "c.md": "[@roe2019]"}
    site = build_site(config, pages, files)
    index = json.loads(site.html("search/search_index.json"))
    places = [one["location"] for one in index["docs"] if "#" not in one["location"]]
    assert places == ["", "a/", "b/", "c/"]


def test_no_author_can_write_what_stands_for_a_citation(build_site: SiteBuilder) -> None:
    config, files = project({})
    forged = '<span data-pubs-late="0123456789abcdef:0">x<!--0123456789abcdef:0--></span>'
    site = build_site(config, {"index.md": f"{forged} [@lee2020] \x02pubs:0\x03"}, files)
    assert forged in site.html()
