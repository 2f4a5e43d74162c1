"""The style ``card``: a title line, an author line and a venue line, as on a publications page.

Its parts are tagged with the class names of the page's contract (``pubs-title`` …); a backend that
does not know these tags shows their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pybtex.database import Entry
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle as NumberLabels
from pybtex.style.names.plain import NameStyle as PlainNames
from pybtex.style.sorting.none import SortingStyle as NoSorting

from mkdocs_pubs.entry_types import BOOKS, CSL_CONTAINER, PARTS, THESES
from mkdocs_pubs.labels import ENGLISH, ENGLISH_ORDINALS, Labels
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import OTHERS
from mkdocs_pubs.styles.entries import Runs, byline_of, runs_of
from mkdocs_pubs.styles.marks import LinedText, Run, plain, tagged

_RANGE = regex(r"(?:(?<!\s)\s+)?(?:--?-?|–)\s*")
_STOPPED = regex(r"[.?!]\Z")
_SEVERAL = regex(r"[-,;+]|–|f\b")
# ADS has ``arXiv:2101.00001`` there, MathSciNet ``Paper No. 45``, people ``in press``; but pages
# may be in Roman numerals.
_NO_PAGE = regex(r"[A-Za-z.]+:|(?![IVXLCDMivxlcdm]+(?:\W|\Z))(?:[A-Za-z]{2,}\.? |\D*\Z)")
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
_TITLES_OF_WHOLES = ("booktitle", "maintitle", "journal", "eventtitle")
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
        runs, words = runs_of(entry), self.words
        title = _title(entry.type, runs, words) or entry.key
        names, behind = _people(entry, runs, words)
        venue = _venue(entry.type, runs, words)
        text = LinedText(title, names, words("list_next"), behind, venue)
        return FormattedEntry(entry.key, text, label)


def _title(kind: str, runs: Runs, words: Labels) -> Run:
    title = _joined(runs["title"], runs["subtitle"])
    whole = _whole(kind, runs)
    return _volume(whole, title, runs, words) if whole else title


def _whole(kind: str, runs: Runs) -> Run:
    """Return the title of what a book is a volume of."""
    return _joined(runs["maintitle"], runs["mainsubtitle"]) if kind in BOOKS else ""


def _joined(title: Run, subtitle: Run) -> Run:
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


def _volume(whole: Run, title: Run, runs: Runs, words: Labels) -> Run:
    """What is a part of a whole: ``Whole. Vol. 1: Title``, as BibLaTeX has it."""
    told = _within(words, "volume", volume=runs["volume"])
    parts = (f"{told[:1].upper()}{told[1:]}", title)
    stop = "" if _STOPPED.search(plain(whole)) else "."
    return f"{whole}{stop} {': '.join(filter(None, parts))}" if any(parts) else whole


def _people(entry: Entry, runs: Runs, words: Labels) -> tuple[Sequence[Run], Run]:
    """Return who made a work, and what stands behind them."""
    people, role = byline_of(entry)
    names = [str(one) for one in people if one.family != OTHERS]
    behind = f" {words('others')}" if len(names) < len(people) else ""
    if collaboration := runs["collaboration"]:
        behind = f"{behind} ({collaboration})"
    elif names and role:
        behind = f"{behind} {words.role(role, several=len(people) > 1)}"
    return names, behind


def _venue(kind: str, runs: Runs, words: Labels) -> Run:
    parts = (*_place(kind, runs, words), _date(runs, words), _numbers(kind, runs, words))
    return words("venue_next").join([part for part in parts if part])


def _place(kind: str, runs: Runs, words: Labels) -> Iterator[Run]:
    """What contains the work, with the words that lead to it and what tells it from others."""
    if kind in _KINDS:
        told = runs["type"] or words(f"kind_{kind}")
        number = runs["number"] if kind in _NUMBERED else ""
        yield f"{told} {number}" if number else told
    container = _container(kind, runs, words)
    if container and kind in PARTS and any(map(runs.__getitem__, _TITLES_OF_WHOLES)):
        container = _within(words, "in_work", work=container)
    yield container
    yield runs["location"]
    if kind in BOOKS:
        yield _edition(runs["edition"], words)
        yield _within(words, "volume", volume="" if runs["maintitle"] else runs["volume"])
    yield _within(words, "version", version=runs["version"])


def _container(kind: str, runs: Runs, words: Labels) -> Run:
    for name in _container_fields(kind, runs):
        container = runs[name]
        if container and container != _whole(kind, runs):
            if _is_in_volume(kind, runs):
                container = _with_volume(container, runs, words)
            return _contained(container)
    if arxiv := runs["arxiv"]:
        return _contained(f"arXiv:{arxiv}")
    archive, eprint = runs["archiveprefix"], runs["eprint"]
    return _contained(f"{archive}:{eprint}") if archive and eprint else ""


def _is_in_volume(kind: str, runs: Runs) -> bool:
    """Say whether a part stands in a volume of a whole."""
    return kind in PARTS and bool(runs["maintitle"] and runs["volume"])


def _with_volume(container: Run, runs: Runs, words: Labels) -> Run:
    """Put a volume before its own title, which stands behind that of the whole, if it has one."""
    book = runs["booktitle"]
    place = container.find(f". {book}") if book else -1
    parts = (container, "") if place < 0 else (container[:place], container[place + 2 :])
    return _volume(*parts, runs, words)


def _contained(work: Run) -> Run:
    return tagged("em", tagged("pubs-container", work))


def _container_fields(kind: str, runs: Runs) -> Sequence[str]:
    if CSL_CONTAINER in runs or runs[CSL_CONTAINER]:
        return (CSL_CONTAINER,)
    own = (_CONTAINERS[kind],) if kind in _CONTAINERS else ()
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


def _date(runs: Runs, words: Labels) -> Run:
    year, month = runs["year"], runs["month"]
    return _within(words, "month_and_year", month=month, year=year) if month and year else year


def _numbers(kind: str, runs: Runs, words: Labels) -> Run:
    """Volume, number and pages in the short form ``45(7): 9225–9232``."""
    if kind in _KINDS or kind in BOOKS:
        return ""
    volume = "" if _is_in_volume(kind, runs) else runs["volume"]
    # Without a volume, the number of a book is that of its series.
    number = "" if kind in PARTS and not volume else runs["number"] or runs["issue"]
    issue = f"{volume}({number})" if volume and number else volume or number
    # Without a volume, the number of an article would be taken for a page.
    pages = runs["pages"] or (runs["eid"] if issue else "")
    extent = _RANGE.sub("–", pages)
    first, _, last = extent.partition("–")
    extent = first if first == last else extent
    if not extent:
        return issue or _within(words, "chapter", chapter=runs["chapter"])
    if issue:
        return f"{issue}: {extent}"
    if _NO_PAGE.match(pages):
        return extent
    return _within(words, "pages" if _SEVERAL.search(extent) else "page", pages=extent)
