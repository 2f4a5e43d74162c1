"""What the pages of a site cite and list, held against its bibliographies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_pubs.cli.site import Site
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, Severity, quoted
from mkdocs_pubs.directive import REFERENCES, find
from mkdocs_pubs.mentions import EVERY
from mkdocs_pubs.models import Publication
from mkdocs_pubs.options import for_references, read_options
from mkdocs_pubs.passages import Passage, cited, cites, misread, passages, silently_cited
from mkdocs_pubs.publisher import Publisher, content

if TYPE_CHECKING:
    from mkdocs_pubs.publisher import Catalogue

_MOST_HINTS = 20
"""To look for a key that is like another takes time in a large bibliography."""
_MOST_UNCITED = 3
"""A site lists many works that its text does not cite."""
_KIN = ("crossref", "xdata", "related", "entryset")
"""The fields by which an entry makes use of others."""


class Survey:
    """Reads the pages of a site one by one, and keeps what is cited."""

    def __init__(self, site: Site, publisher: Publisher) -> None:
        self._site = site
        self._publisher = publisher
        self._cited: set[tuple[Location, str]] = set()
        self._hints = 0

    def problems(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with each page; then the entries that none of them cites."""
        for path in self._site.pages:
            data, seen = content(path)
            shown = os.path.relpath(path, self._site.root)
            if isinstance(seen, str):
                message = f"cannot be read ({seen}); left it out"
                yield Diagnostic(Location(shown), message, Code.UNREADABLE_FILE)
            else:
                yield from self._of_page(shown, data.decode("utf-8-sig", "replace"))
        if self._site.options.citations:
            yield from self._uncited()

    def _of_page(self, path: str, text: str) -> Iterator[Diagnostic]:
        read = list(passages(path, text))
        for part in read:
            yield from self._of_blocks(path, part)
        if not self._site.options.citations:
            return
        for problem, line in misread(path, text):
            yield Diagnostic(Location(path, line), f"{problem.message}; left it out", problem.code)
        if cites(path, text):
            yield from self._of_citations(path, text, read)

    def _of_blocks(self, path: str, part: Passage) -> Iterator[Diagnostic]:
        """Yield what is wrong with the options of the lists in a passage."""
        for block in find(part.lines):
            _, wrong = read_options(block.options, self._site.options, in_block=True)
            for one in block.diagnosed((*block.problems, *wrong), path):
                line = part.numbers[(one.location.line or 1) - 1]
                yield replace(one, location=Location(path, line))

    def _of_citations(self, path: str, text: str, read: Sequence[Passage]) -> Iterator[Diagnostic]:
        catalogue = self._catalogue(read)
        in_prose = self._site.options.narrative_citations
        found = [
            one for part in read for one in cited(part, lambda key: in_prose and key in catalogue)
        ]
        for one in (*silently_cited(path, text), *found):
            key = one.work.key
            if key == EVERY:
                self._cited.update(map(_identity, catalogue.publications))
            elif key in catalogue:
                self._cited.add(_identity(catalogue[key]))
            else:
                message = f"there is no publication {quoted(key)} to cite"
                hint = self._hint(key, catalogue)
                yield Diagnostic(Location(path, one.line), message + hint, Code.UNKNOWN_CITATION)

    def _catalogue(self, read: Sequence[Passage]) -> Catalogue:
        """Return the works that a page can cite, which its references block may say."""
        blocks = (one for part in read for one in find(part.lines) if one.name == REFERENCES)
        block = next(blocks, None)
        given = block.options if block else {}
        options, _ = read_options(given, for_references(self._site.options), in_block=True)
        return self._publisher.press.catalogue(options, self._site.place)[0]

    def _hint(self, key: str, catalogue: Catalogue) -> str:
        self._hints += 1
        nearest = catalogue.nearest(key) if self._hints <= _MOST_HINTS else ""
        return f"; did you mean {quoted(nearest)}?" if nearest else ""

    def _uncited(self) -> Iterator[Diagnostic]:
        """Yield the entries that no page cites; where that is no fault, many in one line."""
        found = self._useless()
        is_fault = self._site.options.severity_of(Code.UNCITED_ENTRY) is not Severity.INFO
        if is_fault or len(found) <= _MOST_UNCITED:
            told = [(one, quoted(one.key)) for one in found]
        else:
            keys = ", ".join(quoted(one.key) for one in found[:_MOST_UNCITED])
            others = f"{len(found) - _MOST_UNCITED} more (--fail uncited-entry names them)"
            told = [(found[0], f"{keys} and {others}")]
        for one, what in told:
            yield Diagnostic(one.location, f"no page cites {what}", Code.UNCITED_ENTRY)

    def _useless(self) -> Sequence[Publication]:
        """Return the entries that no page cites, bar those that other entries make use of."""
        works = self._catalogue(()).publications
        kin = {key for one in works for key in _kin(one)}
        return [one for one in works if _identity(one) not in self._cited and one.key not in kin]


def _identity(publication: Publication) -> tuple[Location, str]:
    """Return what an entry is known by in whatever bibliography it was read with."""
    return publication.location, publication.key


def _kin(publication: Publication) -> Iterator[str]:
    for name in _KIN:
        yield from map(str.strip, publication.entry.fields.get(name, "").split(","))
