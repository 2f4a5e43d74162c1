"""Where a work stands on its way into print, and whether everybody may read it.

BibLaTeX manual, 4.9.2.11 (publication states); what people write instead, in ``year`` or ``note``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.patterns import regex

_STATES: Mapping[str, str] = {
    "inpreparation": r"in ?preparation",
    "submitted": r"submitted",
    "underreview": r"(?:under|in) ?review",
    "underrevision": r"(?:under|in) ?revision",
    "accepted": r"accepted",
    "inpress": r"in ?press|in ?print",
    "forthcoming": r"forthcoming|to ?appear|to be published",
    "prepublished": r"prepublished|(?:e?pub |published )?(?:ahead ?of ?print|online first)",
}
"""The states, and how they are written; some are BibLaTeX's keys, too."""
_STATE = regex(
    r"\W*(?:(?:currently|manuscript|article) )?(?:"
    + "|".join(f"(?P<{state}>{pattern})" for state, pattern in _STATES.items())
    + r")\W*",
    re.IGNORECASE,
)

PREPRINT = "preprint"
OPEN_ACCESS = "openaccess"

_ANYWHERE = {
    status: regex(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for status, pattern in {**_STATES, PREPRINT: "preprint", OPEN_ACCESS: "open[ -]access"}.items()
}

_YEAR = regex(r"\d{4}")
_SERVER = regex(
    r"\W*(?:available at )?(?:\w*rxiv|corr|ssrn|preprints?|research square|eprint)\b", re.IGNORECASE
)
_NO_PREPRINTS = frozenset(
    "book collection proceedings inbook incollection inproceedings phdthesis mastersthesis thesis"
    " bachelorsthesis patent software dataset manual standard".split()
)
_OPEN_FIELDS = ("openaccess", "open_access", "oa")
_LICENCE_FIELDS = ("license", "licence")
_OPENNESS = (*_OPEN_FIELDS, *_LICENCE_FIELDS)
_OPEN_LICENCE = regex(
    r"\bcc[ -]?(?:by|0|zero)\b|creative ?commons|\bpublic domain\b", re.IGNORECASE
)
_NOT_OPEN = regex(r"\W*(?:no|none|false|closed|0|hybrid closed)?\W*", re.IGNORECASE)


def state_of(text: str) -> str:
    """Return the state that a text names and nothing else, or ``""``: ``In press.`` or its key."""
    named = _STATE.fullmatch(text.replace("-", " ")) if text else None
    return (named and named.lastgroup) or ""


def says_status(status: str, text: str) -> bool:
    """Say whether a text names a status among other words."""
    return _ANYWHERE[status].search(text) is not None


def statuses(
    kind: str, fields: Mapping[str, str], verbatim: Mapping[str, str], container: str
) -> tuple[str, ...]:
    """Return how a work is still to come out, or that it is a preprint; and that it is open.

    A state comes from ``pubstate``, or from a ``note`` that says nothing else, or stands beside the
    year; that a work is open comes only from a field that says so.
    """
    state = _state(fields)
    if not state and _is_preprint(kind, fields, verbatim, container):
        state = PREPRINT
    return tuple(filter(None, (state, OPEN_ACCESS if _is_open(fields) else "")))


def _state(fields: Mapping[str, str]) -> str:
    for name in ("pubstate", "status", "note"):
        if name in fields and (state := state_of(to_text(fields[name]))):
            return state
    year = fields.get("year", "")
    beside, years = ("", 0) if year.isdigit() else _YEAR.subn("", to_text(year))
    return state_of(beside) if years else ""


def _is_preprint(
    kind: str, fields: Mapping[str, str], verbatim: Mapping[str, str], container: str
) -> bool:
    if kind == PREPRINT:
        return True
    if kind in _NO_PREPRINTS:
        return False
    if container or "arxiv" in verbatim:
        return not container or is_server(container)
    return "eprint" in fields and is_server(fields.get("archiveprefix", ""))


# Many works came out in the same journal.
@lru_cache(maxsize=1 << 12)
def is_server(container: str) -> bool:
    """Say whether a venue is a server of preprints."""
    return _SERVER.match(container) is not None


def _is_open(fields: Mapping[str, str]) -> bool:
    if fields.keys().isdisjoint(_OPENNESS):
        return False
    if any(not _NOT_OPEN.fullmatch(fields[name]) for name in _OPEN_FIELDS if name in fields):
        return True
    return any(_OPEN_LICENCE.search(fields[name]) for name in _LICENCE_FIELDS if name in fields)
