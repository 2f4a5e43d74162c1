"""An entry's source as it may be shown: the user's own text, without what is private."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from fnmatch import translate
from functools import lru_cache

from mkdocs_pubs.models import Definition, Entry

MAX_LENGTH = 1 << 20
"""How many characters of source are shown at most; a longer one is not shown at all."""


def shown_source(entry: Entry, hidden: Collection[str]) -> str:
    """Return the source of `entry` without the fields that `hidden` names (``bdsk-*`` matches).

    What is kept stays as the user wrote it, commas and line breaks included; before it stand the
    ``@string`` definitions that it needs. Nothing is shown of what would fill a book.
    """
    kept = _kept(tuple([span.name for span in entry.spans]), tuple(hidden))
    macros = (macro for index in kept for macro in entry.spans[index].macros)
    source = kept_source(entry, kept)
    if len(source) > MAX_LENGTH:
        return ""
    definitions = dict.fromkeys(one.source for _, one in needed_definitions(entry, macros))
    return "".join(f"{definition}\n" for definition in definitions) + source


# Many entries have the same fields.
@lru_cache(maxsize=1 << 10)
def _kept(names: tuple[str, ...], hidden: tuple[str, ...]) -> Sequence[int]:
    """Return the places of the names that are not hidden."""
    is_hidden = pattern_of(hidden).match
    return [index for index, name in enumerate(names) if not is_hidden(name)]


@lru_cache(maxsize=16)
def pattern_of(hidden: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the names of hidden fields."""
    return re.compile("|".join(map(translate, hidden)) or r"\b\B")


def needed_definitions(entry: Entry, macros: Iterable[str]) -> list[tuple[str, Definition]]:
    """Return the definitions of macros and of what these are made of, in the order of the file."""
    needed: dict[str, Definition] = {}
    waiting = list(macros)
    while waiting:
        macro = waiting.pop()
        if macro in entry.definitions and macro not in needed:
            needed[macro] = entry.definitions[macro]
            waiting.extend(needed[macro].macros)
    return sorted(needed.items(), key=lambda one: one[1].order)


def kept_source(entry: Entry, kept: Sequence[int]) -> str:
    """Return the source of an entry with these of its fields, by their places among its spans."""
    if len(kept) == len(entry.spans):
        return entry.source
    head, tail = entry.source[: entry.spans[0].start], entry.source[entry.spans[-1].end :]
    if not kept:
        return head.rstrip(", \t\n") + tail.lstrip(", \t\n")
    fields = [_with_separator(entry, index) for index in kept[:-1]]
    last = entry.spans[kept[-1]]
    return "".join((head, *fields, entry.source[last.start : last.end], tail))


def _with_separator(entry: Entry, index: int) -> str:
    return entry.source[entry.spans[index].start : entry.spans[index + 1].start]
