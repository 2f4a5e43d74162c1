"""What cites in the CSL styles of a site, in lists and in texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from mkdocs_pubs.errors import StyleError
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import LABEL, NUMERIC, Citing, CitingText, Library, Said
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.csl_writing.answers import Pandoc
from mkdocs_pubs.publisher.csl_writing.citations import CslCitations, alike, named
from mkdocs_pubs.publisher.csl_writing.references import CslReferences, manner_of
from mkdocs_pubs.publisher.csl_writing.styles import CslStyles
from mkdocs_pubs.publisher.kept import KeptTexts


class CslWriter:
    """Cites in the CSL `styles` of a site, as pandoc applies them.

    `root` is the folder that paths are relative to; `answers` are pandoc's of former builds.
    """

    def __init__(self, root: Path, options: Options, answers: KeptTexts | None) -> None:
        self._pandoc = Pandoc(answers)
        outside = options.allow_outside
        self.styles = CslStyles(root, self._pandoc, options.csl_styles, allow_outside=outside)
        self._citations = CslCitations(self._pandoc)

    def references(self, style: str, library: Library, words: Labels, base: str) -> CslReferences:
        """Return what cites a library in a style.

        Raises:
            StyleError: if the style cannot be used.
        """
        every = (*library.publications, *library.unlisted)
        formatted = self.styles.formatted(style, every, words)
        link = partial(safe_url, base=base)
        return CslReferences(style, self.styles.style(style), formatted, link)

    def said(
        self,
        options: Options,
        library: Library,
        text: CitingText,
        citing: Citing,
        base: str,
    ) -> tuple[Mapping[int, Said], str]:
        """Return what a text says in the list's style, by places, and what went wrong.

        That is nothing where it is to cite in another manner.
        """
        if not self._pandoc.is_there:
            return {}, ""
        try:
            style = self.styles.style(options.style)
        except StyleError:
            # The list says so.
            return {}, ""
        mode = citing.manner.mode
        if mode == LABEL or mode != manner_of(style).mode:
            return {}, ""
        is_numbered = mode == NUMERIC
        beside = citing.publications if is_numbered else alike(text.works.values(), library)
        link = partial(safe_url, base=base)
        said, problem = self._citations.said(
            style, options.words, text, beside, link, is_numbered=is_numbered
        )
        return named(said, text, citing), problem
