"""Publications as entries for styles of ours, with the words of CSL beside those of BibTeX.

A style reads a few of their fields, and those are made when it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial

from pybtex.database import Entry, Person

from mkdocs_pubs.citation.dates import edtf
from mkdocs_pubs.citation.entries import READERS, Reader, written
from mkdocs_pubs.citation.people import in_runs, persons_of
from mkdocs_pubs.entry_types import CSL_CONTAINER, CSL_DATES
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.models import Name, Names, Publication
from mkdocs_pubs.private_use import PROTECTED, RELEASED

_ROLES = {"bookauthor": "container-author", "director": "director", "translator": "translator"}
_EDITOR_TYPES = frozenset(("director", "producer"))
"""What ``editortype`` says that editors are (BibLaTeX manual, 2.3.6), where styles tell."""


class OwnEntry(Entry):  # type: ignore[misc]
    """An entry that hands its fields and its people to a style as runs.

    Others find them as pybtex has them.
    """

    def __init__(self, publication: Publication, kind: str, words: Labels) -> None:
        self._publication = publication
        self.key = publication.key
        self.type = self.original_type = kind
        self.runs = _Runs(publication, words)
        self.people = _People(publication)

    def learn(self, known: Iterable[tuple[str, str]]) -> None:
        """Take fields that the publication itself does not have."""
        self.runs.update(known)
        self.__dict__.pop("fields", None)

    @property
    def byline(self) -> tuple[Sequence[Name], str]:
        """Who is named first, and what they did, if not write."""
        return in_runs(self._publication.byline), self._publication.byline_role

    @cached_property
    def fields(self) -> dict[str, str]:
        """All fields that say something."""
        return {name: _braced(run) for name in self.runs.names if (run := self.runs[name])}

    @cached_property
    def persons(self) -> dict[str, list[Person]]:
        """People by CSL's names of what they did; what is behind their names, a page shows."""
        found = {role: read(self._publication) for role, read in _PEOPLE.items()}
        return {role: persons_of(names, with_marks=False) for role, names in found.items() if names}


class _Runs(dict[str, str]):
    """Fields with marks where pybtex has braces, each made when it is read; else empty."""

    def __init__(self, publication: Publication, words: Labels) -> None:
        self._publication, self._words = publication, words
        # A style that finds it there, even empty, takes no other field for the venue.
        self[CSL_CONTAINER] = _marked(to_pybtex(publication.container))

    def __missing__(self, name: str) -> str:
        publication = self._publication
        if name in _OWN_READERS:
            field = _OWN_READERS[name](publication, self._words)
        elif name in publication.fields or name in publication.verbatim:
            field = written(publication, name)
        else:
            field = ""
        run = self[name] = _marked(field) if "{" in field else field
        return run

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields that there may be, some of them twice."""
        publication = self._publication
        dates = [name for name, field in CSL_DATES.items() if field in publication.dates]
        status = ["status"] if publication.statuses or publication.date.words else ()
        return (*publication.fields, *publication.verbatim, *_NO_FIELDS, *dates, *status, *self)


class _People(dict[str, Sequence[Name]]):
    """People by CSL's names of what they did, all whom anybody asks for."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    def __missing__(self, role: str) -> Sequence[Name]:
        read = _PEOPLE.get(role)
        names = read(self._publication) if read else _NOBODY
        people = in_runs(names) if names else ()
        if people and self._publication.drops_prefixes:
            people = tuple(map(_with_prefix_behind, people))
        self[role] = people
        return people

    @property
    def roles(self) -> Iterable[str]:
        """What somebody may have done."""
        has_others = self._publication.editors or self._publication.contributors
        return _PEOPLE if has_others else ("author",)


def _with_prefix_behind(name: Name) -> Name:
    """Return a name that is sorted and inverted without its particle: ``Mises, Luis von``."""
    return replace(name, given=f"{name.given} {name.prefix}".strip(), prefix="")


def _marked(field: str) -> str:
    return field.replace("{", PROTECTED).replace("}", RELEASED)


def _braced(run: str) -> str:
    return run.replace(PROTECTED, "{").replace(RELEASED, "}")


def _issued(publication: Publication, _: Labels) -> str:
    return edtf(publication.date)


def _other_date(name: str, publication: Publication, _: Labels) -> str:
    date = publication.dates.get(CSL_DATES[name])
    return written(publication, name) if date is None else edtf(date)


def _language(publication: Publication, words: Labels) -> str:
    return publication.language or words.spoken


def _status(publication: Publication, words: Labels) -> str:
    """Return the state of a work, or what stands in the place of its year."""
    if publication.state:
        return text_to_pybtex(words(f"state_{publication.state}"))
    return written(publication, "pubstate") or text_to_pybtex(publication.date.words)


_OWN_READERS: Mapping[str, Reader] = {
    **READERS,
    **{name: partial(_other_date, name) for name in CSL_DATES},
    "issued": _issued,
    "language": _language,
    "status": _status,
}
_NO_FIELDS = ("title", "year", "month", "issued", "language")
"""What a publication may say without a field of this name."""


def _authors(publication: Publication) -> Names:
    if publication.type == "patent" and not publication.authors:
        return publication.contributors.get("holder", _NOBODY)
    return publication.authors


def _editors(role: str, publication: Publication) -> Names:
    """Return the editors, if that is what they did."""
    if not publication.editors:
        return _NOBODY
    kind = publication.fields.get("editortype", "").strip().lower()
    is_role = role == (kind if kind in _EDITOR_TYPES else "editor")
    return publication.editors if is_role else _NOBODY


def _others(field: str, role: str, publication: Publication) -> Names:
    return publication.contributors.get(field) or _editors(role, publication)


_NOBODY = Names()
_PEOPLE: Mapping[str, Callable[[Publication], Names]] = {
    "author": _authors,
    **{role: partial(_editors, role) for role in ("editor", *sorted(_EDITOR_TYPES))},
    **{role: partial(_others, field, role) for field, role in _ROLES.items()},
}
"""What finds who did something for a work, by CSL's names of what they did."""
