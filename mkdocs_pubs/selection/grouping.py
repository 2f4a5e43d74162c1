"""Publications under headings: by year, type or any field, one within the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.models import Group, Publication
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection.values import folded, value_of

TYPE_TITLES: Mapping[str, str] = {
    "article": "Journal articles",
    "inproceedings": "Conference papers",
    "book": "Books",
    "collection": "Edited collections",
    "proceedings": "Proceedings",
    "incollection": "Book chapters",
    "inbook": "Book chapters",
    "phdthesis": "PhD theses",
    "mastersthesis": "Master’s theses",
    "bachelorsthesis": "Bachelor’s theses",
    "thesis": "Theses",
    "techreport": "Technical reports",
    "report": "Reports",
    "manual": "Manuals",
    "standard": "Standards",
    "patent": "Patents",
    "dataset": "Datasets",
    "software": "Software",
    "online": "Online",
    "booklet": "Booklets",
    "unpublished": "Unpublished",
    "misc": "Miscellaneous",
}
"""The headings of BibTeX's and BibLaTeX's entry types, in the order in which they stand."""

MONTHS = (
    "January February March April May June July August September October November December"
).split()

_OTHER_TYPES = "Other"
_WITHOUT_VALUE = "Other"
_NUMBER = re.compile(r"\d+")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_FIRST, _MIDDLE, _LAST = -1, 0, 1


class _Heading(NamedTuple):
    """What a publication stands under: where this heading stands, its title, its slug."""

    place: tuple[int, int | str]
    title: str
    slug: str


def group(
    publications: Sequence[Publication], names: Sequence[str], options: Options
) -> Group[Publication]:
    """Put publications under the headings that `names` give; each one stands exactly once.

    Within a group the order given is kept.
    """
    return _grouped(Group(members=tuple(publications)), names, options)


def _grouped(
    parent: Group[Publication], names: Sequence[str], options: Options
) -> Group[Publication]:
    if not names:
        return parent
    members: dict[_Heading, list[Publication]] = {}
    for publication in parent.members:
        members.setdefault(_heading(publication, names[0], options), []).append(publication)
    headings = sorted(members, key=lambda heading: heading.place)
    # Two titles may differ only in what a slug leaves out.
    slugs = map(Anchors().unlike, (heading.slug for heading in headings))
    groups = (
        _grouped(Group(heading.title, slug, tuple(members[heading])), names[1:], options)
        for heading, slug in zip(headings, slugs, strict=True)
    )
    return Group(parent.title, parent.slug, groups=tuple(groups))


def _heading(publication: Publication, name: str, options: Options) -> _Heading:
    if name == "year":
        return _year_heading(publication, options)
    if name == "type":
        return _type_heading(publication.type)
    value = value_of(publication, name)
    if name == "month" and isinstance(value, int):
        return _Heading((_MIDDLE, value), MONTHS[value - 1], _slug(MONTHS[value - 1]))
    if isinstance(value, list):
        value = ", ".join(value)
    if value in (None, ""):
        return _Heading((_LAST, ""), _WITHOUT_VALUE, f"no-{_slug(name)}")
    title = str(value)
    return _Heading((_MIDDLE, _natural(folded(title))), title, _slug(title))


def _natural(text: str) -> str:
    """Return what sorts numbers in a text by their size: 2 before 10."""
    return _NUMBER.sub(lambda number: number.group().zfill(12), text)


def _year_heading(publication: Publication, options: Options) -> _Heading:
    year = publication.date.year
    if year is not None:
        return _Heading((_MIDDLE, -year if options.newest_first else year), str(year), str(year))
    if publication.date.forthcoming:
        place = _FIRST if options.forthcoming_position == "first" else _LAST
        return _Heading((place, 0), options.forthcoming_title, "forthcoming")
    place = _FIRST if options.undated_position == "first" else _LAST
    return _Heading((place, 1), options.undated_title, "undated")


def _type_heading(kind: str) -> _Heading:
    if kind not in TYPE_TITLES:
        return _Heading((_LAST, ""), _OTHER_TYPES, _slug(_OTHER_TYPES))
    title = TYPE_TITLES[kind]
    return _Heading((_MIDDLE, list(TYPE_TITLES.values()).index(title)), title, _slug(title))


def _slug(text: str) -> str:
    return _NOT_IN_SLUGS.sub("-", folded(text)).strip("-") or "group"
