"""Where the lists of one `md` are made."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import ETX, STX

from mkdocs_pubs.diagnostics import Diagnostic, Location, Severity
from mkdocs_pubs.directive import Directive
from mkdocs_pubs.extension.pages import Page, PageLists, page_of_zensical
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import Options, Problem, read_options
from mkdocs_pubs.publisher import Publisher

PLACEHOLDER = f"{STX}pubs:(\\d+){ETX}"
"""The pattern of what stands for a directive until it is expanded."""

_LOG = logging.getLogger("mkdocs_pubs")


class Desk(Extension):
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
            self._lists = PageLists(page_of_zensical(self.md) or Page())

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
