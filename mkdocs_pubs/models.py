"""The nouns of the package: frozen values that the rooms hand to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Location

Member = TypeVar("Member")


@dataclass(frozen=True)
class Span:
    """Where a field stands in its entry's source: from its name to the end of its value.

    `macros` are those that the value is made of, in lower case.
    """

    name: str
    start: int
    end: int
    macros: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """An ``@string`` as it was written, and the macros that it is made of, in lower case.

    `order` is its place among the definitions.
    """

    source: str
    macros: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True)
class Entry:
    """A BibTeX entry: type and field names in lower case, values evaluated but still TeX.

    `definitions` are the macros that it needs, as they held where it stands, by name in lower case.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    source: str
    location: Location
    spans: tuple[Span, ...] = ()
    definitions: Mapping[str, Definition] = field(default_factory=dict, compare=False)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other keys of the entry (``ids``; BibLaTeX manual, 2.2.3)."""
        return tuple(filter(None, map(str.strip, self.fields.get("ids", "").split(","))))

    def place_of(self, name: str) -> Location:
        """Return the place of the field `name`, or of the entry where it has no such field."""
        for span in self.spans:
            if span.name == name and self.location.line is not None:
                lines = self.source.count("\n", 0, span.start)
                return Location(self.location.path, self.location.line + lines)
        return self.location


@dataclass(frozen=True)
class Name:
    """A person or a corporate body, in BibLaTeX's name parts, as plain text.

    `marks` holds the signs lifted from the name, such as the ``*`` of ``Liao*``; `annotations` what
    BibLaTeX's data annotations say of it, `orcid` who it is. A corporate name has only a family
    part.
    """

    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    marks: str = ""
    corporate: bool = False
    annotations: tuple[str, ...] = ()
    orcid: str = ""

    def __str__(self) -> str:
        """Return the name in reading order: given, prefix, family, suffix; 王小明 as it is."""
        if self.is_family_first:
            return f"{self.family}{self.given}"
        parts = (self.given, self.prefix, self.family, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def is_family_first(self) -> bool:
        """Whether the name is in a script in which the family comes first, without a space."""
        return bool(self.given) and _CJK.fullmatch(self.family + self.given) is not None


_CJK = re.compile("[々\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")


@dataclass(frozen=True)
class Names:
    """A list of names; `others` says that it ended with ``and others`` or ``et al.``."""

    people: tuple[Name, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.people)


@dataclass(frozen=True)
class Person:
    """Somebody of whom the site knows an address of theirs, still to be made safe, or an ORCID."""

    name: str
    url: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class Date:
    """When a work came out: as far as known, or that it is still to come.

    `year` is astronomical, as in ISO 8601 (0 is 1 BC). `part` stands for a month where it is none:
    a season, or the entry's own words. `end` is that of a range; one without a year is open.
    `words` is what the entry says where no year could be read (``in press``), `state` the key of
    the publication state that these words name (``inpress``).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    circa: bool = False
    end: Date | None = None
    words: str = ""
    state: str = ""
    forthcoming: bool = False


@dataclass(frozen=True)
class Publication:
    """An entry understood: standard field names, people, date and venue.

    `fields`, `title` (with its subtitle) and `container` are still TeX; `verbatim` holds
    identifiers, URLs and paths as plain text; `statuses` are keys such as ``inpress``; `language`
    is that of the work, as a tag (BCP 47); `contributors` are other people by BibLaTeX's name of
    their role, `dates` other dates by that of their field: ``urldate``, ``eventdate``,
    ``origdate``.
    """

    entry: Entry
    type: str
    fields: Mapping[str, str]
    verbatim: Mapping[str, str] = field(default_factory=dict)
    authors: Names = Names()
    editors: Names = Names()
    contributors: Mapping[str, Names] = field(default_factory=dict)
    date: Date = Date()
    dates: Mapping[str, Date] = field(default_factory=dict)
    title: str = ""
    container: str = ""
    keywords: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    language: str = ""
    anchor: str = ""

    @property
    def key(self) -> str:
        """The BibTeX key, as written."""
        return self.entry.key

    @property
    def location(self) -> Location:
        """Where the entry begins."""
        return self.entry.location

    @property
    def byline(self) -> Names:
        """Who is named first: the authors, or the editors of what has none."""
        return self.authors or self.editors

    @property
    def state(self) -> str:
        """The key of where it stands on its way to its readers (``inpress``); mostly ``""``."""
        return next((one for one in self.statuses if one not in _NO_STATES), "")

    @property
    def content(self) -> Hashable:
        """What a citation is made from, to be compared."""
        return (self.key, self.type, *self.fields.items())


