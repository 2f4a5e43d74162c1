"""Citations in a text: what is cited, and how a style says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.publications import Origin, Publication

AUTHOR_YEAR, FOOTNOTE, LABEL, NUMERIC = "author-year", "footnote", "label", "numeric"
"""The modes in which a text cites, by the values of the option for them."""


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
class PlacedMention:
    """A mention where a reader comes to it.

    `note` is the number of the footnote that it makes or, if it `is_inside` one of the author's,
    stands in.
    """

    mention: Mention
    note: int = 0
    is_inside: bool = False


@dataclass(frozen=True)
class CitingText:
    """A text as far as it cites: mentions as they are read, and their works by its keys."""

    mentions: Sequence[PlacedMention]
    works: Mapping[str, Publication]


@dataclass(frozen=True)
class Manner:
    """How a style cites within a text.

    By number or by label, that stands in `brackets`, or is `raised`. By people and year, `joiner`
    stands between two people in brackets, `before_year` before the year, unless the style is not
    `dated`; of more than `most` people the first is named. `given` says whose given names are told
    where families are the same: of the ``first``, or of ``all``. Works in one bracket come in the
    `order` of the ``list``, or of their ``year``; further works of one year may have their
    `letters_alone`. `before_pages` stands for the comma and the "p." before the numbers of pages,
    if it is not empty. Without `last_comma`, none stands before the last of three people, whatever
    the language has there.
    """

    mode: str = NUMERIC
    brackets: tuple[str, str] = ("[", "]")
    raised: bool = False
    joiner: str = ""
    before_year: str = " "
    most: int = 2
    dated: bool = True
    given: Literal["", "first", "all"] = ""
    order: Literal["", "list", "year"] = ""
    letters_alone: bool = False
    before_pages: str = ""
    last_comma: bool = True


@dataclass(frozen=True)
class Handle:
    """What a text calls a work: its number and its label in the list, or its people and its year.

    `people` are named so in brackets, `narrated` in a sentence. In a note a work has its whole
    `reference` at first, and its `title` with the people later.
    """

    number: int = 0
    label: str = ""
    people: str = ""
    narrated: str = ""
    year: str = ""
    title: str = ""
    reference: Markup = Markup()


@dataclass(frozen=True)
class Piece:
    """A piece of a citation in a text.

    One with a `key` leads to that work, unless it is `Markup` with links of its own; `affix` is the
    index of a work and which of its two affixes stands here, ``before`` or ``after``. Before one
    with pages, `before_pages` stands for the usual, unless that is empty; one that `begins` a
    bracket has no comma before it.
    """

    text: str = ""
    key: str = ""
    affix: tuple[int, str] | None = None
    is_unknown: bool = False
    is_raised: bool = False
    before_pages: str = ""
    begins: bool = False


@dataclass(frozen=True)
class Said:
    """What a citation says in the sentence, and what in a note, if it makes one."""

    text: tuple[Piece, ...] = ()
    note: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Backlink:
    """The way back from a reference to where it is cited.

    Of a list of the whole site, `page` is the title of the page that cites, and `nth` counts the
    mentions there from 1.
    """

    url: str
    page: str = ""
    nth: int = 1


@dataclass(frozen=True)
class Citing:
    """What a page cites, or a site: the works in the order of their list, their names, and where.

    `handles` are by the anchor of the publication, and so are `places`, the ways to its mentions.
    """

    publications: tuple[Publication, ...] = ()
    handles: Mapping[str, Handle] = field(default_factory=dict)
    manner: Manner = Manner()
    places: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)

    @property
    def calls(self) -> Mapping[Origin, Handle]:
        """The handles by the works that have them."""
        return {one.origin: self.handles[one.anchor] for one in self.publications}
