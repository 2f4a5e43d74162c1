"""The items of one list: its publications as cited, numbered, described and related there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition.describing import Describer
from mkdocs_pubs.edition.items import Ingredients, ItemMaker
from mkdocs_pubs.edition.numbering import as_cited, numbers_of
from mkdocs_pubs.models import (
    Citation,
    Cited,
    Citing,
    Item,
    Manner,
    Origin,
    Publication,
    Related,
    Relation,
    Split,
)


class ReferenceList(Protocol):
    """What cites publications, whoever writes the citations."""

    @property
    def manner(self) -> Manner:
        """How the style cites within a text."""

    def citations(
        self, publications: Sequence[Publication]
    ) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
        """Return the citations of a list, with the style's labels, and what was wrong."""

    def ranks(self, publications: Sequence[Publication]) -> Sequence[int]:
        """Return the place of each publication in the style's own order."""

    def distinctions(self, publications: Sequence[Publication]) -> Sequence[Mapping[str, str]]:
        """Return what tells each publication of a list from those that look alike in a text."""


class ListItems:
    """The items of one list, with the options of their `maker`; none has an id that is `taken`.

    `anchors` are the ids that the list has on its page so far, `ids` those of its works. `problems`
    holds what was found to be wrong while items were made.
    """

    def __init__(
        self,
        maker: ItemMaker,
        references: ReferenceList,
        copied: Mapping[str, ReferenceList],
        related: Mapping[str, Sequence[Related]],
        taken: Collection[str] = (),
        citing: Citing | None = None,
    ) -> None:
        self.maker = maker
        self.problems: list[Diagnostic] = []
        self.anchors: set[str] = set()
        self.ids: dict[Origin, str] = {}
        self._references = references
        self._copied = copied
        self._related = related
        self._citing = citing
        self._all_anchors = Anchors(taken)
        self._describer = Describer(())

    @property
    def nodes(self) -> Sequence[str]:
        """What describes the works to machines: nodes of JSON-LD, as JSON."""
        return self._describer.nodes

    def unlike_others(self, wanted: str) -> str:
        """Take an id for the list, and return it as it is unlike all others on the page."""
        anchor = self._all_anchors.unlike(wanted)
        self.anchors.add(anchor)
        return anchor

    def of(self, members: Sequence[Publication], split: Split | None = None) -> Iterator[Item]:
        """Return the publications of a list as a page shows them, each made when it is asked for.

        So one can be printed while it is at hand, and those of a large list never fill the memory.
        """
        citations, problems = self._references.citations(members)
        self.problems.extend(problems)
        if self._citing is None:
            numbers = numbers_of(citations, self.maker.options.numbering, split)
        else:
            numbers, citations = as_cited(self._citing, members, citations)
        self._describer = Describer(self._metadata(len(members)))
        ingredients = self.maker.ingredients(members, citations)
        return map(self._item, members, citations, numbers, self._cited(members), ingredients)

    def _metadata(self, count: int) -> Sequence[str]:
        """Return the formats in which to describe the list; works cited are other people's."""
        if count > self.maker.options.large_list:
            return ()
        formats = self.maker.options.metadata
        return formats if self._citing is None else [one for one in formats if one != "json-ld"]

    def _cited(self, members: Sequence[Publication]) -> Sequence[tuple[Cited, ...]]:
        """Return for each publication the citations that are to be copied."""
        columns = []
        for style, references in self._copied.items():
            citations, problems = references.citations(members)
            self.problems.extend(problems)
            columns.append([Cited(style, one.text) for one in citations])
        return list(zip(*columns, strict=True)) if columns else [()] * len(members)

    def _item(
        self,
        publication: Publication,
        citation: Citation,
        number: int,
        cited: tuple[Cited, ...],
        ingredients: Ingredients | None,
    ) -> Item:
        anchor = self.unlike_others(publication.anchor)
        self.ids.setdefault(publication.origin, anchor)
        coins = self._describer.coins_of(publication, anchor, self.maker.page_of(publication))
        item, problems = self.maker.item(
            publication, citation, anchor, number, cited, coins, ingredients
        )
        self.problems.extend(problems)
        if self._citing:
            item = replace(item, mentions=self._citing.places.get(publication.anchor, ()))
        related = self._related.get(publication.anchor, ())
        if related:
            joined = [one.publication for one in related if one.joined]
            bibtex = self.maker.bibtex([publication, *joined]) if joined else item.bibtex
            relations = tuple(self._relation(one, citation) for one in related)
            item = replace(item, relations=relations, bibtex=bibtex)
        return item

    def _relation(self, related: Related, main: Citation) -> Relation:
        work = related.publication
        (citation,), problems = self._references.citations([work])
        self.problems.extend(problems)
        anchor = self.unlike_others(work.anchor) if related.joined else ""
        if anchor:
            self.ids.setdefault(work.origin, anchor)
        return self.maker.relation(related, citation, main, anchor)
