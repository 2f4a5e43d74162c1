"""An entry's source as it may be shown: the user's own text, without what is private."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from fnmatch import translate
from functools import lru_cache

from mkdocs_pubs.models import Entry


def shown_source(entry: Entry, hidden: Collection[str]) -> str:
    """Return the source of `entry` without the fields that `hidden` names (``bdsk-*`` matches).

    What is kept stays as the user wrote it, commas and line breaks included; before it stand the
    ``@string`` definitions that it needs.
    """
    is_hidden = _pattern(tuple(hidden)).match
    kept = [index for index, span in enumerate(entry.spans) if not is_hidden(span.name)]
    macros = (macro for index in kept for macro in entry.spans[index].macros)
    return "".join(f"{source}\n" for source in _definitions(entry, macros)) + _source(entry, kept)


@lru_cache(maxsize=16)
def _pattern(hidden: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, hidden)) or r"\b\B")


def _definitions(entry: Entry, macros: Iterable[str]) -> list[str]:
    """Return the definitions of macros and of what these are made of, in the order of the file."""
    if not entry.definitions:
        return []
    needed: set[str] = set()
    waiting = list(macros)
    while waiting:
        macro = waiting.pop()
        if macro in entry.definitions and macro not in needed:
            needed.add(macro)
            waiting.extend(entry.definitions[macro].macros)
    if not needed:
        return []
    sources = (one.source for name, one in entry.definitions.items() if name in needed)
    return list(dict.fromkeys(sources))


def _source(entry: Entry, kept: Sequence[int]) -> str:
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
