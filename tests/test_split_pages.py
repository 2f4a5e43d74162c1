"""Lists split into pages, in real builds: what each page shows, and how they are linked."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.bare_project import BLOCK, keys
from tests.conftest import BuiltSite, SiteBuilder
from tests.projection import Node, parse
from tests.soundness import assert_ours

SPLIT = "# All papers\n\n```publications\nsplit_pages: true\n```\n"
PAPERS = """@misc{a, title = {A}, year = 2021}
@misc{b, title = {B}, year = 2020}
@book{c, title = {C}, year = 2020}
@misc{10d, title = {D}, year = 2019}
"""
THEME = {
    "theme/main.html": "<title>{{ page.title }}</title>{{ page.content }}",
    "papers.bib": PAPERS,
}


def _built(
    build_site: SiteBuilder, pages: Mapping[str, str], more: Mapping[str, object] | None = None
) -> BuiltSite:
    config: dict[str, object] = {
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": ["search", {"pubs": {"bibliography": "papers.bib", **(more or {})}}],
        "validation": {"nav": {"omitted_files": "warn"}, "links": {"anchors": "warn"}},
    }
    site = build_site(config, pages, THEME)
    assert site.returncode == 0, site.log
    return site


def _parts(site: BuiltSite, page: str) -> list[Node]:
    return parse(site.html(page)).all("pubs-part")


def _leads(site: BuiltSite, page: str) -> list[tuple[str, object, object]]:
    return [
        (one.text(), one.attributes.get("href"), one.attributes.get("rel"))
        for one in _parts(site, page)
    ]


def test_the_page_shows_the_first_group_and_leads_to_a_page_for_each_other(
    build_site: SiteBuilder,
) -> None:
    site = _built(build_site, {"index.md": "# Home", "papers.md": SPLIT})
    assert keys(site.html("papers.md")) == ["a"]
    assert keys(site.html("papers/2020.md")) == ["b", "c"]
    assert keys(site.html("papers/2019.md")) == ["10d"]
    assert _leads(site, "papers.md") == [
        ("2021 1", None, None),
        ("2020 2", "../papers/2020/", "next"),
        ("2019 1", "../papers/2019/", None),
    ]
    assert _leads(site, "papers/2020.md") == [
        ("2021 1", "../../papers/", "prev"),
        ("2020 2", None, None),
        ("2019 1", "../../papers/2019/", "next"),
    ]
    assert "<title>All papers – 2020</title>" in site.html("papers/2020.md")
    assert '<h1><a href="../">All papers</a></h1>' in site.html("papers/2020.md")
    assert '<h2 id="pubs-2020">2020' in site.html("papers/2020.md")
    for node in parse(site.html("papers.md")).all("pubs-parts")[0].walk():
        assert_ours(node)
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    assert "papers/2019/" in [one["location"] for one in index["docs"]]


def test_without_directory_urls_parts_stand_beside_the_page(build_site: SiteBuilder) -> None:
    config = {
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"pubs": {"bibliography": "papers.bib"}}],
        "use_directory_urls": False,
    }
    site = build_site(config, {"index.md": SPLIT, "p/papers.md": SPLIT}, THEME)
    assert keys(site.html("2020.html")) == ["b", "c"]
    assert keys(site.html("p/papers/2020.html")) == ["b", "c"]
    assert _leads(site, "p/papers.html")[1][1] == "../p/papers/2020.html"


def test_no_part_has_the_name_of_a_device_or_of_another_part(build_site: SiteBuilder) -> None:
    words = ("a", "con", "con-1", "index", "404", "k" * 300)
    papers = "".join(
        f"@misc{{k{n}{'x' * 250}, title = {{T}}, keywords = {{{word}}}}}\n"
        for n, word in enumerate(words)
    )
    config = {
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"pubs": {"bibliography": "papers.bib", "export_each": True}}],
        "use_directory_urls": False,
    }
    page = SPLIT.replace("true", "true\ngroup_by: keyword")
    site = build_site(config, {"papers.md": page}, {**THEME, "papers.bib": papers})
    assert site.returncode == 0, site.log
    names = {one.stem for one in (site.folder / "papers").glob("*.html")}
    assert names == {"a", "con-1", "con-1-2", "index-1", "k" * 200}


def test_links_to_the_whole_list_find_something(build_site: SiteBuilder) -> None:
    pages = {"index.md": "[x](papers.md#pubs-2019)", "papers.md": SPLIT}
    site = _built(build_site, pages)
    part = _parts(site, "papers.md")[2]
    assert part.attributes["id"] == "pubs-2019"
    assert json.loads(str(part.attributes["data-ids"])) == {"10d": "pub-10d"}
    assert "id" not in _parts(site, "papers/2020.md")[2].attributes


def test_numbers_go_on_through_all_pages(build_site: SiteBuilder) -> None:
    numbered = {"continuous": ["2", "3"], "reversed": ["3", "2"]}
    for numbering, expected in numbered.items():
        page = SPLIT.replace("split", f"numbering: {numbering}\nsplit")
        site = _built(build_site, {"papers.md": page, "index.md": "# Home"})
        items = parse(site.html("papers/2020.md")).all("pubs-item")
        assert [one.attributes["value"] for one in items] == expected


def test_the_options_of_the_list_hold_on_all_of_its_pages(build_site: SiteBuilder) -> None:
    page = SPLIT.replace("split", "group_by: [year, type]\nchart: true\ntypes: misc\nsplit")
    site = _built(build_site, {"papers.md": page, "index.md": "# Home"})
    assert keys(site.html("papers/2020.md")) == ["b"]
    assert '<h3 id="pubs-2020-miscellaneous">' in site.html("papers/2020.md")
    assert 'href="#pubs-2019"' in site.html("papers.md")
    assert site.count("pubs-chart", "papers/2020.md") == 0


def test_citations_and_pages_of_publications_lead_to_the_part(build_site: SiteBuilder) -> None:
    pages = {"index.md": "[@10d]", "papers.md": SPLIT}
    site = _built(build_site, pages, {"citations": True})
    assert 'href="papers/2019/#pub-10d"' in site.html()
    site = _built(build_site, pages, {"publication_pages": True})
    (back,) = parse(site.html("publications/10d.md")).all("pubs-lists")
    (link,) = [one for one in back.walk() if one.tag == "a"]
    assert (link.text(), link.attributes["href"]) == (
        "All papers – 2019",
        "../../papers/2019/#pub-10d",
    )


def test_a_list_whose_place_is_taken_stays_whole(build_site: SiteBuilder) -> None:
    pages = {"papers.md": SPLIT, "papers/2020.md": "# Mine", "index.md": "# Home"}
    site = _built(build_site, pages)
    assert len(keys(site.html("papers.md"))) == 4
    assert "'papers/2020.md' stands where a part of the list is to be" in site.log
    assert "this list is not split" in site.log


def test_only_the_first_list_of_a_page_is_split(build_site: SiteBuilder) -> None:
    second = "\n```publications\nkeys: [a, b]\nsplit_pages: true\n```\n"
    site = _built(build_site, {"papers.md": SPLIT + second, "index.md": BLOCK})
    assert keys(site.html("papers.md")) == ["a", "a", "b"]
    assert "docs/papers.md:9: this list is not split" in site.log.replace("\\", "/")
    assert len(keys(site.html())) == 4


def test_a_bar_stands_above_the_first_part_if_it_is_asked_for(build_site: SiteBuilder) -> None:
    asked = SPLIT.replace("split_pages", "search_bar: true\nsplit_pages")
    site = _built(build_site, {"index.md": SPLIT, "asked.md": asked})
    assert (site.count("pubs-bar"), site.count("pubs-bar", "asked.md")) == (0, 1)


def test_a_publication_whose_key_is_a_year_stands_beside_that_year(
    build_site: SiteBuilder,
) -> None:
    papers = PAPERS + "@misc{2019, title = {E}, year = 2021}\n@misc{2019-1, title = {F}}\n"
    pages = {"publications.md": SPLIT, "index.md": BLOCK}
    pubs = {"bibliography": "papers.bib", "publication_pages": True}
    config = {"theme": {"name": None, "custom_dir": "theme"}, "plugins": [{"pubs": pubs}]}
    site = build_site(config, pages, {**THEME, "papers.bib": papers})
    assert keys(site.html("publications/2019.md")) == ["10d"]
    assert keys(site.html("publications/2019-2.md")) == ["2019"]
    assert keys(site.html("publications/2019-1.md")) == ["2019-1"]
    assert 'href="publications/2019-2/"' in site.html()
