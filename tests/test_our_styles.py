"""The citation styles of ours: whatever an entry lacks, nothing is left that dangles."""

from __future__ import annotations

import re
from importlib.metadata import entry_points

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, Person
from pybtex.plugin import find_plugin

from mkdocs_pubs.citation.citer import _NEAREST
from mkdocs_pubs.styles.kit import KitStyle

pytestmark = pytest.mark.slow

STYLES = sorted(
    one.name
    for one in entry_points(group="pybtex.style.formatting")
    if one.value.startswith("mkdocs_pubs.") and one.name != "card"
)
MADE = {name: find_plugin("pybtex.style.formatting", name)() for name in STYLES}
TYPES = sorted({*_NEAREST, "performance", "review", "legislation", "image", "movie", "unheard"})

FIELDS = {
    "title": "A Study of {DNA} in the Age of Machines",
    "subtitle": "The First Part",
    "journal": "Journal of Things",
    "booktitle": "Proceedings of a Conference",
    "maintitle": "The Whole",
    "series": "Lecture Notes",
    "publisher": "Press",
    "school": "University",
    "institution": "Institute",
    "organization": "Society",
    "howpublished": "By hand",
    "address": "Rome",
    "edition": "2",
    "volume": "12",
    "number": "3",
    "pages": "101--109",
    "eid": "e7",
    "chapter": "4",
    "version": "1.2",
    "volumes": "5",
    "pagetotal": "300",
    "type": "Report",
    "eventtitle": "A Meeting",
    "venue": "Paris",
    "eventdate": "2019-05-02",
    "urldate": "2021-09-03",
    "origdate": "1999",
    "origtitle": "Der Titel",
    "origpublisher": "Verlag",
    "pubstate": "in press",
    "doi": "10.1000/182",
    "url": "https://a.example/x",
    "pmid": "123",
    "year": "2020",
    "month": "May",
    "day": "3",
}
PERSONS = {
    "author": [
        Person("van der Berg, Jan"),
        Person("Roe, Ann-Marie B."),
        Person("King, Jr., Martin"),
    ],
    "editor": [Person("Doe, Jo"), Person("Li, Wei")],
    "translator": [Person("Poe, Edgar A.")],
}
PARTS = [*FIELDS, *PERSONS]

DANGLING = re.compile(
    r", ?,|\. ?\.(?!\.)|\( ?\)|\[ ?\]|“[.,]?”|\b[Ii]n[.,:]? ?[.,]|  | [.,;)\]”]|[(\[“] "
    r"|[,;(\[“]$|^[.,;:)\]]|[;:] ?[.,;]"
)
ENDED_BY_VOLUME = re.compile(r" \d+:(?= https|$)")
"""Springer's official style has a colon behind a volume, pages or not."""


def entry_of(kind: str, names: frozenset[str]) -> Entry:
    fields = {name: value for name, value in FIELDS.items() if name in names}
    persons = {role: people for role, people in PERSONS.items() if role in names}
    entry = Entry(kind, fields=fields, persons=persons)
    entry.key = "a"
    return entry


def text_of(style: KitStyle, entry: Entry) -> str:
    return str(style.format_entry("", entry).text)


def complain(text: str) -> str | None:
    found = DANGLING.search(ENDED_BY_VOLUME.sub(" 1", text))
    return found and f"«{found.group()}» in {text}"


@pytest.mark.parametrize("name", STYLES)
def test_nothing_dangles_whatever_one_field_is_missing(name: str) -> None:
    style = MADE[name]
    whole = frozenset(PARTS)
    texts = [
        text_of(style, entry_of(kind, whole - {missing}))
        for kind in TYPES
        for missing in (None, *PARTS)
    ]
    assert [wrong for wrong in map(complain, texts) if wrong] == []


@pytest.mark.parametrize("name", STYLES)
def test_nothing_dangles_where_one_field_stands_alone(name: str) -> None:
    style = MADE[name]
    texts = [
        text_of(style, entry_of(kind, frozenset({"title", "author", only})))
        for kind in TYPES
        for only in PARTS
    ]
    assert [wrong for wrong in map(complain, texts) if wrong] == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(STYLES),
    kind=st.sampled_from(TYPES),
    names=st.frozensets(st.sampled_from(PARTS)),
)
def test_nothing_dangles_whatever_is_missing(name: str, kind: str, names: frozenset[str]) -> None:
    assert complain(text_of(MADE[name], entry_of(kind, names))) is None
