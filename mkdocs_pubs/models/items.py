"""Items: publications as a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.mentions import Backlink


@dataclass(frozen=True, slots=True)
class Link:
    """A button: its kind (``doi``), its label (``DOI``) and a URL that is safe to follow.

    `icon` is a text before the label, `image` the URL of a picture there; `file` is the name under
    which what it leads to is saved, if it is no page.
    """

    kind: str
    label: str
    url: str
    icon: str = ""
    image: str = ""
    file: str = ""


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


def span_of(part: str, html: str) -> Markup:
    """Return a part of a citation, by its class name in the page's contract, as it is marked up."""
    return Markup(f'<span class="{part}">{html}</span>')


@dataclass(frozen=True, slots=True)
class Citation:
    """How a style cites a publication: in one run of text, or in lines.

    `authors` are those whom the style tells from other text, from the first on. What stands
    `around` them in one run of text is one piece more; on a line of their own, `between` stands
    between two, and `behind` at the end.
    """

    around: tuple[Markup, ...] = ()
    title: Markup | None = None
    authors: tuple[Markup, ...] = ()
    between: Markup = Markup()
    behind: Markup = Markup()
    venue: Markup | None = None
    label: Markup = Markup()

    @property
    def text(self) -> Markup:
        """The whole in one run of text."""
        return self.text_behind(0) if self.around else Markup(" ").join(self._spans())

    def text_behind(self, count: int) -> Markup:
        """Return what stands behind the first authors, so many, in one run of text."""
        pieces = [self.around[count]]
        for author, text in zip(self.authors[count:], self.around[count + 1 :], strict=True):
            pieces += [span_of("pubs-author", author), text]
        return Markup("".join(pieces))

    def _spans(self) -> Iterator[Markup]:
        names = [span_of("pubs-author", one) for one in self.authors]
        byline = self.between.join(names) + self.behind
        lines = {"pubs-title": self.title, "pubs-authors": byline, "pubs-venue": self.venue}
        for part, line in lines.items():
            if line:
                yield span_of(part, line)

    @property
    def has_lines(self) -> bool:
        """Whether the style told title, authors and venue apart."""
        return self.title is not None


@dataclass(frozen=True)
class Cited:
    """A citation to be copied, and the name of its style."""

    style: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Author:
    """An author on the page: `owner` marks whose site it is, `folded` who is shown on demand.

    `url` is safe to follow, `orcid` a bare and valid identifier; either may be missing.
    """

    name: Markup
    owner: bool = False
    folded: bool = False
    url: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A publication on a page: all that a template needs, safe to be printed.

    `year` is a number or empty, `date` what a reader is told: ``2019–2021``, ``in press``; `number`
    is its place in a numbered list, else 0; `page` is the URL of its own page, if it is not there.
    `legend` says what marks of the authors mean; `statuses` are keys such as ``inpress``; `info` is
    the venue's addition, with what parts the two; `printed` names the panels open on paper.
    `coins` is an OpenURL, for Zotero; `asides` lead to panels that a large list has in files;
    `published` is when it came out, as far as known (ISO 8601), `is_part` whether its `venue` is a
    work that it is a part of.
    `mentions` are the ways to where it is cited; `fields` are all of the entry's by name, for
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
    role: Markup = Markup()
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
    page: str = ""
    links: tuple[Link, ...] = ()
    printed: tuple[str, ...] = ()
    mentions: tuple[Backlink, ...] = ()
    venue: str = ""
    keywords: tuple[str, ...] = ()
    selected: bool = False
    fields: Mapping[str, Markup] = field(default_factory=dict)
    badge: Badge | None = None
    preview: Preview | None = None
    relations: tuple[Relation, ...] = ()
    count: Link | None = None
    coins: str = ""
    asides: tuple[Link, ...] = ()
    published: str = ""
    is_part: bool = False

    @property
    def folded(self) -> int:
        """How many authors are shown only on demand."""
        return sum([author.folded for author in self.authors])

    @property
    def has_links(self) -> bool:
        """Whether it has buttons, or how often it was cited stands in their place."""
        return bool(self.links or self.count)

    @property
    def has_panels(self) -> bool:
        """Whether something of it unfolds below its buttons."""
        panels = (self.award, self.abstract, self.annotation, self.bibtex, self.cited, self.asides)
        return any(panels)
