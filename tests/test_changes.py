"""One change in a bibliography: no more is read, cited and made anew than what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from markupsafe import Markup

from mkdocs_pubs.citation import Citer
from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.edition import ItemMaker
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Citation, Item, LocalFile, Published
from mkdocs_pubs.normalise import publications
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import HostedPage, ListRequest, Publisher, lasting_renderer
from mkdocs_pubs.publisher.lasting_renderer import LastingRenderer
from mkdocs_pubs.rendering import Look, Renderer
from tests.conftest import write_files

BIB = """\
@string{jou = {The Journal}}
@book{whole, title = {The Whole}, editor = {Lee, Ann}, year = 2001, publisher = {P}}
@inbook{part1, title = {Part One}, author = {Roe, Ann}, crossref = {whole}, pages = {1}}
@inbook{part2, title = {Part Two}, author = {Roe, Bob}, crossref = {whole}, pages = {2}}
@article{a, title = {On A}, author = {Roe, Ann}, journal = jou, year = 2020, pdf = {a.pdf}}
@article{b, title = {On B}, author = {Poe, Bob}, journal = jou, year = 2019}
@article{c, title = {On C}, author = {Doe, Cyd}, journal = {Other}, year = 2018}
"""
NEW = "@misc{new, title = {New}, author = {Poe, Bob}, year = 2021}\n"


Shown = tuple[Published, tuple[Diagnostic, ...]]


class Site:
    """A site that is built again and again; `done` are the keys with which each step was taken."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: dict[str, list[str]] = {}
        self.files = {"a.pdf": LocalFile("a.pdf")}
        self.root = root
        self._text = BIB
        self._publishers: dict[str, Publisher] = {}

        def count(owner: object, name: str, step: str, place: int) -> None:
            former = getattr(owner, name)

            def counting(*given: object, **named: object) -> object:
                self.done.setdefault(step, []).append(given[place].key)  # type: ignore[attr-defined]
                return former(*given, **named)

            monkeypatch.setattr(owner, name, counting)

        count(publications, "_publication", "read", 0)
        count(Citer, "_told_entry", "cited", 1)
        count(ItemMaker, "item", "made", 1)

    def build(self, **options: object) -> Shown:
        """Build as the server does; what is shown is what a new server would show."""
        write_files(self.root, {"papers.bib": self._text})
        given, problems = read_options({"bibliography": "papers.bib", **options})
        assert not problems

        def shown(publisher: Publisher) -> Shown:
            request = ListRequest(given, lambda _: Location("a"))
            return publisher.publish(request, HostedPage(find_file=self.files.get))

        anew = shown(Publisher(self.root, given))
        lasting = self._publishers.setdefault(repr(given), Publisher(self.root, given, lasts=True))
        lasting.renew()
        self.done.clear()
        assert shown(lasting) == anew
        return anew

    def write(self, old: str, new: str) -> None:
        """Change the bibliography."""
        assert old in self._text
        self._text = self._text.replace(old, new)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


@pytest.mark.parametrize("style", ["card", "apa", "plain"])
@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("On A", "About A", ["a"]),
        ("The Journal", "A Journal", ["a", "b"]),
        ("The Whole", "All", ["whole", "part1", "part2"]),
        ("@string", "\n\n@string", []),
        ("@article{b", "@article{b2", ["b2"]),
    ],
    ids=["title", "string", "parent", "lines", "key"],
)
def test_what_a_change_changes_is_made_anew(
    site: Site, style: str, old: str, new: str, keys: list[str]
) -> None:
    site.build(style=style)
    assert len(site.done["made"]) == 6
    site.write(old, new)
    site.build(style=style)
    assert {step: sorted(done) for step, done in site.done.items()} == (
        dict.fromkeys(("read", "cited", "made"), sorted(keys)) if keys else {}
    )


def test_groups_that_a_change_leaves_are_not_filled_in_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    filled: list[str] = []
    former = Renderer.list_html

    def list_html(self: Renderer, items: Sequence[Item], look: Look) -> Markup:
        if isinstance(self, LastingRenderer):
            filled.extend(one.key for one in items)
        return former(self, items, look)

    monkeypatch.setattr(Renderer, "list_html", list_html)
    site.write("On A", "About A")
    site.build()
    assert filled == ["a"]


def test_groups_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting_renderer, "MOST_KEPT", 1000)
    renderer = LastingRenderer()
    items = [Item(f"pub-{n}", f"{n}", "misc", "2020", Citation(title=Markup(n))) for n in range(20)]
    look = Look(Labels(""))
    lists = [renderer.list_html([one], look) for one in items]
    assert sum(map(len, lists)) > 1000
    assert [renderer.list_html([one], look) for one in items] == lists
    assert sum(len(html) for _, html in renderer._kept.values()) <= 1000


@pytest.mark.parametrize(("numbering", "count"), [("continuous", 7), ("reversed", 1)])
def test_what_has_another_number_has_another_item(site: Site, numbering: str, count: int) -> None:
    site.build(numbering=numbering)
    site.write("@article{c", f"{NEW}@article{{c")
    site.build(numbering=numbering)
    assert site.done["read"] == site.done["cited"] == ["new"]
    assert len(site.done["made"]) == count


def test_a_letter_behind_a_year_is_a_change(site: Site) -> None:
    site.build(style="apa")
    site.write("@article{c", f"{NEW.replace('2021', '2019')}@article{{c")
    site.build(style="apa")
    assert site.done == {"read": ["new"], "cited": ["b", "new"], "made": ["b", "new"]}


def test_a_file_that_goes_is_a_change(site: Site) -> None:
    site.build()
    site.files.clear()
    site.build()
    assert site.done == {"made": ["a"]}


def test_what_is_wrong_is_said_where_it_is_now(site: Site) -> None:
    site.files.clear()
    site.write("year = 2018", "year = 2018, doi = {none}")
    site.build()
    site.write("On B", "About B")
    site.build()
    assert site.done == {"read": ["b", "c"], "cited": ["b"], "made": ["b"]}
    site.write("@string", "\n@string")
    _, problems = site.build()
    assert sorted(one.location.line or 0 for one in problems) == [6, 8]
    assert site.done == {"read": ["c"], "made": ["a"]}


def test_who_is_who_is_a_change(site: Site) -> None:
    table = {"people": "people.yml"}
    write_files(site.root, {"people.yml": "Ann Roe: {url: 'https://ann.example/'}"})
    site.build(**table)
    write_files(site.root, {"people.yml": "Bob Roe: {url: 'https://bob.example/'}"})
    site.build(**table)
    assert len(site.done["made"]) == 6
