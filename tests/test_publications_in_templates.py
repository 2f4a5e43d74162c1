"""What users' own templates and macros, and the front matter of pages, get of publications."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.conftest import SiteBuilder

PAPERS = r"""@article{lee, author = {Lee, Ann and Roe, Rob}, title = {A *b* \{\{ 6 * 7 \}\} $x_1$},
  journal = {J. of {\"U}bung}, year = 2024, doi = {10.1000/xyz}}
@misc{old, author = {Roe, Rob}, title = {Old}, year = 2019}
"""
PUBS = {"pubs": {"bibliography": "papers.bib"}}


def _lines(html: str) -> list[str]:
    body = html[html.index("BEGIN") : html.index("END")]
    return [line.strip() for line in body.splitlines() if "|" in line]


def test_a_macro_gets_the_publications(build_site: SiteBuilder) -> None:
    page = """BEGIN

{% for one in publications(where="year > 2020") %}
<p>{{ one.year }} | {{ one.title }} | {{ one.authors | join("; ") }} | {{ one.venue }}</p>
{% endfor %}

{% for one in publications() %}- {{ one.title }} | {{ one.url }}
{% endfor %}

END"""
    config = {"plugins": ["macros", PUBS]}
    site = build_site(config, {"index.md": page}, {"papers.bib": PAPERS})
    assert site.returncode == 0, site.log
    html = site.html()
    assert "J. of Übung" in unescape(html)
    assert html.count("&#123;&#123; 6 &#42; 7 &#125;&#125;") == 2
    assert "<em>b</em>" not in html
    assert "https://doi.org/10.1000/xyz" in html
    assert html.count("Old") == 1


def test_a_theme_gets_the_publications(build_site: SiteBuilder) -> None:
    template = """{% extends "base.html" %}{% block content %}BEGIN
{% for one in publications(authors="Rob Roe", group_by="none", sort_by="year") %}
{{ one.key }} | {{ one.type }} | {{ one.citation }}
{% endfor %}
END{% endblock %}"""
    config = {"theme": {"name": "mkdocs", "custom_dir": "theme"}, "plugins": [PUBS]}
    files = {"papers.bib": PAPERS, "theme/main.html": template}
    site = build_site(config, {"index.md": "x"}, files)
    assert site.returncode == 0, site.log
    found = _lines(site.html())
    assert [line.split(" | ")[0] for line in found] == ["old", "lee"]
    assert "Rob Roe" in found[0]


def test_a_macro_that_writes_all_fields_out_writes_text(build_site: SiteBuilder) -> None:
    papers = "@misc{a, title = {1. A}, <b>x</b> = {y}, a*b*c = {z}, note = {www.x.example}}"
    page = """BEGIN

{% for one in publications() %}{% for name, text in one.fields.items() %}
{{ text }}

{{ name }}
{% endfor %}{% endfor %}

END"""
    config = {"plugins": ["macros", PUBS], "markdown_extensions": ["pymdownx.magiclink"]}
    html = build_site(config, {"index.md": page}, {"papers.bib": papers}).html()
    shown = re.findall("<p>(.*)</p>", html[html.index("BEGIN") : html.index("END")])
    assert list(map(unescape, shown)) == ["1. A", "title", "www.x.example", "note"]


def test_what_a_template_asks_in_vain_is_said(build_site: SiteBuilder) -> None:
    page = """{{ publications(wher="x") | length }}"""
    site = build_site({"plugins": ["macros", PUBS]}, {"index.md": page}, {"papers.bib": PAPERS})
    assert "publications(): unknown option 'wher'; did you mean 'where'?" in site.log
    assert ">2<" in site.html()


def test_a_macro_of_that_name_of_the_users_stays(build_site: SiteBuilder) -> None:
    files = {
        "papers.bib": PAPERS,
        "main.py": "def define_env(env):\n    env.macro(lambda: 'mine', 'publications')\n",
    }
    site = build_site({"plugins": ["macros", PUBS]}, {"index.md": "{{ publications() }}"}, files)
    assert site.returncode == 0, site.log
    assert "mine" in site.html()


@pytest.mark.parametrize("named", ["Ann Lee", "[Ann Lee]"])
def test_the_front_matter_says_whose_page_it_is(build_site: SiteBuilder, named: str) -> None:
    page = f"---\npublications:\n  authors: {named}\n---\n\n```publications\n```\n"
    site = build_site({"plugins": [PUBS]}, {"index.md": page}, {"papers.bib": PAPERS})
    assert site.count("pubs-item") == 1
    assert site.returncode == 0


def test_a_block_overrides_the_front_matter(build_site: SiteBuilder) -> None:
    page = "---\npublications: {limit: 1}\n---\n\n```publications\nlimit: 2\n```\n"
    site = build_site({"plugins": [PUBS]}, {"index.md": page}, {"papers.bib": PAPERS})
    assert site.count("pubs-item") == 2


def test_mistakes_in_the_front_matter_are_said(build_site: SiteBuilder) -> None:
    page = "---\npublications: {limt: 1}\n---\n\n```publications\n```\n"
    site = build_site({"plugins": [PUBS]}, {"index.md": page}, {"papers.bib": PAPERS})
    assert "index.md: in the front matter, unknown option 'limt'; did you mean 'limit'?" in site.log


def test_other_front_matter_of_that_name_is_said(build_site: SiteBuilder) -> None:
    page = "---\npublications: 5\n---\n\n```publications\n```\n"
    site = build_site({"plugins": [PUBS]}, {"index.md": page}, {"papers.bib": PAPERS})
    assert "in the front matter, 'publications' is no mapping of options; left it out" in site.log
    assert site.count("pubs-item") == 2
