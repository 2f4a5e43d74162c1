"""What a hostile bibliography may try, by the numbers of our list of threats, in a real build.

Material for MkDocs, mkdocs-macros, mkdocstrings, snippets, attribute lists and generic arithmatex
are on. One site has a page for each bibliography in ``tests/hostile`` (those of the shared folder,
too, where it is) and one for each hostile block; the tests look at what was built. More on single
rooms stands in ``test_bounds``, ``test_linear_time``, ``test_decoding`` and in the cases.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser
from pybtex.database import parse_string

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.bibtex.values import MAX_LENGTH
from mkdocs_pubs.options import PRIVATE_FIELDS
from tests.hostile_site import (
    GENERATED,
    HOSTILE_NAMES,
    OURS,
    SECRET,
    THEIRS,
    HostileSite,
    build_hostile_site,
)
from tests.projection import Node
from tests.soundness import assert_ours

pytestmark = pytest.mark.slow

WRITTEN = [path.stem for path in sorted(OURS.glob("*.bib"))]
SHARED = [path.stem for path in sorted(THEIRS.glob("*.bib"))]
STORED = [*WRITTEN, *SHARED]
NO_SHARED = f"the test material is not beside the project: there is no {THEIRS}"
PAGES = pytest.mark.parametrize(
    "name",
    [
        *WRITTEN,
        *GENERATED,
        *(SHARED or [pytest.param("", marks=pytest.mark.skip(reason=NO_SHARED))]),
    ],
)

MILLIONS, MEBIBYTES = 400, 200
"""What a page may cost: for its two or three lists, the time in which Python counts to so many."""

BOMB = "\n".join(
    [
        'a: &a ["x","x","x","x","x","x","x","x","x"]',
        *(
            f"{n}: &{n} [{','.join([f'*{before}'] * 9)}]"
            for before, n in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ]
)
CALLS: Mapping[str, tuple[str, str]] = {
    "import": ("__import__('os').system('id')", "'call' is not allowed here"),
    "class": ("title.__class__.__mro__", "'getattr' is not allowed here"),
    "item": ("title['__class__']", "'getitem' is not allowed here"),
    "format": ("'{0.__class__}'.format(title)", "'call' is not allowed here"),
    "percent": ("'%s' % title", "'mod' is not allowed here"),
    "attr": ("title|attr('__class__')", "unknown filter 'attr'"),
    "map": ("authors|map('upper')", "unknown filter 'map'"),
    "test": ("title is filter", "unknown test 'filter'"),
    "power": ("9 ** 9 ** 9 ** 9", "'pow' is not allowed here"),
    "repeat": ("'a' * 1000000000", "'mul' is not allowed here"),
    "join": ("title ~ title", "'concat' is not allowed here"),
    "dict": ("{'a': title}", "'dict' is not allowed here"),
    "global": ("cycler.__init__.__globals__", "'getattr' is not allowed here"),
    "statement": ("1 }} 2", "cannot use where"),
    "deep": ("(" * 900 + "1" + ")" * 900, "nested too deep"),
    "signs": ("not " * 400 + "1", "nested too deep"),
    "long": ("1 or " * 500 + "1", "longer than 2000 characters"),
}
"""Expressions that would reach Python, or keep it busy, and why they are refused."""

YAML: Mapping[str, tuple[str, str]] = {
    "bomb": (BOMB, "anchors and aliases are not allowed here"),
    "object": ('where: !!python/object/apply:os.system ["id"]', "tags are not allowed here"),
    "name": ("where: !!python/name:os.system", "tags are not allowed here"),
    "environment": ("where: !ENV HOME", "tags are not allowed here"),
    "relative": ("where: !relative $config_dir", "tags are not allowed here"),
    "merge": ("<<: {limit: 1}\nlimit: 2", "unknown option '<<'"),
    "nested": ("keys: " + "[" * 2000, "nested too deep"),
    "long": ("keys: [" + "a, " * 2000 + "]", "longer than 4096 characters"),
}
PATHS: Mapping[str, tuple[str, str]] = {
    "up": ("../outside/secret.bib", "leads out of"),
    "middle": ("names/../../outside/secret.bib", "leads out of"),
    "absolute": ("{root}/../outside/secret.bib", "leads out of"),
    "link": ("link.bib", "leads out of"),
    "through-a-link": ("linked/secret.bib", "leads out of"),
    "glob-up": ("../outside/*.bib", "leads out of"),
    "glob-through-a-link": ("linked/*.bib", "leads out of"),
    "glob-anywhere": ("**/secret.bib", ""),
    "glob-from-the-root": ("/**/secret.bib", ""),
    "home": ("~/secret.bib", "no file"),
    "variable": ("$PWD/../outside/secret.bib", "no file"),
    "percent": ("%2e%2e/outside/secret.bib", "no file"),
    "backslash": ("..\\outside\\secret.bib", "no file"),
    "nul": ("secret.bib\0.bib", "no file"),
    "device": ("zero.bib", "leads out of"),
    "device-itself": ("/dev/zero", "leads out of"),
    "process": ("/proc/self/environ", "leads out of"),
    "pipe": ("pipe.bib", "not a regular file"),
    "sparse": ("sparse.bib", "larger than 256 MiB"),
}
ADDRESSES: Mapping[str, str] = {
    "metadata": "http://169.254.169.254/latest/papers.bib",
    "https": "https://example.org/papers.bib",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/papers.bib",
    "case": "HTTP://example.org/papers.bib",
}
MODULES = ("this:s", "this.s", "os:system", "builtins:print", ".x:y")
"""Classes by their paths; that ``this`` is imported can be read in the log."""


def blocks(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the blocks that are hostile themselves, by the names of their pages."""
    for name, (where, _) in CALLS.items():
        yield f"where-{name}", f"where: {json.dumps(where)}"
    for name, (body, _) in YAML.items():
        yield f"yaml-{name}", body
    for name, (path, _) in PATHS.items():
        yield f"path-{name}", f"bibliography: {json.dumps(path.replace('{root}', str(root)))}"
    for name, address in ADDRESSES.items():
        yield f"address-{name}", f"bibliography: {address}"
    for name, style in enumerate(MODULES):
        yield f"style-{name}", f"style: {style}"
    yield "names", "bibliography: names/*.bib"
    yield "inside", "bibliography: docs/private.bib"
    yield "titles", 'undated_title: "<b onclick=pwned()>{: .pwned }"\nbibliography: bib/13-tags.bib'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> HostileSite:
    """Build the site once for all tests."""
    root = tmp_path_factory.mktemp("hostile") / "site"
    fenced = {name: f"```publications\n{body}\n```\n" for name, body in blocks(root)}
    return build_hostile_site(root, fenced)


