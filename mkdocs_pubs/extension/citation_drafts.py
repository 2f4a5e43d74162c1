"""Citations drafted and written: at once, or when all pages of a site are read.

What a text calls a work, and where it leads to, may be said by the list of another page that is
still to be read. Until then a citation stands as the page alone would have it, between marks that
no author can guess, and in the end is written anew.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from html import escape
from secrets import token_hex
from xml.etree import ElementTree

from markdown.serializers import to_html_string
from markdown.util import AtomicString

from mkdocs_pubs.concordance import Concordance
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.extension.writing import PieceWriter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.in_text import pieces, title_of
from mkdocs_pubs.models import (
    NUMERIC,
    Citing,
    Handle,
    Manner,
    Mention,
    Origin,
    Piece,
    Publication,
    Said,
)

_LATE = "data-pubs-late"


Speaker = Callable[[Citing], Mapping[int, Said]]
"""What says the citations of a page, by their places, where works are called as a list does."""


@dataclass(frozen=True)
class Saying:
    """What the style itself says of a citation, if it does, and how to have it said anew.

    `place` is that of the citation among those that the `speaker` says.
    """

    pieces: tuple[Piece, ...]
    speaker: Speaker
    place: int


@dataclass(frozen=True)
class CitationDraft:
    """A citation still to be written: where, and the works that it cites, by their keys there.

    `citing` says what the page alone calls them, `affixes` are what is said around works. `saying`
    is what the style itself says of works called so; `stash` keeps HTML and returns what stands
    for it.
    """

    span: ElementTree.Element
    mention: Mention
    works: Mapping[str, Publication]
    citing: Citing
    affixes: Mapping[str, ElementTree.Element]
    unknown: str
    saying: Saying
    stash: Callable[[str], str]

    @property
    def is_raised(self) -> bool:
        """Whether the citation begins with something raised, before which no space is to be."""
        if self.saying.pieces:
            return self.saying.pieces[0].is_raised
        return self.citing.manner.raised and not self.mention.is_narrative


@dataclasses.dataclass(eq=False, repr=False)
class CitationDrafts:
    """The citations of one page; `page` is its URL in the site.

    Those `kept` are to be written anew.
    """

    concordance: Concordance
    page: str
    kept: list[CitationDraft] = field(default_factory=list)
    _awaited: list[Origin] = field(default_factory=list)
    _token: str = field(default_factory=lambda: token_hex(8))

    def write(self, drafts: Sequence[CitationDraft], *, is_last: bool) -> None:
        """Write citations into their elements; unless it `is_last`, they are to be written anew."""
        writer = _Writer(self.concordance, self.page, is_last=is_last)
        for draft in drafts:
            writer.fill(draft.span, draft, draft.affixes, draft.stash)
            if not is_last:
                number = str(len(self.kept))
                self.kept.append(draft)
                self._mark(draft.span, number)
                for name, affix in draft.affixes.items():
                    self._mark(affix, f"{number}:{name}")

    def url(self, work: Origin, *, is_last: bool) -> str:
        """Return where a work is; unless it `is_last`, what stands for that if it is not here."""
        known = self.concordance.url(work, self.page)
        if is_last or known.startswith("#"):
            return known
        self._awaited.append(work)
        return f"#{self._token}:{len(self._awaited) - 1}"

    def problems(self, drafts: Sequence[CitationDraft], path: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong if a work leads nowhere, with the path of the page."""
        has_site = bool(self.kept)
        keys = (
            key
            for draft in drafts
            for key, work in draft.works.items()
            if not self.concordance.url(work.origin, self.page)
        )
        key = next(keys, "")
        reason = "no page lists it" if has_site else "does not list it"
        message = f"the page cites {quoted(key)} and {reason}; add a 'references' block"
        return (Diagnostic(Location(path), message, Code.NO_REFERENCES),) if key else ()

    def settled(self, html: str) -> str:
        """Return the HTML of the page with the citations that were kept, written anew."""
        return self._with_links(self._with_citations(html) if self.kept else html)

    def _with_links(self, html: str) -> str:
        """Return HTML with the URLs that stood out, and without the links that lead nowhere."""

        def linked(found: re.Match[str]) -> str:
            url = self.concordance.url(self._awaited[int(found["number"])], self.page)
            link = f'{found["before"]} href="{escape(url)}"{found["behind"]}>{found["inner"]}</a>'
            return link if url else found["inner"]

        awaited = (
            rf'(?P<before><a\b[^<>]*?) href="#{self._token}:(?P<number>\d+)"(?P<behind>[^<>]*)>'
            r"(?P<inner>.*?)</a>"
        )
        return re.sub(awaited, linked, html, flags=re.DOTALL) if self._awaited else html

    def _with_citations(self, html: str) -> str:
        writer = _Writer(self.concordance, self.page, is_last=True)

        def written(found: re.Match[str]) -> str:
            number, _, affix = found["name"].partition(":")
            inner = found["inner"]
            if not affix:
                inner = self._written(writer, self.kept[int(number)], inner)
            return f"{found['before']}{found['behind']}>{marked.sub(written, inner)}</span>"

        marked = re.compile(
            rf'(?P<before><span[^<>]*?) {_LATE}="{self._token}:(?P<name>[\w:-]+)"'
            r"(?P<behind>[^<>]*)>"
            rf"(?P<inner>.*?)<!--{self._token}:(?P=name)--></span>",
            re.DOTALL,
        )
        settled = marked.sub(written, html)
        # Where the end of a citation was lost to another plugin, it stays as it is.
        return re.sub(
            rf' {_LATE}="{self._token}:[\w:-]+"|<!--{self._token}:[\w:-]+-->', "", settled
        )

    def _written(self, writer: _Writer, draft: CitationDraft, former: str) -> str:
        """Return what an element is to hold, in which affixes stand as they stood `former`ly."""
        slots = {}
        html: dict[str, str] = {}
        for name in draft.affixes:
            slots[name] = ElementTree.Element("span")
            slots[name].text = AtomicString(f"{self._token}:{name}:")
            html[name] = self._affix(former, name)
        span = ElementTree.Element("span")
        stashed: dict[str, str] = {}

        def stash(html: str) -> str:
            sign = f"{self._token}.{len(stashed)}."
            stashed[sign] = html
            return sign

        writer.fill(span, draft, slots, stash)
        span.attrib.clear()
        inner = to_html_string(span).removeprefix("<span>").removesuffix("</span>")
        for sign, text in stashed.items():
            inner = inner.replace(sign, text)
        for name, text in html.items():
            inner = inner.replace(f"<span>{self._token}:{name}:</span>", text)
        return inner

    def _affix(self, html: str, name: str) -> str:
        found = re.search(
            rf'<span[^<>]*? {_LATE}="{self._token}:(?P<name>\d+:{name})"[^<>]*>'
            rf".*?<!--{self._token}:(?P=name)--></span>",
            html,
            re.DOTALL,
        )
        return found[0] if found else ""

    def _mark(self, element: ElementTree.Element, name: str) -> None:
        element.set(_LATE, f"{self._token}:{name}")
        element.append(ElementTree.Comment(f"{self._token}:{name}"))


