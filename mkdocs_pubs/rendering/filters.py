"""What templates ask of an item: its authors in runs, its citation in parts, its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import groupby

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Author, Item
from mkdocs_pubs.patterns import regex

_JOINT = regex(r"(?P<sign>[^\w\s]*)(?P<space>\s*)(?P<word>.*)", re.DOTALL)
_TAG = regex("<[^<>]*>")
_HAS_STOP = regex("[.!?…。！？][\"'’”»\\]]*$")


@dataclass(frozen=True, slots=True)
class AuthorRun:
    """Neighbours in a list of authors who are all shown, or all folded away.

    Each comes with what joins it to the one before. What stands `before` a fold joins it to the
    ones shown; `comma` is the part of it that is only right while the fold is open. `label` is the
    key of what a fold says; one that another fold speaks for has none.
    """

    folded: bool
    people: tuple[tuple[str, Author], ...]
    comma: str = ""
    before: str = ""
    label: str = ""
    is_last: bool = True


def runs(item: Item, words: Labels) -> list[AuthorRun]:
    """Split the authors where shown ones and folded ones meet."""
    people = tuple(zip(_joints(item, words), item.authors, strict=True))
    if people and not item.folded:
        return [AuthorRun(False, people)]
    groups = [tuple(group) for _, group in groupby(people, lambda one: one[1].folded)]
    last = len(groups) - 1
    return [_run(group, words, place, last - place) for place, group in enumerate(groups)]


def _run(
    people: tuple[tuple[str, Author], ...], words: Labels, runs_before: int, runs_behind: int
) -> AuthorRun:
    """Move what joins a fold to those before it out of the fold."""
    joint, first = people[0]
    is_last = not runs_behind
    if not first.folded:
        return AuthorRun(False, people, is_last=is_last)
    has_own_fold = runs_behind < 2
    label = "more_authors" if runs_before and is_last else "folded_authors" if has_own_fold else ""
    if not runs_before:
        return AuthorRun(True, people, label=label, is_last=is_last)
    sign, space, word = _parted(joint)
    inner = ((word, first), *people[1:])
    if is_last and not word and not words("list_last").startswith(sign):
        return AuthorRun(True, inner, sign, space, label)
    return AuthorRun(True, inner, "", sign + space, label, is_last)


def parts(item: Item) -> Iterator[tuple[Markup, Author | None]]:
    """Yield the text of a citation cut behind each author whom the style tells from other text."""
    citation = item.citation
    count = min(len(item.authors), len(citation.authors))
    yield from zip(citation.around[:count], item.authors, strict=False)
    yield citation.text_behind(count), None


def before_others(item: Item, words: Labels) -> str:
    """Return what joins "et al." to the last author; there is no comma behind a single one."""
    sign, space, _ = _parted(words("list_others"))
    return sign + space if len(item.authors) > 1 else space


@lru_cache(maxsize=1 << 6)
def _parted(joint: str) -> tuple[str, str, str]:
    """Part what joins two names into its sign, the space behind that, and its word."""
    match = _JOINT.match(joint)
    assert match is not None
    return match["sign"], match["space"], match["word"]


def _joints(item: Item, words: Labels) -> Sequence[str]:
    """Return what joins each author to the one before."""
    count = len(item.authors)
    joints = ["", *[words("list_next")] * (count - 1)]
    if count > 1 and not item.others:
        joints[-1] = words("list_two" if count == 2 else "list_last")
    return joints[:count]


def plain(html: str) -> str:
    """Return the text of our HTML; the time of `striptags` grows with the square of the tags."""
    text = str(html)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(unescape(text).split())


def sentence(html: Markup) -> Markup:
    """Put the full stop that a text still needs behind its element."""
    html = html.strip()
    return html if _HAS_STOP.search(html.striptags()) else html + "."
