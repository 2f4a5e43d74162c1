"""Lists: items in their groups, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Location

Member = TypeVar("Member")


@dataclass(frozen=True)
class Group(Generic[Member]):
    """A heading's worth of members; either `members` or `groups` is filled, not both.

    `slug` names the group within its parent, for ids. A list that is not grouped is one group
    without a title.
    """

    title: str = ""
    slug: str = ""
    members: tuple[Member, ...] = ()
    groups: tuple[Group[Member], ...] = ()

    def all_members(self) -> tuple[Member, ...]:
        """Return the members of the group and of all groups in it, in the order of the page."""
        inner = (member for group in self.groups for member in group.all_members())
        return (*self.members, *inner)


@dataclass(frozen=True)
class Column:
    """A year of a chart; one without a year stands for years that are left out.

    `share` is its count as a part of the highest, `anchor` the id of the year's heading, if any.
    """

    year: str = ""
    count: int = 0
    share: float = 0.0
    anchor: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class Chart:
    """The publications of each year; with few years there is room for the counts in figures."""

    columns: tuple[Column, ...]
    shows_counts: bool


@dataclass(frozen=True)
class Section:
    """A piece of a published list: a heading `depth` levels down (none for 0), then HTML.

    With a `fold`, the group folds: all up to the next section that lies no deeper. It says how
    the group is at first, ``open`` or ``closed``. `is_listed` says whether the page's table of
    contents has the heading.
    """

    html: Markup = Markup()
    title: str = ""
    anchor: str = ""
    depth: int = 0
    fold: str = ""
    is_listed: bool = True


class Choice(NamedTuple):
    """A value of a facet, and the places in the list of those that have it.

    One by which publications can be grouped has the title and the slug of the group.
    """

    title: str
    places: tuple[int, ...]
    slug: str = ""


@dataclass(frozen=True)
class Bar:
    """What the bar above a list offers: facets with their values, and other ways to group.

    `grouped_by` is how the publications stand at first.
    """

    facets: Mapping[str, tuple[Choice, ...]]
    grouped_by: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """A list ready for a page, and the ids that it puts there.

    `bar` is what the page's script brings to life, `labels` are the words that it says; `ids` are
    those of the publications, by their anchors, and `places` the same by where their entries are.
    """

    sections: tuple[Section, ...] = ()
    bar: Markup = Markup()
    labels: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = field(default_factory=frozenset)
    ids: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[Location, str] = field(default_factory=dict)
