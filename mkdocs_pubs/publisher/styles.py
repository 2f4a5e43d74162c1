"""The citation styles of a site by name, whoever applies them, and what was cited in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_pubs.citation import Citer, is_style, rivals
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.edition import ReferenceList
from mkdocs_pubs.errors import StyleError, do_all
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Library
from mkdocs_pubs.options import Options
from mkdocs_pubs.own_styles import own_style
from mkdocs_pubs.publisher.files import Source
from mkdocs_pubs.publisher.kept import KeptTexts
from mkdocs_pubs.publisher.references import References

if TYPE_CHECKING:
    from mkdocs_pubs.publisher.csl_writing import CslWriter

_OWN_STYLE = Options().style
"""The style that is always there."""


class Styles:
    """Cites in the styles of a site, whose `options` name the style for where one fails.

    `root` is the folder that paths are relative to; `pandoc` is what that answered before.
    """

    def __init__(self, root: Path, options: Options, pandoc: KeptTexts | None) -> None:
        self._root = root
        self._options = options
        self._pandoc = pandoc
        self._rivals: dict[str, tuple[str, ...]] = {}
        self._installed: dict[str, bool] = {}
        self._references: dict[tuple[str, str, Labels, bool], References] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders that styles were read from, for watching."""
        return self._csl.styles.sources if "_csl" in vars(self) else ()

    @cached_property
    def _csl(self) -> CslWriter:
        """What cites in CSL styles, which is loaded if there may be one."""
        from mkdocs_pubs.publisher.csl_writing import CslWriter

        return CslWriter(self._root, self._options, self._pandoc)

    def check(self) -> None:
        """Check the styles that the site's options name.

        Raises:
            PubsError: if some cannot be used; what is wrong with all of them.
        """
        shown = self._options.style
        copied = [one for one in dict.fromkeys(self._options.cite_styles) if one != shown]
        do_all(
            partial(self._check, shown, with_marks=True),
            *(partial(self._check, one, with_marks=False) for one in copied),
        )

    def chosen(
        self, options: Options, library: Library, base: str, asked_at: Location
    ) -> tuple[ReferenceList, tuple[Diagnostic, ...]]:
        """Return what cites in the list's style, else in the site's, else in ours.

        `base` leads from the page to the site's root.
        """
        *styles, last = dict.fromkeys((options.style, self._options.style, _OWN_STYLE))
        problems: list[Diagnostic] = []
        for style, instead in pairwise((*styles, last)):
            try:
                found = self._reference_list(style, options, library, base)
                return found, (*problems, *self._rivalry(style, asked_at))
            except StyleError as error:
                message = f"{error}; used '{instead}'"
                problems.append(Diagnostic(asked_at, message, Code.UNKNOWN_STYLE))
        return self._reference_list(last, options, library, base), tuple(problems)

    def _rivalry(self, style: str, asked_at: Location) -> Iterator[Diagnostic]:
        """Say that a package has a style of the same name as ours."""
        # To look through what is installed takes longer than to cite, and each page would do it;
        # nor does anybody mean another's style who names none.
        if style == _OWN_STYLE:
            return
        if style not in self._rivals:
            self._rivals[style] = rivals(style)
        if others := self._rivals[style]:
            names = " or ".join(f"'{other}'" for other in others)
            message = f"the style '{style}' is ours; style: {names} in mkdocs.yml is another's"
            yield Diagnostic(asked_at, message, Code.RIVAL_STYLE)

    def copied(
        self, options: Options, library: Library, base: str, asked_at: Location
    ) -> tuple[dict[str, ReferenceList], tuple[Diagnostic, ...]]:
        """Return what cites in each of the list's styles for copying, without marks of people."""
        found: dict[str, ReferenceList] = {}
        problems: list[Diagnostic] = []
        for style in options.cite_styles:
            try:
                found[style] = self._reference_list(style, options, library, base, with_marks=False)
            except StyleError as error:
                message = f"{error}; left it out"
                problems.append(Diagnostic(asked_at, message, Code.UNKNOWN_STYLE))
        return found, tuple(problems)

    def csl_writer(self, style: str) -> CslWriter | None:
        """Return what writes citations in a style; those of others depend on the works alone."""
        return self._csl if self._is_csl(style) else None

    def _check(self, style: str, *, with_marks: bool) -> None:
        if self._is_csl(style):
            self._csl.styles.check(style)
        else:
            self._pybtex_references(style, self._options.words, "", with_marks)

    def _is_csl(self, style: str) -> bool:
        """Say whether pandoc is to apply a style; a pybtex style of the same name comes first."""
        if own_style(style) or not self._csl.styles.knows(style):
            return False
        if style not in self._installed:
            self._installed[style] = is_style(style)
        return not self._installed[style]

    def _reference_list(
        self,
        style: str,
        options: Options,
        library: Library,
        base: str,
        *,
        with_marks: bool = True,
    ) -> ReferenceList:
        if self._is_csl(style):
            return self._csl.references(style, library, options.words, base)
        return self._pybtex_references(style, options.words, base, with_marks)

    def _pybtex_references(
        self, style: str, words: Labels, base: str, with_marks: bool
    ) -> References:
        wanted = (style, base, words, with_marks)
        if wanted not in self._references:
            citer = Citer(style, partial(safe_url, base=base), words, with_marks=with_marks)
            self._references[wanted] = References(citer)
        return self._references[wanted]
