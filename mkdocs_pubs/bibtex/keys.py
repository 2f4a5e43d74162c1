"""Entries by the keys that others mean them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_pubs.models import Entry


def by_key(entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """Return entries by their keys in lower case, by which others refer to them.

    Of several with the same, the first counts; of keys and aliases, the key.
    """
    known: dict[str, Entry] = {}
    for one in entries:
        known.setdefault(one.key.lower(), one)
    for one in entries:
        for alias in one.aliases:
            known.setdefault(alias.lower(), one)
    return known