class _Writer:
    """Writes the citations of a page as far as the pages of the site are known.

    What the style itself says holds what is said around works, which must be there apart unless
    this `is_last`.
    """

    def __init__(self, concordance: Concordance, page: str, *, is_last: bool) -> None:
        self._concordance = concordance
        self._page = page
        self._guide = concordance.guide(page)
        self._is_last = is_last
        self._anew: dict[Speaker, Mapping[int, Said]] = {}

    def fill(
        self,
        span: ElementTree.Element,
        draft: CitationDraft,
        affixes: Mapping[str, ElementTree.Element],
        stash: Callable[[str], str],
    ) -> None:
        """Fill an element with the pieces of a citation."""
        calls, manner = self._calls(draft), self._manner(draft)
        urls = {
            key: self._concordance.url(one.origin, self._page, self._guide)
            for key, one in draft.works.items()
        }
        titles = {
            key: title_of(calls[key], one)
            for key, one in draft.works.items()
            if not urls[key].startswith("#")
        }
        span.set("class", "pubs-cite")
        found = self._said(draft) or pieces(draft.mention, calls, manner)
        PieceWriter(affixes, urls, draft.unknown, stash, titles).write(span, found)

    def _calls(self, draft: CitationDraft) -> Mapping[str, Handle]:
        """Return what the page calls works, by their keys: as its guide does, else as it alone."""
        guided = self._guide.calls if self._guide else {}
        return {
            key: guided.get(one.origin, draft.citing.handles[one.anchor])
            for key, one in draft.works.items()
        }

    def _manner(self, draft: CitationDraft) -> Manner:
        return self._guide.manner if self._guide else draft.citing.manner

    def _said(self, draft: CitationDraft) -> tuple[Piece, ...]:
        """Return what the style itself says of works that are called so, if it does."""
        citing, guide, saying = draft.citing, self._guide, draft.saying
        if not self._is_last or not saying.pieces or self._manner(draft) != citing.manner:
            return ()
        if guide is None or citing.manner.mode != NUMERIC or guide.works == citing.publications:
            return saying.pieces
        if saying.speaker not in self._anew:
            handles = {
                one.anchor: guide.calls.get(one.origin, citing.handles[one.anchor])
                for one in citing.publications
            }
            called = Citing(guide.works, handles, guide.manner)
            self._anew[saying.speaker] = saying.speaker(called)
        said = self._anew[saying.speaker].get(saying.place)
        return said.text if said else ()
