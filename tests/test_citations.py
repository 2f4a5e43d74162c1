"""Citations in the text of a page, in plain Python-Markdown and in MkDocs sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_pubs.csl.pandoc import find_pandoc
from mkdocs_pubs.extension import FrontMatter, Page, PubsExtension, front_matter
from mkdocs_pubs.extension.writing import PieceWriter
from mkdocs_pubs.mentions import keys_in, mentions
from mkdocs_pubs.models import Piece
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import Publisher
from tests.conftest import ROOT, SiteBuilder
from tests.projection import Node, parse
from tests.soundness import assert_ours

CASES = Path(__file__).parent / "cases" / "citations"
BIB = """
@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {J}, year = 2020}
@article{lee2020b, title = {Waves}, author = {Lee, Ann and Kim, Bo}, journal = {J}, year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed and Orr, Al and Ash, Di}, publisher = {P},
  year = 2019}
@misc{sil2012, title = {Silence}, author = {Sil, Pat}, year = 2012}
@misc{acme, title = {Bells}, author = {{ACME}}, year = 2021}
"""
SITE = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "wikilinks",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.magiclink",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "smarty",
]
"""Extensions that sites use, all of them together."""
SETTINGS = {
    "pymdownx.magiclink": {
        "provider": "github",
        "repo": "tides",
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "user": "lee",
    },
    "pymdownx.tabbed": {"alternate_style": True},
}
KNOWN = set(
    "bib options page front cites leads unwritten references html text absent toc diagnostics"
    " lists once".split()
)


def _cases() -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(CASES.glob("*.yml"))]


def hosted(folder: Path, bib: str, options: Mapping[str, object]) -> PubsExtension:
    (folder / "papers.bib").write_text(bib, encoding="utf-8")
    read, problems = read_options({"bibliography": "papers.bib", "citations": True, **options})
    assert not problems
    return PubsExtension(publisher=Publisher(folder, read))


@pytest.mark.parametrize("extensions", [[], SITE], ids=["plain", "site"])
@pytest.mark.parametrize("path", _cases())
def test_case(path: Path, extensions: list[str], tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN
    extension = hosted(tmp_path, case.get("bib", BIB), case.get("options", {}))
    front = front_matter(case.get("front", {}))
    extension.begin(Page("page.md", text=case["page"], front=front))
    needed = ["toc"] if extensions else ["toc", "fenced_code", "tables", "footnotes"]
    md = markdown.Markdown(
        extensions=[*dict.fromkeys((*extensions, *needed)), extension],
        extension_configs=SETTINGS if extensions else {},
    )
    html = md.convert(case["page"])
    root = parse(html)
    assert cites_of(root) == case.get("cites", cites_of(root))
    for text, key in case.get("leads", {}).items():
        assert key_led_to(root, text) == key
    if "references" in case:
        assert [one.attributes["data-key"] for one in root.all("pubs-item")] == case["references"]
    if "lists" in case:
        shown = [[one.line() for one in part.all("pubs-citation")] for part in root.all("pubs")]
        assert shown == case["lists"]
    for fragment in case.get("html", []):
        assert fragment in html
    for text in case.get("text", []):
        assert text in root.text()
    for text in case.get("absent", []):
        assert text not in html
    if "once" in case:
        assert html.count(case["once"]) == 1
    if "toc" in case:
        assert [token["name"] for token in md.toc_tokens] == case["toc"]  # type: ignore[attr-defined]
    assert [str(one) for one in extension.diagnostics] == case.get("diagnostics", [])


def cites_of(root: Node) -> list[str]:
    return [one.line() for one in root.all("pubs-cite") if one.line()]


def key_led_to(root: Node, text: str) -> str | None:
    """Return the key of the publication that the first link of a text in citations leads to."""
    links = [link for cite in root.all("pubs-cite") for link in cite.walk() if link.tag == "a"]
    target = next(link.attributes["href"] for link in links if link.text() == text)
    by_id = {f"#{one.attributes.get('id')}": one for one in root.all("pubs-item")}
    return by_id[target or ""].attributes["data-key"]


@pytest.mark.parametrize("style", ["card", "ieee", "apa", "alpha", "nature", "mla"])
def test_every_citation_and_its_reference_lead_to_each_other(style: str, tmp_path: Path) -> None:
    extension = hosted(tmp_path, BIB, {"style": style})
    text = "[@lee2020; @roe2019] and @acme.[^1]\n\n[^1]: See [@lee2020b].\n\n```references\n```\n"
    root = parse(markdown.markdown(text, extensions=["footnotes", extension]))
    ids = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [one for one in root.walk() if (one.attributes.get("role") or "").startswith("doc-b")]
    ways = [str(one.attributes["href"]) for one in links if one.tag == "a"]
    assert len(ways) == 8
    assert {way.removeprefix("#") for way in ways} <= set(ids)


def test_a_page_stays_as_it_is_without_the_option(tmp_path: Path) -> None:
    text = "[@lee2020] and @lee2020, [@nobody].\n"
    extension = hosted(tmp_path, BIB, {"citations": False})
    html = markdown.markdown(text, extensions=[extension])
    assert html == markdown.markdown(text)
    assert extension.diagnostics == ()


def test_a_list_of_works_cited_says_that_citations_are_off(tmp_path: Path) -> None:
    extension = hosted(tmp_path, BIB, {"citations": False})
    extension.begin(Page("page.md"))
    html = markdown.markdown("A\n\n```references\n```\n", extensions=[extension])
    assert "pubs-item" not in html
    assert [str(one) for one in extension.diagnostics] == [
        "page.md:3: citations are off, so that nothing is cited; set 'citations: true'"
        " [no-citations]"
    ]


def test_plain_markdown_takes_silent_keys_from_its_meta_data(tmp_path: Path) -> None:
    extension = hosted(tmp_path, BIB, {})
    text = "nocite: @sil2012, @roe2019\n\nText.\n\n```references\n```\n"
    root = parse(markdown.markdown(text, extensions=["meta", extension]))
    assert [one.attributes["data-key"] for one in root.all("pubs-item")] == ["sil2012", "roe2019"]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_site_cites(theme: str, build_site: SiteBuilder) -> None:
    plugin = {"pubs": {"bibliography": "papers.bib", "citations": True, "style": "apa"}}
    page = (
        "---\nnocite: '@sil2012'\nauthor: '@lee2020'\n---\n# Tides\n\n"
        "As @lee2020 show [see @roe2019, p. 3].\n\n## References\n\n```references\n```\n"
    )
    other = "# Other\n\nOnly [@acme].\n\n```references\n```\n"
    site = build_site(
        {
            "theme": {"name": theme},
            "plugins": ["search", plugin],
            "validation": {"anchors": "warn"},
        },
        {"index.md": page, "other.md": other},
        {"papers.bib": BIB},
    )
    assert site.returncode == 0, site.log
    content = site.html()
    assert "Lee and Kim (2020)</a>" in content
    assert "Roe et al., 2019</a>" in content
    assert "assets/pubs/citations.css" in content
    assert "assets/pubs/citations.js" in content
    assert re.findall('data-key="([^"]*)"', content) == ["lee2020", "roe2019", "sil2012"]
    assert re.findall('data-key="([^"]*)"', site.html("other.md")) == ["acme"]


def test_a_page_of_a_site_chooses_in_its_front_matter(build_site: SiteBuilder) -> None:
    options = {"bibliography": "papers.bib", "citations": True, "references_at_end": True}
    text = "# A\n\nSee [@lee2020].\n"
    site = build_site(
        {"theme": {"name": "material", "language": "de"}, "plugins": [{"pubs": options}]},
        {
            "index.md": text,
            "off.md": "---\ncitations: false\n---\n# Off\n\nSee [@nobody].\n",
            "none.md": f"---\nreferences_at_end: no\n---\n{text}",
        },
        {"papers.bib": BIB},
    )
    assert site.returncode == 0, site.log
    assert site.html().count("Literatur") == 3
    assert "See [@nobody]." in site.html("off.md")
    assert "pubs-references" not in site.html("none.md")


def test_a_site_names_page_and_line_of_unknown_keys(build_site: SiteBuilder) -> None:
    plugin = {"pubs": {"bibliography": "papers.bib", "citations": True}}
    page = "---\ntitle: A\n---\n# A\n\nFirst.\n\nSee [@lee2021].\n\n```references\n```\n"
    site = build_site({"plugins": [plugin]}, {"index.md": page}, {"papers.bib": BIB}, strict=False)
    said = "docs/index.md:8: there is no publication 'lee2021' to cite; did you mean 'lee2020"
    assert said in site.log
    assert "[?lee2021]" in re.sub("<[^>]*>", "", site.html())


def test_macros_and_snippets_may_write_citations(build_site: SiteBuilder, tmp_path: Path) -> None:
    plugin = {"pubs": {"bibliography": "papers.bib", "citations": True}}
    site = build_site(
        {
            "plugins": ["macros", plugin],
            "extra": {"work": "[@lee2020]"},
            "markdown_extensions": [{"pymdownx.snippets": {"base_path": [str(tmp_path)]}}],
        },
        {"index.md": '# A\n\n{{ work }}\n\n--8<-- "more.txt"\n\n```references\n```\n'},
        {"papers.bib": BIB, "more.txt": "More [@roe2019]."},
    )
    assert site.returncode == 0, site.log
    assert re.findall('data-key="([^"]*)"', site.html()) == ["lee2020", "roe2019"]


def test_autorefs_keeps_its_links(build_site: SiteBuilder) -> None:
    plugin = {"pubs": {"bibliography": "papers.bib", "citations": True}}
    page = "# A\n\n## Heading\n\n[@lee2020][heading] and [@lee2020].\n\n```references\n```\n"
    site = build_site({"plugins": ["autorefs", plugin]}, {"index.md": page}, {"papers.bib": BIB})
    assert site.returncode == 0, site.log
    assert re.search(r'href="#heading"[^>]*>@lee2020</a>', site.html())
    assert site.count("pubs-cite") == 1


@pytest.mark.parametrize(
    "unit",
    ["[", "[@", "[a](", "[a [b] ", "<a ", "<!--", "a.b-", "[@;", "@a:", "{", "@a [", "[@a; "],
)
def test_looking_for_citations_takes_linear_time(unit: str) -> None:
    steps = 0

    def count(_: str) -> bool:
        nonlocal steps
        steps += 1
        return True

    text = unit * (200_000 // len(unit))
    list(mentions(text, count, lambda _: False))
    assert steps <= len(text)


def test_keys_are_listed_as_pandoc_lists_them() -> None:
    assert keys_in("@a, @{b c}, @DBLP:conf/x/Y20.") == ("a", "b c", "DBLP:conf/x/Y20")
    assert keys_in("@*") == ("*",)


@pytest.mark.parametrize(("column", "style"), [(1, "ieee"), (2, "apa")])
def test_what_the_documentation_shows_is_so(column: int, style: str, tmp_path: Path) -> None:
    page_of_ours = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    table = page_of_ours.partition("<!-- citations -->\n")[2].partition("<!-- /citations -->")[0]
    rows = [row.split(" | ") for row in table.strip().splitlines()]
    assert f"`style: {style}`" in rows[0][column]
    assert len(rows) > 8
    extension = hosted(tmp_path, BIB, {"style": style})
    for row in rows[2:]:
        text = row[0].removeprefix("| ").strip("`")
        page = f"[@!lee2020; @!roe2019]\n\n{text}\n\n```references\n```\n"
        (_, shown) = [
            one
            for one in parse(markdown.markdown(page, extensions=[extension])).children
            if isinstance(one, Node) and one.tag == "p"
        ]
        assert shown.line() == row[column].removesuffix(" |")


MARKUP = (
    "[ ] [@ @ @{ } ; : - ! @lee2020 [@lee2020] [@roe2019; [-@lee2020 , p. 3-5 ` * _ ** \\ < > <a>"
    " </a> <!-- --> & &amp; ( ) [x](y) [x][y] [^1] [^1]:x {{ }} {.a} http://a.b/ a@b.c \n \n\n #"
    " ```references\n``` ```\n | \x02 \x03 \x02pubs:0\x03 é 王 javascript:alert(1) <script> $ ~"
).split(" ")


@pytest.fixture(scope="module", params=["auto", "footnote"])
def any_page(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> PubsExtension:
    options = {"style": "apa", "citation_mode": request.param}
    return hosted(tmp_path_factory.mktemp("any"), BIB, options)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(MARKUP) | st.text(max_size=3), max_size=30))
def test_any_text_can_cite(any_page: PubsExtension, parts: list[str]) -> None:
    text = " ".join(parts)
    any_page.begin(Page("page.md", text=text))
    md = markdown.Markdown(extensions=["fenced_code", "footnotes", "toc", any_page])
    html = md.convert(text)
    assert "pubs-mention" not in html
    links = re.findall(r'href="#([^"]*)" role="doc-(?:bib|noteref|backlink)', html)
    ids = re.findall(r'id="((?:pubs?-|fn:pubs|fnref:pubs)[^"]*)"', html)
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


CSL = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{class_}" version="1.0">
<info><title>Own</title><id>own</id><category citation-format="{format}"/>
<updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


@pytest.mark.skipif(find_pandoc() is None, reason="there is no pandoc to apply CSL styles")
@pytest.mark.parametrize(
    ("format_", "shown"),
    [
        ("numeric", ["[1, ?nobody]", "Tides"]),
        ("note", ["1", ",2"]),
        ("author-date", ["(Roe et al. 2019; ?nobody)", "Tides"]),
        ("author", ["(Roe et al.; ?nobody)", "Tides"]),
        ("label", ["[ROA19, ?nobody]", "[LK20]"]),
    ],
)
def test_a_csl_style_says_how_it_cites(format_: str, shown: list[str], tmp_path: Path) -> None:
    """The style itself says it where it knows all works, else its manner does."""
    class_ = "note" if format_ == "note" else "in-text"
    (tmp_path / "own.csl").write_text(CSL.format(format=format_, class_=class_), encoding="utf-8")
    extension = hosted(tmp_path, BIB, {"style": "own.csl"})
    text = "[@roe2019; @nobody] [@lee2020]\n\n```references\n```\n"
    root = parse(markdown.markdown(text, extensions=[extension]))
    assert cites_of(root) == shown
    keys = [one.attributes["data-key"] for one in root.all("pubs-item")]
    assert keys == ["roe2019", "lee2020"]


KEYS = st.text("aé王_.:/-+'\"<>&;#%", min_size=1, max_size=6)
VALUES = st.text("Ab *_`[]()<>&\"'@\\{}$~^é王", max_size=12)


@settings(max_examples=40)
@given(st.lists(st.tuples(KEYS, VALUES, VALUES), max_size=4), st.sampled_from(["card", "apa"]))
def test_references_are_sound_whatever_the_works(
    tmp_path_factory: pytest.TempPathFactory, works: list[tuple[str, str, str]], style: str
) -> None:
    bib = "".join(
        f"@misc{{{key}, author = {{{name}}}, title = {{{title}}}, year = 2020}}\n"
        for key, name, title in works
    )
    extension = hosted(tmp_path_factory.mktemp("works"), bib, {"style": style})
    text = " ".join(f"[@{{{key}}}]" for key, _, _ in works) + "\n\n```references\n```\n"
    extension.begin(Page("page.md", text=text, front=FrontMatter(silent_keys=("*",))))
    root = parse(markdown.markdown(text, extensions=["fenced_code", extension]))
    for cite in root.all("pubs-cite"):
        assert {one.tag for one in cite.walk()} <= {"a", "span", "sup", "em", "strong", "code"}
    for item in root.all("pubs-item"):
        for node in (item, *item.walk()):
            assert_ours(node)


def test_signs_of_a_csl_style_that_stand_for_no_text_write_none() -> None:
    place = ElementTree.Element("p")
    stray = Piece(affix=(-491_512, "after"))
    PieceWriter({}, {}, "", str).write(place, [Piece("a"), stray, Piece("b")])
    assert ElementTree.tostring(place) == b"<p>ab</p>"


def test_a_citation_behind_a_footnote_is_one() -> None:
    found = mentions("x[^1] [@a] and[^2][@b]", lambda _: False, lambda _: False)
    assert [one.mention.source for one in found] == ["[@a]", "[@b]"]
