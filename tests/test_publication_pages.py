"""Pages of publications in real builds: where they stand, what they show, who knows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bare_project import BLOCK, built, write_project
from tests.conftest import BuiltSite, SiteBuilder, write_files
from tests.projection import Node, parse
from tests.soundness import assert_ours
from tests.vocabulary import wrong_terms

BARE = {"theme": {"name": None, "custom_dir": "theme"}}
THEME = {
    "theme/main.html": "<title>{{ page.title }}</title>{{ page.content }}",
    "theme/sitemap.xml": "{% for file in pages %}{{ file.page.url }}\n{% endfor %}",
    "theme/mkdocs_theme.yml": "static_templates: [sitemap.xml]",
}
PAPERS = r"""@article{lee2024, title = {Tides \& {DNA}}, author = {Lee, Ann and Kim, Bo and Roe, Cy
  and Fox, Di and Elk, Ed}, journal = {Waves}, year = 2024,
  url = {https://x.example/}, doi = {10.1000/a},
  abstract = {Water comes and goes.}, keywords = {tides, moon}}
@book{kim2020, title = {Moons}, author = {Kim, Bo}, year = 2020}
@misc{roe, title = {Dunes}, author = {Roe, Cy}, related = {kim2020}}
"""


def _config(**options: object) -> dict[str, object]:
    chosen = {"bibliography": "papers.bib", "publication_pages": True, **options}
    return {**BARE, "plugins": ["search", {"pubs": chosen}], "site_url": "https://s.example/"}


def _built(
    build_site: SiteBuilder,
    pages: Mapping[str, str] | None = None,
    papers: str = PAPERS,
    more: Mapping[str, object] | None = None,
    **options: object,
) -> BuiltSite:
    config = {**_config(**options), **(more or {})}
    site = build_site(config, pages or {"index.md": BLOCK}, {"papers.bib": papers, **THEME})
    assert site.returncode == 0, site.log
    return site


def _article(site: BuiltSite, page: str) -> Node:
    (article,) = parse(site.html(page)).all("pubs-item")
    return article


def _title_links(site: BuiltSite, page: str = "index.md") -> dict[str, str]:
    items = parse(site.html(page)).all("pubs-item")
    return {
        str(one.attributes["data-key"]): str(link.attributes.get("href"))
        for one in items
        for title in one.all("pubs-title")
        for link in title.all("u-url")
    }


def test_each_publication_has_a_page_that_shows_all_of_it(build_site: SiteBuilder) -> None:
    site = _built(build_site)
    article = _article(site, "publications/lee2024.md")
    assert article.attributes["data-key"] == "lee2024"
    assert article.attributes["id"] == "pub-lee2024"
    assert {"h-cite", "pubs-item"} <= set(article.classes)
    title = next(one for one in article.walk() if one.tag == "h1")
    assert title.text() == "Tides & DNA"
    people = [one.text() for one in article.all("pubs-author")]
    assert people == ["Ann Lee", "Bo Kim", "Cy Roe", "Di Fox", "Ed Elk"]
    assert article.all("pubs-more") == []
    assert "Waves" in article.all("pubs-venue")[0].text()
    assert article.all("pubs-abstract-text")[0].text() == "Water comes and goes."
    assert article.all("pubs-keywords")[0].text() == "tides, moon"
    assert "@article{lee2024" in article.all("pubs-bibtex")[0].text()
    kinds = [str(one.attributes["data-kind"]) for one in article.all("pubs-link")]
    assert kinds == ["url", "doi", "bib", "ris"]
    files = {one.name for one in (site.folder / "publications/lee2024").iterdir()}
    assert files == {"index.html", "pub-lee2024.bib", "pub-lee2024.ris"}
    links = [str(one.attributes["href"]) for one in article.all("pubs-link")]
    assert links[-2:] == ["pub-lee2024.bib", "pub-lee2024.ris"]


def test_titles_lead_to_pages_and_pages_to_each_other(build_site: SiteBuilder) -> None:
    pages = {"index.md": BLOCK, "deep/list.md": "# Two & more\n\n```publications\nlimit: 2\n```\n"}
    site = _built(build_site, pages)
    assert _title_links(site) == {
        key: f"publications/{key}/" for key in ("lee2024", "kim2020", "roe")
    }
    assert _title_links(site, "deep/list.md")["kim2020"] == "../../publications/kim2020/"
    page = parse(site.html("publications/kim2020.md"))
    leads = {
        (one.attributes.get("rel"), one.text()): one.attributes.get("href")
        for one in page.walk()
        if one.tag == "a" and "u-url" not in one.classes
    }
    assert leads[(None, "Two & more")] == "../../deep/list/#pub-kim2020"
    assert leads[("prev", "Previous Tides & DNA")] == "../../publications/lee2024/"
    assert leads[("next", "Next Dunes")] == "../../publications/roe/"
    related = parse(site.html("publications/roe.md")).all("pubs-related")[0]
    assert next(one for one in related.walk() if one.tag == "a").attributes["href"] == (
        "../../publications/kim2020/"
    )


TO_ARCHIVES = """@article{lee2024, title = {A}, journal = {arXiv preprint arXiv:2401.00001}}
@misc{kim2020, title = {B}, url = {https://x.example/}}
"""


def test_a_button_that_leads_where_the_title_would_has_the_name_of_the_archive(
    build_site: SiteBuilder,
) -> None:
    items = parse(_built(build_site, papers=TO_ARCHIVES).html()).all("pubs-item")
    links = [link for item in items for link in item.all("pubs-link") if link.tag == "a"]
    assert {link.text(): link.attributes.get("href") for link in links} == {
        "arXiv": "https://arxiv.org/abs/2401.00001",
        "URL": "https://x.example/",
    }


def test_addresses_follow_the_pattern_with_and_without_directory_urls(
    build_site: SiteBuilder,
) -> None:
    site = _built(build_site, publication_url="/{year}/{type}-{key}")
    assert _title_links(site)["roe"] == "undated/misc-roe/"
    assert (site.folder / "2020/book-kim2020/index.html").is_file()
    flat = _built(build_site, more={"use_directory_urls": False}, publication_url="p/{key}/")
    assert _title_links(flat)["lee2024"] == "p/lee2024.html"
    assert _article(flat, "p/lee2024.html")


def test_keys_become_addresses_that_are_safe_and_unlike_each_other(
    build_site: SiteBuilder,
) -> None:
    strange = ["A:b/c", "a-b-c", "../x", "index", "README", "con", "王", "a b?x#y%2e"]
    papers = "".join(f"@misc{{{key}, title = {{T}}, year = 2020}}\n" for key in strange)
    site = build_site(_config(), {"index.md": BLOCK}, {"papers.bib": papers, **THEME}, strict=False)
    links = list(_title_links(site).values())
    assert len(links) == len(strange)
    assert len({one.lower() for one in links}) == len(links)
    for link in links:
        assert re.fullmatch(r"publications/[A-Za-z0-9_-]+/", link)
        assert (site.folder / link / "index.html").is_file()
    made = {path.name.lower() for path in (site.folder / "publications").iterdir()}
    assert made.isdisjoint({"index.html", "readme", "con"})


def test_an_expression_chooses_which_have_pages(build_site: SiteBuilder) -> None:
    site = _built(build_site, publication_pages="type == 'book'")
    assert _title_links(site) == {
        "lee2024": "https://x.example/",
        "kim2020": "publications/kim2020/",
    }
    assert not (site.folder / "publications/roe").exists()


def test_a_style_of_one_run_of_text_gets_a_button_and_its_page_the_text(
    build_site: SiteBuilder,
) -> None:
    site = _built(build_site, style="plain")
    buttons = parse(site.html()).all("pubs-link")
    assert buttons[0].attributes["href"] == "publications/lee2024/"
    article = _article(site, "publications/lee2024.md")
    assert article.all("pubs-cited")[0].attributes["data-style"] == "plain"
    assert "page" not in [one.attributes["data-kind"] for one in article.all("pubs-link")]


def test_pages_are_in_no_navigation_unless_a_user_puts_them_there(build_site: SiteBuilder) -> None:
    nav = [{"Home": "index.md"}, {"Our tides": "publications/lee2024.md"}]
    theme = {"theme/main.html": "{% for one in nav %}[{{ one.title }}]{% endfor %}"}
    for more, expected in (({}, "[Home]"), ({"nav": nav}, "[Home][Our tides]")):
        config = {**_config(), **more, "validation": {"nav": {"omitted_files": "warn"}}}
        site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS, **theme})
        assert (site.returncode, site.html()) == (0, expected)


def test_sitemap_search_and_links_know_the_pages(build_site: SiteBuilder) -> None:
    pages = {"index.md": f"[one](publications/lee2024.md#pub-lee2024)\n\n{BLOCK}"}
    anchors = {"validation": {"links": {"anchors": "warn"}}}
    site = _built(build_site, pages, more=anchors)
    assert 'href="publications/lee2024/#pub-lee2024"' in site.html()
    assert "publications/roe/\n" in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    found = {one["location"]: one for one in index["docs"]}
    assert found["publications/lee2024/"]["title"] == "Tides &amp; DNA"
    assert "Water comes and goes." in found["publications/lee2024/"]["text"]


def test_the_button_for_editing_leads_to_the_bibliography(build_site: SiteBuilder) -> None:
    theme = {
        "theme/main.html": "{{ page.edit_url }} {% for one in page.toc %}{{ one.url }}{% endfor %}"
    }
    more = {"repo_url": "https://github.com/me/site", "edit_uri": "edit/main/docs/"}
    files = {"papers.bib": PAPERS, **theme}
    site = build_site({**_config(), **more}, {"index.md": BLOCK}, files)
    expected = "https://github.com/me/site/edit/main/papers.bib #pub-roe"
    assert site.html("publications/roe.md") == expected


def test_a_list_and_a_page_tell_machines_of_one_work(build_site: SiteBuilder) -> None:
    head = {"theme/main.html": "<head></head>{{ page.content }}"}
    site = build_site(_config(), {"a/list.md": BLOCK}, {"papers.bib": PAPERS, **head})
    found = [_nodes(site.html(page)) for page in ("a/list.md", "publications/kim2020.md")]
    kim = "https://s.example/publications/kim2020/#pub-kim2020"
    assert [found[0]["Moons"]["@id"], found[1]["Moons"]["@id"]] == [kim, kim]
    for node in (*found[0].values(), *found[1].values()):
        assert list(wrong_terms(node)) == []


def _nodes(html: str) -> dict[str, dict[str, object]]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {one["name"]: one for one in json.loads(text)["@graph"]}


def test_a_page_of_the_users_own_is_taken_for_that_of_the_publication(
    build_site: SiteBuilder,
) -> None:
    pages = {"index.md": BLOCK, "publications/Lee2024.md": "# Mine", "publications/roe": "no page"}
    site = _built(build_site, pages)
    assert site.html("publications/Lee2024.md").endswith('<h1 id="mine">Mine</h1>')
    assert not (site.folder / "publications/lee2024").exists()
    assert _title_links(site) == {
        "lee2024": "publications/Lee2024/",
        "kim2020": "publications/kim2020/",
    }
    assert "INFO mkdocs.plugins.pubs: papers.bib:1: 'publications/Lee2024.md' stands" in site.log
    assert "papers.bib:6: 'publications/roe' stands where the page of 'roe' is to be" in site.log


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_no_title_leaves_its_place(theme: str, build_site: SiteBuilder) -> None:
    title = r'</title><script>alert(1)</script> "q" \{\{ 7*191 \}\} $x$'
    papers = f"@misc{{a, title = {{{title}}}, abstract = {{{title}}}, year = 2020}}\n"
    papers += f"@misc{{b, title = {{B {title}}}, year = 2020}}\n"
    plugins = ["search", "macros", {"pubs": _config()["plugins"][1]["pubs"]}]  # type: ignore[index]
    nav = ["index.md", {"P": ["publications/a.md", "publications/b.md"]}]
    settings = {"theme": {"name": theme}, "plugins": plugins, "nav": nav}
    config = {**settings, "site_url": "https://s.example/"}
    site = build_site(config, {"index.md": "# Home"}, {"papers.bib": papers})
    assert site.returncode == 0, site.log
    for page in ("publications/a.md", "publications/b.md"):
        html = site.html(page)
        assert "<script>alert" not in html
        assert "1337" not in html
        titles = [one for one in parse(html).walk() if one.tag == "title"]
        assert '<script>alert(1)</script> "q"' in titles[0].text()
    described = re.search(
        r'<meta name="description" content="([^"]*)"', site.html("publications/a.md")
    )
    assert theme != "material" or (described and "&lt;script&gt;" in described[1])


def test_hostile_entries_get_nothing_on_their_pages(shared: Path, build_site: SiteBuilder) -> None:
    names = ("h01*", "h02*", "h03*", "h04*", "h05*", "h06*", "h07*", "h12*")
    found = [one for name in names for one in (shared / "hostile").glob(f"{name}.bib")]
    bibs = {one.name: one.read_bytes() for one in found}
    assert len(bibs) == len(names)
    pubs = {"bibliography": "*.bib", "publication_pages": True, "style": "plain"}
    config = {
        **BARE,
        "plugins": ["search", "macros", {"pubs": pubs}],
        "markdown_extensions": ["toc"],
    }
    site = build_site(config, {"index.md": "# Home"}, {**bibs, **THEME}, strict=False)
    assert "Traceback" not in site.log
    pages = list((site.folder / "publications").rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        assert page.is_relative_to(site.folder / "publications")
        html = page.read_text(encoding="utf-8")
        assert "1337" not in html
        (shown,) = parse(html).all("pubs-page")
        for node in shown.walk():
            assert_ours(node)


def test_pages_come_and_go_with_their_entries(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib, publication_pages: true")
    write_files(tmp_path, {"papers.bib": "@misc{a, title = {A}, year = 2020}"})
    page = tmp_path / "site/publications/a/index.html"
    assert built(tmp_path, strict=True).returncode == 0
    assert "2020" in page.read_text(encoding="utf-8")
    write_files(tmp_path, {"papers.bib": "@misc{b, title = {B}, year = 2021, note = {new}}"})
    assert built(tmp_path, strict=True).returncode == 0
    assert not page.exists()
    assert (tmp_path / "site/publications/b/index.html").is_file()


def test_a_users_template_stands_for_ours(build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, "t/publication.html.j2": "<h1>{{ title }}!</h1>", **THEME}
    site = build_site(_config(templates="t"), {"index.md": BLOCK}, files)
    assert "<h1>Moons!</h1>" in site.html("publications/kim2020.md")


def test_a_template_that_fails_is_told_of_and_the_rest_is_built(build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, "t/publication.html.j2": "{{ 1 / 0 }}", **THEME}
    site = build_site(_config(templates="t"), {"index.md": BLOCK}, files, strict=False)
    assert "publication.html.j2:1: division by zero; left the page empty" in site.log
    assert site.count("pubs-item") == 3


@pytest.mark.parametrize("pattern", ["publications/", "../{key}", "a//{key}", "{key}?x", "{{key}}"])
def test_an_address_that_is_none_stops_the_build(pattern: str, build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, **THEME}
    site = build_site(_config(publication_url=pattern), {"index.md": BLOCK}, files)
    assert site.returncode != 0
    assert "option 'publication_url': expected a path such as publications/{key}/" in site.log


def test_a_name_in_the_address_that_nothing_has_is_told(build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, **THEME}
    config = _config(publication_url="{yaer}/{key}")
    site = build_site(config, {"index.md": BLOCK}, files, strict=False)
    assert "no publication has the field 'yaer', which 'publication_url' asks for" in site.log


def test_each_language_of_a_site_has_its_own_pages(build_site: SiteBuilder) -> None:
    english = {"locale": "en", "name": "English", "default": True, "build": True}
    german = {"locale": "de", "name": "Deutsch", "build": True}
    i18n = {"docs_structure": "suffix", "languages": [english, german]}
    pubs = {"bibliography": "papers.bib", "publication_pages": True, "split_pages": True}
    config = {"theme": "mkdocs", "plugins": [{"i18n": i18n}, {"pubs": pubs}]}
    pages = {"index.md": BLOCK, "index.de.md": f"[x](publications/lee2024.md)\n\n{BLOCK}"}
    site = build_site(config, pages, {"papers.bib": PAPERS})
    assert site.returncode == 0, site.log
    assert "<h2>Abstract</h2>" in site.html("publications/lee2024.md")
    assert "<h2>Zusammenfassung</h2>" in site.html("de/publications/lee2024.md")
    assert _title_links(site, "de/index.html") == {"lee2024": "../de/publications/lee2024/"}
    assert _title_links(site, "de/2020.md") == {"kim2020": "../../de/publications/kim2020/"}
