"""The extension and its processors.

The work is done in two stages. A preprocessor puts a placeholder of one line in place of each
block, with the same indentation; a block processor makes an element of it wherever it comes to
stand, in a list, a tab or a quote. A placeholder that came to stand in a code sample turns back
into its source. Once all text is read, and with it all citations, a tree processor fills lists and
citations in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.extensions import Extension

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.finder import Finder, Recorder, Restorer
from mkdocs_pubs.extension.inner_texts import Borrower, InnerTexts, Lender
from mkdocs_pubs.extension.lists import Expander, ListWriter, Tidier
from mkdocs_pubs.extension.pages import Page, PageLists
from mkdocs_pubs.models import Origin, SideFile
from mkdocs_pubs.options import Options, read_options
from mkdocs_pubs.publisher import Publisher

if TYPE_CHECKING:
    from mkdocs_pubs.extension.citation_drafts import CitationDrafts

# Before all that changes lines: snippets (32), front matter (27).
_RECORDER_PRIORITY = 40
# Behind snippets (32) and the normalisation of white space (30), before fenced code (25).
_PREPROCESSOR_PRIORITY = 26.5
# Behind indented code (80), before mkdocstrings (75).
_BLOCK_PROCESSOR_PRIORITY = 76
# Behind escapes (180) and code (190), before footnotes (175), references (170), magiclink (79).
_INLINE_PRIORITY = 176
# Before what writes what was borrowed, and behind what writes last.
_BORROWER_PRIORITY, _LENDER_PRIORITY = 15.5, -3
# Behind inline patterns (20), before attribute lists (8) and the table of contents (5).
_WRITER_PRIORITY = 15
# Behind the table of contents (5), which gives headings the ids that are free.
_TREEPROCESSOR_PRIORITY = 4.9
# Behind MkDocs' title of the page (-1).
_CITATIONS_PRIORITY = -2
_POSTPROCESSOR_PRIORITY = 0


class PubsExtension(Extension):
    """Publication lists in Python-Markdown; takes the plugin's options, or a host's publisher.

    Raises:
        PubsError: if an option is wrong or unknown, or the style or a template cannot be used.
    """

    def __init__(self, publisher: Publisher | None = None, **options: object) -> None:
        super().__init__()
        self._hosted = publisher is not None
        self._publisher = publisher or _own_publisher(options)
        self._lists = PageLists()

    @property
    def anchors(self) -> frozenset[str]:
        """The ids that the lists of the page have put on it."""
        return frozenset(self._lists.anchors)

    @property
    def nodes(self) -> tuple[str, ...]:
        """What describes the publications of each list in JSON-LD; mostly nothing."""
        return tuple(self._lists.nodes)

    @property
    def places(self) -> Mapping[Origin, str]:
        """The ids of the works that the page lists."""
        return self._lists.places

    @property
    def files(self) -> tuple[SideFile, ...]:
        """The files that go with the lists of the page."""
        return tuple(self._lists.files)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong on the page."""
        return tuple(self._lists.diagnostics)

    @property
    def drafts(self) -> CitationDrafts:
        """The citations of the page, for a host that knows its other pages, too."""
        return self._lists.drafts

    def begin(self, page: Page) -> None:
        """Begin a page; a host that knows its pages calls this before each."""
        self._lists = PageLists(page)

    def notebook_html(self, html: str) -> str:
        """Return the HTML of a notebook with what its Markdown cells cite and list."""
        # Few sites have notebooks.
        from mkdocs_pubs.extension.notebooks import write_notebook

        return write_notebook(html, Markdown(extensions=[self]))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors; some hosts make a new `md` for each page, or several."""
        desk = Desk(md, self._publisher, self._lists if self._hosted else None)
        inner_texts = _inner_texts(self._publisher)
        md.registerExtension(desk)
        md.preprocessors.register(Recorder(desk), "pubs-recorder", _RECORDER_PRIORITY)
        md.preprocessors.register(Finder(desk, inner_texts), "pubs", _PREPROCESSOR_PRIORITY)
        expander = Expander(md.parser, desk)
        md.parser.blockprocessors.register(expander, "pubs", _BLOCK_PROCESSOR_PRIORITY)
        borrower = Borrower(desk)
        md.treeprocessors.register(borrower, "pubs-borrower", _BORROWER_PRIORITY)
        lender = Lender(desk, borrower)
        md.treeprocessors.register(lender, "pubs-lender", _LENDER_PRIORITY)
        if self._publisher.options.citations:
            _let_cite(md, desk)
        else:
            md.treeprocessors.register(ListWriter(desk), "pubs-writer", _WRITER_PRIORITY)
        md.treeprocessors.register(Tidier(md), "pubs", _TREEPROCESSOR_PRIORITY)
        md.postprocessors.register(Restorer(desk, inner_texts), "pubs", _POSTPROCESSOR_PRIORITY)


def _let_cite(md: Markdown, desk: Desk) -> None:
    """Register what finds the citations of a text, and what writes them and lists."""
    # Few sites cite in their text.
    from mkdocs_pubs.extension.citations import CitationWriter, Spotter, Writer

    md.inlinePatterns.register(Spotter(desk), "pubs", _INLINE_PRIORITY)
    # As in Pandoc, which lets a backslash make text of any sign.
    md.ESCAPED_CHARS.append("@")
    writer = Writer(desk)
    md.treeprocessors.register(writer, "pubs-writer", _WRITER_PRIORITY)
    md.treeprocessors.register(CitationWriter(writer), "pubs-citations", _CITATIONS_PRIORITY)


def makeExtension(**options: object) -> PubsExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, for ``extensions=["mkdocs_pubs.extension"]``."""
    return PubsExtension(**options)  # type: ignore[arg-type]


def _own_publisher(chosen: dict[str, object]) -> Publisher:
    options, problems = read_options(chosen)
    if problems:
        raise OptionError([problem.message for problem in problems])
    publisher = _publisher(Path.cwd(), options)
    publisher.renew()
    return publisher


# Zensical makes a new extension for each page; the bibliography is to be read once.
@lru_cache(maxsize=8)
def _publisher(root: Path, options: Options) -> Publisher:
    return Publisher(root, options, lasts=True, place=Location("mkdocs_pubs.extension"))


@lru_cache(maxsize=8)
def _inner_texts(publisher: Publisher) -> InnerTexts:  # noqa: ARG001
    """Return what tells texts within a text of one site, each with an extension of its own."""
    return InnerTexts()
