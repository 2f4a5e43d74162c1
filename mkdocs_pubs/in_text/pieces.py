"""Mentions → the pieces of a citation in the text, in a style's manner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from mkdocs_pubs.models import (
    AUTHOR_YEAR,
    FOOTNOTE,
    LABEL,
    NUMERIC,
    Handle,
    Manner,
    Mention,
    Mentioned,
    Piece,
)


def pieces(mention: Mention, calls: Mapping[str, Handle], manner: Manner) -> tuple[Piece, ...]:
    """Return a citation in its pieces; a work that `calls` has no name for is not known."""
    works = [(place, one) for place, one in enumerate(mention.works) if not one.is_silent]
    if not works:
        return ()
    if mention.is_narrative and works[0][1].key in calls:
        return tuple(_narrative(works, calls, manner))
    if all(one.key not in calls for _, one in works):
        return (Piece("["), *_joined(works, calls, manner), Piece("]"))
    opening, closing = manner.brackets
    found = (Piece(opening), *_listed(works, calls, manner), Piece(closing))
    return tuple(replace(one, is_raised=manner.raised) for one in found)


_Works = Sequence[tuple[int, Mentioned]]


def _narrative(works: _Works, calls: Mapping[str, Handle], manner: Manner) -> Iterator[Piece]:
    place, first = works[0]
    handle = calls[first.key]
    opening, closing = manner.brackets
    if manner.mode != AUTHOR_YEAR:
        yield Piece(f"{handle.narrated}{'' if manner.raised else ' '}")
        for one in (Piece(opening), *_joined(works, calls, manner), Piece(closing)):
            yield replace(one, is_raised=manner.raised)
        return
    if len(works) == 1 and not first.after:
        year = f" {opening}{handle.year}{closing}" if handle.year else ""
        yield Piece(f"{handle.narrated}{year}", first.key)
        return
    yield Piece(handle.narrated, first.key)
    yield Piece(f" {opening}")
    if handle.year:
        yield Piece(handle.year, first.key)
    if first.after:
        begins = not handle.year
        pages = manner.before_pages
        yield Piece(affix=(place, "after"), before_pages=pages, begins=begins)
    if works[1:]:
        yield Piece("; ")
        yield from _joined(works[1:], calls, manner)
    yield Piece(closing)


def _listed(works: _Works, calls: Mapping[str, Handle], manner: Manner) -> Iterator[Piece]:
    """Yield the works of a bracket; bare numbers are sorted, and neighbours among them joined."""
    is_plain = all(one.key in calls and not one.before and not one.after for _, one in works)
    if manner.mode == AUTHOR_YEAR:
        works = _in_order(works, calls, manner)
    if manner.mode != NUMERIC or not is_plain:
        yield from _joined(works, calls, manner)
        return
    keys = {calls[one.key].number: one.key for _, one in works}
    comma = "," if manner.raised else ", "
    for place, run in enumerate(_runs(sorted(keys))):
        dash = "–" if len(run) > 2 else comma
        ends = (run[0], run[-1]) if len(run) > 1 else run
        yield from [Piece(comma)] if place else []
        for nth, number in enumerate(ends):
            yield from [Piece(dash)] if nth else []
            yield Piece(str(number), keys[number])


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield neighbours among numbers that are sorted."""
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        yield tuple(number for _, number in run)


def _joined(works: _Works, calls: Mapping[str, Handle], manner: Manner) -> Iterator[Piece]:
    """Yield works in their order, each with what is said before and behind it.

    People are named once for all of their works that stand beside each other.
    """
    has_affixes = any(one.before or one.after for _, one in works)
    is_short = manner.mode != AUTHOR_YEAR and not has_affixes
    former: Handle | None = None
    for nth, (place, one) in enumerate(works):
        handle = calls.get(one.key)
        name = _name(one, handle, manner, None if one.before else former) if handle else ""
        is_further = bool(handle and former and name != _name(one, handle, manner, None))
        if nth:
            yield Piece(", " if is_short or is_further else "; ")
        if one.before:
            yield Piece(affix=(place, "before"))
        if handle:
            yield Piece(name, one.key)
        else:
            yield Piece(f"?{one.key}", is_unknown=True)
        if one.after:
            yield Piece(affix=(place, "after"), before_pages=manner.before_pages)
        former = None if one.after or one.names_nobody else handle


def _in_order(works: _Works, calls: Mapping[str, Handle], manner: Manner) -> _Works:
    """Return works as a style has them in a bracket, those by the same people together."""
    if any(one.before or one.after or one.key not in calls for _, one in works):
        return works
    handles = [calls[one.key] for _, one in works]
    if manner.order:
        by_year = manner.order == "year"
        ranks = {one.number: (one.year if by_year else "", one.number) for one in handles}
    else:
        ranks = {one.number: ("", nth) for nth, one in enumerate(handles)}
    first: dict[str, tuple[str, int]] = {}
    for one in handles:
        first[one.people] = min(ranks[one.number], first.get(one.people, ranks[one.number]))

    def rank(work: tuple[int, Mentioned]) -> tuple[tuple[str, int], tuple[str, int]]:
        handle = calls[work[1].key]
        return first[handle.people], ranks[handle.number]

    return sorted(works, key=rank)


def _name(work: Mentioned, handle: Handle, manner: Manner, former: Handle | None) -> str:
    """Return what a work is called, which is its year alone behind one by the same people."""
    if manner.mode in (NUMERIC, FOOTNOTE):
        return str(handle.number)
    if manner.mode == LABEL:
        return handle.label
    if former and manner.dated and handle.year and former.people == handle.people:
        is_like = former.year[:-1] == handle.year[:-1] and former.year[-1:].isalpha()
        return handle.year[-1] if manner.letters_alone and is_like else handle.year
    people = "" if work.names_nobody and handle.year else handle.people
    between = manner.before_year if people and handle.year else ""
    return f"{people}{between}{handle.year}"
