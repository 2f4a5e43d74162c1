"""Publications as pybtex entries: markup in disguise, names in parts, dates in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pybtex.database import Entry, Person

from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.models import Date, Name, Names, Publication

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
    " award award_name additional_info crossref xdata date year month"
    # They are part of the title and the container.
    " title subtitle titleaddon booksubtitle booktitleaddon journalsubtitle".split()
)
_BIBSTRINGS = {
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate’s thesis",
    "mathesis": "Master’s thesis",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "phdthesis": "PhD thesis",
    "resreport": "Research report",
    "software": "Software",
    "techreport": "Technical report",
}
"""What BibLaTeX's keys in ``type`` print (manual, 4.9.2.13)."""
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


def pybtex_entry(publication: Publication, kind: str, *, with_marks: bool = True) -> Entry:
    """Return `publication` as a pybtex entry of the type `kind`, as styles know it."""
    fields = {
        name: to_pybtex(value)
        for name, value in publication.fields.items()
        if name not in _UNCITED and name not in publication.verbatim
    }
    fields.update((name, text_to_pybtex(text)) for name, text in publication.verbatim.items())
    fields.update(_dates(publication.date))
    if publication.title:
        fields["title"] = to_pybtex(publication.title)
    if bibstring := _BIBSTRINGS.get(publication.fields.get("type", "").strip().lower()):
        fields["type"] = bibstring
    fields[CONTAINER] = to_pybtex(publication.container)
    if publication.container:
        own = _CONTAINER_FIELDS.get(kind, "howpublished")
        if own in ("journal", "booktitle") or own not in fields:
            fields[own] = fields[CONTAINER]
    persons = {
        role: list(_persons(names, with_marks))
        for role, names in (("author", publication.authors), ("editor", publication.editors))
        if names
    }
    entry = Entry(kind, fields=fields, persons=persons)
    entry.key = publication.key
    return entry


def _dates(date: Date) -> Iterator[tuple[str, str]]:
    if date.year_text:
        yield "year", text_to_pybtex(date.year_text)
    if months := _months(date):
        yield "month", text_to_pybtex(months)


def _months(date: Date) -> str:
    """Return the month in words, two of them for a range: ``May–June``."""
    if date.month is None:
        return date.part
    first = _MONTHS[date.month - 1]
    if date.end is None or date.end.month in (None, date.month) or date.end.year != date.year:
        return first
    return f"{first}–{_MONTHS[(date.end.month or 1) - 1]}"


def _persons(names: Names, with_marks: bool) -> Iterator[Person]:
    for name in names.people:
        yield _person(name if with_marks else replace(name, marks=""))
    if names.others:
        yield _Others()


def _person(name: Name) -> Person:
    person = Person()
    marks = to_pybtex(f"\\textsuperscript{{{name.marks}}}") if name.marks else ""
    if name.corporate or name.is_family_first:
        person.last_names = [f"{{{text_to_pybtex(str(name))}}}{marks}"]
        return person
    given, prefix, family, suffix = (
        [text_to_pybtex(word) for word in part.split()]
        for part in (name.given, name.prefix, name.family, name.suffix)
    )
    last = suffix or family
    if marks and last:
        last[-1] += marks
    person.first_names, person.middle_names = given[:1], given[1:]
    person.prelast_names, person.last_names, person.lineage_names = prefix, family, suffix
    return person
