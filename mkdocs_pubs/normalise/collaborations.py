"""The bodies in whose name people publish: INSPIRE's and the APS's ``collaboration``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Name, Names
from mkdocs_pubs.normalise.likeness import folded_words
from mkdocs_pubs.patterns import regex

COLLABORATION = "collaboration"

_SAYS_WHAT_IT_IS = regex(
    r"collaboration|consorti|team|group|network|survey|experiment|project", re.IGNORECASE
)
_SEVERAL = regex(r",|\band\b")
_IN_PARENTHESES = regex(r"\A\((.*)\)\Z", re.DOTALL)


def with_collaboration(
    fields: Mapping[str, str], authors: Names
) -> tuple[Mapping[str, str], Names]:
    """Name the collaboration of a work as a whole: as its author, where it names no people.

    One that is among the authors already is not said twice.
    """
    name = _whole_name(fields[COLLABORATION])
    others = {key: value for key, value in fields.items() if key != COLLABORATION}
    if not authors:
        body = Name(family=to_text(name), corporate=True)
        return others, Names((body,)) if body.family else authors
    known = folded_words(to_text(fields[COLLABORATION]))
    if any(f" {known} " in f" {folded_words(str(one))} " for one in authors.people):
        return others, authors
    return {**others, COLLABORATION: name}, authors


def _whole_name(tex: str) -> str:
    """``ATLAS`` is the *ATLAS Collaboration*, as its papers have it."""
    name = _IN_PARENTHESES.sub(r"\1", tex.strip())
    if not name or _SAYS_WHAT_IT_IS.search(name):
        return name
    return f"{name} Collaboration{'s' if _SEVERAL.search(name) else ''}"
