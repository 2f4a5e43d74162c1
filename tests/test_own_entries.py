"""Entries for styles of ours: a field is made when it is read, and pybtex finds what it knows."""

from __future__ import annotations

from pybtex.style.formatting import BaseStyle
from pybtex.style.template import field, join, names

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.citation import Citer
from mkdocs_pubs.citation.own_entries import OwnEntry
from mkdocs_pubs.labels import ENGLISH, Labels
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library
from mkdocs_pubs.styles.card import Card

BIB = """
@article{a, title = {The {DNA} of Cells}, author = {de la Cruz, Ana and Lee, A*, and others},
  journal = {J. of X}, year = 2020, month = may, pages = {1--9}, doi = {10.1/a_b},
  abstract = {Long}}
"""


class Worded(BaseStyle):  # type: ignore[misc]
    """A style made of pybtex's templates that speaks the language of the list."""

    words: Labels = ENGLISH

    def get_article_template(self, _: object) -> object:
        return join(sep=". ")[names("author", sep=", "), field("title"), field("journal")]


def test_a_field_is_made_when_it_is_read() -> None:
    entry = OwnEntry(_publication(), "article", ENGLISH)
    assert "title" not in entry.runs
    assert "DNA" in entry.runs["title"]
    assert "title" in entry.runs
    assert entry.runs["abstract"] == entry.runs["nothing"] == ""


def test_pybtex_finds_all_fields() -> None:
    fields = OwnEntry(_publication(), "article", ENGLISH).fields
    assert fields["title"].startswith("The {DNA} of ")
    assert fields["pages"] == "1–9"
    assert (fields["year"], fields["month"], fields["issued"]) == ("2020", "May", "2020-05")
    assert fields.get("abstract") is None
    assert "note" not in fields
    assert {"container-title", "doi", "journal", "language", "title"} < fields.keys()


def test_what_an_entry_learns_is_among_its_fields() -> None:
    entry = OwnEntry(_publication(), "article", ENGLISH)
    assert "year-suffix" not in entry.fields
    entry.learn([("year-suffix", "a")])
    assert entry.fields["year-suffix"] == entry.runs["year-suffix"] == "a"


def test_people_stand_before_the_sign_for_others() -> None:
    people = OwnEntry(_publication(), "article", ENGLISH).people
    assert list(map(str, people["author"])) == ["Ana de la Cruz", "A Lee", "\ue0ff"]
    assert people["editor"] == ()


def test_a_style_of_templates_that_has_words_cites_all_the_same() -> None:
    citation, problem = Citer("tests.test_own_entries:Worded", safe_url).cite(_publication())
    text = "Ana de\xa0la Cruz, A\xa0Lee et al. The DNA of Cells. J. of X"
    assert (citation.text, problem) == (text, "")


def test_the_lines_of_a_card_are_a_text_as_well() -> None:
    entry = OwnEntry(_publication(), "article", ENGLISH)
    text = Card().format_entry("", entry).text
    lines = "The DNA of Cells", "Ana de la Cruz, A Lee et al.", "J. of X, May 2020, pp. 1–9"
    assert text.render_as("text") == " ".join(lines)
    citation, _ = Citer("card", safe_url).cite(_publication())
    assert (citation.title, citation.authors) == (lines[0], ("Ana de la Cruz", "A Lee"))
    assert citation.text.striptags() == " ".join(lines)


def _publication() -> Publication:
    return library(read([SourceFile("a.bib", BIB)])[0])[0].publications[0]
