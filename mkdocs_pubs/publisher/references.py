"""The citations of one style, made once for each publication as long as it stays the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from mkdocs_pubs.citation import Citer, Told
from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.models import Citation, Manner, Publication


class References:
    """Citations of publications that are remembered, so that a change costs what it changes."""

    def __init__(self, citer: Citer) -> None:
        self._citer = citer
        self._made: dict[Hashable, tuple[Publication, tuple[Citation, str]]] = {}

    @property
    def manner(self) -> Manner:
        """How the style cites within a text."""
        return self._citer.manner

    def distinctions(self, publications: Sequence[Publication]) -> Sequence[Mapping[str, str]]:
        """Return what tells each publication of a list from those that look alike in a text."""
        return list(map(dict, self._citer.distinctions(publications)))

    def citations(
        self, publications: Sequence[Publication]
    ) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
        """Return the citations of a list, with the style's labels, and what was wrong."""
        told = self._citer.told_apart(publications)
        made = self._cited(publications, told)
        problems = (
            Diagnostic(publication.location, problem, Code.STYLE_FALLBACK)
            for publication, (_, problem) in zip(publications, made, strict=True)
            if problem
        )
        citations = [citation for citation, _ in made]
        return tuple(_labelled(citations, self._citer.labels(publications))), tuple(problems)

    def ranks(self, publications: Sequence[Publication]) -> Sequence[int]:
        """Return the place of each publication in the style's own order."""
        return self._citer.ranks(publications)

    def _cited(
        self, publications: Sequence[Publication], told: Sequence[Told]
    ) -> Sequence[tuple[Citation, str]]:
        """Return what was made of each publication, now or before."""
        wanted = [
            (one.anchor, distinction)
            for one, (distinction, _) in zip(publications, told, strict=True)
        ]
        found = {
            at: known
            for at, publication in enumerate(publications)
            if (known := self._known(wanted[at], publication))
        }
        new = [at for at in range(len(publications)) if at not in found]
        made = self._citer.cite_all([publications[at] for at in new], [told[at] for at in new])
        for at, citation in zip(new, made, strict=True):
            found[at] = citation
            self._made[wanted[at]] = publications[at], citation
        return [found[at] for at in range(len(publications))]

    def _known(self, wanted: Hashable, publication: Publication) -> tuple[Citation, str] | None:
        former, citation = self._made.get(wanted, (None, None))
        is_known = former is not None and _says_the_same(former, publication)
        return citation if is_known else None


def _says_the_same(one: Publication, other: Publication) -> bool:
    return one is other or one.content == other.content


def _labelled(citations: Sequence[Citation], labels: Sequence[Markup]) -> Iterator[Citation]:
    if not labels:
        yield from citations
    for citation, label in zip(citations, labels, strict=False):
        yield replace(citation, label=label)
