"""The door to Python-Markdown: directives become headings, for the table of contents, and HTML.

The work is done in two stages. A preprocessor puts a placeholder of one line in place of each
block, with the same indentation; a block processor expands it wherever it comes to stand, in a
list, a tab or a quote. A placeholder that came to stand in a code sample turns back into its
source.
"""

from __future__ import annotations

import json
import logging
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX
from markupsafe import escape

from mkdocs_pubs.diagnostics import Diagnostic, Location, Severity
from mkdocs_pubs.directive import Directive, find
from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import FindFile, Published, Section
from mkdocs_pubs.options import Options, Problem, read_options
from mkdocs_pubs.publisher import Publisher

# Behind snippets (32) and the normalisation of white space (30), before fenced code (25).
_PREPROCESSOR_PRIORITY = 26.5
# Behind indented code (80), before mkdocstrings (75).
_BLOCK_PROCESSOR_PRIORITY = 76
# Behind the table of contents (5), which gives headings the ids that are free.
_TREEPROCESSOR_PRIORITY = 4.9
_POSTPROCESSOR_PRIORITY = 0

_PLACEHOLDER = re.compile(f"{STX}pubs:(\\d+){ETX}")
# Behind a quote's or a list's sign it is the business of those, which call again without the sign.
_AT_LINE_START = re.compile(f"^ {{0,3}}{_PLACEHOLDER.pattern}", re.MULTILINE)
_HEADING = re.compile(r"h[1-6]")
_LIST_CLASS = "pubs"
_GROUP_CLASS = "pubs-group"
_OCCUPANT = "pubs-occupied"
"""An element that has the id of something in stashed HTML, which other extensions cannot see."""
_LOG = logging.getLogger("mkdocs_pubs")


@dataclass(frozen=True)
class Page:
    """The page that is being made: its path as the user knows it, and the way to the site's root.

    `language` is that of the theme, if it is known.

    `text` is the page's whole file as its author wrote it, whose lines diagnostics name; what other
    plugins and extensions make of it may have more. `find_file` finds the files of the site, where
    the host has a folder of them.
    """

    path: str = "Markdown"
    base: str = ""
    text: str = ""
    language: str = ""
    find_file: FindFile | None = None


@dataclass
class PageLists:
    """What the lists of one page share: the ids on it, and what was found to be wrong."""

    page: Page = field(default_factory=Page)
    anchors: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


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
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong on the page."""
        return tuple(self._lists.diagnostics)

    def begin(self, page: Page) -> None:
        """Begin a page; a host that knows its pages calls this before each."""
        self._lists = PageLists(page)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors; some hosts make a new `md` for each page, or several."""
        desk = _Desk(md, self._publisher, self._lists if self._hosted else None)
        md.registerExtension(desk)
        md.preprocessors.register(_Finder(desk), "pubs", _PREPROCESSOR_PRIORITY)
        expander = _Expander(md.parser, desk)
        md.parser.blockprocessors.register(expander, "pubs", _BLOCK_PROCESSOR_PRIORITY)
        md.treeprocessors.register(_Tidier(md), "pubs", _TREEPROCESSOR_PRIORITY)
        md.postprocessors.register(_Restorer(desk), "pubs", _POSTPROCESSOR_PRIORITY)


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
    return Publisher(root, options)