_NO_STATES = ("openaccess", "preprint")


@dataclass(frozen=True)
class Library:
    """All publications of a bibliography, in the order of its files.

    Those `unlisted` are shown only where others are related to them.
    """

    publications: tuple[Publication, ...] = ()
    unlisted: tuple[Publication, ...] = ()


@dataclass(frozen=True)
class Related:
    """A work that belongs to another: which, and how; `string` is the entry's own word for that.

    One that is `joined` is shown with the other and not by itself.
    """

    publication: Publication
    kind: str
    string: str = ""
    joined: bool = False


@dataclass(frozen=True)
class Link:
    """A button: its kind (``doi``), its label (``DOI``) and a URL that is safe to follow.

    `icon` is a text before the label, `image` the URL of a picture there.
    """

    kind: str
    label: str
    url: str
    icon: str = ""
    image: str = ""


@dataclass(frozen=True)
class Relation:
    """What is said of a work that belongs to another: `text` leads to it, if it has a `url`.

    One that is not shown by itself has the id that it would have had.
    """

    before: Markup
    text: Markup
    after: Markup = Markup()
    url: str = ""
    id: str = ""


@dataclass(frozen=True)
class Badge:
    """The venue of a publication in short; `css_class` is that of a venue that the site knows."""

    text: str
    url: str = ""
    css_class: str = ""


@dataclass(frozen=True)
class Preview:
    """A picture of a publication, or a film; what is not known of its size is 0."""

    url: str
    alt: str = ""
    is_film: bool = False
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class LocalFile:
    """A file of the site: its URL from the site's root; `outside` if it may not be linked to.

    The docs folder may hold symbolic links that lead out of it. `head` reads the beginning.
    """

    url: str
    outside: bool = False
    head: Callable[[], bytes] = field(default=bytes, compare=False)


FindFile = Callable[[str], LocalFile | None]
"""What finds a file of the site by its path from the docs folder, as a host knows it."""


def span_of(part: str, text: Markup) -> Markup:
    """Return a part of a citation, by its class name in the page's contract, as it is marked up."""
    return Markup(f'<span class="{part}">{text}</span>')


@dataclass(frozen=True)
class Citation:
    """How a style cites a publication: one run of text, and its lines where the style has them.

    `authors` are those whom the style tells from other text, from the first on.
    """

    text: Markup
    title: Markup | None = None
    authors: tuple[Markup, ...] = ()
    venue: Markup | None = None
    label: Markup = Markup()

    @property
    def has_lines(self) -> bool:
        """Whether the style told title, authors and venue apart."""
        return self.title is not None


@dataclass(frozen=True)
class Mentioned:
    """A work that a text cites, by its key, and what is said `before` and `after` it, as Markdown.

    A work that `is_silent` is listed, and nothing is said of it.
    """

    key: str
    before: str = ""
    after: str = ""
    names_nobody: bool = False
    is_silent: bool = False


@dataclass(frozen=True)
class Mention:
    """A place in a text where works are cited, as it is written there.

    One that `is_narrative` is part of a sentence, which names the people of its first work.
    """

    works: tuple[Mentioned, ...]
    source: str = ""
    is_narrative: bool = False


