"""Entries that share their key with an earlier one: reported, and shown twice if they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.models import Entry


def without_repeats(entries: Iterable[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """Return the entries; of those that are the same in key, type and fields, the first."""
    first: dict[str, Entry] = {}
    kept: list[Entry] = []
    problems: list[Diagnostic] = []
    for entry in entries:
        earlier = first.setdefault(entry.key.lower(), entry) if entry.key else entry
        if earlier is entry:
            kept.append(entry)
            continue
        same = _content(earlier) == _content(entry)
        message = f"duplicate key {quoted(entry.key)}, first at {_seen_from(entry, earlier)}"
        done = "shown once, being the same" if same else "kept both"
        problems.append(Diagnostic(entry.location, f"{message}; {done}", Code.DUPLICATE_KEY))
        if not same:
            kept.append(entry)
    return kept, problems


def _content(entry: Entry) -> tuple[str, str, Mapping[str, str]]:
    return entry.key, entry.type, entry.fields


def _seen_from(entry: Entry, earlier: Entry) -> str:
    if earlier.location.path == entry.location.path:
        return f"line {earlier.location.line}"
    return str(earlier.location)
