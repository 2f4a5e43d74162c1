"""The people of a list, each under one name, however the entries write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_pubs.models import Name
from mkdocs_pubs.normalise.likeness import folded_family, given_names, is_same_person
from mkdocs_pubs.normalise.names import read_name
from mkdocs_pubs.normalise.people import People

_MOST_NAMESAKES = 100
"""With more names that can be one, comparing each with each takes longer than all the rest."""

_MOST_GIVEN = 8
"""Nobody has more given names; what has is some other text."""


def known_names(names: Iterable[Name], people: People) -> Mapping[Name, Name]:
    """Return what each of `names` is called: as the site knows the person, else spelled out.

    ``A. Lee`` is called ``Ann Lee`` where these are the only two that can be one person.
    """
    found: dict[Name, Name] = {}
    by_family: dict[str, list[Name]] = {}
    for name in dict.fromkeys(names):
        candidates = people.candidates(name)
        if len(candidates) == 1:
            found[name] = read_name(candidates[0].name)
        else:
            by_family.setdefault(folded_family(name), []).append(name)
    for family in by_family.values():
        for name, namesakes in _with_namesakes(family):
            found[name] = _spelled_out(name, namesakes)
    return found


def _with_namesakes(family: Sequence[Name]) -> Iterator[tuple[Name, Sequence[Name]]]:
    """Yield the names of a family, each with those that can be the same person's.

    All of these begin with the same letter, but for a name without given ones.
    """
    by_letter: dict[str, list[Name]] = {}
    usual = [name for name in family if len(given_names(name)) <= _MOST_GIVEN]
    for name in usual:
        by_letter.setdefault(_first_letter(name), []).append(name)
    for name in family:
        letter = _first_letter(name)
        yield name, by_letter.get(letter, ()) if letter else usual


def _first_letter(name: Name) -> str:
    return "".join(given_names(name))[:1]


def _spelled_out(name: Name, namesakes: Sequence[Name]) -> Name:
    """Return the longest form of a name, unless two people can be meant by it."""
    if len(namesakes) > _MOST_NAMESAKES or len(given_names(name)) > _MOST_GIVEN:
        return name
    longer = (one for one in namesakes if _length(one) > _length(name))
    fuller = [one for one in longer if is_same_person(one, name)]
    longest = max(fuller, key=_length, default=name)
    return longest if all(is_same_person(one, longest) for one in fuller) else name


def _length(name: Name) -> int:
    return sum(map(len, given_names(name)))
