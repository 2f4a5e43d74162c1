"""Publications as pybtex entries: markup in disguise, names in parts, dates in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pybtex.database import Entry, Person

from mkdocs_pubs.citation.dates import edtf, months, years
from mkdocs_pubs.entry_types import BIBSTRINGS
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.models import Date, Name, Names, Publication
from mkdocs_pubs.private_use import OTHERS

CONTAINER = "container-title"
"""The field in which a style of ours finds the venue; the name is CSL's."""

# Fields that no citation shows; they are the longest, and need not be decoded.
_UNCITED = frozenset(
    "abstract annote annotation author editor keywords note_to_self file bibtex_show abbr preview"
    " award award_name additional_info crossref xdata date year month"
    # They are part of the title and the container.
    " title subtitle titleaddon booksubtitle booktitleaddon journalsubtitle".split()
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


_DATES = {"eventdate": "event-date", "origdate": "original-date", "urldate": "accessed"}
_ROLES = {"bookauthor": "container-author", "director": "director", "translator": "translator"}
_EDITOR_TYPES = frozenset("compiler director organizer producer".split())
"""What ``editortype`` says that editors are (BibLaTeX manual, 2.3.6), where CSL has a word."""


class _KnownEntry(Entry):  # type: ignore[misc]
    """An entry with fields in small letters; pybtex's own looks at the case of each once more."""

    def __init__(self, kind: str, fields: dict[str, str], persons: dict[str, list[Person]]) -> None:
        self.type = self.original_type = kind
        self.fields, self.persons = fields, persons


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


def pybtex_entry(
    publication: Publication,
    kind: str,
    words: Labels,
    *,
    with_marks: bool = True,
    in_csl_words: bool = False,
) -> Entry:
    """Return `publication` as a pybtex entry of the type `kind`, as styles know it.

    A style of ours takes the words of CSL beside those of BibTeX, and no field for another.
    """
    fields = _fields(publication, words)
    if in_csl_words:
        fields.update(_csl_fields(publication, words))
        people = _csl_people(publication)
    else:
        if publication.container:
            own = _CONTAINER_FIELDS.get(kind, "howpublished")
            if own in ("journal", "booktitle") or own not in fields:
                fields[own] = fields[CONTAINER]
        people = {"author": publication.authors, "editor": publication.editors}
    persons = {role: _persons(names, with_marks) for role, names in people.items() if names.people}
    entry = (_KnownEntry if in_csl_words else Entry)(kind, fields, persons)
    entry.key = publication.key
    return entry


def _fields(publication: Publication, words: Labels) -> dict[str, str]:
    verbatim = publication.verbatim
    fields = {
        name: to_pybtex(value)
        for name, value in publication.fields.items()
        if name not in _UNCITED and name not in verbatim
    }
    for name, text in verbatim.items():
        fields[name] = text_to_pybtex(text)
    fields.update(_dates(publication.date, words))
    if publication.title:
        fields["title"] = _title(publication)
    bibstring = publication.fields.get("type", "").strip().lower()
    if bibstring in BIBSTRINGS:
        fields["type"] = words(BIBSTRINGS[bibstring])
    fields[CONTAINER] = to_pybtex(publication.container)
    return fields


def _title(publication: Publication) -> str:
    r"""Return the title, braced where it is known not to be English.

    Styles take capitals away. BibLaTeX does so in English alone (manual, ``\DeclareCaseLangs``).
    """
    title = to_pybtex(publication.title)
    is_english = publication.language.partition("-")[0] in ("", "en")
    return title if is_english else f"{{{title}}}"


def _dates(date: Date, words: Labels) -> Iterator[tuple[str, str]]:
    if year := years(date, words):
        yield "year", text_to_pybtex(year)
    if month := months(date, words):
        yield "month", text_to_pybtex(month)


def _csl_fields(publication: Publication, words: Labels) -> dict[str, str]:
    """Return what BibTeX has no field for, by CSL's names."""
    fields = {_DATES[name]: edtf(date) for name, date in publication.dates.items()}
    fields["issued"] = edtf(publication.date)
    fields["language"] = publication.language or words.spoken
    if state := publication.state:
        fields["status"] = text_to_pybtex(words(f"state_{state}"))
    return fields


def _csl_people(publication: Publication) -> dict[str, Names]:
    """Return who did something for a work, by CSL's names of what they did."""
    kind = publication.fields.get("editortype", "").strip().lower()
    people = {"author": publication.authors}
    people[kind if kind in _EDITOR_TYPES else "editor"] = publication.editors
    if publication.type == "patent" and not publication.authors:
        people["author"] = publication.contributors.get("holder", Names())
    for field, role in _ROLES.items():
        if field in publication.contributors:
            people[role] = publication.contributors[field]
    return people


def _persons(names: Names, with_marks: bool) -> list[Person]:
    shown = names.people if with_marks else map(_without_marks, names.people)
    return [*map(_person, shown), *([_Others()] if names.others else ())]


def _without_marks(name: Name) -> Name:
    return replace(name, marks="") if name.marks else name


# Most people of a bibliography wrote several of its works; styles make no changes to them.
@lru_cache(maxsize=1 << 14)
def _person(name: Name) -> Person:
    marks = to_pybtex(f"\\textsuperscript{{{name.marks}}}") if name.marks else ""
    if name.corporate or name.is_family_first:
        return _Known([f"{{{text_to_pybtex(str(name))}}}{marks}"], [], [], [])
    family, suffix = _words(name.family), _words(name.suffix)
    last = suffix or family
    if marks and last:
        last[-1] += marks
    return _Known(family, _words(name.given), _words(name.prefix), suffix)


def _words(part: str) -> list[str]:
    return text_to_pybtex(part).split() if part else []
