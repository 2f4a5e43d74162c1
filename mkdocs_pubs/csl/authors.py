"""The people in a reference: a style writes one run of text, where their names are found again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from mkdocs_pubs.latex import text_to_html
from mkdocs_pubs.models import Name, span_of
from mkdocs_pubs.patterns import regex

_AUTHOR = "pubs-author"
_WORD = regex(r"[^\s\u00a0.-]+")
_ABBREVIATED = 2
"""How long a given name is that may be an abbreviation, with a point behind it."""
_MOST_GIVEN_NAMES = 8
# At most a comma, a word such as "and", and tags stand before a name.
_BEFORE = r"(?:<[^<>]{0,80}>|[\s,;·/]|&amp;|[^\W\d_]{1,3}\s){0,12}?"
_SPACE = r"[\s\u00a0]+"


def with_authors(text: Markup, names: Sequence[Name]) -> tuple[Markup, tuple[Markup, ...]]:
    """Mark the people in a reference that begins with them, and return how it writes them.

    Those from the first to the last who is there are marked; a style may leave out some at the end.
    """
    found: list[Markup] = []
    parts: list[str] = []
    end = 0
    for name in names:
        written = _pattern(name).match(text, end)
        if written is None:
            break
        found.append(Markup(written["name"]))
        parts += [text[end : written.start("name")], span_of(_AUTHOR, written["name"])]
        end = written.end()
    return Markup("".join((*parts, text[end:]))), tuple(found)


@lru_cache(maxsize=1 << 14)
def _pattern(name: Name) -> re.Pattern[str]:
    """Return what finds a name: given or family name first, given names in full or as initials."""
    family = _written(name.family)
    suffix = rf"(?:,?{_SPACE}{_written(name.suffix)})?" if name.suffix else ""
    if name.corporate or not name.given:
        return _compiled(_written(str(name)))
    given = _given(name.given)
    prefix = rf"(?:{_written(name.prefix)}{_SPACE})?" if name.prefix else ""
    behind = rf"(?:{_SPACE}{_written(name.prefix)})?" if name.prefix else ""
    forms = (
        rf"{given}{_SPACE}{prefix}{family}{suffix}",
        rf"{prefix}{family},?{_SPACE}{given}{behind}{suffix}",
        _written(str(name)),
    )
    return _compiled("|".join(forms))


def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?P<name>{name})(?![^\W\d_])")


def _given(given: str) -> str:
    words = _WORD.findall(given)[:_MOST_GIVEN_NAMES] or [given]
    first, *others = map(_given_name, words)
    return first + "".join(rf"(?:[\s\u00a0-]*{one})?" for one in others)


def _given_name(word: str) -> str:
    initial = rf"{re.escape(word[0])}\.?"
    if len(word) == 1:
        return initial
    point = r"\.?" if len(word) <= _ABBREVIATED else ""
    return rf"(?:{_written(word)}{point}|{initial})"


def _written(text: str) -> str:
    """Return the pattern of a text as HTML, in small capitals perhaps."""
    plain = re.escape(str(text_to_html(text))).replace(r"\&\#39;", r"(?:&\#39;|’)")
    plain = re.sub(r"(?:\\ )+", lambda _: _SPACE, plain)
    return rf'(?:{plain}|<span class="pubs-smallcaps">{plain}</span>)'
