"""Publications as pybtex entries: markup in disguise, names in parts, dates in words."""

from __future__ import annotations

from collections.abc import Iterator

from pybtex.database import Entry, Person

from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.models import Name, Names, Publication

OTHERS = "\ue0ff"
"""Stands for "and others" in the text of a style, where a person would stand."""

CONTAINER = "container-title"
"""The field in which a style of ours finds the venue; the name is CSL's."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
# Fields that no citation shows; they are the longest, and need not be decoded.
_UNCITED = frozenset(
    "abstract annote annotation author editor keywords note_to_self file bibtex_show abbr preview"
    " award award_name additional_info crossref xdata date year month".split()
)
_CONTAINER_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "school",
    "techreport": "institution",
    "report": "institution",
    "book": "publisher",
    "proceedings": "publisher",
}


class _Others(Person):  # type: ignore[misc]
    """Who "and others" are: styles print the sign, label styles see the word that they know."""

    def __init__(self) -> None:
        super().__init__()
        self.last_names = [OTHERS]

    def __str__(self) -> str:
        return "others"


def pybtex_entry(publication: Publication, kind: str) -> Entry:
    """Return `publication` as a pybtex entry of the type `kind`, as styles know it."""
    fields = {
        name: to_pybtex(value)
        for name, value in publication.fields.items()
        if name not in _UNCITED and name not in publication.verbatim
    }
    fields.update((name, text_to_pybtex(text)) for name, text in publication.verbatim.items())
    fields.update(_dates(publication))
    fields[CONTAINER] = to_pybtex(publication.container)
    container_field = _CONTAINER_FIELDS.get(kind, "howpublished")
    if publication.container and container_field not in fields:
        fields[container_field] = fields[CONTAINER]
    persons = {
        role: list(_persons(names))
        for role, names in (("author", publication.authors), ("editor", publication.editors))
        if names
    }
    entry = Entry(kind, fields=fields, persons=persons)
    entry.key = publication.key
    return entry


def _dates(publication: Publication) -> Iterator[tuple[str, str]]:
    date = publication.date
    if date.year is not None or date.words:
        yield "year", text_to_pybtex(date.words if date.year is None else str(date.year))
    if date.month is not None:
        yield "month", _MONTHS[date.month - 1]


def _persons(names: Names) -> Iterator[Person]:
    yield from map(_person, names.people)
    if names.others:
        yield _Others()


def _person(name: Name) -> Person:
    person = Person()
    if name.corporate:
        person.last_names = ["{" + text_to_pybtex(name.family) + "}"]
        return person
    given, prefix, family, suffix = (
        [text_to_pybtex(word) for word in part.split()]
        for part in (name.given, name.prefix, name.family + name.marks, name.suffix)
    )
    person.first_names, person.middle_names = given[:1], given[1:]
    person.prelast_names, person.last_names, person.lineage_names = prefix, family, suffix
    return person
