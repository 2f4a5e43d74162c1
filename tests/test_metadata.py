"""What machines read of a list: COinS as Zotero reads them, JSON-LD by schema.org's vocabulary."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.json_ld import Node, json_ld, node_text
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.metadata import coins, record
from mkdocs_pubs.metadata.record import iso_date
from mkdocs_pubs.metadata.schema_org import schema_node
from mkdocs_pubs.models import Date, Name, Publication
from mkdocs_pubs.normalise import library
from tests.conftest import EXAMPLE_SITE, ROOT, SiteBuilder
from tests.openurl import zotero_item
from tests.projection import Node as Element
from tests.projection import parse
from tests.vocabulary import wrong_terms

SHARED = ROOT.parent / "shared"
SITES = sorted(SHARED.glob("oracle/sites/*/*.bib"))
HOSTILE = sorted(SHARED.glob("hostile/*.bib"))
FILES = [EXAMPLE_SITE / "papers.bib", *SITES]

ARTICLE = """@article{lee, author = {van der Lee, Ann and {The Team}}, title = {Of 5 < 6 & "more"},
  journal = {J. of Things}, year = 2024, month = mar, volume = 7, number = 2, pages = {12--15},
  doi = {10.1000/xyz}, issn = {1234-5678}}"""


def publications(*paths: Path) -> list[Publication]:
    sources = [SourceFile(path.name, decode(path.read_bytes())[0]) for path in paths]
    return list(library(read(sources)[0])[0].publications)


def publication(bib: str) -> Publication:
    return library(read([SourceFile("papers.bib", bib)])[0])[0].publications[0]


def openurl(one: Publication) -> str:
    return coins(record(one, csl_type(one)))


def node(one: Publication) -> Node:
    return schema_node(record(one, csl_type(one)), one.anchor)


def read_back(text: str) -> str:
    """A plus is a space to Zotero."""
    return text.replace("+", " ")


def test_zotero_reads_an_article() -> None:
    assert zotero_item(openurl(publication(ARTICLE))) == {
        "itemType": "journalArticle",
        "title": 'Of 5 < 6 & "more"',
        "creators": [("van der Lee", "Ann"), ("The Team", "")],
        "publicationTitle": "J. of Things",
        "volume": "7",
        "issue": "2",
        "date": "2024-03",
        "pages": "12-15",
        "DOI": "10.1000/xyz",
        "ISSN": "1234-5678",
    }


@pytest.mark.parametrize(
    ("entry", "kind", "told"),
    [
        ("@inproceedings{a, title={T}, booktitle={B}}", "conferencePaper", "publicationTitle"),
        ("@incollection{a, title={T}, booktitle={B}}", "bookSection", "publicationTitle"),
        ("@book{a, title={T}, publisher={B}}", "book", "publisher"),
        ("@phdthesis{a, title={T}, school={B}}", "thesis", "publisher"),
        ("@techreport{a, title={T}, institution={B}}", "report", "publisher"),
        ("@patent{a, title={T}, number={B}}", "patent", "patentNumber"),
        ("@software{a, title={T}, publisher={B}}", "computerProgram", "publisher"),
        ("@dataset{a, title={T}, publisher={B}}", "dataset", "publisher"),
        ("@online{a, title={T}, organization={B}}", "webpage", "publisher"),
        ("@misc{a, title={T}, publisher={B}}", "document", "publisher"),
    ],
)
def test_zotero_reads_the_type(entry: str, kind: str, told: str) -> None:
    item = zotero_item(openurl(publication(entry)))
    assert (item["itemType"], item["title"], item[told]) == (kind, "T", "B")


def test_zotero_reads_a_preprint() -> None:
    item = zotero_item(openurl(publication("@misc{a, title={T}, eprint={2401.01234}}")))
    assert (item["itemType"], item["title"]) == ("preprint", "T")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_zotero_reads_real_publications(path: Path) -> None:
    found = publications(path)
    assert found
    for one in found:
        item = zotero_item(openurl(one))
        assert item.get("title", "") == read_back(to_text(one.title)), one.key
        assert [last for last, _ in item["creators"]] == [
            read_back(_family(name)) for name in one.byline.people
        ], one.key
        assert item.get("date", "") == iso_date(one.date), one.key
        assert item.get("DOI", "") == read_back(one.verbatim.get("doi", "")), one.key
        if one.fields.get("journal") and item["itemType"] == "journalArticle":
            assert item["publicationTitle"] == read_back(to_text(one.container)), one.key


def _family(name: Name) -> str:
    if not name.given:
        return str(name)
    return " ".join(part for part in (name.prefix, name.family, name.suffix) if part)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(2024, 3, 5), "2024-03-05"),
        (Date(2024, 3), "2024-03"),
        (Date(850), "0850"),
        (Date(2019, end=Date(2021)), "2019"),
        (Date(-44), ""),
        (Date(words="in press"), ""),
    ],
)
def test_dates_are_as_exact_as_known(date: Date, expected: str) -> None:
    assert iso_date(date) == expected


def test_a_term_that_is_not_in_the_vocabulary_is_found() -> None:
    book = {"@type": "Book", "name": "N", "colour": "red", "publisher": {"@type": "Chapter"}}
    assert list(wrong_terms(book)) == ["Book has no colour", "Book.publisher takes no Chapter"]


@pytest.mark.parametrize("path", [*FILES, *HOSTILE], ids=lambda path: path.stem + path.parent.name)
def test_nodes_are_in_the_terms_of_schema_org(path: Path) -> None:
    found = publications(path)
    wrong = {problem for one in found for problem in wrong_terms(node(one))}
    assert wrong == set()
    for one in found:
        known = json.loads(json.dumps(node(one)))
        assert known.get("name", "") == to_text(one.title)
        assert [who["name"] for who in known.get("author", [])] == list(
            map(str, one.authors.people)
        )
        assert known.get("datePublished", "") == iso_date(one.date)


def test_an_article_is_in_an_issue_of_a_volume_of_its_journal() -> None:
    found = node(publication(ARTICLE))
    assert found["@type"] == "ScholarlyArticle"
    assert (found["pageStart"], found["pageEnd"]) == ("12", "15")
    assert found["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "2",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "7",
            "isPartOf": {"@type": "Periodical", "name": "J. of Things", "issn": "1234-5678"},
        },
    }


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@book{a, title={T}, isbn={9780131103627}, pagetotal={300}}", "Book"),
        ("@incollection{a, title={T}, booktitle={B}, series={S}, pages={1--2}}", "Chapter"),
        ("@phdthesis{a, title={T}, school={B}, pages={1--2}}", "Thesis"),
        ("@techreport{a, title={T}, number={4}, institution={B}}", "Report"),
        ("@dataset{a, title={T}, version={2}, publisher={B}}", "Dataset"),
        ("@software{a, title={T}, version={2}, code={https://x.org/y}}", "SoftwareSourceCode"),
        ("@online{a, title={T}, url={https://x.org/y}}", "WebPage"),
        ("@periodical{a, title={T}, issn={1234-5678}}", "Periodical"),
        ("@patent{a, title={T}, number={4}}", "CreativeWork"),
        ("@video{a, title={T}}", "Movie"),
        ("@talk{a, title={T}}", "PresentationDigitalDocument"),
    ],
)
def test_each_type_has_its_class(entry: str, kind: str) -> None:
    found = node(publication(entry))
    assert found["@type"] == kind
    assert list(wrong_terms(found)) == []


def test_a_person_is_known_by_an_orcid() -> None:
    bib = "@misc{a, author = {Lee, Ann}, author+an = {1=orcid:0000-0002-1825-0097}}"
    (person,) = _people(node(publication(bib)))
    assert person["familyName"] == "Lee"
    assert "0000-0002-1825-0097" in str(person.get("sameAs", ""))


def _people(one: Node) -> Sequence[Mapping[str, object]]:
    people = one["author"]
    assert isinstance(people, list)
    return people


def test_nothing_in_a_script_element_means_anything_to_html() -> None:
    text = json_ld([node_text({"@type": "Book", "@id": "#a", "name": "</script><!-- & \u2028"})])
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == "</script><!-- & \u2028"


BLOCK = "# Papers\n\n```publications\n{}\n```\n"


def _site(build_site: SiteBuilder, options: str = "", **site: object) -> Any:
    config = {
        "site_url": "https://example.org/",
        "plugins": ["search", {"pubs": {"bibliography": "papers.bib", **site}}],
    }
    return build_site(config, {"papers.md": BLOCK.format(options)}, {"papers.bib": ARTICLE})


def _head(text: str) -> str:
    return text[: text.index("</head>")]


def test_a_page_tells_machines_of_its_publications(build_site: SiteBuilder) -> None:
    text = _site(build_site).html("papers.md")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', _head(text), re.DOTALL)
    assert found
    (told,) = json.loads(found[1])["@graph"]
    assert told["name"] == 'Of 5 < 6 & "more"'
    assert told["@id"] == told["url"] == "https://example.org/papers/#pub-lee"
    titles = [_title(one) for one in parse(text).walk() if "Z3988" in one.classes]
    assert [zotero_item(one)["title"] for one in titles] == ['Of 5 < 6 & "more"']


def _title(element: Element) -> str:
    return html.unescape(str(element.attributes["title"]))


def test_search_finds_nothing_of_what_machines_read(build_site: SiteBuilder) -> None:
    site = _site(build_site)
    index = (site.folder / "search/search_index.json").read_text("utf-8")
    assert "J. of Things" in index
    assert "ScholarlyArticle" not in index
    assert "Z39.88" not in index


@pytest.mark.parametrize("options", ["metadata: none", "large_list: 0"])
def test_a_list_can_tell_machines_nothing(build_site: SiteBuilder, options: str) -> None:
    text = _site(build_site, options).html("papers.md")
    assert "ld+json" not in text
    assert "Z3988" not in text


def test_works_cited_are_not_the_pages_own(build_site: SiteBuilder) -> None:
    config = {"plugins": [{"pubs": {"bibliography": "papers.bib", "citations": True}}]}
    page = "See [@lee].\n\n```references\n```\n"
    text = build_site(config, {"index.md": page}, {"papers.bib": ARTICLE}).html()
    assert "Z3988" in text
    assert "ld+json" not in text
