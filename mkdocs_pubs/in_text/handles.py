"""Works → what a text calls them by their people, in a style's manner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Handle, Manner, Name, Names, Publication

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
    homonyms = _homonyms(publications) if manner.given else set()
    found = []
    for one, known, year in zip(publications, distinctions, years, strict=True):
        names = _names(one, homonyms)
        has_others = _named(one).others
        if len(names) + has_others > manner.most:
            least = max(1, int(known.get("shown-names", "0")))
            has_others = has_others or least < len(names)
            names = names[:least]
        prose, brackets = (
            _people(names, joiner, has_others, words, last_comma=manner.last_comma)
            for joiner in ("", manner.joiner)
        )
        title = "" if names else short_title(one)
        dated = f"{year}{known.get('year-suffix', '')}" if manner.dated else ""
        found.append(Handle(people=brackets or title, narrated=prose or title, year=dated))
    return found if manner.dated else _told_apart(found, publications)


def _told_apart(found: Sequence[Handle], publications: Sequence[Publication]) -> list[Handle]:
    """Return names with titles in the place of years, for people with more works than one."""
    counts = Counter(one.people for one in found)
    return [
        replace(handle, year=_as_part(one)) if counts[handle.people] > 1 else handle
        for handle, one in zip(found, publications, strict=True)
    ]


def _as_part(publication: Publication) -> str:
    """Return a title as that of a part of something, if it is one."""
    title = short_title(publication)
    return f"“{title}”" if publication.container else title


def _names(publication: Publication, homonyms: set[str]) -> list[str]:
    """Return the people of a work, the first with initials where others bear the family name."""
    people = _named(publication).people
    names = [_family(one) for one in people]
    if names and names[0] in homonyms and people[0].given:
        names[0] = f"{_initials(people[0].given)} {names[0]}"
    return names


def _named(publication: Publication) -> Names:
    """Return who stands for a work; for a translation alone, some styles have its title instead."""
    return Names() if publication.byline_field == "translator" else publication.byline


def _people(
    names: Sequence[str], joiner: str, has_others: bool, words: Labels, *, last_comma: bool
) -> str:
    """Return who is named in a text; without a joiner, the language's stands between two."""
    if names and has_others:
        comma = words("list_others") if len(names) > 1 else " "
        return f"{words('list_next').join(names)}{comma}{words('others')}"
    if len(names) < 2:
        return "".join(names)
    last = words("list_last" if len(names) > 2 and last_comma else "list_two")
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
        for name in _named(one).people[:1]:
            bearers.setdefault(_family(name), set()).add(_initials(name.given))
    return {family for family, given in bearers.items() if len(given) > 1}


def short_title(publication: Publication) -> str:
    """Return as much of a title as names a work that was named before."""
    # Most pages cite nothing, and a build may read no TeX.
    from mkdocs_pubs.latex import to_text

    title = to_text(publication.title) or publication.key
    cut = title[:_LONGEST_TITLE].rsplit(" ", 1)[0]
    return title if len(title) <= _LONGEST_TITLE else f"{cut}…"


def title_of(handle: Handle, publication: Publication) -> str:
    """Return what names a work that is out of sight: its people and its title."""
    title = short_title(publication)
    return title if handle.people in ("", title) else f"{handle.people}: {title}"
