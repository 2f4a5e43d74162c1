"""What the bar above a list offers: facets, and other headings for the same publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from mkdocs_pubs.latex import without_maths
from mkdocs_pubs.models import Bar, Choice, Group, Name, Publication
from mkdocs_pubs.normalise import People
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection import group, is_selected

_WAYS = ("year", "type", "venue")
_WORTH_A_BAR = 10

MOST_PEOPLE = 500
"""How many people a large list offers to choose from: more are no choice, and make a heavy page."""

# The tables of two groups may differ in their columns.
_LAYOUTS_WITH_WAYS = ("card", "compact")

_Facet = tuple[str, tuple[Choice, ...]]


def bar_of(
    whole: Group[Publication], ordered: Sequence[Publication], options: Options, people: People
) -> Bar | None:
    """Return what the bar above a list offers, or nothing where none is wanted.

    `whole` is the list as it stands on the page; `ordered` are its publications, and perhaps more,
    in the order that they have within a group.
    """
    members = whole.all_members()
    wanted = options.search_bar
    if wanted is None:
        wanted = options.limit is None and len(members) >= _WORTH_A_BAR
    if not wanted or not members:
        return None
    # Who stands under several headings would stand under one only.
    stands_once = len(whole.distinct_members()) == len(members)
    ways = dict(_ways(whole, ordered, options)) if stands_once else {}
    facets = {**ways, **dict(_other_facets(members, options, people))}
    own = options.group_by[0] if len(options.group_by) == 1 else ""
    others = tuple(way for way in ways if way != own and options.layout in _LAYOUTS_WITH_WAYS)
    return Bar(facets, options.group_by, others)


def _ways(
    whole: Group[Publication], ordered: Sequence[Publication], options: Options
) -> Iterator[_Facet]:
    """Group by each way as the option would; one that makes a single group is left out."""
    # An entry may stand in a list twice, so that it is the objects that are told apart.
    places = {id(member): place for place, member in enumerate(whole.all_members())}
    shown = [one for one in ordered if id(one) in places]
    for way in _WAYS:
        grouped = whole if options.group_by == (way,) else group(shown, (way,), options)
        choices = [
            Choice(
                without_maths(one.title),
                tuple([places[id(member)] for member in one.members]),
                one.slug,
            )
            for one in grouped.groups
        ]
        if len(choices) > 1:
            yield way, tuple(choices)


def _other_facets(
    members: Sequence[Publication], options: Options, people: People
) -> Iterator[_Facet]:
    """Yield what publications can have several of, if they differ in it, the most frequent first.

    A publication without keywords differs from one that has some.
    """

    def names(one: Publication) -> Iterable[str]:
        names = one.byline.people
        return [_known_as(name, people) for name in names] if people else map(str, names)

    def selected(one: Publication) -> Iterable[str]:
        return [options.words("selected")] if is_selected(one) else ()

    def keywords(one: Publication) -> Iterable[str]:
        return one.keywords

    for facet, values in {"keyword": keywords, "author": names, "selected": selected}.items():
        is_cut = facet == "author" and len(members) > options.large_list
        choices = tuple(islice(_choices(members, values), MOST_PEOPLE if is_cut else None))
        if any(len(choice.places) < len(members) for choice in choices):
            yield facet, choices


def _choices(
    members: Sequence[Publication], values: Callable[[Publication], Iterable[str]]
) -> Iterator[Choice]:
    places = defaultdict[str, list[int]](list)
    for place, member in enumerate(members):
        for value in dict.fromkeys(values(member)):
            places[value].append(place)
    found = sorted(places, key=str.casefold)
    for value in sorted(found, key=lambda value: len(places[value]), reverse=True):
        yield Choice(without_maths(value), tuple(places[value]))


def _known_as(name: Name, people: People) -> str:
    """Return a person's name as the site knows it, so that its variants count together."""
    candidates = people.candidates(name)
    return candidates[0].name if len(candidates) == 1 else str(name)
