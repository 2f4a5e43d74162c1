"""An entry's source as it may be shown: the user's own text, without what is private."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate
from functools import lru_cache

from mkdocs_pubs.models import Definition, Entry, Span

MAX_LENGTH = 1 << 20
"""How many characters of source are shown at most; a longer one is not shown at all."""

_WILDCARDS = frozenset("*?[")


def shown_parts(entry: Entry, hidden: tuple[str, ...]) -> tuple[Iterable[str], str]:
    """Return the ``@string`` definitions that an entry needs, and its source as it is shown.

    It goes without the fields that `hidden` names (``bdsk-*`` matches); what is kept stays as the
    user wrote it, commas and line breaks included. Nothing is shown of what would fill a book.
    """
    source, macros = without_hidden(entry, hidden)
    if len(source) > MAX_LENGTH:
        return (), ""
    return dict.fromkeys(one.source for _, one in needed_definitions(entry, macros)), source


def without_hidden(entry: Entry, hidden: tuple[str, ...]) -> tuple[str, Sequence[str]]:
    """Return the source of an entry without hidden fields, and the macros that are left in it."""
    without = hidden_names(entry, hidden)
    if not without:
        return entry.source, entry.macros
    spans = entry.spans
    kept = [index for index, span in enumerate(spans) if span.name not in without]
    macros = [macro for index in kept for macro in spans[index].macros]
    return _kept_source(entry.source, spans, kept), macros


def hidden_names(entry: Entry, hidden: tuple[str, ...]) -> frozenset[str]:
    """Return the names of an entry's fields that are hidden."""
    return _hidden_of(tuple(entry.fields), hidden)


# Many entries have the same fields.
@lru_cache(maxsize=1 << 10)
def _hidden_of(names: tuple[str, ...], hidden: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(hides(hidden), names))


@lru_cache(maxsize=16)
def hides(hidden: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says of the name of a field whether it is hidden."""
    exact = frozenset(name for name in hidden if not _WILDCARDS.intersection(name))
    others = re.compile(
        "|".join(translate(name) for name in hidden if name not in exact) or r"\b\B"
    )
    return lambda name: name in exact or others.match(name) is not None


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


def _kept_source(source: str, spans: Sequence[Span], kept: Sequence[int]) -> str:
    """Return a source with the fields at these places among its spans."""
    if len(kept) == len(spans):
        return source
    head, tail = source[: spans[0].start], source[spans[-1].end :]
    if not kept:
        return head.rstrip(", \t\n") + tail.lstrip(", \t\n")
    with_separators = [source[spans[index].start : spans[index + 1].start] for index in kept[:-1]]
    last = spans[kept[-1]]
    return "".join((head, *with_separators, source[last.start : last.end], tail))
