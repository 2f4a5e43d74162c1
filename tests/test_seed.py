"""The example site's bibliography, a real researcher's, comes out as its al-folio page shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mkdocs_pubs.diagnostics import Code, Location
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from tests.projection import Node, items, parse

ROOT = Path(__file__).parent.parent / "example_site"
YEARS = ["2025", "2024", "2023", "2021", "2020", "2019", "2018"]


def publish(**chosen: object) -> tuple[Published, list[Code]]:
    options, problems = read_options({"bibliography": "papers.bib", **chosen})
    assert not problems
    published, found = Publisher(ROOT, options).publish(
        ListRequest(options, lambda _: Location("index.md", 1))
    )
    return published, [one.code for one in found]


@pytest.fixture(scope="module")
def page() -> dict[str, Node]:
    return {str(one.attributes["data-key"]): one for one in items(publish()[0])}


def test_all_twenty_stand_under_their_years_in_the_order_of_the_file() -> None:
    published, found = publish()
    assert found == []
    assert [part.title for part in published.sections] == YEARS
    source = (ROOT / "papers.bib").read_text(encoding="utf-8")
    in_file = re.findall(r"^@\w+\{([^,]+),", source, re.MULTILINE)
    year_of = dict(zip(in_file, re.findall(r"year=\{(\d+)\}", source), strict=True))
    for part in published.sections:
        keys = [one.attributes["data-key"] for one in parse(part.html).all("pubs-item")]
        assert keys == [key for key in in_file if year_of[key] == part.title]
    assert len(items(published)) == 20


def test_what_al_folio_shows_is_shown(page: dict[str, Node], shared: Path) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    assert {one["key"] for one in expected} == set(page)
    for one in expected:
        item = page[one["key"]]
        assert item.attributes["data-year"] == one["year"]
        if "title" in one:
            assert _plain(item.all("pubs-title")[0].line()) == _plain(one["title"])
        if "authors_shown" in one:
            folded = [name for fold in item.all("pubs-more") for name in fold.all("pubs-author")]
            names = [name.line() for name in item.all("pubs-author") if name not in folded]
            assert names == one["authors_shown"]
            # al-folio takes the "others" of lu2024terdit for a person.
            others = 1 if one["key"] == "lu2024terdit" else 0
            assert len(folded) == one["authors_more"] - others
        if "venue" in one:
            assert one["venue"].replace(" ,", ",") in item.all("pubs-venue")[0].line()
        if "abstract" in one:
            assert item.all("pubs-abstract-text")[0].line() == one["abstract"]


def test_an_article_in_a_book_shows_the_book(page: dict[str, Node]) -> None:
    venue = page["chen2021fitting"].all("pubs-container")[0].line()
    assert venue == "Proceedings of the AAAI Conference on Artificial Intelligence"


def test_maths_survives(page: dict[str, Node]) -> None:
    (maths,) = page["liao2024galore"].all("arithmatex")
    assert maths.text() == r"\(+ \)"


def test_ten_authors_and_others_are_ten_people(page: dict[str, Node]) -> None:
    item = page["lu2024terdit"]
    assert len(item.all("pubs-author")) == 10
    assert "and 7 more authors" in item.all("pubs-authors")[0].line()


def test_a_key_of_digits_has_an_anchor(page: dict[str, Node]) -> None:
    assert page["10012548"].attributes["id"] == "pub-10012548"


@pytest.mark.parametrize("style", ["card", "plain", "alpha", "unsrt", "unsrtalpha"])
def test_every_publication_is_cited_in_every_style(style: str) -> None:
    published, _ = publish(style=style)
    shown = items(published)
    assert len(shown) == 20
    for one in shown:
        title = (one.all("pubs-title") or one.all("pubs-citation"))[0].line()
        assert len(title) > 20


def test_the_owner_is_marked_and_never_folded() -> None:
    published, _ = publish(highlight="Y. Xu")
    for one in items(published):
        (owner,) = one.all("pubs-owner")
        assert owner.line().rstrip("*") == "Yuhui Xu"
        assert not any(owner in fold.all("pubs-author") for fold in one.all("pubs-more"))


def _plain(text: str) -> str:
    return re.sub(r"\\\(|\\\)|\s", "", text)
