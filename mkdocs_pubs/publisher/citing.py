"""What a page cites: keys to works, and works to what the text calls them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from markupsafe import Markup

from mkdocs_pubs.citation import Citer, years
from mkdocs_pubs.edition import ReferenceList
from mkdocs_pubs.in_text import handles, short_title
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import (
    AUTHOR_YEAR,
    FOOTNOTE,
    LABEL,
    Backlink,
    Citation,
    Citing,
    Library,
    Manner,
    Origin,
    Publication,
)
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection import group, ordered

_LABELS = "alpha"
"""The style whose labels stand for those of a style that has none."""


class Catalogue:
    """The works of a library by all of their keys; the first that has a key counts.

    What is kept off lists can be cited. Keys are compared in Unicode's composed form, since nobody
    can tell its forms apart.
    """

    def __init__(self, library: Library) -> None:
        works = (*library.publications, *library.unlisted)
        aliases = {_composed(key): one for one in reversed(works) for key in one.entry.aliases}
        self._works = {**aliases, **{_composed(one.key): one for one in reversed(works)}}
        self._by_origin = {one.origin: one for one in reversed(works)}
        self.publications = library.publications

    def __contains__(self, key: str) -> bool:
        return _composed(key) in self._works

    def __getitem__(self, key: str) -> Publication:
        return self._works[_composed(key)]

    def of(self, origins: Iterable[Origin]) -> Iterator[Publication]:
        """Yield those works of the library that are meant; it may lack some."""
        return (self._by_origin[one] for one in origins if one in self._by_origin)

    def nearest(self, key: str) -> str:
        """Return the key that was perhaps meant, or nothing."""
        folded = {one.casefold(): one for one in self._works}
        close = get_close_matches(_composed(key).casefold(), list(folded), n=1)
        return folded[close[0]] if close else ""


def _composed(key: str) -> str:
    return unicodedata.normalize("NFC", key)


def citing(
    cited: Iterable[Publication],
    places: Mapping[str, tuple[Backlink, ...]],
    options: Options,
    references: ReferenceList,
) -> Citing:
    """Return what is cited, in the order of a list with these options."""
    manner = _manner(options, references.manner)
    arranged = ordered(tuple(cited), options.sort_by, references.ranks)
    in_order = group(arranged, options.group_by, options).all_members()
    said = handles(
        in_order,
        references.distinctions(in_order),
        [years(one.date, options.words) for one in in_order],
        manner,
        options.words,
    )
    labels = _labels(in_order, references, options.words) if manner.mode == LABEL else None
    found = {
        one.anchor: replace(handle, number=number, label=labels[number - 1] if labels else "")
        for number, (one, handle) in enumerate(zip(in_order, said, strict=True), 1)
    }
    if manner.mode == FOOTNOTE:
        citations, _ = references.citations(in_order)
        for one, citation in zip(in_order, citations, strict=True):
            handle = found[one.anchor]
            reference = _in_one_run(citation)
            found[one.anchor] = replace(handle, title=short_title(one), reference=reference)
    return Citing(in_order, found, manner, places)


def _in_one_run(citation: Citation) -> Markup:
    """Return a citation as one run of text, people first, where the style has lines."""
    if citation.title is None:
        return citation.text
    parts = (Markup(", ").join(citation.authors), citation.title, citation.venue)
    run = Markup()
    for part in filter(None, parts):
        stop = " " if run.striptags()[-1:] in ".?!" else ". "
        run = run + stop + part if run else part
    return run


def _manner(options: Options, manner: Manner) -> Manner:
    """Return the manner of the style, or what stands for it in another mode."""
    mode = options.citation_mode
    if mode in ("auto", manner.mode):
        return manner
    return Manner(mode, ("(", ")")) if mode == AUTHOR_YEAR else Manner(mode)


def _labels(
    publications: Sequence[Publication], references: ReferenceList, words: Labels
) -> list[str]:
    citations, _ = references.citations(publications)
    labels = [one.label.striptags() for one in citations]
    if all(labels):
        return labels
    return [one.striptags() for one in Citer(_LABELS, safe_url, words).labels(publications)]
