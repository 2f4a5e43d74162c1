"""Publications as pybtex entries: markup in disguise, names in parts, dates in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pybtex.database import Entry

from mkdocs_pubs.citation.dates import months, years
from mkdocs_pubs.citation.people import persons_of
from mkdocs_pubs.entry_types import BIBSTRINGS
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import text_to_pybtex, to_pybtex
from mkdocs_pubs.latex.foreign import is_foreign
from mkdocs_pubs.models import Publication

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

_LINKED = {"doi": "doi", "eprint": "arxiv", "pubmed": "pmid"}
"""The fields that pybtex's styles link, and the identifiers that they take for granted there."""


def pybtex_entry(
    publication: Publication, kind: str, words: Labels, *, with_marks: bool = True
) -> Entry:
    """Return `publication` as a pybtex entry of the type `kind`, as styles know it."""
    fields = _fields(publication, words)
    if publication.container:
        own = _CONTAINER_FIELDS.get(kind, "howpublished")
        if own in ("journal", "booktitle") or own not in fields:
            fields[own] = to_pybtex(publication.container)
    people = {"author": publication.authors, "editor": publication.editors}
    persons = {
        role: persons_of(names, with_marks=with_marks)
        for role, names in people.items()
        if names.people
    }
    entry = Entry(kind, fields, persons)
    entry.key = publication.key
    return entry


def _fields(publication: Publication, words: Labels) -> dict[str, str]:
    verbatim = publication.verbatim
    fields = {
        name: to_pybtex(value)
        for name, value in publication.fields.items()
        if name not in _UNCITED and name not in verbatim and name not in _LINKED
    }
    for name, text in verbatim.items():
        fields[name] = text_to_pybtex(text)
    for name, identifier in _LINKED.items():
        if name in publication.fields and identifier in verbatim:
            fields[name] = text_to_pybtex(verbatim[identifier])
    for name, read in READERS.items():
        if text := read(publication, words):
            fields[name] = text
    return fields


def written(publication: Publication, name: str) -> str:
    """Return a field as it is written, in disguise; one that no citation shows is empty."""
    if name in publication.verbatim:
        return text_to_pybtex(publication.verbatim[name])
    tex = publication.fields.get(name)
    return to_pybtex(tex) if tex and name not in _UNCITED else ""


def _title(publication: Publication, _: Labels) -> str:
    r"""Return the title, braced where it is not English as far as one knows.

    Styles take capitals away. BibLaTeX does so in English alone (manual, ``\DeclareCaseLangs``).
    """
    title = to_pybtex(publication.title)
    language = publication.language.partition("-")[0]
    is_english = language == "en" or not (language or is_foreign(publication.title))
    return title if is_english or not publication.title else f"{{{title}}}"


def _type(publication: Publication, words: Labels) -> str:
    bibstring = publication.fields.get("type", "").strip().lower()
    return words(BIBSTRINGS[bibstring]) if bibstring in BIBSTRINGS else written(publication, "type")


def _year(publication: Publication, words: Labels) -> str:
    return text_to_pybtex(years(publication.date, words))


def _month(publication: Publication, words: Labels) -> str:
    return text_to_pybtex(months(publication.date, words))


Reader = Callable[[Publication, Labels], str]
"""What finds out, in some words, what a field is to say."""

READERS: Mapping[str, Reader] = {
    "title": _title,
    "type": _type,
    "year": _year,
    "month": _month,
}
"""The fields that say more, or another thing, than what is written there."""