@dataclass(frozen=True)
class Manner:
    """How a style cites within a text.

    By number or by label, that stands in `brackets`, or is `raised`. By people and year, `joiner`
    stands between two people in brackets, `before_year` before the year, unless the style is not
    `dated`; of more than `most` people the first is named. `tells_given` says that initials tell
    apart people of one family name.
    """

    mode: str = "numeric"
    brackets: tuple[str, str] = ("[", "]")
    raised: bool = False
    joiner: str = ""
    before_year: str = " "
    most: int = 2
    dated: bool = True
    tells_given: bool = False


@dataclass(frozen=True)
class Handle:
    """What a text calls a work: its number and its label in the list, or its people and its year.

    `people` are named so in brackets, `narrated` in a sentence.
    """

    number: int = 0
    label: str = ""
    people: str = ""
    narrated: str = ""
    year: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a citation in a text.

    One with a `key` leads to that work; `affix` is the index of a work and which of its two affixes
    stands here, ``before`` or ``after``.
    """

    text: str = ""
    key: str = ""
    affix: tuple[int, str] | None = None
    is_unknown: bool = False
    is_raised: bool = False


@dataclass(frozen=True)
class Citing:
    """What a page cites: the works in the order of their list, what it calls them, and where.

    `handles` are by the anchor of the publication, and so are `places`, the ids of its mentions.
    """

    publications: tuple[Publication, ...] = ()
    handles: Mapping[str, Handle] = field(default_factory=dict)
    manner: Manner = Manner()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cited:
    """A citation to be copied, and the name of its style."""

    style: str
    text: Markup


@dataclass(frozen=True)
class Author:
    """An author on the page: `owner` marks whose site it is, `folded` who is shown on demand.

    `url` is safe to follow, `orcid` a bare and valid identifier; either may be missing.
    """

    name: Markup
    owner: bool = False
    folded: bool = False
    url: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class Item:
    """A publication on a page: all that a template needs, safe to be printed.

    `year` is a number or empty, `date` what a reader is told: ``2019–2021``, ``in press``; `number`
    is its place in a numbered list, else 0.
    `legend` says what marks of the authors mean; `statuses` are keys such as ``inpress``; `info` is
    the venue's addition, with what parts the two; `printed` names the panels open on paper.
    `mentions` are the ids of where the page cites it; `fields` are all of the entry's by name, for
    templates of the user's; one it lacks is empty.
    """

    id: str
    key: str
    type: str
    year: str
    citation: Citation
    date: str = ""
    number: int = 0
    authors: tuple[Author, ...] = ()
    others: bool = False
    role: str = ""
    info: Markup = Markup()
    statuses: tuple[str, ...] = ()
    legend: tuple[Markup, ...] = ()
    language: str = ""
    note: Markup = Markup()
    award: Markup = Markup()
    award_name: str = ""
    annotation: tuple[Markup, ...] = ()
    abstract: Markup = Markup()
    bibtex: Markup = Markup()
    cited: tuple[Cited, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    printed: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    venue: str = ""
    keywords: tuple[str, ...] = ()
    selected: bool = False
    fields: Mapping[str, Markup] = field(default_factory=dict)
    badge: Badge | None = None
    preview: Preview | None = None
    relations: tuple[Relation, ...] = ()
    count: Link | None = None

    @property
    def folded(self) -> int:
        """How many authors are shown only on demand."""
        return sum(author.folded for author in self.authors)

    @property
    def has_links(self) -> bool:
        """Whether it has buttons, or how often it was cited stands in their place."""
        return bool(self.links or self.count)

    @property
    def has_panels(self) -> bool:
        """Whether something of it unfolds below its buttons."""
        return bool(self.award or self.abstract or self.annotation or self.bibtex or self.cited)


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
    those of the publications, by their anchors.
    """

    sections: tuple[Section, ...] = ()
    bar: Markup = Markup()
    labels: Mapping[str, str] = field(default_factory=dict)
    anchors: frozenset[str] = field(default_factory=frozenset)
    ids: Mapping[str, str] = field(default_factory=dict)
