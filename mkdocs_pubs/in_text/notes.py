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
    return list(map(_Notes(calls).said, mentions))


def unstopped(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a note without the stop at their end, so that a sentence can go on."""
    *first, last = pieces
    cut = replace(last, text=_without_stop(last.text))
    return (*first, cut) if cut.text or cut.affix else tuple(first)


class _Notes:
    """Writes one note after the other; remembers which works it has told the references of."""

    def __init__(self, calls: Mapping[str, Handle]) -> None:
        self._calls = calls
        self._told: set[int] = set()

    def said(self, mention: Mention) -> Said:
        """Return what a citation says."""
        calls = self._calls
        works = [(place, one) for place, one in enumerate(mention.works) if not one.is_silent]
        if all(one.key not in calls for _, one in works):
            unknown = [Piece(f"?{one.key}", is_unknown=True) for _, one in works]
            return Said((Piece("["), *unknown, Piece("]"))) if unknown else Said()
        first = calls.get(works[0][1].key)
        text = (Piece(first.narrated),) if mention.is_narrative and first else ()
        return Said(text, tuple(self._note(works, is_named=bool(text))))

    def _note(self, works: Sequence[tuple[int, Mentioned]], *, is_named: bool) -> Iterator[Piece]:
        """Yield the pieces of a note; with `is_named`, the text names the people of its first work.

        A reference that is told in full needs no link to itself.
        """
        end = ""
        for nth, (place, one) in enumerate(works):
            if nth:
                yield Piece("; ")
            if one.before:
                yield Piece(affix=(place, "before"))
            if one.key in self._calls:
                names_nobody = one.names_nobody or (is_named and not nth)
                called = self._called(self._calls[one.key], names_nobody=names_nobody)
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

    def _called(self, handle: Handle, *, names_nobody: bool) -> str:
        """Return a whole reference for a work of which nothing was told, else a short one."""
        if handle.number not in self._told:
            self._told.add(handle.number)
            return handle.reference
        is_by_title = names_nobody or handle.people == handle.title
        return handle.title if is_by_title else f"{handle.people}, {handle.title}"


def _without_stop(text: str) -> str:
    """Return a reference without the stop at its end, so that it can go on."""
    cut = _STOP.sub(r"\g<tags>", text)
    return Markup(cut) if isinstance(text, Markup) else cut
