"""Large lists: what they leave to files beside their pages, and how one gets there."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from tests.conftest import BuiltSite, SiteBuilder, build_project

BLOCK = "```publications\nlarge_list: 5\n```\n"
PAPERS = "".join(
    f"@misc{{a{n}, title = {{Number <{n}> of $x^{n}$}}, year = {1800 + n},"
    f" abstract = {{Of {n} & <b>more</b>}}, keywords = {{few}}}}\n"
    for n in range(150)
)
_ASIDE = re.compile(r'<a class="pubs-link pubs-aside" data-kind="(\w+)" href="([^"#]*)#([^"]*)">')


def _site(build_site: SiteBuilder, block: str = BLOCK, **options: object) -> BuiltSite:
    config = {"plugins": ["search", {"pubs": {"bibliography": "papers.bib", **options}}]}
    return build_site(config, {"index.md": "", "papers.md": block}, {"papers.bib": PAPERS})


def test_panels_stand_in_files_that_links_lead_to(build_site: SiteBuilder) -> None:
    site = _site(build_site, cite_styles=["plain"])
    html = site.html("papers.md")
    assert "pubs-panel" not in html
    assert "data-keywords" not in html
    links = _ASIDE.findall(html)
    assert [kind for kind, _, _ in links] == ["abstract", "bibtex", "cite"] * 150
    for _, file, anchor in links:
        text = (site.folder / "papers" / file).read_text(encoding="utf-8")
        article = text.partition(f'<article id="{anchor}">')[2].partition("</article>")[0]
        number = anchor.removeprefix("pub-a")
        assert f'href="./#{anchor}"' in article
        assert article.count("<details open ") == 3
        assert f"Of {number} &amp; <b>more</b>" in article
        assert "@misc{" in unescape(re.sub("<[^>]*>", "", article))


def test_a_file_holds_a_hundred_and_the_oldest_are_in_the_first(build_site: SiteBuilder) -> None:
    html = _site(build_site).html("papers.md")
    files = {anchor: file for _, file, anchor in _ASIDE.findall(html)}
    assert files["pub-a0"] == files["pub-a99"] == "details-1.html"
    assert files["pub-a100"] == files["pub-a149"] == "details-2.html"


def test_only_a_site_with_a_large_list_loads_the_script(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    assert "assets/pubs/large.js" in site.html("papers.md")
    assert (site.folder / "assets/pubs/large.js").is_file()
    small = _site(build_site, "```publications\nlarge_list: 150\n```\n")
    assert "large.js" not in small.html("papers.md")
    assert "pubs-aside" not in small.html("papers.md")
    assert small.html("papers.md").count("pubs-abstract-text") == 150


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
    values = re.search(r"data-values='([^']*)'", site.html())
    assert values is not None
    people = [name for name, *_ in json.loads(unescape(values[1]))["author"]]
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
