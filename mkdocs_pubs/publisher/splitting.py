"""Lists split into pages: which parts there are, and the one that a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_pubs.models import Group, Part, Publication, Split


def parts(whole: Group[Publication]) -> Iterator[Part]:
    """Yield the parts that a list has if each of its groups is one; no page has them yet."""
    before = 0
    for group in whole.groups:
        members = group.all_members()
        ids = {one.key: one.anchor for one in members}
        yield Part(group.title, group.slug, len(members), before, ids)
        before += len(members)


def shown_part(whole: Group[Publication], split: Split | None) -> Group[Publication]:
    """Return what a page shows of a list."""
    if split is None:
        return whole
    groups = tuple(group for group in whole.groups if group.slug == split.part.slug)
    return Group(whole.title, whole.slug, groups=groups)
