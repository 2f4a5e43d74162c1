"""Lists kept for the next build: the same as made anew, and never a reason for a build to fail."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from mkdocs_pubs.cli import main
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.json_ld import json_ld
from mkdocs_pubs.models import Address, LocalFile, Origin, Published, Section, SideFile
from mkdocs_pubs.options import Options, read_options
from mkdocs_pubs.publisher import HostedPage, ListRequest, Publisher
from mkdocs_pubs.publisher.bibliographies import Bibliographies
from mkdocs_pubs.publisher.kept import cache
from mkdocs_pubs.publisher.kept.as_bytes import from_bytes, to_bytes
from mkdocs_pubs.publisher.kept.cache import Cache
from mkdocs_pubs.publisher.kept.lists import Printed, PrintedLists
from mkdocs_pubs.publisher.kept.lookups import Answer, Answers
from mkdocs_pubs.publisher.kept.texts import KeptTexts
from mkdocs_pubs.publisher.press import Press
from tests.conftest import EXAMPLE_SITE, SiteBuilder, write_files

BIB = "@article{a2020, title = {On A}, author = {Roe, Ann}, year = 2020, pdf = {a.pdf}}\n"
KEY = "0123456789abcdef" * 4
FAULTY = "@misc{b, title = {B}, year = 2019, title = {C}}\n"

Publish = Callable[..., tuple[Published, tuple[Diagnostic, ...]]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the styles in which lists are made, one for each time."""
    styles: list[str] = []
    make = Press.made

    def noted(self: Press, request: ListRequest, page: HostedPage) -> object:
        styles.append(request.options.style)
        return make(self, request, page)

    monkeypatch.setattr(Press, "made", noted)
    return styles


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Return what publishes papers.bib in a new publisher, as the next process would."""
    write_files(tmp_path, {"papers.bib": BIB})

    def published(line: int = 3, taken: tuple[str, ...] = (), **options: object) -> object:
        given = {"bibliography": "papers.bib", **options}
        site, problems = read_options(given)
        assert problems == ()
        publisher = Publisher(tmp_path, site, site.cache_in(tmp_path))
        request = ListRequest(site, lambda _: Location("index.md", line))
        return publisher.publish(request, HostedPage(taken=taken))

    return published  # type: ignore[return-value]


def test_a_second_build_makes_nothing_and_shows_the_same(publish: Publish, made: list[str]) -> None:
    assert publish() == publish() == publish(cache=False)
    assert len(made) == 2


@pytest.mark.parametrize("of_first", ["", "split_pages: true\n"])
def test_a_site_is_the_same_with_a_cache_and_without(
    build_site: SiteBuilder, made: list[str], of_first: str
) -> None:
    bib = {"papers.bib": (EXAMPLE_SITE / "papers.bib").read_bytes() + FAULTY.encode()}
    split = f"# P\n\n```publications\n{of_first}```\n"
    pages = {"index.md": f"{split}\n```publications\nstyle: ieee\n```\n"}

    def built(**options: object) -> tuple[str, str]:
        made.clear()
        plugin = {"pubs": {"bibliography": "papers.bib", **options}}
        site = build_site({"plugins": [plugin]}, pages, bib, strict=False)
        warnings = re.findall("WARNING.*", site.log)
        files = sorted(site.folder.rglob("*.html"))
        shown = "".join(one.read_text("utf-8").partition("Build Date")[0] for one in files)
        return shown, "\n".join(warnings)

    first, count = built(), len(made)
    second, none_made = built(), not made
    assert first == second == built(cache=False)
    assert none_made
    assert count == len(made) >= 2
    assert "duplicate-field" in first[1]


@pytest.mark.parametrize(
    "change",
    [
        {"style": "ieee"},
        {"show_bibtex": False},
        {"taken": ("pub-a2020",)},
        {"labels": {"bibtex": "Source"}},
        {"highlight": "Ann Roe"},
        {"people": {"Ann Roe": {"url": "https://ann.example/"}}},
    ],
)
def test_what_changes_a_list_makes_it_anew(
    publish: Publish, made: list[str], change: dict[str, object]
) -> None:
    assert publish()[0] != publish(**change)[0]
    assert len(made) == 2


def test_a_changed_bibliography_makes_it_anew(publish: Publish, tmp_path: Path) -> None:
    before = publish()
    write_files(tmp_path, {"papers.bib": BIB.replace("On A", "On B")})
    assert "On B" in str(publish())
    assert "On B" not in str(before)


def test_a_changed_template_makes_it_anew(publish: Publish, tmp_path: Path) -> None:
    write_files(tmp_path, {"own/title.html.j2": "one"})
    assert "one" in str(publish(templates="own"))
    write_files(tmp_path, {"own/title.html.j2": "another"})
    assert "another" in str(publish(templates="own"))


def test_a_style_of_ones_own_is_applied_each_time(publish: Publish, made: list[str]) -> None:
    path = "pybtex.style.formatting.plain:Style"
    publish(style=path)
    publish(style=path)
    assert len(made) == 2


def test_problems_move_with_the_block(tmp_path: Path, made: list[str]) -> None:
    write_files(tmp_path, {"papers.bib": FAULTY})
    site = Options(bibliography=("papers.bib",))
    block = replace(site, keys=("nosuch",))

    def problems(line: int) -> tuple[Diagnostic, ...]:
        publisher = Publisher(tmp_path, site, tmp_path / "kept")
        return publisher.publish(ListRequest(block, lambda _: Location("index.md", line)))[1]

    before, after = problems(3), problems(9)
    assert {one.location for one in before} == {Location("papers.bib", 1), Location("index.md", 3)}
    assert {one.location for one in after} == {Location("papers.bib", 1), Location("index.md", 9)}
    assert len(made) == 1


def test_files_of_the_site_are_looked_for_again(tmp_path: Path, made: list[str]) -> None:
    write_files(tmp_path, {"papers.bib": BIB})
    options = Options(bibliography=("papers.bib",))
    site: dict[str, LocalFile] = {}

    def links() -> str:
        publisher = Publisher(tmp_path, options, tmp_path / "kept")
        request = ListRequest(options, lambda _: Location("a.md", 1))
        return str(publisher.publish(request, HostedPage(find_file=site.get)))

    assert "missing-attachment" in links()
    assert "missing-attachment" in links()
    assert len(made) == 1
    site["assets/pdf/a.pdf"] = LocalFile("assets/pdf/a.pdf")
    assert "missing-attachment" not in links()
    assert len(made) == 2


def test_what_is_damaged_is_not_used(publish: Publish, tmp_path: Path, made: list[str]) -> None:
    wanted = publish()
    (kept,) = (tmp_path / ".cache" / "pubs").glob("*.pubs")
    content = kept.read_bytes()
    for damaged in (b"", content[:40], content[:-1], content[:40] + b"\0" + content[41:]):
        kept.write_bytes(damaged)
        assert publish() == wanted
    assert len(made) == 5


@pytest.mark.parametrize("obstacle", ["file", "loop", "nothing"])
def test_where_nothing_can_be_kept_the_list_is_made(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    if obstacle == "file":
        write_files(tmp_path, {".cache": "not a folder"})
    elif obstacle == "loop":
        (tmp_path / ".cache").symlink_to(".cache")
    else:
        monkeypatch.setattr(os, "replace", _fails)
    assert "On A" in str(publish())
    assert "On A" in str(publish())
    assert list(tmp_path.rglob("*.pubs")) == []


def _fails(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_oldest_go_and_files_of_others_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=300)
    write_files(tmp_path, {"mine.txt": "x" * 1000})
    keys = [f"{number:064x}" for number in range(9)]
    for age, key in enumerate(reversed(keys)):
        cache.keep(key, key.encode())
        os.utime(tmp_path / f"{key}.pubs", (1_000_000 + age, 1_000_000 + age))
    cache.keep(KEY, b"the last")
    kept = [key for key in keys if cache.content(key)]
    assert cache.content(KEY) == b"the last"
    assert 0 < len(kept) < 9
    assert kept == keys[: len(kept)]
    assert (tmp_path / "mine.txt").exists()


def test_builds_can_share_a_cache(tmp_path: Path) -> None:
    caches = [Cache(tmp_path, limit=20_000) for _ in range(4)]

    def use(number: int) -> bool:
        caches[number % 4].keep(KEY, b"text" * 1000)
        return caches[number % 4].content(KEY) == b"text" * 1000

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(100)))
    assert [path.name for path in tmp_path.glob("*.pubs")] == [f"{KEY}.pubs"]


def _printed() -> Printed:
    """Return a list with something of every kind."""
    published = Published(
        (Section(Markup("<p>ü\ud800</p>") * 200, "2020", "pubs-2020", 1), Section()),
        labels={"copy": "Copy"},
        anchors=frozenset({"b", "a"}),
        ids={Origin("a.bib", "a"): "pub-a"},
        files=(SideFile("a.ris", b"\xff\r\n"),),
        nodes='{"@id":"#pub-a","@type":"Book","author":[{"name":"Ann Roe"}]}',
    )
    problem = Diagnostic(Location("a.bib"), "odd", Code.SYNTAX)
    return Printed(published, (problem,), Answers({"a": Answer(None)}, {"b": True}))


def test_a_list_comes_back_as_it_was() -> None:
    printed = _printed()
    assert from_bytes(Printed, b"".join(to_bytes(printed))) == printed


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.data(), ANYTHING)
def test_a_list_of_another_shape_breaks_no_page(data: st.DataObject, other: object) -> None:
    content = b"".join(to_bytes(_printed()))
    end = 8 + int.from_bytes(content[:8], "big")
    changed = json.loads(content[8:end])
    *way, last = data.draw(st.sampled_from(list(_ways(changed))))
    reduce(getitem, way, changed)[last] = other
    line = json.dumps(changed).encode()
    content = b"".join((len(line).to_bytes(8, "big"), line, content[end:]))
    extension = PubsExtension(Publisher(EXAMPLE_SITE, Options(bibliography=("none.bib",))))
    extension.begin(Page(address=Address()))
    with mock.patch.object(Cache, "content", return_value=content) as asked:
        Markdown(extensions=[extension, "toc"]).convert("# P\n\n```publications\n```\n")
    assert asked.called
    assert all(map(str, extension.diagnostics))
    urls = [one.url for one in extension.files]
    said = (*extension.anchors, *extension.places.values(), *urls)
    assert all(isinstance(one, str) for one in said)
    json_ld(extension.nodes, "https://lee.example/")


def _ways(value: object) -> Iterator[tuple[int | str, ...]]:
    """Yield the ways to all places in a value of JSON."""
    inner = value if isinstance(value, dict) else dict(enumerate(value))
    for place, one in inner.items():
        yield (place,)
        if isinstance(one, dict | list):
            yield from ((place, *way) for way in _ways(one))


@pytest.mark.parametrize("given", [(), ("--no-cache",)])
def test_a_command_keeps_its_list_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    write_files(tmp_path, {"papers.bib": BIB})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["render", "papers.bib", *given])
    assert "On A" in result.output
    assert (tmp_path / ".cache").exists() is (given == ())


def test_html_comes_back_as_html(publish: Publish) -> None:
    publish()
    published, _ = publish()
    assert [type(one.html).__name__ for one in published.sections] == ["Markup"]


def test_a_page_that_cites_nothing_reads_no_bibliography(
    build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    library = Bibliographies.library

    def noted(self: Bibliographies, *asked: object) -> object:
        read.append(asked)
        return library(self, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(Bibliographies, "library", noted)
    config = {"plugins": [{"pubs": {"bibliography": "papers.bib"}}]}
    pages = {"index.md": "# Publications\n\n```publications\n```\n", "about.md": "# About\n"}
    first = build_site(config, pages, {"papers.bib": BIB.replace("pdf = {a.pdf}", "")})
    assert len(read) == 1
    second = build_site(config, pages)
    assert len(read) == 1
    assert first.count("pubs-item") == second.count("pubs-item") == 1


def _sealed(key: str, made: bytes) -> bytes:
    """Return what a cache keeps, by somebody who knows how it does."""
    return zlib.crc32(key.encode() + made).to_bytes(4, "big") + made


def test_what_is_large_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGE", 1000)
    for content in (b"x" * 1000, b"x" * 1001):
        Cache(tmp_path).keep(KEY, content)
        (kept,) = tmp_path.glob("*.pubs")
        assert (kept.stat().st_size < 1000) is (len(content) > 1000)
        assert Cache(tmp_path).content(KEY) == content


def test_what_somebody_else_packed_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LONGEST", 1000)
    Cache(tmp_path).keep(KEY, b"kept")
    (kept,) = tmp_path.glob("*.pubs")
    for packed in (b"none", zlib.compress(b"x" * 2000)):
        kept.write_bytes(_sealed(KEY, b"z" + packed))
        assert Cache(tmp_path).content(KEY) is None
    Cache(tmp_path).keep(KEY, b"x" * 2000)
    assert Cache(tmp_path).content(KEY) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_texts_are_kept_as_long_as_builds_ask_for_them(tmp_path: Path) -> None:
    made: list[str] = []

    def make(source: str) -> str:
        made.append(source)
        return source.upper()

    def build(sources: str, *, writes: bool = True) -> str:
        texts = KeptTexts(Cache(tmp_path), "texts")
        found = "".join(texts.made_of(one, make) for one in sources)
        texts.end_build(writes=writes)
        return found

    assert build("ab") == build("ab") == "AB"
    assert build("bc", writes=False) == build("bc") == "BC"
    assert build("ab") == "AB"
    assert "".join(made) == "abcca"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{KEY}.pubs")
    assert Cache(tmp_path).content(KEY) is None


def test_no_link_leads_to_what_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / ".gitignore").symlink_to(tmp_path / "made")
    Cache(folder).keep(KEY, b"kept")
    assert Cache(folder).content(KEY) == b"kept"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("path", ["../../outside.bib", "/tmp/outside.bib", "index.html"])
def test_a_list_that_somebody_else_kept_brings_no_files_of_theirs(path: str) -> None:
    address = Address("papers/", lambda one: one != "index.html")
    stray = Printed(Published((), files=(SideFile(path, b"x"),)), (), Answers())

    class Tampered(Cache):
        def content(self, key: str) -> bytes:  # noqa: ARG002
            return b"".join(to_bytes(stray))

    fresh = Published((Section(title="fresh"),))
    lists = PrintedLists(Tampered(None))
    assert lists.printed(lambda: "", HostedPage(address=address), lambda _: (fresh, ())) == (
        fresh,
        (),
    )
