"""What the head of a publication's page tells machines, read back by others' rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.metadata import record
from mkdocs_pubs.metadata.tags import WorkUrls, head_tags
from mkdocs_pubs.models import Name, Publication
from mkdocs_pubs.normalise import library
from tests import zotero
from tests.conftest import SiteBuilder
from tests.hostile_site import THEIRS

ATTRIBUTES = {"link": {"rel", "href"}, "meta": {"name", "content"}, "script": {"type"}}
PAGE = "https://s.example/publications/a/"


def publications(bib: str) -> tuple[Publication, ...]:
    found, _ = library(read([SourceFile("papers.bib", bib)])[0])
    return found.publications


def tags(publication: Publication, pdf: str = "") -> str:
    return head_tags(record(publication, csl_type(publication)), WorkUrls(PAGE, pdf), "pub-a")


def item_of(bib: str, pdf: str = "") -> zotero.ZoteroItem:
    (publication,) = publications(bib)
    return zotero.read(tags(publication, pdf))


def test_an_article_is_taken_over_whole() -> None:
    item = item_of(
        r"""@article{a, title = {Tides \& {DNA}: $\alpha$}, author = {Lee, Ann and van der
        Berg, Jan Piet and {World Bank} and King, Jr., Martin}, journal = {J. of Waves},
        year = 2024, month = may, day = 3, volume = 3, number = 2, pages = {10--20},
        doi = {10.1000/x}, issn = {1234-5678},
        keywords = {tides, moon}, langid = {german}, abstract = {Water.}}""",
        "https://s.example/a.pdf",
    )
    assert item.type == "journalArticle"
    assert item.fields == {
        "title": "Tides & DNA: α",
        "date": "2024/05/03",
        "publicationTitle": "J. of Waves",
        "volume": "3",
        "issue": "2",
        "ISSN": "1234-5678",
        "abstractNote": "Water.",
        "DOI": "10.1000/x",
        "language": "de",
        "pdf": "https://s.example/a.pdf",
        "url": PAGE,
    }
    assert item.pages == "10-20"
    assert item.tags == ["tides", "moon"]
    assert item.authors == [
        ("Ann", "Lee"),
        ("Jan Piet", "van der Berg"),
        ("World", "Bank"),
        ("Martin", "King Jr."),
    ]


@pytest.mark.parametrize(
    ("entry", "kind", "fields"),
    [
        ("@inproceedings{a, booktitle = {Conf}, ", "conferencePaper", {"conferenceName": "Conf"}),
        (
            "@incollection{a, booktitle = {Book}, publisher = {House}, editor = {Kim, Bo}, ",
            "bookSection",
            {"publicationTitle": "Book", "publisher": "House"},
        ),
        ("@phdthesis{a, school = {Uni}, ", "thesis", {"university": "Uni"}),
        (
            "@techreport{a, institution = {Lab}, number = {7}, ",
            "report",
            {"institution": "Lab", "number": "7"},
        ),
        (
            "@book{a, publisher = {House}, isbn = {978-3-16-148410-0}, series = {S}, ",
            "book",
            {"publisher": "House", "ISBN": "9783161484100", "series": "S"},
        ),
        ("@book{a, publisher = {House}, ", "book", {"publisher": "House"}),
        ("@software{a, ", "computerProgram", {}),
        ("@dataset{a, ", "dataset", {}),
        ("@online{a, ", "webpage", {}),
        ("@misc{a, eprint = {2401.01234}, ", "preprint", {}),
        ("@patent{a, ", "patent", {}),
    ],
)
def test_the_kind_of_a_work_is_known_by_what_brought_it_out(
    entry: str, kind: str, fields: dict[str, str]
) -> None:
    item = item_of(f"{entry}title = {{T}}, year = 2020}}")
    known = {name: value.replace("-", "") for name, value in item.fields.items()}
    assert item.type == kind
    assert known == {"title": "T", "date": "2020", "url": PAGE.replace("-", ""), **fields}
    assert item.editors == ([("Bo", "Kim")] if "editor" in entry else [])


def test_a_person_of_many_names_is_one_person() -> None:
    alone = item_of("@book{a, title = {T}, author = {van der Berg, Jan Piet}}")
    assert alone.authors == [("Jan Piet", "van der Berg")]
    both = "@book{a, title = {T}, author = {van der Berg, Jan Piet and Lee, Ann}}"
    assert "van der Berg, Jan Piet" in tags(*publications(both))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("7", "7"), ("e12", "e12"), ("1:1--1:20", "1:1-1:20"), ("3 , 5--9", "3"), ("12+", "12")],
)
def test_pages_are_a_first_and_a_last_where_there_is_a_last(pages: str, expected: str) -> None:
    assert item_of(f"@article{{a, title = {{T}}, pages = {{{pages}}}}}").pages == expected


@pytest.mark.parametrize("file", ["seed/papers.bib", "bench/pubs-1k.bib"])
def test_real_publications_are_read_back(file: str, shared: Path) -> None:
    found = publications((shared / file).read_text(encoding="utf-8"))
    assert len(found) > 10
    for one in found[:: len(found) // 200 + 1]:
        html = tags(one)
        item = zotero.read(html)
        assert item.fields["title"] == _plain(to_text(one.title))
        assert item.fields.get("DOI", "") == one.verbatim.get("doi", "")
        year = one.date.year
        assert item.fields.get("date", "")[:4] == ("" if year is None else f"{year:04}")
        expected = [_known(name) for name in one.authors.people if not name.corporate]
        assert [one for one in item.authors if one in expected] == expected
        assert len(item.authors) == len(one.authors.people)
        if one.type == "article" and one.fields.get("journal"):
            assert item.fields["publicationTitle"] == _plain(to_text(one.container))
        creators = zotero.Metas(html).values("DC.creator")
        assert len(creators) == len(one.authors.people)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _known(name: Name) -> tuple[str, str]:
    family = " ".join(filter(None, (name.prefix, name.family, name.suffix)))
    return (name.given, family) if name.given else zotero._person(family)


@pytest.mark.parametrize("name", ["h01-xss-text", "h02-xss-attribute", "h05-script-contexts"])
def test_hostile_values_stay_in_their_attributes(name: str, shared: Path) -> None:
    assert shared.is_dir()
    found = publications((THEIRS / f"{name}.bib").read_text(encoding="utf-8"))
    assert found
    for one in found:
        metas = zotero.Metas(tags(one))
        assert json.loads(metas.text)["@graph"][0]["@id"] == f"{PAGE}#pub-a"
        for tag, attributes in metas.elements:
            assert attributes.keys() == ATTRIBUTES[tag]
        assert metas.values("citation_title") == [to_text(one.title)]


def test_pages_have_tags_in_the_head_and_searches_do_not(build_site: SiteBuilder) -> None:
    pubs = {"pubs": {"bibliography": "papers.bib", "publication_pages": True}}
    config = {"plugins": ["search", pubs], "site_url": "https://s.example/x/"}
    bib = "@article{a, title = {T}, author = {Lee, Ann}, pdf = {a.pdf}, doi = {10.1000/x}}"
    pages = {"index.md": "```publications\n```\n"}
    site = build_site(config, pages, {"papers.bib": bib, "docs/assets/pdf/a.pdf": "%PDF"})
    assert site.returncode == 0
    head, _, body = site.html("publications/a.md").partition("</head>")
    item = zotero.read(head)
    assert item.fields["pdf"] == "https://s.example/x/assets/pdf/a.pdf"
    assert item.fields["url"] == "https://s.example/x/publications/a/"
    assert item.authors == [("Ann", "Lee")]
    assert "citation_" not in body
    assert "citation_" not in site.html()
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "https://s.example/x/assets/pdf/a.pdf" not in index
