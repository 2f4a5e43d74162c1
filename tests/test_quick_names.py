"""Names of people come again and again: a style writes each once, and it reads the same."""

from __future__ import annotations

import pytest
from pybtex.database import Person

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.citation.entries import pybtex_entry
from mkdocs_pubs.citation.finder import find_style
from mkdocs_pubs.citation.quick_names import remembered
from mkdocs_pubs.labels import ENGLISH
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library

PEOPLE = (
    "Lee, A",
    "Lee, A and Lee, A B and de la Cruz, Jr., Ana and others",
    "Cruz, de la A and {Lee A} and {van den Berg}, Jan and others",
    r"de la Cruz, Jr., Ana and \'Elan, Z. and Lee, A",
)


@pytest.fixture(scope="module")
def publications() -> tuple[Publication, ...]:
    works = enumerate(PEOPLE)
    bib = "".join(f"@misc{{k{n}, author = {{{names}}}, title = {{T}}}}" for n, names in works)
    return library(read([SourceFile("a.bib", bib)])[0])[0].publications


@pytest.mark.parametrize("name", ["plain", "alpha", "unsrtalpha", "ieee"])
def test_a_citation_is_what_the_style_itself_writes(
    name: str, publications: tuple[Publication, ...]
) -> None:
    entries = [pybtex_entry(one, "misc", ENGLISH) for one in publications]
    slow, quick = find_style(name), find_style(name)
    quick.format_name = remembered(quick.format_name)
    for entry in [*entries, *entries]:
        assert quick.format_entry("", entry).text == slow.format_entry("", entry).text


def test_a_person_is_asked_for_once_in_full_and_once_in_short(
    publications: tuple[Publication, ...],
) -> None:
    asked: list[tuple[str, bool]] = []
    name = remembered(lambda person, abbr: asked.append((str(person), abbr)))
    people = [
        person
        for one in publications
        for person in pybtex_entry(one, "misc", ENGLISH).persons["author"]
    ]
    for person in [*people, *people]:
        name(person)
        name(person, True)
    assert len(asked) == len(set(asked)) == 2 * len({str(one) for one in people})


def test_a_person_of_pybtex_is_written_too() -> None:
    assert remembered(lambda person, abbr: (str(person), abbr))(Person("A Lee")) == (
        "Lee, A",
        False,
    )
