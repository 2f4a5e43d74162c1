"""Lists: items in their groups, ready for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from itertools import count
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import quote, unquote

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.publications import Origin

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

    def distinct_members(self) -> tuple[Member, ...]:
        """Return all members once each, though several groups may have one."""
        return tuple({id(member): member for member in self.all_members()}.values())


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
class SideFile:
    """A file of the site that belongs to a page: its path from the site's root, and what it holds.

    A feed has its media type in `feed`, and the `title` under which the page leads to it. One that
    `is_aside` has what a large list leaves out of its page, which a script brings back; `searched`
    is the HTML that the site's search is to find in its stead, by the links that lead there.
    """

    path: str
    content: bytes
    feed: str = ""
    title: str = ""
    is_aside: bool = False
    searched: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        path: str,
        text: str,
        feed: str = "",
        title: str = "",
        *,
        is_aside: bool = False,
        searched: Mapping[str, str] | None = None,
    ) -> SideFile:
        """Return a file with a text, in UTF-8, whose line ends stay as they are."""
        content = text.encode("utf-8", "backslashreplace")
        return cls(path, content, feed, title, is_aside, searched or {})

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def url(self) -> str:
        """The way there from a page in the same folder."""
        return f"./{quote(self.name)}" if ":" in self.name else quote(self.name)


@dataclass(frozen=True)
class Address:
    """Where a page is in its site: its URL from the root, such as ``papers/`` or ``papers.html``.

    `is_free` says whether nothing else is at a path from the root. `site_url` is where that is in
    the web, if the site knows, and `site_name` what it is called.
    """

    url: str = ""
    is_free: Callable[[str], bool] = field(default=bool, compare=False)
    site_url: str = ""
    site_name: str = ""

    def can_have(self, path: str) -> bool:
        """Say whether a file at a path can be one of the page's: free, and in its folder."""
        folder, slash, name = path.rpartition("/")
        is_beside = f"{folder}{slash}" == "".join(unquote(self.url).rpartition("/")[:2])
        return is_beside and name not in ("", ".", "..") and "\\" not in name and self.is_free(path)

    def free_path(self, name: str, ending: str) -> str:
        """Return the path of a file in the page's folder, numbered if another has its name.

        Pages that share a folder are told apart by their own names, before or instead of `name`.
        """
        folder, slash, page = unquote(self.url).rpartition("/")
        room = max(_LONGEST_NAME - len(name) - len(ending), 0)
        stem = page.removesuffix(".html").encode()[:room].decode(errors="ignore")
        wanted = f"{folder}{slash}{'-'.join(filter(None, (stem, name))) or DEFAULT_NAME}"
        names = (f"{wanted}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
        return next(filter(self.is_free, names))


_LONGEST_NAME = 240
"""How many bytes the name of a file has at most, bar its number; file systems allow 255."""

DEFAULT_NAME = "publications"
"""What the files of a page are called that has a folder of its own."""


@dataclass(frozen=True)
class Part:
    """A group of a list that is split into pages, and its URL from the site's root.

    `before` says how many works stand before its `count`; `ids` are those of its works, by keys.
    """

    title: str
    slug: str
    count: int
    before: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True)
class Split:
    """A list that is split into pages, the first part of which stands on the list's own page.

    `shown` is the place among the `parts` of the one on this page.
    """

    parts: tuple[Part, ...]
    shown: int = 0

    @property
    def part(self) -> Part:
        """The part on this page."""
        return self.parts[self.shown]

    @property
    def total(self) -> int:
        """How many works all parts have."""
        return sum(one.count for one in self.parts)


@dataclass(frozen=True)
class Published:
    """A list ready for a page, the ids that it puts there, and the `files` that go with it.

    `bar` is what the page's script brings to life, `labels` are the words that it says; `downloads`
    leads to the files from below the list; `ids` are those of the works that it shows, `nodes`
    is JSON that describes them (see `json_ld`).
    """

    sections: tuple[Section, ...] = ()
    bar: Markup = Markup()
    labels: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = field(default_factory=frozenset)
    ids: Mapping[Origin, str] = field(default_factory=dict)
    files: tuple[SideFile, ...] = ()
    downloads: Markup = Markup()
    nodes: str = ""
