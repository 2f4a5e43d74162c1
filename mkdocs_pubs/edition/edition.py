"""One list on its way to a page: groups of publications into sections of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from markupsafe import Markup

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition.describing import Describer
from mkdocs_pubs.edition.items import ItemMaker
from mkdocs_pubs.edition.layouts import Layout, layout_of
from mkdocs_pubs.edition.numbering import as_cited, numbers_of
from mkdocs_pubs.latex import without_maths
from mkdocs_pubs.models import (
    Address,
    Bar,
    Citation,
    Cited,
    Citing,
    Group,
    Item,
    Link,
    Manner,
    Origin,
    Part,
    Publication,
    Published,
    Related,
    Relation,
    Section,
    Split,
)
from mkdocs_pubs.rendering import Renderer

_HEADING = "pubs"
_SAID_BY_SCRIPT = ("copied", "copy", "none", "results")


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


class Edition:
    """Prints one list, with the options of its `maker` of items.

    `problems` holds what was found to be wrong while it was printed.
    """

    def __init__(
        self,
        references: ReferenceList,
        renderer: Renderer,
        copied: Mapping[str, ReferenceList],
        maker: ItemMaker,
        related: Mapping[str, Sequence[Related]],
        taken: Collection[str],
        citing: Citing | None = None,
    ) -> None:
        self.problems: list[Diagnostic] = []
        self._options = maker.options
        self._references = references
        self._copied = copied
        self._renderer = renderer
        self._maker = maker
        self._related = related
        self._citing = citing
        self._ids: dict[Origin, str] = {}
        self._all_anchors = Anchors(taken)
        self._anchors: set[str] = set()
        self._describer = Describer(())

    def published(
        self,
        whole: Group[Publication],
        bar: Bar | None,
        downloads: Sequence[Link] = (),
        of_each: Mapping[str, tuple[Link, ...]] | None = None,
        split: Split | None = None,
        address: Address | None = None,
    ) -> Published:
        """Print a list that leads to its files, and those `of_each` publication by their anchors.

        With a `split`, `whole` is the part that is shown, and the list leads to the others. Where
        the page has an `address`, a large list puts panels into files beside it.
        No id on it is one that was taken, case ignored.
        """
        members = whole.all_members()
        items = self.items(members, split)
        if of_each:
            items = (
                replace(item, links=(*item.links, *of_each.get(member.anchor, ())))
                for item, member in zip(items, members, strict=True)
            )
        side = self._maker.side(members)
        layout = layout_of(len(members), side, self._options, self._renderer, address)
        sections = tuple(self._sections(whole, items, layout))
        if self._options.chart and not (split and split.shown):
            sections = (*self._chart(whole, sections, split), *sections)
        if split:
            sections = (*sections, self._parts(split))
        words = self._options.words
        bar_html = Markup() if bar is None else layout.bar_html(bar, downloads)
        has_bar = bar is not None
        line = self._renderer.downloads_html(downloads, words, has_bar=has_bar)
        said = {key: words(key, n="{n}", total="{total}") for key in _SAID_BY_SCRIPT}
        anchors = frozenset(self._anchors)
        nodes = ",".join(self._describer.nodes)
        files = layout.files(bar)
        return Published(sections, bar_html, said, anchors, self._ids, files, line, nodes)

    def items(self, members: Sequence[Publication], split: Split | None = None) -> Iterator[Item]:
        """Return the publications of a list as a page shows them, each made when it is asked for.

        So one can be printed while it is at hand, and those of a large list never fill the memory.
        """
        citations, problems = self._references.citations(members)
        self.problems.extend(problems)
        if self._citing is None:
            numbers = numbers_of(citations, self._options.numbering, split)
        else:
            numbers, citations = as_cited(self._citing, members, citations)
        self._describer = Describer(self._metadata(len(members)))
        return map(self._item, members, citations, numbers, self._cited(members))

    def _metadata(self, count: int) -> Sequence[str]:
        """Return the formats in which to describe the list; works cited are other people's."""
        if count > self._options.large_list:
            return ()
        formats = self._options.metadata
        return formats if self._citing is None else [one for one in formats if one != "json-ld"]

    def _parts(self, split: Split) -> Section:
        """Return what leads to the other parts; those of the list's own page have their headings.

        What was a heading before the list was split can still be linked to.
        """
        here = split.part
        ids = {
            one.slug: self._unlike_others(f"{_HEADING}-{one.slug}")
            for one in split.parts
            if split.shown == 0 and one is not here
        }
        base = self._maker.linker.base
        return Section(self._renderer.parts_html(split, ids, base, self._options.words))

    def _chart(
        self,
        whole: Group[Publication],
        sections: Sequence[Section],
        split: Split | None,
    ) -> Iterator[Section]:
        """Yield the chart of a list that has years; it leads to the headings that are years."""
        # Few lists have one.
        from mkdocs_pubs.chart import chart

        dates = (one.date for one in whole.distinct_members())
        counts = Counter(date.year for date in dates if date.year is not None)
        by_year = self._options.group_by[:1] == ("year",)
        headings = (one for one in sections if one.depth == 1)
        # The heading of a group may say more than its title.
        shown = zip(whole.groups, headings, strict=True) if by_year else ()
        anchors = {group.title: heading.anchor for group, heading in shown}
        if split and by_year:
            counts = Counter({int(one.title): one.count for one in split.parts if _is_year(one)})
            anchors = {one.title: f"{_HEADING}-{one.slug}" for one in split.parts}
        if counts:
            html = self._renderer.chart_html(chart(counts, anchors), self._options.words)
            yield Section(html)

    def _cited(self, members: Sequence[Publication]) -> Sequence[tuple[Cited, ...]]:
        """Return for each publication the citations that are to be copied."""
        columns = []
        for style, references in self._copied.items():
            citations, problems = references.citations(members)
            self.problems.extend(problems)
            columns.append([Cited(style, one.text) for one in citations])
        return list(zip(*columns, strict=True)) if columns else [()] * len(members)

    def _sections(
        self,
        part: Group[Publication],
        items: Iterator[Item],
        layout: Layout,
        slug: str = _HEADING,
        depth: int = 0,
    ) -> Iterator[Section]:
        """Yield a group's heading with its list, or its heading and then its groups."""
        anchor = self._unlike_others(slug) if depth else ""
        title = self._title(part)
        html = layout.group_html(islice(items, len(part.members)), title, anchor)
        if part.members or part.title:
            yield Section(
                html,
                title,
                anchor,
                depth,
                self._fold(depth),
                self._options.headings_in_toc,
            )
        for inner in part.groups:
            yield from self._sections(inner, items, layout, f"{slug}-{inner.slug}", depth + 1)

    def _title(self, part: Group[Publication]) -> str:
        count = f" ({len(part.all_members())})" if self._options.show_counts else ""
        return f"{without_maths(part.title)}{count}" if part.title else ""

    def _fold(self, depth: int) -> str:
        """Return how the groups of a depth are at first; opening one shows all that is in it."""
        at_first = self._options.collapsible
        if depth == 0 or at_first == "none":
            return ""
        return at_first if depth == 1 else "open"

    def _item(
        self,
        publication: Publication,
        citation: Citation,
        number: int,
        cited: tuple[Cited, ...],
    ) -> Item:
        anchor = self._unlike_others(publication.anchor)
        self._ids.setdefault(publication.origin, anchor)
        coins = self._describer.coins_of(publication, anchor, self._maker.page_of(publication))
        item, problems = self._maker.item(publication, citation, anchor, number, cited, coins)
        self.problems.extend(problems)
        if self._citing:
            item = replace(item, mentions=self._citing.places.get(publication.anchor, ()))
        related = self._related.get(publication.anchor, ())
        if related:
            joined = [one.publication for one in related if one.joined]
            bibtex = self._maker.bibtex([publication, *joined]) if joined else item.bibtex
            relations = tuple(self._relation(one, citation) for one in related)
            item = replace(item, relations=relations, bibtex=bibtex)
        return item

    def _relation(self, related: Related, main: Citation) -> Relation:
        work = related.publication
        (citation,), problems = self._references.citations([work])
        self.problems.extend(problems)
        anchor = self._unlike_others(work.anchor) if related.joined else ""
        if anchor:
            self._ids.setdefault(work.origin, anchor)
        return self._maker.relation(related, citation, main, anchor)

    def _unlike_others(self, wanted: str) -> str:
        anchor = self._all_anchors.unlike(wanted)
        self._anchors.add(anchor)
        return anchor


def _is_year(part: Part) -> bool:
    return part.title.isdecimal()
