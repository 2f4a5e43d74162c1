"""By what else than its fields a list is grouped: its people, each under one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_pubs.models import Name, Publication
from mkdocs_pubs.normalise import People, is_same_person, known_names, read_name
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection import GroupValue, GroupValues

PEOPLE = ("author", "coauthor")
"""What groups by each person; co-authors are those whom neither site nor list is about."""


def people_in(
    publications: Sequence[Publication], options: Options, people: People
) -> Mapping[str, GroupValues]:
    """Return what tells the people that each publication of a list stands under."""
    if not set(PEOPLE).intersection(options.group_by):
        return {}
    known = known_names((name for one in publications for name in one.byline.people), people)
    own = [read_name(name) for name in (*options.highlight, *options.authors)]

    def authors(publication: Publication) -> Sequence[GroupValue]:
        return [_value(known[name]) for name in publication.byline.people]

    def coauthors(publication: Publication) -> Sequence[GroupValue]:
        names = (name for name in publication.byline.people if not _is_among(name, own))
        return [_value(known[name]) for name in names]

    return {"author": authors, "coauthor": coauthors}


def _is_among(name: Name, own: Sequence[Name]) -> bool:
    return any(is_same_person(name, one) for one in own)


def _value(name: Name) -> GroupValue:
    """Return a person's heading, in the order of family names."""
    return GroupValue(str(name), f"{name.family} {name.given}")
