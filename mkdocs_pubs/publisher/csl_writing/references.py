"""The citations of one CSL style, as pandoc made them for a whole bibliography."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mkdocs_pubs.csl.authors import cut_at_people
from mkdocs_pubs.csl.styles import CslStyle
from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.latex import SafeUrl, from_pybtex, text_to_html
from mkdocs_pubs.models import AUTHOR_YEAR, FOOTNOTE, LABEL, Citation, Manner, Publication
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher.csl_writing.styles import Formatted

_NUMBER = regex(r"\W*\d+\W*")
"""A label that only counts; the option ``numbering`` does that."""
_MANNERS = {
    "author": Manner(AUTHOR_YEAR, ("(", ")"), dated=False),
    "author-date": Manner(AUTHOR_YEAR, ("(", ")")),
    "label": Manner(LABEL),
    "note": Manner(FOOTNOTE),
}


def manner_of(style: CslStyle) -> Manner:
    """Return how a style cites within a text."""
    return _MANNERS.get(style.cites, Manner())


class CslReferences:
    """Citations of a `style` called `name`, from what it `formatted`."""

    def __init__(self, name: str, style: CslStyle, formatted: Formatted, safe_url: SafeUrl) -> None:
        self._name = name
        self._style = style
        self._formatted = formatted
        self._safe_url = safe_url

    def citations(
        self, publications: Sequence[Publication]
    ) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
        """Return the citations of a list, with the style's labels, and what was wrong."""
        problems = (
            Diagnostic(
                one.location,
                f"style '{self._name}' writes nothing of '{one.key}'; cited it by its key",
                Code.STYLE_FALLBACK,
            )
            for one in publications
            if not self._is_cited(one)
        )
        return tuple(map(self._citation, publications)), tuple(problems)

    def ranks(self, publications: Sequence[Publication]) -> Sequence[int]:
        """Return the place of each publication in the style's own order."""
        if not self._style.is_sorted:
            return range(len(publications))
        places = {content: place for place, content in enumerate(self._formatted)}
        return [places.get(one.content, len(places)) for one in publications]

    @property
    def manner(self) -> Manner:
        """How the style cites within a text."""
        return manner_of(self._style)

    def distinctions(self, publications: Sequence[Publication]) -> Sequence[Mapping[str, str]]:
        """Return the letter behind the year, as the style wrote it."""
        return [self._letter(one) for one in publications]

    def _letter(self, publication: Publication) -> Mapping[str, str]:
        reference = self._formatted.get(publication.content)
        year = publication.date.year
        if reference is None or year is None:
            return {}
        found = re.search(rf"(?<!\d){year}([a-z]{{1,2}})(?!\w)", reference.text)
        return {"year-suffix": found[1]} if found else {}

    def _is_cited(self, publication: Publication) -> bool:
        reference = self._formatted.get(publication.content)
        return reference is not None and bool(reference.text)

    def _citation(self, publication: Publication) -> Citation:
        if not self._is_cited(publication):
            return Citation((text_to_html(publication.key),))
        reference = self._formatted[publication.content]
        text, label = (
            from_pybtex(part, self._safe_url) for part in (reference.text, reference.label)
        )
        around, authors = cut_at_people(text, publication.byline.people)
        return Citation(around, authors=authors, label=text_to_html(_label(label.striptags())))


def _label(written: str) -> str:
    """Return a label without its brackets, or nothing where it only counts."""
    return "" if _NUMBER.fullmatch(written) else written.removeprefix("[").removesuffix("]")
