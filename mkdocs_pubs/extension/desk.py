"""Where the lists of one `md` are made."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import ETX, STX

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, Severity
from mkdocs_pubs.directive import Directive, commands
from mkdocs_pubs.extension.blocks import Block, Blocks
from mkdocs_pubs.extension.cited_lines import CitedLines
from mkdocs_pubs.extension.excerpts import Excerpt, excerpt_of
from mkdocs_pubs.extension.pages import Page, PageLists, page_of_zensical
from mkdocs_pubs.front_matter import FrontMatter, front_matter_of_lines
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Backlink, Citing, CitingText, Mention, Publication, Said
from mkdocs_pubs.options import Options, Problem
from mkdocs_pubs.publisher import ListRequest, Publisher

if TYPE_CHECKING:
    # Few sites cite in their text.
    from mkdocs_pubs.extension.citation_drafts import CitationDraft, Speaker
    from mkdocs_pubs.publisher import Catalogue

_LOG = logging.getLogger("mkdocs_pubs")


class Desk(Extension):
    """Where the lists of one `md` are made: the directives found, and the page they are for."""

    def __init__(self, md: Markdown, publisher: Publisher, lists: PageLists | None) -> None:
        super().__init__()
        self.md = md
        self.publisher = publisher
        self._hosted = lists is not None
        self.lists = lists or PageLists()
        self._cited = CitedLines(())
        self.front = FrontMatter()
        self.blocks = Blocks(publisher.options, self.page, self.front)
        self._mentions: list[tuple[Mention, str]] = []
        self._catalogue: Catalogue | None = None
        self.outer: Desk | None = None
        self.owner = ""
        self.lent: dict[str, Mapping[str, str]] = {}
        self._excerpt: Excerpt | None = None

    def reset(self) -> None:
        """Forget the page; Python-Markdown calls this between two texts."""
        self._mentions = []
        self._catalogue = None
        self.outer = None
        self.lent = {}
        if not self._hosted:
            self.lists = PageLists(page_of_zensical(self.md))

    @property
    def leading(self) -> Desk:
        """The desk that keeps what is found: that of the page, for a text within its text."""
        return self.outer or self

    @property
    def page(self) -> Page:
        """The page that the text is of."""
        return self.lists.page

    def keep(self, directive: Directive) -> str:
        """Keep a directive and return what stands for it."""
        return f"{STX}pubs:{self.blocks.add(directive)}{ETX}"

    def block(self, number: int) -> Block:
        """Return a block by its number in what stands for it."""
        return self.blocks.found[number]

    def source(self, number: int) -> str:
        """Return a directive as it was written."""
        return self.block(number).directive.source

    @property
    def commands(self) -> Mapping[str, str]:
        """The lines that stand for lists, by the names of those."""
        return commands(self.publisher.options)

    @property
    def cites(self) -> bool:
        """Whether the text of the page cites works."""
        return self.publisher.options.citations and self.front.cites is not False

    @property
    def words(self) -> Labels:
        """The words of the page's language."""
        return self.blocks.reference_options.words

    def catalogue(self) -> Catalogue:
        """Return the works that the page can cite."""
        if self._catalogue is None:
            options = self.blocks.reference_options
            request = ListRequest(options, lambda _: self.place(1))
            place = self.publisher.place_of(request, "bibliography")
            self._catalogue, problems = self.publisher.press.catalogue(options, place)
            # Each list says what is wrong with its bibliography.
            if not self.blocks.found:
                self.lists.diagnostics += problems
        return self._catalogue

    def cites_in_prose(self, key: str) -> bool:
        """Return whether a key cites a work where it stands without brackets."""
        return self.publisher.options.narrative_citations and key in self.catalogue()

    def citing(self, cited: Iterable[Publication], places: Mapping[str, tuple[str, ...]]) -> Citing:
        """Return what the page cites, in the order of its list, and what the text calls it."""
        cited = tuple(cited)
        self.lists.cite({one.origin: places.get(one.anchor, ()) for one in cited})
        ways = {anchor: tuple(Backlink(f"#{one}") for one in ids) for anchor, ids in places.items()}
        return self.publisher.press.citing(cited, ways, self.blocks.reference_options)

    def said(self, text: CitingText, citing: Citing) -> Mapping[int, Said]:
        """Return what a style that writes citations itself says in a text, by their places."""
        found, problems = self.publisher.press.said(
            text, citing, self.blocks.reference_options, self.page.base, self.place(1)
        )
        self.lists.diagnostics += problems
        return found

    def speaker(self, text: CitingText) -> Speaker:
        """Return what says the citations of a text anew, of works as another list calls them."""
        options, base, here = self.blocks.reference_options, self.page.base, self.place(1)

        def said(citing: Citing) -> Mapping[int, Said]:
            return self.publisher.press.said(text, citing, options, base, here)[0]

        return said

    def take_anchors(self, wanted: Iterable[str]) -> list[str]:
        """Take ids on the page, and return them as they are unlike all others there."""
        anchors = Anchors(self.lists.anchors)
        taken = [anchors.unlike(one) for one in wanted]
        self.lists.anchors.update(taken)
        return taken

    def hold_anchors(self, anchors: Iterable[str]) -> None:
        """Note ids that are on the page."""
        self.lists.anchors.update(filter(None, anchors))

    def read(self, lines: Sequence[str]) -> None:
        """Keep what the text and its front matter are, where the host has not told of them."""
        self._excerpt = excerpt_of(self.md)
        if self._excerpt is not None:
            # What is wrong with a post, and which ids it has, is said of the post itself.
            self.lists = PageLists(self._excerpt.page(self.page))
        self._cited = CitedLines(self.page.text.splitlines() if self.page.text else list(lines))
        meta = getattr(self.md, "Meta", {})
        self.front = front_matter_of_lines(meta) if meta else self.page.front
        self.blocks = Blocks(self.publisher.options, self.page, self.front)
        if self.publisher.options.citations:
            self.lists.diagnostics += (
                Diagnostic(Location(self.page.path), f"{one.message}; left it out", one.code)
                for one in self.front.problems
            )

    def record(self, lines: Sequence[str]) -> None:
        """Take these lines for the author's, unless the page is a file or a host has told of it."""
        if not self._hosted and not self.page.text:
            self.lists.page = replace(self.page, text="\n".join(lines))

    def doubt(self, message: str, code: Code, key: str, nth: int | None) -> None:
        """Note what is wrong with the text, at the line that cites a key the nth time, if any."""
        line = None if nth is None else self._cited.line_of(key, nth)
        location = Location(self.page.path, line)
        self.lists.diagnostics.append(Diagnostic(location, message, code))

    def url(self, work: Publication) -> str:
        """Return where a work is, or what stands for that until it is known."""
        return self.lists.drafts.url(work.origin, is_last=self.lists.writes_at_once)

    def write(self, drafts: Sequence[CitationDraft]) -> None:
        """Write citations, and note that the page lists no work of one, where no other can."""
        self.lists.drafts.write(drafts, is_last=self.lists.writes_at_once)
        if self.page.site is None:
            self.lists.diagnostics += self.lists.drafts.problems(drafts, self.page.path)

    def keep_mention(self, mention: Mention, owner: str = "") -> str:
        """Keep a mention and return what stands for it; an `owner` is whose docstring has it."""
        self._mentions.append((mention, owner))
        return str(len(self._mentions) - 1)

    def mention(self, number: str) -> Mention:
        """Return a mention by what stands for it."""
        return self._mentions[int(number)][0]

    def owner_of(self, number: str) -> str:
        """Return whose docstring has a mention; nothing if none has it."""
        return self._mentions[int(number)][1]

    def report(self, problems: Sequence[Problem], directive: Directive) -> None:
        """Note what is wrong with a directive, by the line of the option or of its fence."""
        self.lists.diagnostics += directive.diagnosed(problems, self.page.path)

    def detached(self, html: str) -> str:
        """Return the HTML of the page; that of an excerpt has no ids of ours."""
        if self._excerpt is None:
            return html
        return self._excerpt.detached(html, self.lists.anchors)

    def speak(self) -> None:
        """Say what is wrong where no host does; what was said once on this page is not repeated."""
        if not self._hosted:
            for diagnostic in dict.fromkeys(self.lists.diagnostics):
                _log(diagnostic, self.publisher.options)
            self.lists.diagnostics.clear()

    def place_of(self, directive: Directive, option: str) -> Location:
        """Return the place of an option of a block, or of its fence where it has none."""
        return self.place(directive.lines_of.get(option, directive.line))

    def place(self, line: int) -> Location:
        """Return the place of a line of the page."""
        return Location(self.page.path, line)


def _log(diagnostic: Diagnostic, options: Options) -> None:
    severity = options.severity_of(diagnostic.code)
    if severity is not Severity.IGNORE:
        _LOG.log(getattr(logging, severity.name), "%s", diagnostic)
