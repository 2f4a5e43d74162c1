"""What entries take from others: ``xdata`` and ``crossref``, by BibLaTeX's rules.

BibLaTeX manual, sections 2.3.4 (the ``xdata`` type), 2.4.1 (cross-references) and appendix B (the
default inheritance set-up). Relations are followed at most `MAX_DEPTH` deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_pubs.bibtex.allowance import Allowance
from mkdocs_pubs.bibtex.keys import by_key
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.models import Entry

MAX_DEPTH = 16

FREE_INHERITANCE = 2048
"""How many characters an entry may always inherit."""

# What a field costs beside its characters, so that many empty ones are not for nothing.
_COST = 16

_RELATIONS = ("xdata", "crossref")

_NEVER_INHERITED = frozenset(
    "crossref entryset entrysubtype execute ids label options presort related relatedoptions"
    " relatedstring relatedtype shortcrossref shorthand shorthandintro sortkey xdata xref"
    # What steers the page of the parent says nothing of the child.
    " abbr abstract annotation award award_name bibtex_show blog code html pdf poster preview"
    " preview_alt selected slides supp video website".split()
)

_TITLES = ("title", "subtitle", "titleaddon")
_SHORT_TITLES = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")
_RENAMED = (*_TITLES, "author")
_WHOLE_TO_MAIN = {
    "mvbook": ("book", "inbook", "bookinbook", "suppbook"),
    "mvcollection": ("collection", "reference", "incollection", "inreference", "suppcollection"),
    "mvreference": ("collection", "reference", "incollection", "inreference", "suppcollection"),
    "mvproceedings": ("proceedings", "inproceedings", "conference"),
}
_WHOLE_TO_BOOK = {
    "book": ("inbook", "bookinbook", "suppbook", "incollection"),
    "collection": ("incollection", "inreference", "suppcollection"),
    "reference": ("incollection", "inreference", "suppcollection"),
    "proceedings": ("inproceedings", "conference"),
}
_WHOLE_TO_JOURNAL = {"periodical": ("article", "suppperiodical")}


def inherit(
    entries: Sequence[Entry], allowance: Allowance
) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Return the entries with inherited fields added, and what was wrong with their relations.

    How much is added in all is limited by `allowance`.
    """
    if not any(map(_has_parents, entries)):
        return tuple(entries), ()
    family = _Family(entries, allowance)
    return tuple(map(family.member, entries)), tuple(family.problems)


class _Family:
    """The entries by key, and the fields that each was found to have."""

    def __init__(self, entries: Sequence[Entry], allowance: Allowance) -> None:
        self.problems: list[Diagnostic] = []
        self._allowance = allowance
        self._by_key = by_key(entries)
        self._known: dict[int, Mapping[str, str]] = {}

    def member(self, entry: Entry) -> Entry:
        """Return an entry with all its fields."""
        fields = self.fields_of(entry)
        return entry if fields is entry.fields else replace(entry, fields=fields)

    def fields_of(self, entry: Entry, heirs: tuple[str, ...] = ()) -> Mapping[str, str]:
        """Return an entry's own fields and the inherited ones; `heirs` are those who ask."""
        if not _has_parents(entry):
            return entry.fields
        if id(entry) not in self._known:
            self._known[id(entry)] = self._with_inherited(entry, (*heirs, entry.key.lower()))
        return self._known[id(entry)]

    def _with_inherited(self, entry: Entry, heirs: tuple[str, ...]) -> Mapping[str, str]:
        fields = dict(entry.fields)
        free = FREE_INHERITANCE
        for name, value in self._offered(entry, heirs):
            if name in fields:
                continue
            count = len(name) + len(value) + _COST
            if not self._allowance.grants(count, free=free):
                what = f"{quoted(entry.key)} inherits too much for a bibliography of this size"
                what = f"{what}; left the rest out, from {quoted(name)} on"
                self._report(entry.location, what, Code.VALUE_TOO_LONG)
                break
            free -= count
            fields[name] = value
        return fields

    def _offered(self, entry: Entry, heirs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield what an entry's parents have for it, the nearest first."""
        for parent in self._parents(entry, heirs):
            yield from _bequest(self.fields_of(parent, heirs), parent.type, entry.type)

    def _parents(self, entry: Entry, heirs: tuple[str, ...]) -> Iterator[Entry]:
        met: set[int] = set()
        for relation in _RELATIONS:
            keys = dict.fromkeys(map(str.strip, entry.fields.get(relation, "").split(",")))
            place = entry.place_of(relation)
            of = f"of {quoted(entry.key)}"
            for key in filter(None, keys):
                parent = self._by_key.get(key.lower())
                if parent is None:
                    what = f"the {relation} {quoted(key)} {of} does not exist; left it out"
                    self._report(place, what, Code.UNKNOWN_CROSSREF)
                elif parent.key.lower() in heirs or len(heirs) > MAX_DEPTH:
                    what = f"the {relation} {of} leads in a ring or too deep"
                    what = f"{what}; stopped at {quoted(key)}"
                    self._report(place, what, Code.CROSSREF_CYCLE)
                elif id(parent) not in met:
                    met.add(id(parent))
                    yield parent

    def _report(self, place: Location, message: str, code: Code) -> None:
        self.problems.append(Diagnostic(place, message, code))


def _has_parents(entry: Entry) -> bool:
    return "xdata" in entry.fields or "crossref" in entry.fields


def _bequest(
    fields: Mapping[str, str], parent_type: str, child_type: str
) -> Iterator[tuple[str, str]]:
    """Yield what an heir takes of a parent's fields; those that take a new name come first."""
    for name in filter(fields.__contains__, _RENAMED):
        yield from (
            (new, fields[name]) for new in _targets(name, parent_type, child_type) if new != name
        )
    for name, value in fields.items():
        if name in _targets(name, parent_type, child_type):
            yield name, value


def _targets(name: str, parent_type: str, child_type: str) -> tuple[str, ...]:
    """Return the names under which an heir takes the field `name`."""
    if name in _NEVER_INHERITED:
        return ()
    if parent_type == "xdata":
        return (name,)
    if child_type in _WHOLE_TO_MAIN.get(parent_type, ()):
        prefix = "main"
    elif child_type in _WHOLE_TO_BOOK.get(parent_type, ()):
        prefix = "book"
    elif child_type in _WHOLE_TO_JOURNAL.get(parent_type, ()):
        prefix = "journal"
    else:
        return (name,)
    if name in _TITLES:
        return (prefix + name,)
    if name in _SHORT_TITLES:
        return ()
    if prefix == "book" and name == "author" and parent_type == "book":
        return ("author", "bookauthor")
    return (name,)
