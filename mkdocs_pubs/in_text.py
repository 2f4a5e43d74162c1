"""Works → what a text calls them, and mentions → the pieces of a citation, in a style's manner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Handle, Manner, Mention, Mentioned, Name, Piece, Publication

AUTHOR_YEAR, LABEL, NUMERIC = "author-year", "label", "numeric"
_LONGEST_TITLE = 60


def handles(
    publications: Sequence[Publication],
    distinctions: Sequence[Mapping[str, str]],
    years: Sequence[str],
    manner: Manner,
    words: Labels,
) -> list[Handle]:
    """Return what a text calls each work of a list by its people and its year.

    `distinctions` are what tells it from others: ``shown-names``, how many people are named, and
    ``year-suffix``, the letter behind its year.
    """
    homonyms = _homonyms(publications) if manner.tells_given else set()
    found = []
    for one, known, year in zip(publications, distinctions, years, strict=True):
        names = _names(one, homonyms)
        has_others = (one.authors or one.editors).others
        if len(names) > manner.most:
            least = max(1, int(known.get("shown-names", "0")))
            has_others = has_others or least < len(names)
            names = names[:least]
        prose, brackets = (
            _people(names, joiner, has_others, words) for joiner in ("", manner.joiner)
        )
        title = "" if names else _short_title(one)
        dated = f"{year}{known.get('year-suffix', '')}" if manner.dated else ""
        found.append(Handle(people=brackets or title, narrated=prose or title, year=dated))
    return found


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
        yield Piece(affix=(place, "after"))
    if works[1:]:
        yield Piece("; ")
        yield from _joined(works[1:], calls, manner)
    yield Piece(closing)


def _listed(works: _Works, calls: Mapping[str, Handle], manner: Manner) -> Iterator[Piece]:
    """Yield the works of a bracket; bare numbers are sorted, and neighbours among them joined."""
    is_plain = all(one.key in calls and not one.before and not one.after for _, one in works)
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
    """Yield works in their order, each with what is said before and behind it."""
    has_affixes = any(one.before or one.after for _, one in works)
    is_short = manner.mode != AUTHOR_YEAR and not has_affixes
    for nth, (place, one) in enumerate(works):
        if nth:
            yield Piece(", " if is_short else "; ")
        if one.before:
            yield Piece(affix=(place, "before"))
        if one.key in calls:
            yield Piece(_name(one, calls[one.key], manner), one.key)
        else:
            yield Piece(f"?{one.key}", is_unknown=True)
        if one.after:
            yield Piece(affix=(place, "after"))


def _name(work: Mentioned, handle: Handle, manner: Manner) -> str:
    if manner.mode == NUMERIC:
        return str(handle.number)
    if manner.mode == LABEL:
        return handle.label
    people = "" if work.names_nobody and handle.year else handle.people
    between = manner.before_year if people and handle.year else ""
    return f"{people}{between}{handle.year}"


def _names(publication: Publication, homonyms: set[str]) -> list[str]:
    """Return the people of a work, the first with initials where others bear the family name."""
    people = (publication.authors or publication.editors).people
    names = [_family(one) for one in people]
    if names and names[0] in homonyms and people[0].given:
        names[0] = f"{_initials(people[0].given)} {names[0]}"
    return names


def _people(names: Sequence[str], joiner: str, has_others: bool, words: Labels) -> str:
    """Return who is named in a text; without a joiner, the language's stands between two."""
    if names and has_others:
        comma = words("list_others") if len(names) > 1 else " "
        return f"{words('list_next').join(names)}{comma}{words('others')}"
    if len(names) < 2:
        return "".join(names)
    last = words("list_two") if len(names) == 2 else words("list_last")
    if joiner:
        last = joiner if len(names) == 2 else f",{joiner}"
    return f"{words('list_next').join(names[:-1])}{last}{names[-1]}"


def _family(name: Name) -> str:
    return " ".join(part for part in (name.prefix, name.family or name.given) if part)


def _initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def _homonyms(publications: Sequence[Publication]) -> set[str]:
    """Return the family names of first people that different people bear."""
    bearers: dict[str, set[str]] = {}
    for one in publications:
        for name in (one.authors or one.editors).people[:1]:
            bearers.setdefault(_family(name), set()).add(_initials(name.given))
    return {family for family, given in bearers.items() if len(given) > 1}


def _short_title(publication: Publication) -> str:
    title = to_text(publication.title) or publication.key
    cut = title[:_LONGEST_TITLE].rsplit(" ", 1)[0]
    return title if len(title) <= _LONGEST_TITLE else f"{cut}…"
