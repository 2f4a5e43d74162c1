"""Mentions → notes: the whole reference of a work at first, then its people and short title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from mkdocs_pubs.models import Handle, Mention, Mentioned, Piece, Said
from mkdocs_pubs.patterns import regex

_STOP = regex(r"\.(?P<tags>(?:</\w+>)*)$")
_ENDED = regex(r"[.!?…](?:[”’»\"')]|</\w+>)*$")


def noted(mentions: Iterable[Mention], calls: Mapping[str, Handle]) -> list[Said]:
    """Return what the citations of a page say, in the order in which it is read.

    What no work has the key of is marked in the text, if there is nothing else to say.
    """
    told: set[int] = set()
    return [_said(mention, calls, told) for mention in mentions]


def _said(mention: Mention, calls: Mapping[str, Handle], told: set[int]) -> Said:
    works = [(place, one) for place, one in enumerate(mention.works) if not one.is_silent]
    if all(one.key not in calls for _, one in works):
        unknown = [Piece(f"?{one.key}", is_unknown=True) for _, one in works]
        return Said((Piece("["), *unknown, Piece("]"))) if unknown else Said()
    first = calls.get(works[0][1].key)
    text = (Piece(first.narrated),) if mention.is_narrative and first else ()
    return Said(text, tuple(_note(works, calls, told, is_named=bool(text))))


def unstopped(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a note without the stop at their end, so that a sentence can go on."""
    *first, last = pieces
    cut = replace(last, text=_without_stop(last.text))
    return (*first, cut) if cut.text or cut.affix else tuple(first)


def _note(
    works: list[tuple[int, Mentioned]],
    calls: Mapping[str, Handle],
    told: set[int],
    *,
    is_named: bool,
) -> Iterator[Piece]:
    """Yield the pieces of a note; with `is_named`, the sentence names the people of its first work.

    A reference that is told in full needs no link to itself.
    """
    end = ""
    for nth, (place, one) in enumerate(works):
        if nth:
            yield Piece("; ")
        if one.before:
            yield Piece(affix=(place, "before"))
        if one.key in calls:
            names_nobody = one.names_nobody or (is_named and not nth)
            called = _called(calls[one.key], told, names_nobody=names_nobody)
            if one.after or nth + 1 < len(works):
                called = _without_stop(called)
            yield Piece(called, "" if isinstance(called, Markup) else one.key)
        else:
            called = f"?{one.key}"
            yield Piece(called, is_unknown=True)
        if one.after:
            yield Piece(affix=(place, "after"))
        end = one.after or called
    if not _ENDED.search(end.rstrip()) and not end.endswith("</a>"):
        yield Piece(".")


def _called(handle: Handle, told: set[int], *, names_nobody: bool) -> str:
    """Return a whole reference for a work of which nothing was told, else a short one."""
    if handle.number not in told:
        told.add(handle.number)
        return handle.reference
    is_by_title = names_nobody or handle.people == handle.title
    return handle.title if is_by_title else f"{handle.people}, {handle.title}"


def _without_stop(text: str) -> str:
    """Return a reference without the stop at its end, so that it can go on."""
    cut = _STOP.sub(r"\g<tags>", text)
    return Markup(cut) if isinstance(text, Markup) else cut
