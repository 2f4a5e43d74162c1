"""What a style reads of an entry: runs, which an entry that comes for a page has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mkdocs_pubs.private_use import OTHERS
from mkdocs_pubs.styles.marks import Run, field_run

Runs = Mapping[str, Run]
"""Fields by their names; one that there is not is empty."""


def runs_of(entry: Any) -> Runs:
    """Return the fields of an entry as runs."""
    return entry.runs if hasattr(entry, "runs") else _Read(entry.fields)


def said_of(entry: Any) -> tuple[str, ...]:
    """Return the names of the fields that may say something, in small letters."""
    return entry.runs.names if hasattr(entry, "runs") else tuple(map(str.lower, entry.fields))


def written_of(entry: Any) -> Mapping[str, str]:
    """Return the fields of an entry as they are written there, be it TeX or runs."""
    return entry.runs if hasattr(entry, "runs") else _Written(entry.fields)


def names_of(entry: Any, role: str) -> Sequence[Run]:
    """Return the people of a role in reading order, as runs, with the sign for others."""
    if hasattr(entry, "names"):
        names: Sequence[Run] = entry.names(role)
        return names
    return list(map(_in_reading_order, entry.persons.get(role, ())))


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


def _in_reading_order(person: Any) -> Run:
    if not person.first_names and str(person) == "others":
        return OTHERS
    parts = (
        *person.first_names,
        *person.middle_names,
        *person.prelast_names,
        *person.last_names,
        *person.lineage_names,
    )
    return field_run(" ".join(parts))
