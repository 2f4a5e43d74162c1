"""Publications under headings: by year, type or any field, one within the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.labels import ENGLISH, Labels
from mkdocs_pubs.models import Group, Publication
from mkdocs_pubs.options import Options
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.selection.values import value_of

TYPES = (
    "article inproceedings book collection proceedings incollection inbook phdthesis mastersthesis"
    " bachelorsthesis thesis techreport report manual standard patent dataset software online"
    " booklet unpublished misc"
).split()
"""The entry types of BibTeX and BibLaTeX that have headings, in the order in which these stand."""

KEYWORD = "keyword"
"""What groups by each keyword, where the field `keywords` has all of them in one heading."""


class GroupValue(NamedTuple):
    """What a heading says, and what it is sorted by, if by anything else."""

    title: str
    order: str = ""


GroupValues = Callable[[Publication], Sequence[GroupValue]]
"""What returns all the values that a publication has, each of which makes a heading."""

_SOURCES: Mapping[str, Callable[[Publication], object]] = {
    "year": lambda publication: (publication.date.year, publication.date.forthcoming),
    "type": lambda publication: publication.type,
    "venue": lambda publication: publication.container,
}
"""What a heading is made from, where that is not all that a publication says."""

_SAME_HEADING = {"inbook": "incollection"}
_NUMBER = regex(r"\d+")
_NOT_IN_SLUGS = regex(r"[^a-z0-9]+")
_FIRST, _MIDDLE, _LAST = -1, 0, 1


class _Heading(NamedTuple):
    """What a publication stands under: where this heading stands, its title, its slug."""

    place: tuple[int, int | str]
    title: str
    slug: str


def group(
    publications: Sequence[Publication],
    names: Sequence[str],
    options: Options,
    several: Mapping[str, GroupValues] | None = None,
) -> Group[Publication]:
    """Put publications under the headings that `names` give; each one stands somewhere.

    Within a group the order given is kept. Names among `several` put a publication under as many
    headings as they have values for it.
    """
    every = {KEYWORD: _keywords, **(several or {})}
    return _grouped(Group(members=tuple(publications)), names, options, every)


def _keywords(publication: Publication) -> Sequence[GroupValue]:
    return [GroupValue(word) for word in publication.keywords]


def _grouped(
    parent: Group[Publication],
    names: Sequence[str],
    options: Options,
    several: Mapping[str, GroupValues],
) -> Group[Publication]:
    if not names:
        return parent
    members: dict[_Heading, list[Publication]] = {}
    # A list has many publications of a year, a type or a venue.
    source_of = _SOURCES.get(names[0], id)
    known: dict[object, list[list[Publication]]] = {}
    for publication in parent.members:
        source = source_of(publication)
        if source not in known:
            headings = _headings(publication, names[0], options, several)
            known[source] = [members.setdefault(heading, []) for heading in headings]
        for neighbours in known[source]:
            neighbours.append(publication)
    headings = sorted(members, key=lambda heading: heading.place)
    # Two titles may differ only in what a slug leaves out.
    slugs = map(Anchors().unlike, (heading.slug for heading in headings))
    groups = (
        _grouped(Group(heading.title, slug, tuple(members[heading])), names[1:], options, several)
        for heading, slug in zip(headings, slugs, strict=True)
    )
    return Group(parent.title, parent.slug, groups=tuple(groups))


def _headings(
    publication: Publication, name: str, options: Options, several: Mapping[str, GroupValues]
) -> Sequence[_Heading]:
    if name not in several:
        return [_heading(publication, name, options)]
    values = dict.fromkeys(several[name](publication))
    return [_value_heading(value, name, options.words) for value in values or [GroupValue("")]]


def _heading(publication: Publication, name: str, options: Options) -> _Heading:
    if name == "year":
        return _year_heading(publication, options)
    if name == "type":
        return _type_heading(publication.type, options.words)
    value = value_of(publication, name)
    if name == "month" and isinstance(value, int):
        return _Heading((_MIDDLE, value), *_worded(f"month_{value}", options.words))
    if isinstance(value, list):
        value = ", ".join(value)
    return _value_heading(GroupValue("" if value is None else str(value)), name, options.words)


# Lists have few headings, and a bar groups its list by three of them more.
@lru_cache(maxsize=1 << 12)
def _value_heading(value: GroupValue, name: str, words: Labels) -> _Heading:
    title, order = value
    if not title:
        return _Heading((_LAST, ""), words("other"), f"no-{_slug(name)}")
    return _Heading((_MIDDLE, _natural(base_letters(order or title))), title, _slug(title))


def _natural(text: str) -> str:
    """Return what sorts numbers in a text by their size: 2 before 10."""
    return _NUMBER.sub(lambda number: number.group().zfill(12), text)


def _year_heading(publication: Publication, options: Options) -> _Heading:
    year = publication.date.year
    if year is not None:
        title = str(year) if year > 0 else options.words("before_christ", year=1 - year)
        return _Heading((_MIDDLE, -year if options.newest_first else year), title, str(year))
    if publication.date.forthcoming:
        place = _FIRST if options.forthcoming_position == "first" else _LAST
        title = options.forthcoming_title or options.words("forthcoming")
        return _Heading((place, 0), title, "forthcoming")
    place = _FIRST if options.undated_position == "first" else _LAST
    return _Heading((place, 1), options.undated_title or options.words("undated"), "undated")


def _type_heading(kind: str, words: Labels) -> _Heading:
    kind = _SAME_HEADING.get(kind, kind)
    if kind not in TYPES:
        return _Heading((_LAST, ""), *_worded("other", words))
    return _Heading((_MIDDLE, TYPES.index(kind)), *_worded(f"group_{kind}", words))


def _worded(key: str, words: Labels) -> tuple[str, str]:
    """Return a title of ours and its slug, which is the same in every language."""
    return words(key), _slug(ENGLISH(key))


def _slug(text: str) -> str:
    return _NOT_IN_SLUGS.sub("-", base_letters(text)).strip("-") or "group"
