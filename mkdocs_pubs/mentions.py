"""Markdown text → mentions: the works that it cites, in the syntax of Pandoc.

Pandoc's manual, "Citation syntax": ``[@key]``, ``[see @a, pp. 3-5; also @b]``, ``[-@key]`` without
people, ``@key`` and ``@key [p. 3]`` in prose, ``@{key}`` for a key with other signs. ``[@!key]`` is
ours: the work is listed, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Mention, Mentioned
from mkdocs_pubs.patterns import regex

STX, ETX = "\x02", "\x03"
"""Between these stands what Python-Markdown has taken out of a text: code, escapes, maths."""

EVERY = "*"
"""What stands for the keys of all works where works are cited without a word."""

Truth = Callable[[str], bool]

# Pandoc has < > in keys, too, which are HTML's; such keys stand in braces. That the keys of ADS
# (2016A&A...595A...1G) and the address of a DOI need none is ours.
# What is set on letters counts as one, in Latin, Arabic, Indian and Thai scripts.
_LETTER = r"[\w\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e]"
_KEY = rf"\w{_LETTER}*(?:(?:[:.#$%+?~/-]|\.{{2,3}}|://|&(?!\w+;)){_LETTER}+)*"
_NAMED = rf"(?:\{{(?P<braced>[^{{}}\n]+)\}}|(?P<key>{_KEY}))"
_LINKING = "a|button|code|kbd|label|option|pre|samp|script|style|summary|svg|textarea|title|var"
"""Elements of HTML in which no link may be, or no text is."""

_RANGE = regex(r"(?<=\d)--?(?=\d)")

TOKEN = regex(
    rf"""
    {STX}[^{STX}{ETX}]*{ETX}
  | <!--.{{0,500}}?-->
  | <(?P<tag>{_LINKING})\b[^<>]*>(?:(?!</?(?P=tag)\b).){{0,500}}</(?P=tag)\s*>
  | </?[a-zA-Z][^<>]*>
  | (?<!\w)(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\[\]]*
  | (?<![\w.+-])[^\W_][\w.+-]*@[^\s\[\]]*
  | \[\[[^\[\]]*\]\]
  | !?\[(?!\^)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]
    (?: \([^()]*(?:\([^()]*\)[^()]*)*\) | (?P<gap>\s?)\[(?P<target>[^\[\]]*)\] )
  | \[(?P<label>[^\[\]]*)\]
  | \{{[^{{}}\n]*\}}
  | (?<![^\W_])(?<![/.@\\&\#:+-])(?P<minus>-?)@{_NAMED}
    (?:\s?\[(?P<more>[^\[\]^!][^\[\]]*)\](?![(\[]))?
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Whatever must be told apart in a text to know what is a citation; many of these are none."""

_WORK = regex(
    rf"(?P<before>.*?)(?<![^\W_])(?<![/.@\\])(?P<minus>-?)@(?P<silent>!?){_NAMED}(?P<after>.*)",
    re.DOTALL,
)
"""A part of a bracket that cites a work."""

_LOCATOR = regex(
    r"\{(?P<braced>[^{}]*)\}|(?P<plain>(?:(?:(?:pp?|ch?|chap|secs?|figs?|eqs?|vols?|nos?|nn?|paras?|art|"
    r"bk|cols?|fol|ll?|op|pt|s\.?v|v)\.|pages?|chapters?|sections?|figures?|equations?|volumes?|"
    r"paragraphs?|parts?|lines?|verses?|notes?|[§¶]+)\s*[\divxlcm]+\b|\d).*)",
    re.DOTALL | re.IGNORECASE,
)
"""What is said behind a work if that is a place in it."""


@dataclass(frozen=True)
class Place:
    """Where a mention stands in a text; its end is that of what it takes."""

    mention: Mention
    start: int
    end: int


def mention_at(found: re.Match[str], is_known: Truth, is_defined: Truth) -> Place | None:
    """Return the mention that a match of `TOKEN` is, if it is one.

    `is_known` says whether a key is that of a work, without which prose cites nothing;
    `is_defined`, whether a label is that of a link.
    """
    if found["text"] is not None:
        return _before_bracket(found, is_defined)
    if found["label"] is not None:
        return _bracketed(found, "label", is_defined)
    if found["key"] or found["braced"]:
        return _narrative(found, is_known, is_defined)
    return None


def mentions(text: str, is_known: Truth, is_defined: Truth) -> Iterator[Place]:
    """Yield the mentions in a text, in order."""
    start = 0
    while found := TOKEN.search(text, start):
        place = mention_at(found, is_known, is_defined)
        if place:
            yield place
        start = place.end if place else max(found.end(), found.start() + 1)


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys in a text that lists them as Pandoc's ``nocite`` does: ``@a, @{b c}, @*``."""
    found = re.finditer(rf"@!?(?:(?P<every>\*)|{_NAMED})", text)
    return tuple(one["every"] or one["braced"] or one["key"] for one in found)


def _before_bracket(found: re.Match[str], is_defined: Truth) -> Place | None:
    """Return the mention before a second bracket, which may be that of a link or another mention.

    ``[@a][ref]`` is a link, also where the reference is made elsewhere, and so is ``[@a](url)``;
    ``[@a][^1]`` is a mention before a footnote.
    """
    target = found["target"]
    if target is None or found[0].startswith("!") or is_defined(target):
        return None
    if not (found["gap"] or target.startswith("^") or _works(target)):
        return None
    return _bracketed(found, "text", is_defined)


def _bracketed(found: re.Match[str], group: str, is_defined: Truth) -> Place | None:
    text = found[group]
    if text.startswith("^") or "@" not in text or "[" in text or is_defined(text):
        return None
    works = _works(text)
    start, end = found.start(group) - 1, found.end(group) + 1
    return Place(Mention(works, found.string[start:end]), start, end) if works else None


def _narrative(found: re.Match[str], is_known: Truth, is_defined: Truth) -> Place | None:
    key = found["braced"] or found["key"]
    if not is_known(key):
        return None
    group = "braced" if found["braced"] else "key"
    end = found.end(group) + bool(found["braced"])
    more = found["more"]
    names_nobody = bool(found["minus"])
    works: tuple[Mentioned, ...] = (Mentioned(key, names_nobody=names_nobody),)
    if more is not None and not is_defined(more):
        first, *rest = more.split(";")
        others = _works(";".join(rest))
        if not _works(first) and (others or not rest):
            works = (Mentioned(key, after=_behind(first), names_nobody=names_nobody), *others)
            end = found.end("more") + 1
    start = found.start("minus")
    is_narrative = not names_nobody
    return Place(Mention(works, found.string[start:end], is_narrative), start, end)


def _works(text: str) -> tuple[Mentioned, ...]:
    """Return the works that the text of a bracket cites; a part without one belongs to another."""
    parts = _parts(text.split(";"))
    matches = (_WORK.fullmatch(part) for part in parts)
    return tuple(_mentioned(one) for one in matches if one)


def _parts(pieces: Sequence[str]) -> list[str]:
    """Join what stands between semicolons so that each part cites a work, where any does."""
    parts: list[list[str]] = [[]]
    is_citing = False
    for piece in pieces:
        cites = _WORK.fullmatch(piece) is not None
        if cites and is_citing:
            parts.append([])
        parts[-1].append(piece)
        is_citing = is_citing or cites
    return [";".join(part) for part in parts]


def _mentioned(found: re.Match[str]) -> Mentioned:
    before = " ".join(found["before"].split())
    return Mentioned(
        found["braced"] or found["key"],
        f"{before} " if before else "",
        _behind(found["after"]),
        names_nobody=bool(found["minus"]),
        is_silent=bool(found["silent"]),
    )


def _behind(text: str) -> str:
    """Return what is said behind a work, with what joins it, and the dashes of its ranges."""
    text = " ".join(text.split())
    is_joined = text.startswith((",", ";", ":", "."))
    inner = text[1:].strip() if text.startswith(",") else text
    locator = _LOCATOR.fullmatch(inner)
    if locator:
        plain = locator["braced"] if locator["braced"] is not None else locator["plain"]
        return f", {_RANGE.sub('–', plain.strip())}"
    return text if is_joined or not text else f" {text}"
