"""Publications: entries with standard names, and an anchor of its own for each."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.characters import to_ascii
from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.entry_types import CSL_DATES
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Date, Entry, Library, Names, Publication
from mkdocs_pubs.normalise.collaborations import COLLABORATION, with_collaboration
from mkdocs_pubs.normalise.dates import read_access, read_date
from mkdocs_pubs.normalise.fields import standard_fields
from mkdocs_pubs.normalise.fillers import without_fillers
from mkdocs_pubs.normalise.identifiers import is_identifier, verbatim_fields
from mkdocs_pubs.normalise.languages import language_of
from mkdocs_pubs.normalise.name_lists import annotated, read_names
from mkdocs_pubs.normalise.pieces import split_at
from mkdocs_pubs.normalise.status import statuses
from mkdocs_pubs.normalise.venues import container_of, whole_title
from mkdocs_pubs.patterns import regex

DATA_TYPES = {"xdata": "holds data for other entries", "set": "holds other entries together"}
"""Entry types that are no publications (BibLaTeX manual, 2.1.1), and what they do instead."""

_TYPE_ALIASES = {
    "bachelorthesis": "bachelorsthesis",
    "conference": "inproceedings",
    "doctoralthesis": "phdthesis",
    "electronic": "online",
    "inproceeding": "inproceedings",
    "masterthesis": "mastersthesis",
    "www": "online",
}
_OTHER_ROLES = dict.fromkeys(
    "afterword annotator bookauthor commentator director editora editorb editorc foreword holder"
    " introduction translator".split()
).keys()
_OTHER_DATES = tuple(CSL_DATES.values())
# One for all publications without any.
_NO_CONTRIBUTORS: Mapping[str, Names] = {}
_NO_DATES: Mapping[str, Date] = {}
_KEYWORDS = ("keywords", "keyword")
_HOLDS_DATA = regex(r"\b(?:dataonly|skipbib)\b(?!\s*=\s*false)")
_NUMBER = regex(r"(?<!\w)\d+(?!\w)")
_BRACE_OR_SEPARATOR = regex(r"[{},;]")
_NOT_IN_ANCHORS = regex(r"[^A-Za-z0-9_]+")

_Made = tuple[Publication, tuple[Diagnostic, ...]]
"""A publication, and what was wrong with its entry."""

_People = tuple[Names, Sequence[Diagnostic]]
"""Who did something, and what was wrong with the field."""


def library(
    entries: Iterable[Entry], former: Library | None = None
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Return the publications that `entries` describe, in order, and what was wrong with them.

    What has not changed since a `former` library was read, and had nothing wrong, is taken from it.
    """
    known = former.faultless if former else {}
    every = tuple(entries)
    anchors = _anchors(every)
    works = zip(every, anchors, strict=True)
    new = [(one, anchor) for one, anchor in works if anchor and not _is_in(known, anchor, one)]
    made = {one.anchor: (one, found) for one, found in _publications(new)}
    faulty: set[str] = set()
    publications: list[Publication] = []
    unlisted: list[Publication] = []
    holders: list[Entry] = []
    problems: list[Diagnostic] = []
    for entry, anchor in zip(every, anchors, strict=True):
        if purpose := _other_purpose(entry):
            message = f"'{entry.key}' {purpose}; not shown by itself"
            problems.append(Diagnostic(entry.location, message, Code.DATA_ENTRY))
        if not anchor:
            holders.append(entry)
            continue
        if anchor in made:
            publication, found = made[anchor]
        else:
            publication, found = replace(known[anchor], entry=entry), ()
        if found:
            problems.extend(found)
            faulty.add(anchor)
        (unlisted if purpose else publications).append(publication)
    read = Library(tuple(publications), tuple(unlisted), tuple(holders), frozenset(faulty))
    return read, tuple(problems)


def _anchors(entries: Iterable[Entry]) -> list[str]:
    """Return an id for each entry, and none for those that are no publications."""
    taken = Anchors()
    return ["" if one.type in DATA_TYPES else _anchor(one, taken) for one in entries]


def _is_in(known: Mapping[str, Publication], anchor: str, entry: Entry) -> bool:
    return anchor in known and known[anchor].entry.content == entry.content


def _other_purpose(entry: Entry) -> str:
    if "options" in entry.fields and _HOLDS_DATA.search(entry.fields["options"]):
        return "is kept off bibliographies by its options"
    return DATA_TYPES.get(entry.type, "")


def _publications(anchored: Sequence[tuple[Entry, str]]) -> Iterator[_Made]:
    """Yield the publications that entries describe, which have these ids.

    Each step is taken for all before the next one, since a processor is quick at doing again what
    it just did: it takes two thirds of the time.
    """
    entries = [entry for entry, _ in anchored]
    fields = [without_fillers(standard_fields(one.fields)) for one in entries]
    return map(
        _publication,
        entries,
        [anchor for _, anchor in anchored],
        fields,
        list(map(verbatim_fields, fields)),
        [_names(one, "author") for one in entries],
        [_names(one, "editor") for one in entries],
        list(map(read_date, fields)),
    )


