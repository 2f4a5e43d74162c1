"""Publications: entries understood, with their people and dates."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.entries import Entry


@dataclass(frozen=True, slots=True)
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
        return " ".join(filter(None, (self.given, self.prefix, self.family, self.suffix)))

    @property
    def is_family_first(self) -> bool:
        """Whether the name is in a script in which the family comes first, without a space."""
        # Others are told by one character; the pattern takes long to compile.
        return self.given >= "々" and re.fullmatch(_CJK, self.family + self.given) is not None


_CJK = "[々\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+"


@dataclass(frozen=True, slots=True)
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


class Origin(NamedTuple):
    """Where a work comes from: the file of its entry, as it is shown to users, and the key."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
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
    def drops_prefixes(self) -> bool:
        """Whether ``von`` stands behind the given names (``options = {useprefix=false}``)."""
        options = self.fields.get("options")
        return options is not None and "useprefix=false" in "".join(options.split())

    @property
    def location(self) -> Location:
        """Where the entry begins."""
        return self.entry.location

    @property
    def origin(self) -> Origin:
        """What tells the work from others on every page, whichever list it is read for."""
        return Origin(self.entry.location.path, self.entry.key)

    @property
    def byline(self) -> Names:
        """Who is named first: the authors, or who else made what has none."""
        return self.authors if self.authors.people else self._other_makers[1]

    @property
    def byline_field(self) -> str:
        """The field that names these."""
        return "author" if self.authors.people else self._other_makers[0]

    @property
    def byline_role(self) -> str:
        """What they did who did not write it: edit, or what ``editortype`` says, or translate."""
        field = self.byline_field
        if field in _AUTHORS:
            return ""
        kind = self.fields.get("editortype", "").strip().lower() if field == "editor" else ""
        return kind if kind.isalpha() else field

    @property
    def _other_makers(self) -> tuple[str, Names]:
        named = {**self.contributors, "editor": self.editors}
        found = ((field, named[field]) for field in _OTHER_MAKERS if named.get(field))
        return next(found, ("author", self.authors))

    @property
    def state(self) -> str:
        """The key of where it stands on its way to its readers (``inpress``); mostly ``""``."""
        states = [one for one in self.statuses if one not in _NO_STATES]
        return states[0] if states else ""

    @property
    def content(self) -> Hashable:
        """What a citation is made from, to be compared."""
        return (self.key, self.type, *self.fields, *self.fields.values())


_NO_STATES = ("openaccess", "preprint")
_AUTHORS = ("author", "bookauthor")
_OTHER_MAKERS = ("director", "bookauthor", "editor", "translator")


@dataclass(frozen=True)
class Library:
    """All publications of a bibliography, in the order of its files.

    Those `unlisted` are shown only where others are related to them; `holders` are entries that
    only hold fields for others; `faulty` are the anchors of those with which something was wrong.
    """

    publications: tuple[Publication, ...] = ()
    unlisted: tuple[Publication, ...] = ()
    holders: tuple[Entry, ...] = ()
    faulty: frozenset[str] = frozenset()

    @property
    def faultless(self) -> Mapping[str, Publication]:
        """The publications with which nothing was wrong, by their anchors."""
        every = (*self.publications, *self.unlisted)
        return {one.anchor: one for one in every if one.anchor not in self.faulty}

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, those of publications first."""
        yield from (one.entry for one in (*self.publications, *self.unlisted))
        yield from self.holders


@dataclass(frozen=True)
class Related:
    """A work that belongs to another: which, and how; `string` is the entry's own word for that.

    One that is `joined` is shown with the other and not by itself.
    """

    publication: Publication
    kind: str
    string: str = ""
    joined: bool = False