class _Desk(Extension):
    """Where the lists of one `md` are made: the directives found, and the page they are for."""

    def __init__(self, md: Markdown, publisher: Publisher, lists: PageLists | None) -> None:
        super().__init__()
        self.md = md
        self._publisher = publisher
        self._hosted = lists is not None
        self._lists = lists or PageLists()
        self._found: list[Directive] = []

    def reset(self) -> None:
        """Forget the page; Python-Markdown calls this between two texts."""
        self._found = []
        if not self._hosted:
            self._lists = PageLists(_page_of_zensical(self.md) or Page())

    @property
    def page(self) -> Page:
        """The page that the text is of."""
        return self._lists.page

    def keep(self, directive: Directive) -> str:
        """Keep a directive and return what stands for it."""
        self._found.append(directive)
        return f"{STX}pubs:{len(self._found) - 1}{ETX}"

    def source(self, number: int) -> str:
        """Return a directive as it was written."""
        return self._found[number].source

    def published(self, number: int) -> tuple[Published, Options]:
        """Publish a list, and return it with its options."""
        directive = self._found[number]
        here = self._place(directive.line)
        base = self._publisher.options
        options, wrong = read_options(directive.options, base, in_block=True)
        self.report((*directive.problems, *wrong), directive)
        published, problems = self._publisher.publish(
            replace(options, language=options.language or self.page.language),
            base=self.page.base,
            find_file=self.page.find_file,
            taken={anchor.lower() for anchor in self._lists.anchors},
            asked_at=here,
            places={name: self._place(line) for name, line in directive.lines_of.items()},
        )
        self._lists.anchors |= published.anchors
        self._lists.diagnostics += problems
        return published, options

    def report(self, problems: Sequence[Problem], directive: Directive) -> None:
        """Note what is wrong with a directive, by the line of the option or of its fence."""
        for problem in problems:
            line = directive.lines_of.get(problem.name, directive.line)
            done = "" if ";" in problem.message else "; left it out"
            diagnostic = Diagnostic(self._place(line), f"{problem.message}{done}", problem.code)
            self._lists.diagnostics.append(diagnostic)

    def speak(self) -> None:
        """Say what is wrong where no host does; what was said once on this page is not repeated."""
        if not self._hosted:
            for diagnostic in dict.fromkeys(self._lists.diagnostics):
                _log(diagnostic, self._publisher.options)
            self._lists.diagnostics.clear()

    def _place(self, line: int) -> Location:
        return Location(self.page.path, line)


def _log(diagnostic: Diagnostic, options: Options) -> None:
    severity = options.severity_of(diagnostic.code)
    if severity is not Severity.IGNORE:
        _LOG.log(getattr(logging, severity.name), "%s", diagnostic)


def _page_of_zensical(md: Markdown) -> Page | None:
    """Return the page that Zensical is at, which it hands to extensions in a preprocessor."""
    for one in md.preprocessors:
        page = getattr(one, "page", None)
        if type(one).__name__ == "ContextPreprocessor" and page is not None:
            folder = posixpath.dirname(page.url) or "."
            base = posixpath.relpath(".", folder)
            theme = getattr(one, "config", {}).get("theme", {})
            return Page(
                page.path, "" if base == "." else f"{base}/", language=theme.get("language", "")
            )
    return None


