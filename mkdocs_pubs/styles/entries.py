"""What a style reads of an entry: runs, which an entry that comes for a page has already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from mkdocs_pubs.models import Name
from mkdocs_pubs.private_use import OTHERS
from mkdocs_pubs.styles.marks import Run, field_run

Runs = Mapping[str, Run]
"""Fields by their names; one that there is not is empty."""


class People(Protocol):
    """People by what they did, the parts of their names as runs, with the sign for others."""

    @property
    def roles(self) -> Iterable[str]:
        """What somebody may have done."""

    def __getitem__(self, role: str) -> Sequence[Name]:
        """Return who did something."""


def runs_of(entry: Any) -> Runs:
    """Return the fields of an entry as runs."""
    return entry.runs if hasattr(entry, "runs") else _Read(entry.fields)


def said_of(entry: Any) -> tuple[str, ...]:
    """Return the names of the fields that may say something, in small letters."""
    return entry.runs.names if hasattr(entry, "runs") else tuple(map(str.lower, entry.fields))


def written_of(entry: Any) -> Mapping[str, str]:
    """Return the fields of an entry as they are written there, be it TeX or runs."""
    return entry.runs if hasattr(entry, "runs") else _Written(entry.fields)


def people_of(entry: Any) -> People:
    """Return the people of an entry."""
    people: People = entry.people if hasattr(entry, "people") else _People(entry.persons)
    return people


def byline_of(entry: Any) -> tuple[Sequence[Name], str]:
    """Return who is named first, and what they did, if not write."""
    known: tuple[Sequence[Name], str] | None = getattr(entry, "byline", None)
    if known is not None:
        return known
    people = people_of(entry)
    return (people["author"], "") if people["author"] else (people["editor"], "editor")


class _Written(dict[str, str]):
    """Fields, each read when it is asked for."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self._fields = fields

    def __missing__(self, name: str) -> str:
        return self._fields.get(name, "")


class _Read(_Written):
    """Fields as runs."""

    def __missing__(self, name: str) -> Run:
        return field_run(super().__missing__(name))


class _People(dict[str, Sequence[Name]]):
    """Persons of pybtex's, read when they are asked for."""

    def __init__(self, persons: Mapping[str, Sequence[Any]]) -> None:
        super().__init__()
        self._persons = persons
        self.roles = tuple(persons)

    def __missing__(self, role: str) -> Sequence[Name]:
        people = self[role] = list(map(name_of, self._persons.get(role, ())))
        return people


def name_of(person: Any) -> Name:
    """Return the name of a person of pybtex's, its parts as runs."""
    if _stands_for_others(person):
        return Name(OTHERS)
    all_given = person.first_names + person.middle_names
    parts = person.last_names, all_given, person.prelast_names, person.lineage_names
    family, given, prefix, suffix = map(_part_run, map(" ".join, parts))
    return Name(family, given, prefix, suffix)


# Families come again and again, and those of a list in its order as well as in its citations.
_part_run = lru_cache(maxsize=1 << 14)(field_run)


def _stands_for_others(person: Any) -> bool:
    return not person.first_names and str(person) == "others"
