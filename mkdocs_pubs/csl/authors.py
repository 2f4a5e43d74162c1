"""The people in a reference: a style writes one run of text, where their names are found again.

It may put the given or the family name first, and write given names in full or as initials. All of
that is tried by comparing: compiling a pattern for each name takes a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from mkdocs_pubs.latex import text_to_html
from mkdocs_pubs.models import Name
from mkdocs_pubs.patterns import regex

_WORD = regex(r"[^\s\u00a0.-]+")
_ABBREVIATED = 2
"""How long a given name is that may be an abbreviation, with a point behind it."""
_MOST_GIVEN_NAMES = 8
# At most a comma, a word such as "and", and tags stand before a name.
_BEFORE = regex(r"<[^<>]{0,80}>|[\s,;·/]|&amp;|[^\W\d_]{1,3}\s")
_MOST_BEFORE = 12
_LETTER = regex(r"[^\W\d_]")
_BLANK = regex(r"[\s\u00a0]")
_BLANKS = regex(r"[\s\u00a0]+")

Ends = Callable[[str, int], Iterator[int]]
"""Where a piece of a name can end that begins at a place of a text, the likeliest place first."""


def cut_at_people(
    text: Markup, names: Sequence[Name]
) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """Return what stands around the people in a reference that begins with them, and themselves.

    Those from the first to the last who is there are told apart; a style may leave out some at the
    end.
    """
    found: list[Markup] = []
    around: list[Markup] = []
    evenly_spaced = _BLANK.sub(" ", text)
    end = 0
    for name in names:
        place = _place(name, evenly_spaced, end)
        if place is None:
            break
        found.append(text[place])
        around.append(text[end : place.start])
        end = place.stop
    return (*around, text[end:]), tuple(found)


def _place(name: Name, text: str, at: int) -> slice | None:
    """Return where a name stands in a text, if it is the next that does."""
    forms = _forms(name)
    for _ in range(1 + _MOST_BEFORE):
        for form in forms:
            for end in form(text, at):
                if not _LETTER.match(text, end):
                    return slice(at, end)
        before = _BEFORE.match(text, at)
        if before is None:
            return None
        at = before.end()
    return None


# The same people come again and again.
@lru_cache(maxsize=1 << 14)
def _forms(name: Name) -> tuple[Ends, ...]:
    """Return the ways in which a style may write a name."""
    whole = _written(str(name))
    if name.corporate or not name.given:
        return (whole,)
    given, family = _given(name.given), _written(name.family)
    prefix: Ends = _nothing
    behind, suffix = prefix, prefix
    if name.prefix:
        prefix = _perhaps(_written(name.prefix), _space)
        behind = _perhaps(_space, _written(name.prefix))
    if name.suffix:
        suffix = _perhaps(_comma_and_space, _written(name.suffix))
    return (
        _one_by_one(given, _space, prefix, family, suffix),
        _one_by_one(prefix, family, _comma_and_space, given, behind, suffix),
        whole,
    )


def _given(given: str) -> Ends:
    words = _WORD.findall(given)[:_MOST_GIVEN_NAMES] or [given]
    first, *others = map(_given_name, words)
    return _one_by_one(first, *(_perhaps(_space_or_hyphen, one) for one in others))


def _given_name(word: str) -> Ends:
    """Return what finds a given name in full or as an initial."""
    full = _written(word)

    def ends(text: str, at: int) -> Iterator[int]:
        if len(word) > 1:
            for end in full(text, at):
                yield end + (len(word) <= _ABBREVIATED and text.startswith(".", end))
        if text.startswith(word[0], at):
            yield at + 1 + text.startswith(".", at + 1)

    return ends


def _written(name: str) -> Ends:
    """Return what finds a text as HTML, in small capitals perhaps."""
    html = _BLANKS.sub(" ", text_to_html(name))
    plain = dict.fromkeys((html, html.replace("&#39;", "’")))
    spellings = (*plain, *(f'<span class="pubs-smallcaps">{one}</span>' for one in plain))

    def ends(text: str, at: int) -> Iterator[int]:
        for spelling in spellings:
            if text.startswith(spelling, at):
                yield at + len(spelling)

    return ends


def _one_by_one(first: Ends, *others: Ends) -> Ends:
    if not others:
        return first
    rest = _one_by_one(*others)

    def ends(text: str, at: int) -> Iterator[int]:
        for end in first(text, at):
            yield from rest(text, end)

    return ends


def _perhaps(*pieces: Ends) -> Ends:
    piece = _one_by_one(*pieces)

    def ends(text: str, at: int) -> Iterator[int]:
        yield from piece(text, at)
        yield at

    return ends


def _nothing(text: str, at: int) -> Iterator[int]:  # noqa: ARG001
    yield at


def _space(text: str, at: int) -> Iterator[int]:
    if text.startswith(" ", at):
        yield at + 1


def _comma_and_space(text: str, at: int) -> Iterator[int]:
    return _space(text, at + text.startswith(",", at))


def _space_or_hyphen(text: str, at: int) -> Iterator[int]:
    yield at + text.startswith((" ", "-"), at)
