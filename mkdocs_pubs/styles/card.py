"""The style ``card``: a title line, an author line and a venue line, as on a publications page.

Its parts are tagged with the class names of the page's contract (``pubs-title`` …); a backend that
does not know these tags shows their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pybtex.database import Entry, Person
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle as NumberLabels
from pybtex.style.names.plain import NameStyle as PlainNames
from pybtex.style.sorting.none import SortingStyle as NoSorting

from mkdocs_pubs.entry_types import BOOKS, PARTS, THESES
from mkdocs_pubs.labels import ENGLISH, ENGLISH_ORDINALS, Labels
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import NEW_BLOCK
from mkdocs_pubs.styles.marks import Run, RunText, field_run, plain, tagged

_RANGE = regex(r"(?:(?<!\s)\s+)?(?:--?-?|–)\s*")
_SEVERAL = regex(r"[-–,;+]|f\b")
# ADS puts the number of a preprint or a program where pages are: ``arXiv:2101.00001``.
_NO_PAGE = regex(r"[A-Za-z.]+:")
_NUMBERED = frozenset("techreport report patent".split())
_KINDS = THESES | _NUMBERED
_EDITION_NUMBER = regex(r"(\d{1,9})(?:st|nd|rd|th|\.)?")
_SAYS_EDITION = regex(r"\b(?:ed|éd|aufl|ausg|druk|изд)|[版판]|الطبعة", re.IGNORECASE)
_CONTAINERS = {
    "article": "journal",
    "patent": "holder",
    **dict.fromkeys(("techreport", "report"), "institution"),
    **dict.fromkeys(PARTS, "booktitle"),
    **dict.fromkeys(BOOKS, "publisher"),
    **dict.fromkeys(THESES, "school"),
}
# Who knows the venue already (by BibLaTeX's rules, say) says so in CSL's word for it.
_CHOSEN_CONTAINER = "container-title"
_ANY_CONTAINER = "journal booktitle howpublished school institution publisher organization".split()


class Card(BaseStyle):  # type: ignore[misc]
    """Title; authors in reading order; journal, book, school or publisher, with the date."""

    # By their names, pybtex would look for them in all that is installed, whenever a style is made.
    default_name_style = PlainNames
    default_label_style = NumberLabels
    default_sorting_style = NoSorting

    words = ENGLISH
    """Ours on the venue line, in the language of the list."""

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:  # noqa: ARG002
        """Format an entry of any type; what it lacks is left out."""
        lines = (_title(entry), _authors(entry, self.words), _venue(entry, self.words))
        text = RunText(NEW_BLOCK.join([line for line in lines if line]))
        return FormattedEntry(entry.key, text, label)


def _title(entry: Entry) -> Run:
    parts = [part for name in ("title", "subtitle") if (part := _field(entry, name))]
    return tagged("pubs-title", ": ".join(parts) or entry.key)


def _authors(entry: Entry, words: Labels) -> Run:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        tagged("pubs-author", field_run(_reading_order(person)))
        for person in people
        if person.first_names or str(person) != "others"
    ]
    text = words("list_next").join(names)
    if len(names) < len(people):
        text = f"{text} {words('others')}"
    if "author" not in entry.persons and names:
        text = f"{text} {words('editors' if len(people) > 1 else 'editor')}"
    return tagged("pubs-authors", text)


def _reading_order(person: Person) -> str:
    parts = (
        *person.first_names,
        *person.middle_names,
        *person.prelast_names,
        *person.last_names,
        *person.lineage_names,
    )
    return " ".join(parts)


def _venue(entry: Entry, words: Labels) -> Run:
    parts = (*_place(entry, words), _date(entry, words), _numbers(entry, words))
    return tagged("pubs-venue", words("venue_next").join([part for part in parts if part]))


def _place(entry: Entry, words: Labels) -> Iterator[Run]:
    """What contains the work, with the words that lead to it and what tells it from others."""
    if entry.type in _KINDS:
        kind = _field(entry, "type") or words(f"kind_{entry.type}")
        number = _field(entry, "number") if entry.type in _NUMBERED else ""
        yield f"{kind} {number}" if number else kind
    container = _container(entry)
    if container and entry.type in PARTS:
        container = _within(words, "in_work", work=container)
    yield container
    yield _field(entry, "location")
    if entry.type in BOOKS:
        yield _edition(_field(entry, "edition"), words)
        yield _within(words, "volume", volume=_field(entry, "volume"))
    yield _within(words, "version", version=_field(entry, "version"))


def _container(entry: Entry) -> Run:
    for name in _container_fields(entry):
        if container := _field(entry, name):
            return _contained(container)
    if arxiv := _field(entry, "arxiv"):
        return _contained(f"arXiv:{arxiv}")
    archive, eprint = _field(entry, "archiveprefix"), _field(entry, "eprint")
    return _contained(f"{archive}:{eprint}") if archive and eprint else ""


def _contained(work: Run) -> Run:
    return tagged("em", tagged("pubs-container", work))


def _container_fields(entry: Entry) -> Sequence[str]:
    if _CHOSEN_CONTAINER in entry.fields:
        return (_CHOSEN_CONTAINER,)
    own = (_CONTAINERS[entry.type],) if entry.type in _CONTAINERS else ()
    return (*own, *_ANY_CONTAINER)


def _edition(edition: Run, words: Labels) -> Run:
    """``2`` is the ``2nd ed.``; words are kept."""
    if number := _edition_number(plain(edition), words):
        return words("edition_number", n=number)
    if _SAYS_EDITION.search(plain(edition)):
        return edition
    return _within(words, "edition", edition=edition)


def _edition_number(written: str, words: Labels) -> int | None:
    """Return the number of an edition; BibTeX's ``Second`` is a word in English alone."""
    if match := _EDITION_NUMBER.fullmatch(written):
        return int(match[1])
    if words.spoken != ENGLISH.spoken and written.lower() in ENGLISH_ORDINALS:
        return ENGLISH_ORDINALS.index(written.lower()) + 1
    return None


def _within(words: Labels, key: str, **values: Run) -> Run:
    """Return values within the words that say what they are; nothing where there is no value."""
    return words(key, **values) if any(values.values()) else ""


def _date(entry: Entry, words: Labels) -> Run:
    year, month = _field(entry, "year"), _field(entry, "month")
    return _within(words, "month_and_year", month=month, year=year) if month and year else year


def _numbers(entry: Entry, words: Labels) -> Run:
    """Volume, number and pages in the short form ``45(7): 9225–9232``."""
    if entry.type in _KINDS or entry.type in BOOKS:
        return ""
    volume, number = _field(entry, "volume"), _field(entry, "number")
    issue = f"{volume}({number})" if volume and number else volume or number
    pages = entry.fields.get("pages") or entry.fields.get("eid") or ""
    if not pages:
        return issue or _within(words, "chapter", chapter=_field(entry, "chapter"))
    extent = field_run(_RANGE.sub("–", pages))
    if issue:
        return f"{issue}: {extent}"
    if _NO_PAGE.match(pages):
        return extent
    return _within(words, "pages" if _SEVERAL.search(pages) else "page", pages=extent)


def _field(entry: Entry, name: str) -> Run:
    value = entry.fields.get(name)
    return field_run(value) if value else ""
