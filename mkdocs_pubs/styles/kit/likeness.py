"""What tells works apart that look alike where a text cites them by their people and year.

Such works get a letter each behind the year. Before that, styles tell more of the names than they
otherwise would, in the text as in the list, as long as that helps (CSL 1.0.2, "Disambiguation").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from pybtex.database import Entry

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import AUTHOR_YEAR, Manner, Name
from mkdocs_pubs.styles.entries import people_of, written_of
from mkdocs_pubs.styles.kit.names import full_family, initials, named_people, pointed
from mkdocs_pubs.styles.kit.works import Work, issued

SHOWN_NAMES, FULL_NAMES, YEAR_SUFFIX = "shown-names", "full-names", "year-suffix"
"""The variables of a work that tell it from others: how many names are told at the least, which of
them (counted from 0) with their given names in full, and the letter behind the year."""

Distinction = Mapping[str, str]
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class InText(Manner):
    """The manner of citing by people and year, and what tells works apart that look alike so.

    More people are named with `adds_names`, where that helps. Given names that are told are
    initials alone if `short`. Works get letters only where they are `dated`; `tells_status` says
    that a state such as "in press" may stand there.
    """

    mode: str = AUTHOR_YEAR
    brackets: tuple[str, str] = ("(", ")")
    adds_names: bool = False
    short: bool = False
    tells_status: bool = False


def distinctions(
    entries: Sequence[Entry], in_text: InText, sort_key: Callable[[Work], Any]
) -> list[Distinction]:
    """Return what tells each work from those that look alike; letters follow the order of keys."""
    mentions = [_Mention(entry, in_text) for entry in entries]
    found: list[dict[str, str]] = [{} for _ in entries]
    for alike in _classes(range(len(entries)), lambda index: mentions[index].look(0)):
        for index, names in _told_names({index: mentions[index] for index in alike}, in_text):
            found[index].update(names)
        if in_text.dated:
            for same in _classes(alike, lambda index: mentions[index].whole_look):
                in_order = sorted(same, key=lambda index: sort_key(mentions[index].work))
                for count, index in enumerate(in_order):
                    found[index][YEAR_SUFFIX] = _letters(count)
    return list(found)


def _classes(indexes: Iterable[int], look: Callable[[int], Hashable]) -> Iterator[list[int]]:
    """Yield those of several that look alike, without those that look like no other."""
    classes: dict[Hashable, list[int]] = {}
    for index in indexes:
        classes.setdefault(look(index), []).append(index)
    yield from (alike for alike in classes.values() if len(alike) > 1)


def _told_names(
    group: Mapping[int, _Mention], in_text: InText
) -> Iterator[tuple[int, Distinction]]:
    """Yield how many names tell each of a group from the others, and which given names do."""
    if in_text.adds_names:
        for index, count in _counts(group):
            yield index, {SHOWN_NAMES: str(count)}
    if in_text.given == "all":
        bearers: dict[tuple[str, str], set[str]] = {}
        for mention in group.values():
            bearers.setdefault(mention.first, set()).add(mention.given)
        for index, mention in group.items():
            if len(bearers[mention.first]) > 1:
                yield index, {FULL_NAMES: "0"}


def _counts(group: Mapping[int, _Mention]) -> Iterator[tuple[int, int]]:
    """Yield the least number of names that makes each unlike the others.

    Works by the same people are never unlike; they get the number that the last of the others got.
    """
    waiting = {index: mention for index, mention in group.items() if mention.is_cut}
    last = 1
    for count in range(1, 1 + max((len(one.names) for one in waiting.values()), default=0)):
        looks = {index: mention.look(count) for index, mention in waiting.items()}
        counts = Counter(looks.values())
        ready = [index for index, look in looks.items() if counts[look] == 1]
        for index in ready:
            yield index, count
            del waiting[index]
            last = count
    for index in waiting:
        yield index, last


class _Mention:
    """A work as a text cites it; it is cut if there are more people than the text names."""

    def __init__(self, entry: Entry, in_text: InText) -> None:
        self.entry = entry
        self.in_text = in_text
        people = people_of(entry)["author"] or first_people(self.work)
        self.people = named_people(people)
        self.is_cut = len(people) > in_text.most

    @cached_property
    def work(self) -> Work:
        """The work, which most need not be asked."""
        return Work(self.entry)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The family of each."""
        return tuple(map(full_family, self.people))

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The family and the given names of each."""
        given = [self._given(name.given) for name in self.people]
        return tuple(zip(self.families, given, strict=True))

    def _given(self, given: str) -> str:
        return initials(given, "") if self.in_text.short else pointed(given)

    @property
    def first(self) -> tuple[str, str]:
        """The family and the initials of who stands first."""
        return (self.names[0][0], initials(self.given, "")) if self.names else ("", "")

    @property
    def given(self) -> str:
        """The given names of who stands first."""
        return self.names[0][1] if self.names else ""

    @property
    def whole_look(self) -> Hashable:
        """What the text can tell of it at most."""
        return self.look(len(self.names) if self.in_text.adds_names else 1)

    def look(self, count: int) -> Hashable:
        """Return what the text tells with so many names where it does not name all.

        With none, it tells the families alone that it tells at the least.
        """
        shown = max(count, 1) if self.is_cut else len(self.people)
        names: tuple[Hashable, ...] = ()
        if not count:
            names = tuple(map(full_family, self.people[:shown]))
        else:
            given = {"": 0, "first": 1, "all": shown}[self.in_text.given]
            names = (*(self.names[:given] if given else ()), *self.families[given:shown])
        return (names or self.work["title"], self.is_cut, self._date)

    @property
    def _date(self) -> Hashable:
        if not self.in_text.dated:
            return ""
        date = issued(written_of(self.entry))
        if date is None:
            return self.work["status"] if self.in_text.tells_status else ""
        year, last = date.parts[:1], date.end and date.end[:1]
        return year if last in (None, year) else (year, last)


def least_names(work: Work) -> int:
    """Return how many names a list tells at the least, so that a work is told from others."""
    return int(work[SHOWN_NAMES] or 0)


def full_names(work: Work) -> frozenset[int]:
    """Return whose given names a list tells in full, so that a work is told from others."""
    told = work[FULL_NAMES]
    return frozenset(map(int, told.split())) if told else _NONE


def first_people(work: Work) -> Sequence[Name]:
    """Return who stands first in a list."""
    return work.people(work.first_role)


def _letters(count: int) -> str:
    """Return the letters of a number: ``a`` to ``z``, then ``aa``."""
    return (_letters(count // 26 - 1) if count >= 26 else "") + chr(ord("a") + count % 26)


# The same people come again and again.
@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Return a text as it is sorted: without accents, capitals and punctuation."""
    kept = [one if one.isalnum() else " " for one in base_letters(text)]
    return " ".join("".join(kept).split())


def name_key(work: Work, *, by_particle: bool) -> tuple[tuple[str, str], ...]:
    """Return what works are sorted by first: families, with particles or not, then given names."""
    return tuple(
        (folded(full_family(name) if by_particle else name.family), folded(name.given))
        for name in named_people(first_people(work))
    )
