"""What entries take from others: ``xdata`` and ``crossref``, by BibLaTeX's rules.

BibLaTeX manual, sections 2.3.4 (the ``xdata`` type), 2.4.1 (cross-references) and appendix B (the
default inheritance set-up). Relations are followed at most `MAX_DEPTH` deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.models import Entry

MAX_DEPTH = 16

_RELATIONS = ("xdata", "crossref")

_NEVER_INHERITED = frozenset(
    "crossref entryset entrysubtype execute ids label options presort related relatedoptions"
    " relatedstring relatedtype shortcrossref shorthand shorthandintro sortkey xdata xref"
    # What steers the page of the parent says nothing of the child.
    " abbr abstract annotation award award_name bibtex_show blog code html pdf poster preview"
    " selected slides supp video website".split()
)

_TITLES = ("title", "subtitle", "titleaddon")
_SHORT_TITLES = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")
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


def inherit(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Return the entries with inherited fields added, and what was wrong with their relations."""
    family = _Family(entries)
    inherited = tuple(replace(entry, fields=family.fields_of(entry)) for entry in entries)
    return inherited, tuple(family.problems)


class _Family:
    """The entries by key, and the fields that each was found to have."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.problems: list[Diagnostic] = []
        self._by_key: dict[str, Entry] = {}
        self._known: dict[int, Mapping[str, str]] = {}
        for entry in entries:
            self._by_key.setdefault(entry.key.lower(), entry)
        for entry in entries:
            for alias in entry.aliases:
                self._by_key.setdefault(alias.lower(), entry)

    def fields_of(self, entry: Entry, heirs: tuple[str, ...] = ()) -> Mapping[str, str]:
        """Return an entry's own fields and the inherited ones; `heirs` are those who ask."""
        if not any(relation in entry.fields for relation in _RELATIONS):
            return entry.fields
        if id(entry) not in self._known:
            fields = dict(entry.fields)
            for parent in self._parents(entry, (*heirs, entry.key.lower())):
                left = self.fields_of(parent, (*heirs, entry.key.lower()))
                for target, value in _bequest(left, parent.type, entry.type):
                    fields.setdefault(target, value)
            self._known[id(entry)] = fields
        return self._known[id(entry)]

    def _parents(self, entry: Entry, heirs: tuple[str, ...]) -> Iterator[Entry]:
        for relation in _RELATIONS:
            for key in filter(None, map(str.strip, entry.fields.get(relation, "").split(","))):
                parent = self._by_key.get(key.lower())
                if parent is None:
                    what = f"the {relation} '{key}' of '{entry.key}' does not exist; left it out"
                    self._report(entry, relation, what, Code.UNKNOWN_CROSSREF)
                elif parent.key.lower() in heirs or len(heirs) > MAX_DEPTH:
                    what = f"the {relation} of '{entry.key}' leads in a ring or too deep"
                    what = f"{what}; stopped at '{key}'"
                    self._report(entry, relation, what, Code.CROSSREF_CYCLE)
                else:
                    yield parent

    def _report(self, entry: Entry, relation: str, message: str, code: Code) -> None:
        self.problems.append(Diagnostic(entry.place_of(relation), message, code))


def _bequest(
    fields: Mapping[str, str], parent_type: str, child_type: str
) -> Iterator[tuple[str, str]]:
    """Yield what an heir takes of a parent's fields; those that take a new name come first."""
    given = [(name, new) for name in fields for new in _targets(name, parent_type, child_type)]
    for name, new in sorted(given, key=lambda pair: pair[0] == pair[1]):
        yield new, fields[name]


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
