"""Entries as a BibTeX file that any reader takes: the users' own text, without what is private.

What had to be mended in reading, or needs a macro that is not there, is written anew from what was
read, so that one lost brace in a bibliography does not spoil the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mkdocs_pubs.bibtex.shown import kept_source, needed_definitions, pattern_of
from mkdocs_pubs.bibtex.values import MONTHS
from mkdocs_pubs.models import Entry

_PARENTS = ("crossref", "xdata")
_NOT_IN_KEYS = re.compile(r"[\s,{}()\"#%'=~\\@]+")
_NOT_IN_NAMES = re.compile(r"[^\w:.+/*-]+")
_TYPE = re.compile(r"(?!comment|preamble|string)[a-z]\w*", re.ASCII)
_BRACE = re.compile("[{}]")
_BEFORE_AT = re.compile(r"\s*\n\s*@")
"""What looks like the beginning of an entry to readers that go by lines."""


def exported(entries: Sequence[Entry], others: Iterable[Entry], hidden: Collection[str]) -> str:
    """Return a BibTeX file of `entries` without the fields that `hidden` names, as users wrote it.

    Before them stand the ``@string`` definitions that they need. Those that they take fields from
    come last, as BibTeX wants it ("BibTeXing", section 2.2), some of `others` among them. Each key
    is there once.
    """
    parents = tuple(_parents(entries, others))
    last = {id(one) for one in parents}
    writer = _Writer(hidden)
    written = [writer.entry(one) for one in entries if id(one) not in last]
    written += map(writer.entry, parents)
    definitions = "\n".join(writer.first_definitions)
    return "\n".join(f"{part}\n" for part in (definitions, *written) if part)


def _parents(entries: Sequence[Entry], others: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries that these take fields from, and those that they do."""
    waiting = [key for one in entries for key in _keys_of_parents(one)]
    known = _by_key((*entries, *others)) if waiting else {}
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


def _by_key(entries: Sequence[Entry]) -> Mapping[str, Entry]:
    known: dict[str, Entry] = {}
    for one in entries:
        known.setdefault(one.key.lower(), one)
    for one in entries:
        for alias in one.aliases:
            known.setdefault(alias.lower(), one)
    return known


class _Writer:
    """Writes entries one after the other; `first_definitions` are those for the file's head."""

    def __init__(self, hidden: Collection[str]) -> None:
        self.first_definitions: dict[str, None] = {}
        self._hidden = pattern_of(tuple(hidden))
        self._is_kept: dict[str, bool] = {}
        self._valid: dict[str, str] = {}
        self._keys: set[str] = set()

    def entry(self, entry: Entry) -> str:
        """Return an entry, behind the definitions that hold for it and not for those before."""
        key = self._new_key(entry)
        kept = [index for index, span in enumerate(entry.spans) if self._keeps(span.name)]
        macros = {macro for index in kept for macro in entry.spans[index].macros}
        if not entry.is_sound or not all(_is_known(macro, entry) for macro in macros):
            names = dict.fromkeys(entry.spans[index].name for index in kept)
            return _written_anew(entry.type, key, {name: entry.fields[name] for name in names})
        source = kept_source(entry, kept)
        if key != entry.key:
            head, brace, body = source.partition("{")
            source = f"{head}{brace}{body.replace(entry.key, key, 1)}"
        return "\n".join((*self._new_definitions(entry, macros), source)) if macros else source

    def _keeps(self, name: str) -> bool:
        if name not in self._is_kept:
            self._is_kept[name] = self._hidden.match(name) is None
        return self._is_kept[name]

    def _new_key(self, entry: Entry) -> str:
        """Return the key, or one made of it that no other entry has; BibTeX ignores their case."""
        wanted = entry.key if entry.is_sound else _NOT_IN_KEYS.sub("-", entry.key).strip("-")
        key, number = wanted or "untitled", 1
        while key.lower() in self._keys:
            number += 1
            key = f"{wanted or 'untitled'}-{number}"
        self._keys.add(key.lower())
        return key

    def _new_definitions(self, entry: Entry, macros: Iterable[str]) -> Iterator[str]:
        """Yield the definitions that must stand before this entry, as their macros had others."""
        for name, definition in needed_definitions(entry, macros):
            if self._valid.setdefault(name, definition.source) == definition.source:
                self.first_definitions[definition.source] = None
            else:
                self._valid[name] = definition.source
                yield definition.source


def _is_known(macro: str, entry: Entry) -> bool:
    return macro in entry.definitions or macro in MONTHS


def _written_anew(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = (
        f"  {_NOT_IN_NAMES.sub('-', name)} = {{{_value(value)}}},\n"
        for name, value in fields.items()
    )
    return f"@{kind if _TYPE.fullmatch(kind) else 'misc'}{{{key},\n{''.join(lines)}}}"


def _value(value: str) -> str:
    """Return a value that can stand in braces."""
    depth = 0
    for brace in _BRACE.finditer(value):
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            break
    return _BEFORE_AT.sub(" @", _BRACE.sub("", value) if depth else value)