def shown(item: Node, part: str) -> list[str]:
    """Return the lines of an item's parts."""
    return [one.line() for one in item.all(part)]


def hrefs(node: Node) -> list[str]:
    """Return where the links within a node lead."""
    return [str(one.attributes["href"]) for one in node.walk() if "href" in one.attributes]


@PAGES
def test_lists_hold_our_own_elements_attributes_classes_and_addresses(
    site: HostileSite, name: str
) -> None:
    lists = site.lists(name)
    assert len(lists) == (2 if name in GENERATED else 3)
    parts = [*lists, *(filed for part in lists for filed in site.filed(name, part))]
    for node in (node for part in parts for node in part.walk()):
        if re.fullmatch("h[1-6]", node.tag):
            assert node.attributes.keys() == {"id"}
        elif node.classes == {"headerlink"}:
            assert node.attributes.keys() == {"class", "href", "title"}
            assert str(node.attributes["href"]).startswith("#pubs-")
        else:
            assert_ours(node)


@PAGES
def test_a_page_costs_little(site: HostileSite, name: str) -> None:
    seen = site.witnessed[f"{name}.md"]
    assert seen["millions"] < MILLIONS
    assert seen["memory"] < MEBIBYTES


@pytest.mark.parametrize("name", [*WRITTEN, *GENERATED])
def test_what_must_be_shown_is_shown(site: HostileSite, name: str) -> None:
    path = OURS / f"{name}.bib"
    source = path.read_bytes().decode("utf-8", "replace") if path.is_file() else "% Shown: kept\n"
    wanted = re.findall(r"^%.*?Shown: (.*)$", source, re.MULTILINE)
    assert wanted
    assert set(" ".join(wanted).split()) <= site.items(name).keys()


