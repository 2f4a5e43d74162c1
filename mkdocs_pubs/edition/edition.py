"""One list on its way to a page: groups of publications into sections of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition.layouts import Layout, layout_of
from mkdocs_pubs.edition.list_items import ListItems
from mkdocs_pubs.latex import without_maths
from mkdocs_pubs.models import (
    Address,
    Bar,
    Group,
    Item,
    Link,
    Part,
    Publication,
    Published,
    Section,
    Split,
)
from mkdocs_pubs.rendering import Renderer

_HEADING = "pubs"
_SAID_BY_SCRIPT = ("copied", "copy", "none", "results")


class Edition:
    """Prints one list of `items`, with the options of their maker."""

    def __init__(self, items: ListItems, renderer: Renderer) -> None:
        self._items = items
        self._options = items.maker.options
        self._renderer = renderer

    @property
    def problems(self) -> Sequence[Diagnostic]:
        """What was found to be wrong while it was printed."""
        return self._items.problems

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
        items = self._items.of(members, split)
        if of_each:
            items = (
                replace(item, links=(*item.links, *of_each.get(member.anchor, ())))
                for item, member in zip(items, members, strict=True)
            )
        side = self._items.maker.side(members)
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
        anchors = frozenset(self._items.anchors)
        nodes = ",".join(self._items.nodes)
        files = layout.files(bar)
        return Published(sections, bar_html, said, anchors, self._items.ids, files, line, nodes)

    def _parts(self, split: Split) -> Section:
        """Return what leads to the other parts; those of the list's own page have their headings.

        What was a heading before the list was split can still be linked to.
        """
        here = split.part
        ids = {
            one.slug: self._items.unlike_others(f"{_HEADING}-{one.slug}")
            for one in split.parts
            if split.shown == 0 and one is not here
        }
        base = self._items.maker.linker.base
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

    def _sections(
        self,
        part: Group[Publication],
        items: Iterator[Item],
        layout: Layout,
        slug: str = _HEADING,
        depth: int = 0,
    ) -> Iterator[Section]:
        """Yield a group's heading with its list, or its heading and then its groups."""
        anchor = self._items.unlike_others(slug) if depth else ""
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


def _is_year(part: Part) -> bool:
    return part.title.isdecimal()
