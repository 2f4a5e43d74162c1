"""Large lists: what they leave to files beside their pages, and how one gets there."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from tests.conftest import BuiltSite, SiteBuilder, build_project
from tests.projection import parse

BLOCK = "```publications\nlarge_list: 5\n```\n"
PAPERS = "".join(
    f"@misc{{a{n}, title = {{Number <{n}> of $x^{n}$}}, year = {1800 + n},"
    f" abstract = {{Of {n} & <b>more</b>}}, keywords = {{few}}}}\n"
    for n in range(150)
)
_REST = re.compile(
    r'class="pubs-list pubs-rest" data-count="(\d+)" data-ids="details-ids.json">.*?'
    r'<a href="([^"#]*)#?([^"]*)">(\d+) publications?</a>'
)
_ASIDE = re.compile(r'<a class="pubs-link pubs-aside" data-kind="(\w+)" href="([^"#]*)#([^"]*)">')


def _site(build_site: SiteBuilder, block: str = BLOCK, **options: object) -> BuiltSite:
    config = {"plugins": ["search", {"pubs": {"bibliography": "papers.bib", **options}}]}
    return build_site(config, {"index.md": "", "papers.md": block}, {"papers.bib": PAPERS})


def _text(site: BuiltSite, file: str) -> str:
    return (site.folder / "papers" / file).read_text(encoding="utf-8")


def _keys(html: str) -> list[str]:
    return re.findall('data-key="([^"]*)"', html)


def test_panels_stand_in_files_that_links_lead_to(build_site: SiteBuilder) -> None:
    site = _site(build_site, cite_styles=["plain"])
    html = site.html("papers.md")
    assert "pubs-panel" not in html
    assert "data-keywords" not in html
    links = _ASIDE.findall(html)
    assert [kind for kind, _, _ in links] == ["abstract", "bibtex", "cite"] * 50
    for _, file, anchor in links:
        text = _text(site, file)
        item = text.partition(f'id="{anchor}"')[2].partition("</li>")[0]
        number = anchor.removeprefix("pub-a")
        assert item.count("<details open ") == 3
        assert f"Of {number} &amp; <b>more</b>" in item
        assert "@misc{" in unescape(re.sub("<[^>]*>", "", item))


def test_a_file_holds_fifty_and_the_oldest_are_in_the_first(build_site: SiteBuilder) -> None:
    site = _site(build_site, BLOCK.replace("large", "limit: 120\nlarge"))
    assert _keys(_text(site, "details-1.html")) == [f"a{n}" for n in range(79, 29, -1)]
    assert _keys(_text(site, "details-2.html")) == [f"a{n}" for n in range(129, 79, -1)]
    assert _keys(_text(site, "details-3.html")) == [f"a{n}" for n in range(149, 129, -1)]


def test_the_page_has_the_first_and_links_to_the_others(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    html = site.html("papers.md")
    assert _keys(html) == [f"a{n}" for n in range(149, 99, -1)]
    rest = _REST.findall(html)
    files = {number: f"details-{number}.html" for number in (2, 1)}
    assert [one[1] for one in rest] == [files[2]] * 50 + [files[1]] * 50
    texts = {file: parse(_text(site, file)) for file in files.values()}
    for _, file, anchor, _ in rest:
        assert f'<h2 id="{anchor}"' in html
        (group,) = [one for one in texts[file].walk() if one.attributes.get("id") == anchor]
        (item,) = group.all("pubs-item")
        assert f"pubs-{item.attributes['data-year']}" == anchor


def test_so_many_that_fit_are_on_the_page(build_site: SiteBuilder) -> None:
    for most, count in {149: 100, 100: 100, 99: 50, 0: 50}.items():
        block = f"```publications\nlarge_list: {most}\ngroup_by: none\n```\n"
        site = _site(build_site, block)
        html = site.html("papers.md")
        assert len(_keys(html)) == count
        rest = [("50", f"details-{number}.html", "", "50") for number in (2, 1)]
        assert _REST.findall(html) == rest[2 - (150 - count) // 50 :]
        assert "<h2>" not in _text(site, "details-1.html")


def test_the_bar_searches_a_file(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    (bar,) = parse(site.html("papers.md")).all("pubs-bar")
    assert "data-values" not in bar.attributes
    index = json.loads(_text(site, str(bar.attributes["data-index"])))
    assert index["texts"][0] == "Number <149> of \\(x^149\\) ¶ 1949"
    assert len(index["texts"]) == 150
    assert [title for title, *_ in index["values"]["year"]][:2] == ["1949", "1948"]
    assert not parse(site.html("papers.md")).all("pubs-bar")[0].all("group")


def test_a_file_says_where_each_publication_is(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    ids = json.loads(_text(site, "details-ids.json"))
    assert ids["details-1.html"] == {f"pub-a{n}": f"a{n}" for n in range(50)}
    assert ids["details-2.html"] == {f"pub-a{n}": f"a{n}" for n in range(50, 100)}


@pytest.mark.parametrize("layout", ["table", "compact"])
def test_other_layouts_have_files_too(layout: str, build_site: SiteBuilder) -> None:
    site = _site(build_site, BLOCK.replace("large", f"layout: {layout}\nlarge"))
    lists = parse(_text(site, "details-1.html")).all(f"pubs-{layout}")
    assert len(lists) == 50
    assert len(_REST.findall(site.html("papers.md"))) == 100


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_search_of_the_site_finds_what_is_in_files(theme: str, build_site: SiteBuilder) -> None:
    config = {"plugins": ["search", {"pubs": {"bibliography": "papers.bib"}}]}
    config["theme"] = {"name": theme}  # type: ignore[assignment]
    site = build_site(config, {"index.md": "", "papers.md": BLOCK}, {"papers.bib": PAPERS})
    docs = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    texts = {one["location"]: unescape(one["text"]) for one in docs["docs"]}
    assert "Number <7> of" in texts["papers/#pubs-1807"]
    assert "Number <149> of" in texts["papers/#pubs-1949"]
    assert sum("Number <7> of" in text for text in texts.values()) == 1
    assert not any("publication" in text for text in texts.values())
    assert "<!--pubs:" not in site.html("papers.md")


def test_only_a_site_with_a_large_list_loads_the_script(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    assert "assets/pubs/large.js" in site.html("papers.md")
    assert (site.folder / "assets/pubs/large.js").is_file()
    small = _site(build_site, "```publications\nlarge_list: 150\n```\n")
    assert "large.js" not in small.html("papers.md")
    assert "pubs-aside" not in small.html("papers.md")
    assert small.html("papers.md").count("pubs-abstract-text") == 150
    assert not list(small.folder.rglob("details*"))


@pytest.mark.parametrize("name", ["papers.html", "papers/"])
def test_files_lead_back_to_the_page(name: str, build_site: SiteBuilder) -> None:
    plugins = ["search", {"pubs": {"bibliography": "papers.bib"}}]
    config = {"plugins": plugins, "use_directory_urls": name.endswith("/")}
    site = build_site(config, {"index.md": "", "papers.md": BLOCK}, {"papers.bib": PAPERS})
    (path,) = site.folder.rglob("*details-2.html")
    back = name if name.endswith("html") else "./"
    assert f'<p><a href="{back}">Publications</a></p>' in path.read_text(encoding="utf-8")


def test_the_bar_offers_the_people_with_the_most_works(build_site: SiteBuilder) -> None:
    authors = "".join(
        f"@misc{{b{n}, title = {{T}}, author = {{One{n}, A and Two{n}, B and Often, C}}}}\n"
        for n in range(300)
    )
    config = {"plugins": ["search", {"pubs": {"bibliography": "papers.bib"}}]}
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": authors})
    index = (site.folder / "details.json").read_text(encoding="utf-8")
    people = [name for name, *_ in json.loads(index)["values"]["author"]]
    assert people[0] == "C Often"
    assert len(people) == 500


def test_files_come_from_the_cache_as_well(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    path = site.folder / "papers/details-1.html"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    again = build_project(site.folder.parent / "mkdocs.yml")
    assert again.returncode == 0, again.log
    assert path.read_text(encoding="utf-8") == text