def _publication(
    entry: Entry,
    anchor: str,
    fields: Mapping[str, str],
    verbatim: Mapping[str, str],
    written_by: _People,
    edited_by: _People,
    date: Date,
) -> _Made:
    kind = _TYPE_ALIASES.get(entry.type, entry.type)
    wrong = [name for name, text in verbatim.items() if not is_identifier(name, text)]
    container = container_of(kind, fields)
    (authors, of_authors), (editors, of_editors) = written_by, edited_by
    if COLLABORATION in fields:
        fields, authors = with_collaboration(fields, authors)
    contributors, of_contributors = _contributors(entry, fields)
    publication = Publication(
        entry=entry,
        type=kind,
        fields=fields,
        verbatim=_without(wrong, verbatim) if wrong else verbatim,
        authors=authors,
        editors=editors,
        contributors=contributors,
        date=date,
        dates=_other_dates(fields),
        title=whole_title("title", fields),
        container=container,
        keywords=_keywords(fields),
        statuses=statuses(kind, fields, verbatim, container),
        language=language_of(fields),
        anchor=anchor,
    )
    no_identifiers = [_no_identifier(entry, name, verbatim[name]) for name in wrong]
    no_year = _no_year(entry, date)
    return publication, (*no_identifiers, *of_authors, *no_year, *of_editors, *of_contributors)


def _without(names: Collection[str], fields: Mapping[str, str]) -> Mapping[str, str]:
    return {name: text for name, text in fields.items() if name not in names}


def _no_identifier(entry: Entry, name: str, text: str) -> Diagnostic:
    message = f"'{text[:40]}' is no {name}; not linked"
    return Diagnostic(entry.place_of(name), message, Code.INVALID_IDENTIFIER)


def _no_year(entry: Entry, date: Date) -> Iterator[Diagnostic]:
    """Yield what is wrong with a year that is a number: ``'21`` may be that of any century."""
    if date.year is None and not date.forthcoming and _NUMBER.search(date.words):
        said = f"{quoted(date.words)} is no year of four digits"
        message = f"{said}; {quoted(entry.key)} stands among the undated"
        place = entry.place_of("date" if entry.fields.get("date") else "year")
        yield Diagnostic(place, message, Code.NO_YEAR)


def _names(entry: Entry, role: str) -> _People:
    names, wrong = read_names(entry.fields.get(role, ""))
    names, wrong_orcids = annotated(names, role, entry.fields)
    if not wrong and not wrong_orcids:
        return names, ()
    problems = [_wrong_names(entry, role, wrong)] if wrong else []
    problems.extend(_no_orcid(entry, role, text) for text in wrong_orcids)
    return names, problems


def _wrong_names(entry: Entry, role: str, wrong: str) -> Diagnostic:
    message = f"in the {role} of '{entry.key}', {wrong}"
    return Diagnostic(entry.place_of(role), message, Code.NAME_LIST)


def _no_orcid(entry: Entry, role: str, text: str) -> Diagnostic:
    message = f"{quoted(text)} in the {role}+an of '{entry.key}' is no ORCID; not linked"
    return Diagnostic(entry.place_of(f"{role}+an"), message, Code.INVALID_IDENTIFIER)


def _contributors(
    entry: Entry, fields: Mapping[str, str]
) -> tuple[Mapping[str, Names], Sequence[Diagnostic]]:
    if _OTHER_ROLES.isdisjoint(fields.keys()):
        return _NO_CONTRIBUTORS, ()
    every = {role: _names(entry, role) for role in _OTHER_ROLES if role in fields}
    problems = [problem for _, wrong in every.values() for problem in wrong]
    return {role: names for role, (names, _) in every.items() if names}, problems


def _other_dates(fields: Mapping[str, str]) -> Mapping[str, Date]:
    dates = {name: read_date({"date": fields[name]}) for name in _OTHER_DATES if name in fields}
    if "urldate" not in dates and "note" in fields and (seen := read_access(fields["note"])):
        dates["urldate"] = seen
    return dates or _NO_DATES


def _keywords(fields: Mapping[str, str]) -> tuple[str, ...]:
    if fields.keys().isdisjoint(_KEYWORDS):
        return ()
    tex = fields.get("keywords") or fields.get("keyword", "")
    words = (to_text(word) for word in split_at(_BRACE_OR_SEPARATOR, tex))
    return tuple(word for word in words if word)


def _anchor(entry: Entry, taken: Anchors) -> str:
    """Make an id from the key: safe in URLs and selectors, and unlike any other, case ignored."""
    slug = _NOT_IN_ANCHORS.sub("-", to_ascii(entry.key)).strip("-")
    if not slug:
        content = entry.key or repr((entry.type, sorted(entry.fields.items())))
        slug = hashlib.sha256(content.encode()).hexdigest()[:8]
    return taken.unlike(f"pub-{slug}")
