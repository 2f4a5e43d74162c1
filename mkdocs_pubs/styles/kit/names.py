"""Names and lists of them: initials, particles, which part comes first, who stands for many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Name
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import OTHERS
from mkdocs_pubs.styles.kit.runs import join, put
from mkdocs_pubs.styles.marks import Run, plain, tagged

_TOGETHER = regex(r"\.(?=[^\W\d_])")
_LONE_LETTER = regex(r"(?<!\S)([^\W\d_])(?!\S)")
_HYPHEN = regex("[-\u2010\u2011]")
_ABBREVIATED = regex(r"[^\W\d_]{2,}\.")
_APOSTROPHES = ("'", "’", "\ue00b")
_Comma = Literal["three", "inverted", "always", "never"]


@dataclass(frozen=True)
class NameList:
    """How a style writes names, one or many.

    `inverted` says which names have the family first, `initial` what stands behind each initial;
    given names are written in full without one. `before_last` says when the delimiter stands before
    the conjunction, too: in lists of three, behind a name that is inverted, always or never. Of
    more than `most` names, the first `shown` are written, and the last one `with_last`.
    `demoted` puts a particle behind the given names of who is inverted; `points` puts a point
    behind a letter among names that are written in full.
    """

    inverted: Literal["", "first", "all"] = ""
    initial: str | None = None
    hyphen: str = "-"
    separator: str = ", "
    delimiter: str = ", "
    conjunction: str = ""
    before_last: _Comma = "three"
    before_others: _Comma = "three"
    most: int = 0
    shown: int = 1
    with_last: bool = False
    others: Run = "et al."
    demoted: bool = False
    points: bool = False

    def __call__(
        self,
        people: Sequence[Name],
        *,
        tag: bool = False,
        least: int = 0,
        in_full: frozenset[int] = frozenset(),
    ) -> Run:
        """Return a list of people; `tag` marks each as an author of the page.

        `least` names are written at least, `in_full` are those whose given names are no initials.
        """
        if not people:
            return ""
        named = named_people(people)
        # Who stands for others is at least one more.
        is_cut = 0 < self.most < len(people) and len(named) > least
        shown = named[: max(self.shown, least)] if is_cut else named
        names = [self._name(name, index, in_full) for index, name in enumerate(shown)]
        if tag:
            names = [tagged("pubs-author", name) for name in names]
        if is_cut and self.with_last:
            return join(self.delimiter, *names, f"… {self._name(named[-1])}")
        if names and (is_cut or len(named) < len(people)):
            return self._ended(names, f" {self.others}", self.before_others)
        if len(names) < 2 or not self.conjunction:
            return join(self.delimiter, *names)
        return self._ended(names[:-1], f" {self.conjunction} {names[-1]}", self.before_last)

    def with_role(self, people: Sequence[Name], one: str, many: str, *, least: int = 0) -> Run:
        """Return a list of people with what they did behind it: `many` behind several."""
        return put("", self(people, least=least), many if len(people) > 1 else one)

    def _ended(self, names: Sequence[Run], end: Run, comma: _Comma) -> Run:
        """Put the last name, or what stands for others, behind a list."""
        is_inverted = self.inverted == "all" or (self.inverted == "first" and len(names) == 1)
        has_comma = (
            comma == "always"
            or (comma == "three" and len(names) > 1)
            or (comma == "inverted" and is_inverted)
        )
        return f"{join(self.delimiter, *names)}{self.delimiter.rstrip() if has_comma else ''}{end}"

    def _name(self, name: Name, index: int = 1, in_full: frozenset[int] = frozenset()) -> Run:
        """Return a name that stands at this place in the list."""
        given = self._given(name.given, index in in_full)
        if not given or not (self.inverted == "all" or (self.inverted and index == 0)):
            return _spaced(given, full_family(name), name.suffix)
        if self.demoted:
            return join(self.separator, name.family, _spaced(given, name.prefix), name.suffix)
        return join(self.separator, full_family(name), given, name.suffix)

    @cached_property
    def _given(self) -> Callable[[Run, bool], Run]:
        """The given names that were written, since many people share them."""
        return lru_cache(maxsize=1 << 12)(self._given_names)

    def _given_names(self, given: Run, is_full: bool) -> Run:
        if self.initial is not None and not is_full:
            return initials(given, self.initial, self.hyphen)
        return pointed(given) if self.points or is_full else given


def named_people(people: Sequence[Name]) -> Sequence[Name]:
    """Return those who are named, without who stands for others."""
    return [one for one in people if one.family != OTHERS]


@lru_cache(maxsize=1 << 14)
def initials(given: str, behind: str, hyphen: str = "-") -> str:
    """Return given names as initials, each with `behind` behind it; small words stay."""
    done = ""
    for word in _TOGETHER.sub(". ", plain(given)).split():
        parts = _HYPHEN.split(word)
        if not parts[0][:1].isupper():
            done = f"{done.rstrip()} {word} "
            continue
        if _ABBREVIATED.fullmatch(word):
            done += word.rstrip(".") + behind
            continue
        for index, part in enumerate(parts):
            if index and (part[:1].isupper() or part.endswith(".")):
                done = done.rstrip() + hyphen
            if not index or part[:1].isupper() or part.endswith("."):
                done += part[:1] + behind
    return done.strip()


@lru_cache(maxsize=1 << 14)
def pointed(given: str) -> str:
    """Put a point behind a letter that stands for a name among given names."""
    return _LONE_LETTER.sub(r"\1.", given)


def full_family(name: Name) -> Run:
    """Return a family with its particle."""
    return _spaced(name.prefix, name.family) if name.prefix else name.family


def _spaced(*parts: Run) -> Run:
    """Put a space between parts, but behind an apostrophe: ``Jeanne d'Arc``."""
    done = ""
    for part in parts:
        if part:
            done += f" {part}" if done and done[-1] not in _APOSTROPHES else part
    return done