def test_what_must_be_shown_of_the_shared_files_is_shown(site: HostileSite, shared: Path) -> None:
    for path in sorted((shared / "hostile").glob("*.bib")):
        source = path.read_bytes().decode("utf-8", "replace")
        page, said = site.page(path.stem).text(), " ".join(site.said(path.name))
        for title in re.findall(r"[{]([^{}]*\bmust (?:appear|not be lost)[^{}]*)[}]", source):
            assert title in page
        for key in re.findall(r"^@\w+[{(]([a-z]+\d+),", source, re.MULTILINE):
            assert key in site.items(path.stem) or f"'{key}'" in said, (path.name, key)


STRANGERS = """() => [...document.querySelectorAll(".pubs *")].filter(one =>
  one.matches("script, img, iframe, object, embed, style, link, form, base, math")
  || [...one.attributes].some(attribute => attribute.name.startsWith("on"))
).map(one => one.outerHTML)"""
"""What no list may hold, whatever our own script has made of it."""


def test_a_browser_runs_and_loads_nothing(site: HostileSite, browser: Browser) -> None:
    page = browser.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda one: None if one.url.startswith("file:") else ran.append(one.url))
    page.expose_function("pwned", lambda *what: ran.append(f"pwned {what}"))
    for name in (one for one in STORED if re.match("h?(0[1-7]|14|19)-", one)):
        page.goto((site.built.folder / name / "index.html").as_uri())
        lists = page.locator(".pubs")
        assert lists.count() == 3
        page.locator(".pubs-bar input[type=search]").first.fill("a")
        lists.evaluate_all("all => all.forEach(one => one.dispatchEvent(new Event('mouseover')))")
        assert page.evaluate(STRANGERS) == [], name
    page.evaluate("pwned('at last')")
    page.close()
    assert ran == ["pwned ('at last',)"]


def test_threat_01_mark_up_in_fields_is_text(site: HostileSite) -> None:
    items = site.items("01-markup")
    assert shown(items["m1"], "pubs-title") == [
        '<script>pwned("title")</script><img src=x onerror=pwned()>'
    ]
    assert "<svg/onload=pwned()>" in shown(items["m1"], "pubs-authors")[0]
    assert shown(items["m1"], "pubs-note") == ["bold slanted"]
    assert "<script>pwned()</script>" in shown(items["m2"], "pubs-title")[0]
    assert "<img src=x onerror=pwned()>" in shown(items["m3"], "pubs-title")[0]
    assert '<a href="javascript:pwned()">' in shown(items["m4"], "pubs-title")[0]


def test_threat_02_quotes_end_no_attribute(site: HostileSite) -> None:
    items = site.items("02-attributes")
    assert 'q3"onclick="pwned()' in items
    links = [href for item in items.values() for href in hrefs(item)]
    assert "https://example.org/%22onmouseover=%22pwned()" in links
    assert not [href for href in links if re.search(r"[\s\"<>`]", href)]


def test_threat_03_addresses_that_would_run_are_not_linked(site: HostileSite) -> None:
    items = site.items("03-schemes")
    for key in ("s1", "s2", "s3"):
        assert hrefs(items[key]) == []
        assert f"the url of '{key}' is no safe address; not linked" in site.built.log
    # Macros are not carried out in an address; without a colon, this is none.
    assert hrefs(items["s4"]) == []
    # What names no host is a path in the site, too, or nothing.
    assert [one for one in hrefs(items["s5"]) if not one.startswith(("../", "https:"))] == []
    assert len(hrefs(items["s6"])) == 5


