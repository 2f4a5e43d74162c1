"""Entries as a BibTeX file that any reader takes: the users' own text, without what is private.

What had to be mended in reading, or needs a macro that is not there, is written anew from what was
read, so that one lost brace in a bibliography does not spoil the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.bibtex.shown import hides, needed_definitions, without_hidden
from mkdocs_pubs.bibtex.values import MONTHS
from mkdocs_pubs.bibtex.writing import entry_text, safe_key
from mkdocs_pubs.models import Entry
from mkdocs_pubs.patterns import regex

_PARENTS = ("crossref", "xdata")
_TYPE = regex(r"(?!comment|preamble|string)[a-z]\w*", re.ASCII)
"""The types that every reader of BibTeX takes for entries."""
_NAME = regex(r"[a-z_][\w:.+/*-]*", re.ASCII)


def exported(entries: Sequence[Entry], known: Mapping[str, Entry], hidden: Collection[str]) -> str:
    """Return a BibTeX file of `entries` without the fields that `hidden` names, as users wrote it.

    Before them stand the ``@string`` definitions that they need. Those that they take fields from
    come last, as BibTeX wants it ("BibTeXing", section 2.2), of all that are `known` by their keys
    (see `by_key`). Each key is there once.
    """
    parents = tuple(_parents(entries, known))
    last = {id(one) for one in parents}
    writer = _Writer(hidden, _keys((*entries, *parents), known))
    written = [writer.entry(one) for one in entries if id(one) not in last]
    written += map(writer.entry, parents)
    definitions = "\n".join(writer.first_definitions)
    return "\n".join(f"{part}\n" for part in (definitions, *written) if part)


def _parents(entries: Sequence[Entry], known: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield the entries that these take fields from, and those that they do."""
    waiting = [key for one in entries for key in _keys_of_parents(one)]
    met: set[int] = set()
    for key in waiting:
        parent = known.get(key)
        if parent is not None and id(parent) not in met:
            met.add(id(parent))
            waiting.extend(_keys_of_parents(parent))
            yield parent


def _keys_of_parents(entry: Entry) -> Iterator[str]:
    for relation in _PARENTS:
        if relation in entry.fields:
            yield from map(str.strip, entry.fields[relation].lower().split(","))


def _keys(entries: Sequence[Entry], known: Mapping[str, Entry]) -> Mapping[int, str]:
    """Return a key for each entry by its identity, unlike all others; BibTeX ignores their case.

    Of several with the same, the one that others mean by it keeps it.
    """
    keys = Anchors()
    first = sorted(entries, key=lambda one: known.get(one.key.lower()) is not one)
    wanted = {id(one): one.key if one.is_sound else safe_key(one.key) for one in first}
    return {identity: keys.unlike(key or "untitled") for identity, key in wanted.items()}


class _Writer:
    """Writes entries one after the other; `first_definitions` are those for the file's head."""

    def __init__(self, hidden: Collection[str], keys: Mapping[int, str]) -> None:
        self.first_definitions: dict[str, None] = {}
        self._hidden = tuple(hidden)
        self._valid: dict[str, str] = {}
        self._keys = keys

    def entry(self, entry: Entry) -> str:
        """Return an entry, behind the definitions that hold for it and not for those before."""
        key = self._keys[id(entry)]
        source, macros = without_hidden(entry, self._hidden)
        if not _is_sound(entry) or not all(_is_known(macro, entry) for macro in macros):
            is_hidden = hides(self._hidden)
            names = dict.fromkeys(one.name for one in entry.spans if not is_hidden(one.name))
            kind = entry.type if _TYPE.fullmatch(entry.type) else "misc"
            return entry_text(kind, key, {_field(name): entry.fields[name] for name in names})
        if key != entry.key:
            head, brace, body = source.partition("{")
            source = f"{head}{brace}{body.replace(entry.key, key, 1)}"
        return "\n".join((*self._new_definitions(entry, macros), source)) if macros else source

    def _new_definitions(self, entry: Entry, macros: Iterable[str]) -> Iterator[str]:
        """Yield the definitions that must stand before this entry, as their macros had others."""
        for name, definition in needed_definitions(entry, macros):
            if self._valid.setdefault(name, definition.source) == definition.source:
                self.first_definitions[definition.source] = None
            else:
                self._valid[name] = definition.source
                yield definition.source


def _is_sound(entry: Entry) -> bool:
    """Say whether every reader takes an entry and the names of its own fields as they stand."""
    if not entry.is_sound or _are_valid(tuple(entry.fields)):
        return entry.is_sound
    return _are_valid(tuple([span.name for span in entry.spans]))


# Many entries have the same fields.
@lru_cache(maxsize=1 << 10)
def _are_valid(names: tuple[str, ...]) -> bool:
    return all(map(_NAME.fullmatch, names))


def _field(name: str) -> str:
    """Return a name that every reader of BibTeX takes for one: it begins with no figure."""
    return name if _NAME.fullmatch(name) else f"field-{name}"


def _is_known(macro: str, entry: Entry) -> bool:
    return macro in entry.definitions or macro in MONTHS
