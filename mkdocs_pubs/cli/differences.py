"""What differs between two contents of a file, as ``diff -u`` writes it; quick for long ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from mkdocs_pubs.bibtex import decode

_CONTEXT = 3
_MOST_COMPARED = 250_000
"""Up to how many pairs of lines `difflib` compares, which takes time that is quadratic in them."""

_Line = tuple[str, str, int, int]
"""A sign (``-``, ``+`` or a space), the text, and how many lines of old and new stand above."""


def difference(path: Path, before: bytes, after: bytes) -> str:
    """Return the unified difference between two contents; nothing where only line ends differ."""
    old, new = (decode(content)[0].splitlines() for content in (before, after))
    hunks = [line for hunk in _hunks(list(_lines(old, new))) for line in _written(hunk)]
    name = path.as_posix().lstrip("/")
    return "\n".join((f"--- a/{name}", f"+++ b/{name}", *hunks)) if hunks else ""


def _written(hunk: Sequence[_Line]) -> Iterator[str]:
    old, new = (sum(line[0] != sign for line in hunk) for sign in "+-")
    _, _, above_old, above_new = hunk[0]
    yield f"@@ -{_range(above_old, old)} +{_range(above_new, new)} @@"
    yield from (sign + text for sign, text, _, _ in hunk)


def _range(above: int, count: int) -> str:
    """Return where lines stand and how many they are, as in POSIX' ``diff -u``."""
    start = above + 1 if count else above
    return f"{start}" if count == 1 else f"{start},{count}"


def _hunks(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Yield stretches with changes and a few lines around; near ones are one."""
    changes = [index for index, line in enumerate(lines) if line[0] != " "]
    if not changes:
        return
    first = changes[0]
    for one, following in pairwise([*changes, len(lines) + 3 * _CONTEXT]):
        if following - one > 2 * _CONTEXT + 1:
            yield lines[max(first - _CONTEXT, 0) : one + _CONTEXT + 1]
            first = following


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines of both: what is gone before what is new, and what is the same once."""
    at_old = at_new = 0
    for same_old, same_new in (*_pairs(old, new), (len(old), len(new))):
        yield from (("-", old[at], at, at_new) for at in range(at_old, same_old))
        yield from (("+", new[at], same_old, at) for at in range(at_new, same_new))
        if same_old < len(old):
            yield " ", old[same_old], same_old, same_new
        at_old, at_new = same_old + 1, same_new + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that are the same in both, in order.

    Lines that both have once part the texts (Bram Cohen's "patience diff"); what stands between two
    of these is compared line by line if it is short.
    """
    last_old = last_new = -1
    for at_old, at_new in (*_anchors(old, new), (len(old), len(new))):
        start_old, start_new = last_old + 1, last_new + 1
        if (at_old - start_old) * (at_new - start_new) <= _MOST_COMPARED:
            matcher = SequenceMatcher(None, old[start_old:at_old], new[start_new:at_new], False)
            for one in matcher.get_matching_blocks():
                for index in range(one.size):
                    yield start_old + one.a + index, start_new + one.b + index
        if at_old < len(old):
            yield at_old, at_new
        last_old, last_new = at_old, at_new


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of lines that each text has once, as many as keep their order."""
    single = {text for text, count in Counter(new).items() if count == 1}
    places = {text: at for at, text in enumerate(new) if text in single}
    counts = Counter(old)
    both = [
        (at, places[text]) for at, text in enumerate(old) if counts[text] == 1 and text in places
    ]
    return _longest_growing(both)


def _longest_growing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs of which the second grows, too, as the first does in all."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(chosen[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        chosen[length : length + 1] = [index]
    run: list[tuple[int, int]] = []
    at = chosen[-1] if chosen else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