@PAGES
def test_threat_04_ids_stand_for_nothing_else_on_the_page(site: HostileSite, name: str) -> None:
    ids = [str(one.attributes["id"]) for one in site.page(name).walk() if "id" in one.attributes]
    folded = [unicodedata.normalize("NFC", one).casefold() for one in ids]
    assert len(set(folded)) == len(folded)
    inside = [one for part in site.lists(name) for one in part.walk() if "id" in one.attributes]
    assert inside
    assert all(re.fullmatch(r"pubs?-[A-Za-z0-9_-]+", str(one.attributes["id"])) for one in inside)


@PAGES
def test_threat_05_no_field_stands_in_a_script_a_comment_or_a_style(
    site: HostileSite, name: str
) -> None:
    # But for JSON-LD, what scripts hold is the theme's alone.
    def raw(page: str) -> list[str]:
        nodes = [one for one in site.page(page).walk() if one.tag in ("script", "style")]
        return [one.text() for one in nodes if not _is_json_ld(one)]

    assert raw(name) == raw("names")
    for one in filter(_is_json_ld, site.page(name).walk()):
        assert not set("<>&\u2028\u2029") & set(one.text())
        assert json.loads(one.text())["@graph"]
    titles = [one.text() for one in site.page(name).walk() if one.tag == "title"]
    assert titles == ["Own heading - Hostile"]
    assert "<!--" not in site.built.html(f"{name}.md").partition("<body")[2]


def _is_json_ld(node: Node) -> bool:
    return node.tag == "script" and node.attributes.get("type") == "application/ld+json"


