"""An entry's source as it may be shown: the user's own text, without what is private."""

from __future__ import annotations

import re
from collections.abc import Collection
from fnmatch import translate

from mkdocs_pubs.models import Entry


def shown_source(entry: Entry, hidden: Collection[str]) -> str:
    """Return the source of `entry` without the fields that `hidden` names (``bdsk-*`` matches).

    What is kept stays as the user wrote it, commas and line breaks included.
    """
    if not entry.spans or not hidden:
        return entry.source
    is_hidden = re.compile("|".join(translate(pattern) for pattern in hidden)).match
    kept = [index for index, span in enumerate(entry.spans) if not is_hidden(span.name)]
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
