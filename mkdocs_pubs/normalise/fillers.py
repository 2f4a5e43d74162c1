"""Fields that databases and programs fill with what is no part of a citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from mkdocs_pubs.normalise.status import is_server
from mkdocs_pubs.patterns import regex

# Google Scholar takes the month of a preprint for its pages: ``2020--05``, ``arXiv--2005``.
_MONTH = regex(r"\s*(?:arXiv|\d{4})--\d{2,4}\s*")
# Scopus writes ``cited By 12``, which was true on the day of the export, and Zotero once ``00012``
# for that; Zotero also writes what the other fields say or it has no field for, each on a line of
# its own: ``Publisher: IEEE``.
_ABOUT_THE_RECORD = regex(
    r"\W*cited by:? \d+(?:[;,][\w ]* open access)*\W*\Z"
    r"|\s*0\d{4}\s*\Z"
    r"|\s*\\?_?(?:backup publisher|company|conference name|distributor|eprint|google-books-id"
    r"|institution|issn|issue|label|num pages|number|oclc|pages|place|publication title|publisher"
    r"|section|type|volume|zscc):|\s*\Z",
    re.IGNORECASE,
)
# EndNote and the Web of Science name the type of the entry, HAL that of its archive.
_SAYS_NO_MORE = frozenset(
    "article,book,book chapter,book section,conference paper,conference proceedings,"
    "journal article,proceedings paper,theses,thesis".split(",")
)

# Mendeley and PubMed's converters have the journal's number for a book's.
_ISSN = regex(r"\W*(?:ISSN\W*)?\d{4}-?\d{3}[\dX](?![\w-])", re.IGNORECASE)
# Publishers write so of what is online ahead of print: in volume 0, on pages ``null``, of year 0.
_NOT_KNOWN_YET = frozenset("0 ahead-of-print ja n/a n/a-n/a n/a--n/a null".split())
_PLACE_IN_JOURNAL = ("volume", "number", "pages")


def without_fillers(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out the fields that say nothing."""
    fillers = [name for name, is_filler in _FILLERS.items() if name in fields and is_filler(fields)]
    return {name: fields[name] for name in fields if name not in fillers} if fillers else fields


def _is_on_server(fields: Mapping[str, str]) -> bool:
    """Say whether it is a preprint: what servers call its number is the end of its DOI."""
    return is_server(fields.get("journal", ""))


def _has_no_pages(fields: Mapping[str, str]) -> bool:
    has_month = _MONTH.fullmatch(fields["pages"]) is not None and _is_on_server(fields)
    return has_month or _is_not_known_yet("pages", fields)


def _is_not_known_yet(name: str, fields: Mapping[str, str]) -> bool:
    """Say whether a field is filled, and so is another of the place in the journal."""
    return fields[name].strip() in _NOT_KNOWN_YET and (
        sum(fields.get(place, "").strip() in _NOT_KNOWN_YET for place in _PLACE_IN_JOURNAL) > 1
    )


def _has_no_number(fields: Mapping[str, str]) -> bool:
    """Say whether a journal has no issues, for which ScienceDirect wrote ``0``."""
    return fields["number"].strip() == "0" or _is_not_known_yet("number", fields)


def _has_no_year(fields: Mapping[str, str]) -> bool:
    return fields["year"].strip() == "0"


def _is_about_record(name: str, fields: Mapping[str, str]) -> bool:
    return all(map(_ABOUT_THE_RECORD.match, fields[name].split("\n")))


def _is_issn(fields: Mapping[str, str]) -> bool:
    return _ISSN.match(fields["isbn"]) is not None


def _says_no_more(fields: Mapping[str, str]) -> bool:
    return fields["type"].strip("{} ").lower() in _SAYS_NO_MORE


_FILLERS: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    "annotation": partial(_is_about_record, "annotation"),
    "eid": _is_on_server,
    "isbn": _is_issn,
    "note": partial(_is_about_record, "note"),
    "number": _has_no_number,
    "pages": _has_no_pages,
    "type": _says_no_more,
    "volume": partial(_is_not_known_yet, "volume"),
    "year": _has_no_year,
}
