"""How an entry differs from what its source has: told, and never set right without being asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import folded_family, folded_words
from mkdocs_pubs.patterns import regex

_NUMBERED = {"volume": "is", "number": "is", "pages": "are"}
_NUMBERS = regex(r"\w+")
_DATES = frozenset(("date", "year", "month"))
_EPRINT = frozenset(("eprint", "archiveprefix", "primaryclass", "eprinttype", "eprintclass"))
_CONTAINERS = frozenset(("journal", "journaltitle", "booktitle"))
_ADDRESSES = frozenset(("url", "urldate"))


def changes(ours: Publication, theirs: Publication) -> Iterator[str]:
    """Yield what the source has otherwise: title, people, year, numbers."""
    if _title(ours) != _title(theirs):
        yield f"the title is '{to_text(theirs.title)}' there"
    if _families(ours) != _families(theirs) and ours.byline and theirs.byline:
        yield f"the names are {_named(theirs)} there"
    if ours.date.year != theirs.date.year and ours.date.year and theirs.date.year:
        yield f"the year is {theirs.date.year} there"
    for name in different_numbers(ours, theirs):
        yield f"the {name} {_NUMBERED[name]} '{to_text(theirs.fields[name])}' there"


def different_numbers(one: Publication, other: Publication) -> Iterator[str]:
    """Yield which of volume, number and pages both have, and not the same."""
    for name in _NUMBERED:
        texts = [to_text(work.fields.get(name, "")) for work in (one, other)]
        if all(texts) and _NUMBERS.findall(texts[0]) != _NUMBERS.findall(texts[1]):
            yield name


def missing(ours: Publication, theirs: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of the source for which an entry has nothing."""
    has = {name for name, value in ours.fields.items() if value.strip()} | ours.verbatim.keys()
    if has & {"date", "year"}:
        has |= _DATES - {"month"}
    if "date" in has:
        has |= _DATES
    if "arxiv" in has:
        has |= _EPRINT
    if has & _CONTAINERS:
        has |= _CONTAINERS
    if has & {"url", "doi", "arxiv"}:
        has |= _ADDRESSES
    return {name: value for name, value in theirs.items() if name not in has}


def _title(publication: Publication) -> str:
    return folded_words(to_text(publication.title)).replace("-", " ")


def _families(publication: Publication) -> list[str]:
    return [folded_family(name) for name in publication.byline.people]


def _named(publication: Publication) -> str:
    people = publication.byline.people
    more = f" and {len(people) - 5} more" if len(people) > 5 else ""
    return ", ".join(map(str, people[:5])) + more
