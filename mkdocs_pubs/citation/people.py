"""People as pybtex's persons, and as styles of ours have them: names in parts, in disguise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from pybtex.database import Person

from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.models import Name, Names
from mkdocs_pubs.private_use import NEW_BLOCK, OTHERS, PROTECTED, RELEASED

_OTHERS = Name(OTHERS)


def persons_of(names: Names, *, with_marks: bool = True) -> list[Person]:
    """Return people as pybtex knows them, with the signs behind their names or without."""
    shown = names.people if with_marks else map(_without_marks, names.people)
    return [*map(_person, shown), *([_Others()] if names.others else ())]


def in_runs(names: Names) -> Sequence[Name]:
    """Return people as styles of ours know them: the parts of their names are runs."""
    people: Sequence[Name] = names.people
    if not _are_runs(people):
        people = list(map(_in_runs, people))
    return (*people, _OTHERS) if names.others else people


def _are_runs(people: Sequence[Name]) -> bool:
    """Say whether names are runs as they are, as most are; a body's, and 王小明, are one part."""
    text = "".join([f"{one.given}{one.prefix}{one.family}{one.suffix}" for one in people])
    is_plain = text.isprintable() and "  " not in text and text_to_pybtex(text) == text
    if not is_plain or any(one.corporate for one in people):
        return False
    return text.isascii() or not any(one.is_family_first for one in people)


class _Known(Person):  # type: ignore[misc]
    """A person whose names are known part by part; pybtex's own divides each of them again."""

    def __init__(
        self, last: list[str], given: list[str], prefix: list[str], suffix: list[str]
    ) -> None:
        self.first_names, self.middle_names = given[:1], given[1:]
        self.prelast_names, self.last_names, self.lineage_names = prefix, last, suffix

    def __hash__(self) -> int:
        parts = (self.first_names, self.prelast_names, self.last_names, self.lineage_names)
        return hash((*map(tuple, parts), *self.middle_names))


class _Others(_Known):
    """Who "and others" are: styles print the sign, label styles see the word that they know."""

    def __init__(self) -> None:
        super().__init__([OTHERS], [], [], [])

    def __str__(self) -> str:
        return "others"


def _without_marks(name: Name) -> Name:
    return replace(name, marks="") if name.marks else name


# Most people of a bibliography wrote several of its works; styles make no changes to them.
@lru_cache(maxsize=1 << 14)
def _person(name: Name) -> Person:
    marks = to_pybtex(f"\\textsuperscript{{{name.marks}}}") if name.marks else ""
    if name.corporate or name.is_family_first:
        return _Known([f"{{{text_to_pybtex(str(name))}}}{marks}"], [], [], [])
    given, prefix, family, suffix = _parts(name)
    last = suffix or family
    if marks and last:
        last[-1] += marks
    return _Known(family, given, prefix, suffix)


def _in_runs(name: Name) -> Name:
    if name.corporate or name.is_family_first:
        return Name(f"{PROTECTED}{text_to_pybtex(str(name))}{RELEASED}")
    given, prefix, family, suffix = map(" ".join, _parts(name))
    return Name(family, given, prefix, suffix)


def _parts(name: Name) -> Iterable[list[str]]:
    """Return the words of the given names, of the particle, the family and the suffix."""
    parts = NEW_BLOCK.join((name.given, name.prefix, name.family, name.suffix))
    return map(str.split, text_to_pybtex(parts).split(NEW_BLOCK))