class _Tags(HTMLParser):
    """The tags in a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"{tag} {attrs}" if attrs else tag)

    def handle_comment(self, data: str) -> None:
        self.found.add(f"!-- {data}")


def test_threat_05_the_search_index_holds_no_tags_of_fields(site: HostileSite) -> None:
    index = json.loads(site.built.html("search/search_index.json"))
    tags = _Tags()
    for one in index["docs"]:
        tags.feed(one["title"] + "\n" + one["text"] + "\n")
    assert tags.found <= {"ol", "ul", "li", "p", "pre", "code", "sub", "sup", "h1", "h2", "h3"}
    assert len(index["docs"]) > len(STORED)


def test_threat_06_what_would_carry_a_field_out_is_on(site: HostileSite) -> None:
    bait = site.built.html("bait.md")
    for effect in ("Macro-ran", "Snippet-read", "Docstring-read", 'class="toc"'):
        assert effect in bait
    assert '<p class="attribute-list">paragraph</p>' in bait


@PAGES
def test_threat_06_fields_are_no_templates_and_no_markdown(site: HostileSite, name: str) -> None:
    html = site.built.html(f"{name}.md")
    for effect in ("Macro-ran", "Snippet-read", "Docstring-read", 'class="toc"', "SECRET"):
        assert effect not in html
    assert not [one for one in site.page(name).walk() if "pwned" in one.classes]


def test_threat_06_signs_of_other_languages_are_shown(site: HostileSite) -> None:
    items = site.items("06-templates")
    assert shown(items["t1"], "pubs-title")[0].startswith("{{ canary() }} {% raw %} {# c #}")
    assert shown(items["t1"], "pubs-author") == ["{{ canary() }}"]
    assert "::: bait [TOC]" in shown(items["t2"], "pubs-note")[0]
    assert "[link](javascript:pwned())" in shown(items["t2"], "pubs-abstract-text")[0]
    assert shown(items["t3"], "pubs-author") == ["B {: .pwned }"]
    headings = [one.line() for one in site.lists("06-templates")[1].walk() if one.tag == "h3"]
    assert [one.rstrip("¶") for one in headings] == ["[TOC]", "x {: .pwned }", "{{ canary() }}"]


@PAGES
def test_threat_07_no_placeholder_and_no_control_character_is_left(
    site: HostileSite, name: str
) -> None:
    html = site.built.html(f"{name}.md")
    assert not re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]", html)
    assert not re.findall(r"&#(?:0*[0-8]|x0*[0-8]|1[1-9]|2\d|3[01]|x1[0-9a-f]);", html, re.I)


def test_threat_07_placeholders_are_text(site: HostileSite) -> None:
    items = site.items("07-placeholders")
    assert shown(items["p1"], "pubs-title") == ["Stashed wzxhzdk:0 klzzwxh:0000 amp end"]
    assert shown(items["p1"], "pubs-note") == ["Ours pubs:0 end"]


@pytest.mark.parametrize("name", CALLS)
def test_threat_08_expressions_do_not_reach_python(site: HostileSite, name: str) -> None:
    page = f"where-{name}"
    assert any(CALLS[name][1] in line for line in site.said(f"docs/{page}.md:2:"))
    assert "kept" in site.items(page)
    assert site.witnessed[f"{page}.md"]["millions"] < MILLIONS / 20


@pytest.mark.parametrize("name", range(len(MODULES)))
def test_threat_08_a_page_imports_nothing(site: HostileSite, name: int) -> None:
    assert any("[" in line for line in site.said(f"docs/style-{name}.md:2:"))
    assert "The Zen of Python" not in site.built.log
    assert "kept" in site.items(f"style-{name}")


@pytest.mark.parametrize("name", PATHS)
def test_threat_09_nothing_outside_the_project_is_read(site: HostileSite, name: str) -> None:
    page = f"path-{name}"
    assert SECRET not in site.built.html(f"{page}.md")
    assert site.lists(page)[0].all("pubs-item") == []
    said = site.said(f"docs/{page}.md:2:") + site.said(PATHS[name][0])
    assert any(PATHS[name][1] in line for line in said)
    assert site.witnessed[f"{page}.md"]["millions"] < MILLIONS / 20


def test_threat_09_no_file_is_opened_because_a_field_names_it(site: HostileSite) -> None:
    opened = [
        str(event[1])
        for seen in site.witnessed.values()
        for event in seen["events"]
        if event[0] == "open"
    ]
    assert any(path.endswith("bib/01-markup.bib") for path in opened)
    forbidden = re.compile(r"outside|passwd|secret|\.netrc|id_rsa|/environ$|/dev/")
    assert [path for path in opened if forbidden.search(path)] == []


def test_threat_09_no_file_is_copied_because_a_field_names_it(site: HostileSite) -> None:
    files = [path for path in site.built.folder.rglob("*") if path.is_file()]
    copied = [path for path in files if path.suffix in (".bib", ".pdf", ".yml")]
    # What lists offer for download is written anew.
    assert [
        path for path in copied if not re.fullmatch(r"publications(-\d+)?\.bib", path.name)
    ] == []
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []


@PAGES
def test_threat_09_relative_links_stay_in_the_site(site: HostileSite, name: str) -> None:
    # Browsers take ``%2e`` for a dot in a path, and a backslash for a slash.
    for href in (href for part in site.lists(name) for href in hrefs(part)):
        plain = re.sub("%2e", ".", href, flags=re.IGNORECASE).replace("\\", "/")
        address = urlsplit(urljoin(f"https://site.test/site/{name}/", plain))
        if address.netloc == "site.test":
            assert address.path.startswith("/site/"), href


@pytest.mark.parametrize("name", ["10-types", *(["h08-dispatch"] if SHARED else [])])
def test_threat_10_a_type_reaches_no_method_of_a_style(site: HostileSite, name: str) -> None:
    cards, cited = (part.all("pubs-item") for part in site.lists(name)[:2])
    assert len(cards) == len(cited) >= 14
    for item in cited:
        assert "ype" in shown(item, "pubs-citation")[0]
    refused = [line for line in site.said(name) if "cannot cite" in line]
    assert [line for line in refused if "(missing " not in line] == []


def test_threat_11_rings_are_stopped_and_said(site: HostileSite) -> None:
    for line, relation, start in ((4, "crossref", "r2"), (5, "crossref", "r3"), (9, "xdata", "x2")):
        message = f"11-relations.bib:{line}: the {relation} of '{start}' leads in a ring"
        assert len(site.said(message)) == 1, message
    assert len(site.said("11-long-ring.bib")) < 100
    assert len(site.items("11-long-ring")) == 1_001


def test_threat_12_macros_that_double_are_cut_and_said(site: HostileSite) -> None:
    assert any("macros make 'a13' longer than" in one for one in site.said("12-macros.bib"))
    assert len(site.built.html("12-macros.md")) < 2 << 20


@pytest.mark.parametrize("name", [one for one in GENERATED if one.startswith("13")])
def test_threat_13_what_is_nested_deep_is_shown(site: HostileSite, name: str) -> None:
    item = site.items(name)["deep"]
    (title,) = shown(item, "pubs-title")
    assert "x" in title or title == "deep"
    has_braces_within_each_other = name in ("13-braces", "13-macros")
    said = [line for line in site.said(f"{name}.bib") if "[nested-too-deep]" in line]
    assert len(said) == (3 if has_braces_within_each_other else 0)
    assert max(_depth(part) for part in site.lists(name)) < 150


def _depth(node: Node) -> int:
    return 1 + max((_depth(one) for one in node.children if isinstance(one, Node)), default=0)


def test_threat_14_time_is_linear(site: HostileSite) -> None:
    # The curve is held by ``test_linear_time``, each page here by what it may cost.
    longest = max(site.witnessed.values(), key=lambda seen: float(seen["millions"]))
    assert longest["millions"] < MILLIONS


@pytest.mark.parametrize(("name", "field"), [("15-field", "title"), ("15-name", "author")])
def test_threat_15_what_is_too_long_is_cut_and_said(
    site: HostileSite, name: str, field: str
) -> None:
    message = f"{name}.bib:1: '{field}' is longer than {MAX_LENGTH} characters; cut it"
    assert any(message in line for line in site.said(f"{name}.bib"))
    assert len(site.built.html(f"{name}.md")) < 4 << 20


@pytest.mark.parametrize("name", YAML)
def test_threat_16_yaml_in_blocks_is_plain(site: HostileSite, name: str) -> None:
    page = f"yaml-{name}"
    said = site.said(f"docs/{page}.md:")
    assert any(YAML[name][1] in line for line in said)
    assert max(map(len, said)) < 400
    assert "kept" in site.items(page)


@pytest.mark.parametrize("name", ADDRESSES)
def test_threat_17_nothing_is_fetched(site: HostileSite, name: str) -> None:
    said = site.said(f"docs/address-{name}.md:2:")
    assert any("is an address, and nothing is fetched in a build" in line for line in said)


def test_threat_17_no_page_reaches_the_network_or_another_program(site: HostileSite) -> None:
    # mkdocstrings, on the page that shows that it is on, asks git.
    pages = {page: seen for page, seen in site.witnessed.items() if page != "bait.md"}
    events = {event[0] for seen in pages.values() for event in seen["events"]}
    assert events - {"os.mkdir", "os.rename"} == {"open"}
    assert len(pages) > len(STORED)


@pytest.mark.parametrize("name", ["18-exports", *(["h13-export"] if SHARED else [])])
def test_threat_18_bibtex_that_is_shown_is_one_entry(site: HostileSite, name: str) -> None:
    # What is exported is held by the tests of files and feeds.
    for key, item in site.items(name).items():
        (source,) = (one.text() for one in item.all("pubs-bibtex"))
        entries, _ = read([SourceFile("shown.bib", source)])
        assert [one.key for one in entries] == [key]
        assert len(parse_string(source, "bibtex").entries) == 1


@pytest.mark.parametrize("name", ["19-styles", *(["h14-css"] if SHARED else [])])
def test_threat_19_no_field_is_a_class_or_a_style(site: HostileSite, name: str) -> None:
    # Which classes there may be is held for every page above.
    for node in (one for part in site.lists(name) for one in part.walk()):
        assert "style" not in node.attributes
        assert "pubs-owner" not in node.classes
        is_source = node.parent is not None and node.parent.tag in ("pre", "code")
        if node.tag == "span" and not is_source:
            assert not re.search(r"\\(style|class|cssId|href)", node.text())


@PAGES
def test_threat_20_signs_that_turn_text_around_are_gone(site: HostileSite, name: str) -> None:
    html = site.built.html(f"{name}.md")
    assert not re.findall("[\u202a-\u202e\u2066-\u2069]", html)
    assert not re.findall(r"&#(?:x20(?:2[a-e]|6[6-9])|823[4-8]|829[4-7]);", html, re.IGNORECASE)


def test_threat_20_fields_are_isolated_from_each_other(site: HostileSite) -> None:
    css = site.built.html("assets/pubs/pubs.css")
    rule = re.search(r"([^{}]*)\{\s*unicode-bidi: plaintext;", css)
    assert rule is not None
    for part in ("title", "author", "container", "note", "citation"):
        assert f".pubs-{part}" in rule[1]
    panels = site.lists("01-markup")[0].all("pubs-abstract-text")
    assert [one.attributes["dir"] for one in panels] == ["auto"]


def test_threat_21_private_fields_are_nowhere(site: HostileSite) -> None:
    source = (OURS / "21-private.bib").read_text(encoding="utf-8").lower()
    for field in PRIVATE_FIELDS:
        assert field.rstrip("*") in source, field
    page = site.built.html("21-private.md")
    assert SECRET.lower() not in page.lower()
    assert SECRET.lower() not in site.built.html("search/search_index.json").lower()


def test_threat_21_a_bibliography_among_the_pages_can_be_kept_out(site: HostileSite) -> None:
    assert "kept" in site.items("inside")
    assert not (site.built.folder / "private.bib").exists()


@pytest.mark.parametrize("name", ["22-encoding", *(["h17-latin1"] if SHARED else [])])
def test_threat_22_what_is_no_utf_8_is_said(site: HostileSite, name: str) -> None:
    assert any("[encoding]" in one for one in site.said(f"{name}.bib"))


def test_threat_22_text_in_another_encoding_is_read(site: HostileSite) -> None:
    items = site.items("22-encoding")
    assert shown(items["u1"], "pubs-title") == ["naïve “quotes” €"]
    assert shown(items["u1"], "pubs-author") == ["José García"]


def test_threat_23_the_name_of_a_file_is_text(site: HostileSite) -> None:
    assert [one.attributes["data-key"] for one in site.lists("names")[0].all("pubs-item")] == ["n"]
    page = site.built.html("names.md")
    assert "pwned" not in page
    said = " ".join(site.said("names/"))
    for name in HOSTILE_NAMES:
        assert "names/" + ascii(name)[1:-1] in said


def test_threat_24_nothing_is_kept_on_disk_but_in_the_cache(site: HostileSite) -> None:
    # What the cache takes from a disk is held by the tests of the cache.
    events = [event for seen in site.witnessed.values() for event in seen["events"]]
    opened = [event[1] for event in events if event[0] == "open" and set(event[2]) & set("wax+")]
    moved = [path for event in events if event[0] == "os.rename" for path in event[1:3]]
    made = [event[1] for event in events if event[0] == "os.mkdir"]
    cache = site.root / ".cache"
    # A figure is a file that was opened by its path before.
    paths = [path for path in (*opened, *moved, *made) if not path.isdecimal()]
    outside = [path for path in paths if not _lies_in(cache, path)]
    assert outside == []
    assert opened


def _lies_in(folder: Path, path: str) -> bool:
    return Path(path) == folder or folder in Path(path).parents


def test_threat_25_no_name_forges_a_line_of_the_log(site: HostileSite) -> None:
    lines = site.built.log.split("\n")
    ours = [line for line in lines if ".bib" in line]
    assert len(ours) > 100
    assert not [line for line in ours if not re.match("(INFO|WARNING) +- +[^ ]", line)]
    assert not [line for line in ours if re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]", line)]
    forged = re.compile(r"ERROR|INFO +- +(?:forged|Documentation.* 0\.00 )")
    assert not [line for line in lines if forged.match(line)]
    assert len(site.said(r"where\nINFO    -  Documentation built")) == 1
