"""The people of a list, each under one name, however the entries write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mkdocs_pubs.models import Name
from mkdocs_pubs.normalise.names import folded_family, given_names, is_same_person, read_name
from mkdocs_pubs.normalise.people import People

_MOST_NAMESAKES = 500
"""With more names of one family, comparing each with each takes longer than all the rest."""


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
    for namesakes in by_family.values():
        found |= {name: _spelled_out(name, namesakes) for name in namesakes}
    return found


def _spelled_out(name: Name, namesakes: Sequence[Name]) -> Name:
    """Return the longest form of a name, unless two people can be meant by it."""
    if len(namesakes) > _MOST_NAMESAKES:
        return name
    longer = (one for one in namesakes if _length(one) > _length(name))
    fuller = [one for one in longer if is_same_person(one, name)]
    longest = max(fuller, key=_length, default=name)
    return longest if all(is_same_person(one, longest) for one in fuller) else name


def _length(name: Name) -> int:
    return sum(map(len, given_names(name)))
