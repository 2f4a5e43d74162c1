"""The searches of sites: what they hold of a list, and what not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.contrib.search import SearchPlugin
from mkdocs.contrib.search.search_index import SearchIndex

from mkdocs_pubs.plugin.searched import Unsearched, _groups, _without_tags
from tests.conftest import BuiltSite, SiteBuilder

THEMES = ("mkdocs", "material")
BIB = "".join(
    f"@article{{key{n}, title = {{Titular {n} & more}}, author = {{Auctor{n}, Ann}},"
    f" journal = {{Venueine {n}}}, year = {1900 + n}, abstract = {{Abstractum {n}}},"
    f" keywords = {{word{n}}}, owner = {{nobody}}, issn = {{1234-567{n}}}}}\n"
    for n in range(9)
)
BLOCK = "# Papers\n\nBefore.\n\n```publications\n{options}\n```\n\n## Behind\n\nAfterwards.\n"
_NOT_SEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)


def _site(build_site: SiteBuilder, theme: str, options: str) -> BuiltSite:
    plugins = ["search", {"pubs": {"bibliography": "papers.bib", "cite_styles": ["plain"]}}]
    config = {"theme": {"name": theme}, "plugins": plugins}
    pages = {"index.md": "", "papers.md": BLOCK.format(options=options)}
    return build_site(config, pages, {"papers.bib": BIB})


def _index(site: BuiltSite) -> Mapping[str, str]:
    """Return the texts of the index by their places."""
    text = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    return {
        one["location"]: f"{one['title']} {unescape(_NOT_SEEN.sub('', one['text']))}"
        for one in json.loads(text)["docs"]
        if one["location"].startswith("papers/")
    }


@pytest.mark.parametrize("theme", THEMES)
def test_a_search_finds_a_publication_and_leads_to_its_year(
    theme: str, build_site: SiteBuilder
) -> None:
    site = _site(build_site, theme, "search_bar: true")
    index = _index(site)
    for word in ("Titular 7 & more", "Auctor7", "Venueine 7", "Abstractum 7", "1907"):
        assert word in index["papers/#pubs-1907"]
    everything = " ".join(index.values())
    assert not re.search(r"@article|issn|nobody|ctx_ver|schema\.org", everything)
    assert everything.count("Titular 7 & more") == 1
    seen = _NOT_SEEN.sub(" ", _article(site.html("papers.md")))
    assert len(everything) <= len(seen)


@pytest.mark.parametrize("theme", THEMES)
def test_a_list_can_be_left_out(theme: str, build_site: SiteBuilder) -> None:
    site = _site(build_site, theme, "in_search: false")
    index = _index(site)
    everything = " ".join(index.values())
    assert not re.search(r"Titular|Auctor|Venueine|Abstractum", everything)
    assert "Before." in everything
    assert "Afterwards." in index["papers/#behind"]
    html = site.html("papers.md")
    assert "<!--pubs:" not in html
    assert html.count("Titular 7") > 1
    assert 'id="pubs-1907"' in html


def test_comments_of_an_author_stay_as_they_are(build_site: SiteBuilder) -> None:
    site = _site(build_site, "mkdocs", "in_search: false\n```\n\n<!--pubs:7-->\n\n```text")
    assert "<!--pubs:7-->" in site.html("papers.md")


_PIECES = (
    "text & <b>more</b> &lt;b> &amp",
    "; &nbsp;\n\t&#8211;",
    "</p><p class=\"pubs-text\" title='a>b'>",
    '<a href="?a=b&amp;c" title="it\'s <b> -->">',
    '<a title="never closed>',
    "<br/><IMG SRC=x>",
    "<script>'<b>'</script>",
    "<title>a<b></title><!-- one --><!--->",
    "1 < 2 </ a></>",
    "<!--pubs:0f:12-->",
    "<svg viewBox=\"0 0\"><path d='M'/></svg>",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
def test_search_reads_the_same_without_tags(html: str) -> None:
    assert _read_by_search(_without_tags(html)) == _read_by_search(html)


def test_tags_are_taken_out_of_what_is_plain() -> None:
    assert _without_tags('<li id="a>b">&lt;</li>') == '<li id="a>b">&lt;</li>'
    assert (
        _without_tags('<li id="a"><b>1</b> &lt; 2<!--pubs:0f:1--></li>').split()
        == "1 &lt; 2".split()
    )


def _read_by_search(html: str) -> object:
    index = SearchIndex(indexing="full")
    index.add_entry_from_context(mock.Mock(content=html, url="papers/", title="", toc=()))
    return index._entries


def test_a_page_comes_back_whole_from_each_build_of_a_server() -> None:
    unsearched = Unsearched(lasts=True)
    page = mock.Mock(toc=(), url="papers/")
    page.file.src_uri = "papers.md"

    def built(html: str) -> str:
        page.content = html
        unsearched.hide(page, {}, ())
        assert "BibTeX" not in page.content
        # Another plugin adds to what it sees.
        page.content += "!"
        unsearched.show(page)
        return str(page.content)

    panel = '<p>{}</p><nav class="pubs-parts" data-search-exclude>BibTeX</nav>'
    for title in ("One", "One", "Two", "One"):
        html = panel.format(title) * 2
        assert built(html) == f"{html}!"


def test_a_search_is_told_the_same_in_each_build_of_a_server() -> None:
    with mock.patch("mkdocs_pubs.plugin.searched._groups", wraps=_groups) as reading:
        lasting = Unsearched(lasts=True)
        for changes, words in enumerate([("2020", "Two"), ("2020", "Three"), ("2021", "Three")], 1):
            for _ in range(2):
                told = _told_to_search(lasting, *words)
                assert reading.call_count == changes
                assert all(word in told for word in words)
    assert told == _told_to_search(Unsearched(), *words)


def _told_to_search(unsearched: Unsearched, title: str, rest: str) -> str:
    """Return what a page and its file give to MkDocs' search, and the page that is left to it."""
    page = mock.Mock(toc=(), url="papers/")
    page.file.src_uri = "papers.md"
    page.content = (
        f'<p>Before.</p><div class="pubs" data-level="2"><h2 id="pubs-2020">{title}</h2><p>One</p>'
        '<ol class="pubs-list pubs-rest"><a href="rest.html">More</a></ol></div>'
    )
    plugin = SearchPlugin()
    plugin.load_config({})
    plugin.search_index = SearchIndex(**plugin.config)
    unsearched.hide(page, {"rest.html": f"<p>{rest}</p>"}, [plugin])
    return str([*plugin.search_index._entries, page.content]).replace(unsearched._token, "")


def _article(html: str) -> str:
    """Return a page from its list on: its own text, and little of the theme's."""
    return html[html.index("<h1") :].partition("<footer")[0]
