"""The publications that the options choose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.models import Publication
from mkdocs_pubs.options import Options
from mkdocs_pubs.selection.values import is_selected

Condition = Callable[[Publication], bool]


def select(
    publications: Iterable[Publication], options: Options, *conditions: Condition
) -> tuple[Publication, ...]:
    """Return the publications that satisfy the options' filters and `conditions`, in order.

    The limit is not applied: it counts after sorting and grouping.
    """
    every = (*_conditions(options), *conditions)
    return tuple(one for one in publications if all(condition(one) for condition in every))


def _conditions(options: Options) -> Iterator[Condition]:
    if options.types:
        types = {kind.lower() for kind in options.types}
        yield lambda one: one.type in types or one.entry.type in types
    if options.years:
        yield lambda one: any(one.date.year in years for years in options.years)
    if options.keywords:
        wanted = _all_folded(options.keywords)
        yield lambda one: not wanted.isdisjoint(_all_folded(one.keywords))
    if options.keys:
        keys = set(options.keys)
        yield lambda one: one.key in keys or not keys.isdisjoint(one.entry.aliases)
    if options.selected is not None:
        yield lambda one: is_selected(one) is options.selected


def _all_folded(texts: Collection[str]) -> set[str]:
    return {base_letters(text) for text in texts}