class _Finder(Preprocessor):
    """Puts a placeholder in place of each directive."""

    def __init__(self, desk: _Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk

    def run(self, lines: list[str]) -> list[str]:
        return list(self._lines(lines))

    def _lines(self, lines: list[str]) -> Iterator[str]:
        position = 0
        starts = _starts(self._desk.page.text)
        for directive in find(lines):
            yield from lines[position : directive.start]
            position = directive.end
            in_file = starts.get(directive.source)
            moved = directive.moved_to(in_file.pop(0)) if in_file else directive
            if directive.end > directive.start:
                yield directive.indent + self._desk.keep(moved)
            else:
                self._desk.report(moved.problems, moved)
        yield from lines[position:]


def _starts(text: str) -> dict[str, list[int]]:
    """Return where the directives of a file begin, by their source."""
    starts: dict[str, list[int]] = {}
    for directive in find(text.splitlines()):
        starts.setdefault(directive.source, []).append(directive.start)
    return starts


class _Expander(BlockProcessor):
    """Expands placeholders: headings as elements, for the table of contents, the rest as HTML."""

    def __init__(self, parser: object, desk: _Desk) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self._desk = desk
        self._own_headings: set[ElementTree.Element] = set()

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002
        return _AT_LINE_START.search(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _AT_LINE_START.search(block)
        assert found is not None
        if before := block[: found.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        self._expand(parent, int(found[1]))
        if behind := block[found.end() :].lstrip("\n"):
            blocks.insert(0, behind)

    def _expand(self, parent: ElementTree.Element, number: int) -> None:
        published, options = self._desk.published(number)
        level = options.heading_level or self._level_of_last_heading() + 1
        language = _language_attributes(options.language, self._desk.page.language)
        for_script = {"data-labels": json.dumps(published.labels), "data-level": str(level)}
        attributes = {"class": _LIST_CLASS, **language, **for_script}
        wrapper = ElementTree.SubElement(parent, "div", attributes)
        if published.bar:
            ElementTree.SubElement(wrapper, "p").text = self._stash(published.bar)
        for anchor in sorted(published.anchors):
            ElementTree.SubElement(wrapper, _OCCUPANT, {"id": anchor})
        groups = [wrapper]
        for section in published.sections:
            del groups[max(section.depth, 1) :]
            if section.title:
                tag = f"h{min(level + section.depth - 1, 6)}"
                self._add_heading(section, tag, groups)
            if section.html:
                ElementTree.SubElement(groups[-1], "p").text = self._stash(section.html)

    def _add_heading(self, section: Section, tag: str, groups: list[ElementTree.Element]) -> None:
        """Put a heading where it belongs; if its group folds, what follows it goes in there."""
        place = groups[-1]
        if section.fold:
            is_open = {"open": "open"} if section.fold == "open" else {}
            group = ElementTree.SubElement(place, "details", {"class": _GROUP_CLASS, **is_open})
            groups.append(group)
            place = ElementTree.SubElement(group, "summary")
        title = escape(section.title)
        if not section.is_listed:
            html = f'<{tag} id="{escape(section.anchor)}">{title}</{tag}>'
            ElementTree.SubElement(place, "p").text = self._stash(html)
            return
        heading = ElementTree.SubElement(place, tag, {"id": section.anchor})
        # Stashed, since Markdown and attribute lists would be read in a title.
        heading.text = self._stash(title)
        self._own_headings.add(heading)

    def _stash(self, html: str) -> str:
        return self._desk.md.htmlStash.store(html)

    def _level_of_last_heading(self) -> int:
        """Return the level of the last heading that is the page's own; 1 if it has none."""
        level = 1
        for element in self.parser.root.iter():
            is_heading = isinstance(element.tag, str) and _HEADING.fullmatch(element.tag)
            if is_heading and element not in self._own_headings:
                level = int(element.tag[1])
        return level


def _language_attributes(asked: str, of_page: str) -> dict[str, str]:
    """Return what tells browsers the language of a list, where it is not the page's.

    Not every theme knows that a language is written from the right.
    """
    words = Labels(asked)
    if asked and words.tag.lower() != of_page.replace("_", "-").lower():
        return {"lang": words.tag, "dir": words.direction}
    return {"dir": "rtl"} if Labels(of_page).direction == "rtl" else {}


class _Tidier(Treeprocessor):
    """Takes away what was there for the table of contents, and what that put where none may be.

    The first are the elements that kept the ids of stashed HTML from the page's own headings, the
    second links in the summaries of folds, which are controls themselves.
    """

    def run(self, root: ElementTree.Element) -> None:
        for wrapper in root.iter("div"):
            for occupant in wrapper.findall(_OCCUPANT):
                wrapper.remove(occupant)
        for heading in root.iterfind(f".//details[@class='{_GROUP_CLASS}']/summary/*"):
            title = next(heading.itertext())
            del heading[:]
            heading.text = title


class _Restorer(Postprocessor):
    """Turns the placeholders that were not expanded, in code samples, back into their source."""

    def __init__(self, desk: _Desk) -> None:
        super().__init__(desk.md)
        self._desk = desk

    def run(self, text: str) -> str:
        self._desk.speak()
        return _PLACEHOLDER.sub(lambda found: escape(self._desk.source(int(found[1]))), text)
