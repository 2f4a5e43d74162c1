"""Feeds: what they say, and whether others can read them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest

from mkdocs_pubs.feeds import Feed, Post, atom, json_feed
from tests.conftest import BuiltSite, SiteBuilder
from tests.feed_rules import assert_atom, assert_json_feed

BLOCK = "# Papers\n\n```publications\nfeed: [atom, json]\n```\n"
PAPERS = """@article{a, title = {Of <b>A</b> \\& $x^2$}, author = {Lee, Ann and {Team B}},
  journal = {J}, year = 2020, month = mar, keywords = {one, two}, abstract = {Short}, pdf = {x.pdf}}
@misc{b, title = {Newest}, year = 2024, month = 5, day = 17, url = {https://b.example/}}
@misc{undated, title = {No year}}
@misc{c, title = {Old}, year = 1999}
"""


def _site(build_site: SiteBuilder, papers: str = PAPERS, **more: object) -> BuiltSite:
    config = {
        "site_name": "Lee’s <lab>",
        "site_url": "https://lee.example/lab/",
        "plugins": ["search", {"pubs": {"bibliography": "papers.bib"}}],
        **more,
    }
    pages = {"index.md": "", "papers.md": BLOCK}
    return build_site(config, pages, {"papers.bib": papers}, strict=False)


def _text(site: BuiltSite, name: str) -> str:
    return (site.folder / "papers" / name).read_text(encoding="utf-8")


def test_a_page_leads_to_its_feeds(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    head = site.html("papers.md").partition("</head>")[0]
    title = "Publications – Lee’s &lt;lab&gt;"
    for kind, file in (("atom", "feed.xml"), ("feed", "feed.json")):
        kind = "application/atom+xml" if kind == "atom" else "application/feed+json"
        assert f'<link rel="alternate" type="{kind}" title="{title}" href="{file}">' in head
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "feed.xml" not in index


def test_a_feed_is_read_by_feedparser(build_site: SiteBuilder) -> None:
    read = feedparser.parse(_text(_site(build_site), "feed.xml"))
    assert not read.bozo
    assert read.feed.title == "Publications – Lee’s <lab>"
    assert read.feed.id == "https://lee.example/lab/papers/feed.xml"
    assert read.feed.updated == "2024-05-17T00:00:00Z"
    newest, second, oldest = read.entries
    assert [newest.title, oldest.title] == ["Newest", "Old"]
    assert second.id == second.link == "https://lee.example/lab/papers/#pub-a"
    assert [one.name for one in second.authors] == ["Ann Lee", "Team B"]
    assert [one.term for one in second.tags] == ["one", "two"]
    assert second.summary == "Short"
    assert second.updated == "2020-03-01T00:00:00Z"
    assert second.content[0].value.startswith("<p>Ann Lee, Team B</p><p><em>")
    assert second.content[0].type == "text/html"


def test_an_atom_feed_has_what_the_standard_wants(build_site: SiteBuilder) -> None:
    assert_atom(_text(_site(build_site), "feed.xml"))


def test_a_json_feed_has_what_the_standard_wants(build_site: SiteBuilder) -> None:
    assert_json_feed(json.loads(_text(_site(build_site), "feed.json")))


def test_two_builds_make_the_same_feed(build_site: SiteBuilder) -> None:
    first = [_text(_site(build_site), name) for name in ("feed.xml", "feed.json")]
    again = PAPERS + "@misc{d, title = {Older}, year = 1990}\n"
    assert first == [_text(_site(build_site), name) for name in ("feed.xml", "feed.json")]
    assert_atom(_text(_site(build_site, again), "feed.xml"))
    ids = re.findall(r"<id>(.*?)</id>", first[0])
    assert ids == re.findall(r"<id>(.*?)</id>", _text(_site(build_site, again), "feed.xml"))[:-1]


def test_works_with_one_key_have_ids_of_their_own(build_site: SiteBuilder) -> None:
    papers = "".join(f"@misc{{a, title = {{T{n}}}, year = {2000 + n}}}\n" for n in range(3))
    site = _site(build_site, papers)
    assert_atom(_text(site, "feed.xml"))
    items = json.loads(_text(site, "feed.json"))["items"]
    assert len({item["id"] for item in items}) == 3
    for item in items:
        assert f'id="{item["id"].partition("#")[2]}"' in site.html("papers.md")


def test_what_is_still_to_come_is_first(build_site: SiteBuilder) -> None:
    papers = PAPERS + "@article{d, title = {Soon}, journal = {J}, year = {to appear}}\n"
    site = _site(build_site, papers)
    text, feed = _text(site, "feed.xml"), json.loads(_text(site, "feed.json"))
    assert_atom(text)
    assert_json_feed(feed)
    read = feedparser.parse(text)
    assert [one.title for one in read.entries][:2] == ["Soon", "Newest"]
    assert [one.updated for one in read.entries][:2] == ["2024-05-17T00:00:00Z"] * 2
    assert read.feed.updated == "2024-05-17T00:00:00Z"
    assert ["published" in one for one in read.entries][:2] == [False, True]
    assert ["date_published" in one for one in feed["items"]][:2] == [False, True]


def test_a_feed_of_what_is_to_come_alone_has_a_time(build_site: SiteBuilder) -> None:
    site = _site(build_site, "@misc{d, title = {Soon}, year = {in press}}\n")
    assert_atom(_text(site, "feed.xml"))
    assert feedparser.parse(_text(site, "feed.xml")).entries[0].updated == "1970-01-01T00:00:00Z"


def test_what_has_no_title_is_called_what_a_page_shows(build_site: SiteBuilder) -> None:
    entries = ["@article{, author = {Lee, Ann}, journal = {A \\& B}, year = 2020}"]
    entries += ["@misc{key, year = 2019}", "@misc{, title = {$ $}, year = {in press}}"]
    site = _site(build_site, "\n".join(entries))
    posts = json.loads(_text(site, "feed.json"))["items"]
    assert [one["title"] for one in posts] == ["in press", "Ann Lee A & B, 2020", "key"]
    assert_atom(_text(site, "feed.xml"))


def test_a_feed_has_the_newest(build_site: SiteBuilder) -> None:
    many = "".join(f"@misc{{k{n}, title = {{T}}, year = {1950 + n}}}\n" for n in range(60))
    read = feedparser.parse(_text(_site(build_site, many), "feed.xml"))
    assert [one.id.partition("#")[2] for one in read.entries] == [
        f"pub-k{n}" for n in range(59, 29, -1)
    ]


def test_without_the_sites_address_there_is_no_feed(build_site: SiteBuilder) -> None:
    site = _site(build_site, site_url="")
    assert "docs/papers.md:4: a feed needs the site's address; set 'site_url'" in site.log
    assert "feed.xml" not in site.html("papers.md")
    assert not (site.folder / "papers/feed.xml").exists()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_links_in_a_feed_hold_wherever_it_is_read(build_site: SiteBuilder, theme: str) -> None:
    papers = "@misc{a, title = {T}, author = {A}, year = 2020, note = {\\href{x.html}{there}}}"
    plugins = [{"pubs": {"bibliography": "papers.bib", "style": "plain"}}]
    site = _site(build_site, papers, theme=theme, plugins=plugins)
    addresses = re.findall(r'href=\\"(.*?)\\"', _text(site, "feed.json"))
    assert addresses == ["https://lee.example/lab/x.html"]
    assert 'type="application/atom+xml"' in site.html("papers.md")


def test_hostile_text_is_text_in_a_feed(shared: Path, build_site: SiteBuilder) -> None:
    hostile = shared / "hostile"
    files = ("h01-xss-text", "h05-script-contexts", "h12-control", "h13-export")
    text = "\n".join((hostile / f"{one}.bib").read_text("utf-8", "replace") for one in files)
    site = _site(build_site, text)
    assert_atom(_text(site, "feed.xml"))
    feed = json.loads(_text(site, "feed.json"))
    assert_json_feed(feed)
    assert feed["items"]
    for item in feed["items"]:
        assert "<script" not in item["content_html"]


def test_what_xml_cannot_say_is_left_out() -> None:
    post = Post("https://a.example/#b", "A\x0bB\ufffe]]>", *["2020-01-01T00:00:00Z"] * 2)
    feed = Feed("T\x00", "N", "https://a.example/f", "https://a.example/", "en", [post])
    assert_atom(atom(feed))
    assert "<title>AB]]&gt;</title>" in atom(feed)
    assert_json_feed({**json.loads(json_feed(feed)), "items": []})
