"""One name: BibTeX's grammar of names, BibLaTeX's extended one, and how people depart from them.

"BibTeXing" by Patashnik, section 4 (``First von Last``, ``von Last, First``, ``von Last, Jr,
First``; braces keep together); BibLaTeX manual, section 3.4 (extended format).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Name
from mkdocs_pubs.normalise.pieces import is_braced, split_at
from mkdocs_pubs.patterns import regex

MARKS = "*∗†‡§¶‖&^#"
"""The signs that al-folio lifts from names, for equal contribution and the like."""

_BRACE_OR_COMMA = regex(r"[{},]")
_BRACE_OR_SPACE = regex(r"[{}]|(?:\s|(?<!\\)~)+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = regex(
    r"\\(?:textsuperscript|inst)\s*\{([^{}]*)\}"
    r"|\$\s*(?:\{\}\s*)?\^(?:\s*\{([^{}$]*)\}|([^{}$]*))\$|(?<!\\)\^(?:\{([^{}$]*)\}|(\d))"
    rf"|<sup>([^<>]*)</sup>|([{_RAISED}]+)|(?<=[^\W\d_])(\+)(?=\s*(?:,|\Z))"
    r"|\\footnotemark\[([^\[\]]*)\]|\\thanks\s*\{[^{}]*\}"
)
_REMARK = regex(
    r"\((?=[^()]*\b(?:equal|joint|corresponding|co-?first|first author|contribut))[^()]*\)",
    re.IGNORECASE,
)
# An ampersand with a space before it is part of a firm's name.
_MARKS_AT_START = regex(rf"[{re.escape(MARKS)}]+(?!\s)")
_MARKS_AT_END_BACKWARDS = regex(rf"(?:[{re.escape(MARKS)}](?!\s)|[*∗†‡§¶‖]\s+)+")
_MEANS_MORE = regex(rf"[+{re.escape(MARKS)}{_RAISED}\\{{}}$=<(]")
_LOOK_MACRO = regex(
    r"\\(?:textbf|textit|textsc|textrm|emph|underline|uline|mkbibbold)\s*(\{.*\})", re.DOTALL
)
_LOOK_GROUP = regex(r"\{\s*\\(?:bf|bfseries|em|it|itshape|sc|sl)\b(.*)\}", re.DOTALL)
_LOOK_STARS = regex(r"\*\*([^*]+)\*\*")
_LOOK_TAG = regex(r"</?(?:b|em|i|strong|u)>", re.IGNORECASE)
# Libraries write ``Poe, Ann, 1850-1920``.
_LIFE = regex(r"\s*(?:c\.|ca\.|b\.|d\.)?\s*\d{3,4}\??\s*(?:[-–]\s*(?:\d{3,4}\??)?)?\.?\s*")
_DEGREE = regex(r"(?:M\.?D|M\.?P\.?H|M\.?B\.?A|D\.?Phil|DrPH|M\.?Sc|R\.?N|Esq)\.?", re.IGNORECASE)
# DBLP's number for one of several people of the same name.
_HOMONYM_NUMBER = regex(r"(?<=[^\s\d~])[\s~]+0\d{3}(?=\s*(?:,|\Z))")
_SUFFIX_WORD = r"(?:(?i:jr|sr)\.?|(?i:jun|sen)\.|I{2,3}|IV|VI{0,2}|[23]rd|2nd|Ph\.? ?D\.?)"
_SUFFIX = regex(_SUFFIX_WORD)
_LONE_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())
"""Those that are nobody's family, so that ``III, Hal Doe`` means ``Doe, III, Hal``."""
_AROUND_SUFFIXES = f" {{}}{MARKS}"
_FIRMS = "corp gmbh inc llc ltd plc".split()
BODIES = (
    *_FIRMS,
    *"agency association collaboration collaborations commission committee consortium corporation"
    " federation foundation group initiative institute investigators laboratory ministry network"
    " organisation organization parliament project society team university".split(),
)
"""What ends the name of a body, and nobody's: ``Planck Collaboration``, ``Apple Inc.``"""

_ENDS_OF_FIRMS = frozenset(
    f"{word}{stop}"
    for firm in _FIRMS
    for word in (firm, firm.upper(), firm.capitalize(), firm.replace("gmbh", "GmbH"))
    for stop in ("", ".")
)
_ENDS_OF_BODIES = _ENDS_OF_FIRMS.union(
    form for word in BODIES for form in (word, word.upper(), word.capitalize())
)

# A word that can only be part of a name, not a particle, nor one of those that part names.
_WORD = r"(?!(?i:and|et|etal)\b)[A-Z][\w.]*(?:-[\w.]+)*"
_PLAIN_NAME = regex(rf"{_WORD},?(?: {_WORD})+")
# The same with some TeX, or several words in braces, which are one.
_TEX_WORD = r"(?:(?!(?i:and|et|etal)\b)[A-ZÀ-ÖØ-Þ][\w.'-]*(?:\{\w+\}[\w.'-]*)?|\{\w[\w' -]*\})"
_LAST_WORD = rf"(?!\{{?{_SUFFIX_WORD}\}}?\Z){_TEX_WORD}"
_PREFIX = r"(?P<prefix>(?:(?!(?:and|et|etal) )[a-z]+ )*)"
_FIRST_LAST = regex(rf"(?P<given>(?:{_TEX_WORD} )+){_PREFIX}(?P<family>{_LAST_WORD})")
_LAST_FIRST = regex(rf"{_PREFIX}(?P<family>{_TEX_WORD}), (?P<given>(?:{_TEX_WORD} )*{_LAST_WORD})")
_EXTENDED = regex(r"^\s*\"?(family|given|prefix|suffix|id|useprefix|\w+-i)\s*=")


def plain_name(tex: str) -> Name | None:
    """Read ``Last, First`` or ``First Last`` where it is plain which words are which, as in most.

    Few have a ``von``, too, or words in braces.
    """
    family, comma, given = tex.partition(", ")
    # That may be two people: ``J.Doe, R.Roe``.
    if comma and ("." in family or family in _LONE_SUFFIXES):
        return None
    if not tex.isascii() and not set(_RAISED).isdisjoint(tex):
        return None
    if not _PLAIN_NAME.fullmatch(tex):
        found = (_LAST_FIRST if comma else _FIRST_LAST).fullmatch(tex)
        if found is None:
            return None
        family, given, prefix = map(_decoded, found.group("family", "given", "prefix"))
        return _as_body(Name(family, given, prefix))
    if not comma:
        given, _, family = tex.rpartition(" ")
    if _SUFFIX.fullmatch(given if comma else family):
        return None
    return _as_body(Name(family, given))


# Most people of a bibliography wrote several of its works.
@lru_cache(maxsize=1 << 14)
def read_name(tex: str) -> Name:
    """Read one name, decoding its LaTeX; marks such as ``*`` are lifted from it."""
    tex = tex.strip()
    if plain := plain_name(tex):
        return plain
    if "0" in tex:
        tex = _HOMONYM_NUMBER.sub("", tex)
    # Databases part the initials of a double name: ``P. -F. Roe``.
    tex = tex.replace(". -", ".-")
    if not _MEANS_MORE.search(tex) and (name := _in_parts(split_at(_BRACE_OR_COMMA, tex))).family:
        return _as_body(name)
    remarks = "".join(_REMARK.findall(tex))
    tex, marks = _lifted_superscripts(_REMARK.sub(" ", tex) if remarks else tex)
    tex, around = _without_look(tex.strip())
    marks += around
    if is_braced(tex):
        return Name(family=to_text(tex), marks=marks + remarks, corporate=True)
    parts = split_at(_BRACE_OR_COMMA, tex)
    if not parts:
        return Name(marks=marks + remarks)
    name = _without_marks(_extended(parts) if _EXTENDED.match(tex) else _in_parts(parts), marks)
    return _as_body(replace(name, marks=name.marks + remarks) if remarks else name)


def _as_body(name: Name) -> Name:
    """Take a name that can only be a body's for one, though no braces are around it."""
    if name.family.rpartition(" ")[2] in _ENDS_OF_BODIES and (name.given or name.prefix):
        return Name(family=str(name), marks=name.marks, corporate=True)
    if name.given.endswith(" &") or " & " in name.given:
        return Name(family=str(name), marks=name.marks, corporate=True)
    if name.given in _ENDS_OF_FIRMS:
        return Name(family=f"{name.family}, {name.given}", marks=name.marks, corporate=True)
    return name


def behind_family(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the suffixes and the given names of a person, by what stands behind the first comma.

    The years of a life, which libraries put there, are left out.
    """
    said = [part for part in parts if not _LIFE.fullmatch(part)]
    suffixes = [part for part in said if is_suffix(part)]
    given = [part for part in said if not is_suffix(part)]
    if suffixes or len(given) < 2:
        return suffixes, given
    if _DEGREE.fullmatch(given[-1].strip(_AROUND_SUFFIXES)):
        return given[1:], given[:1]
    return given[:-1], given[-1:]


def is_suffix(tex: str) -> bool:
    """Say whether a part of a name can only be one such as ``Jr.`` or ``III``."""
    return _SUFFIX.fullmatch(tex.strip(_AROUND_SUFFIXES)) is not None


def _in_parts(parts: Sequence[str]) -> Name:
    """Return a name by what stands between its commas."""
    if len(parts) > 1:
        return _last_first(parts)
    return _first_von_last(_words(parts[0])) if parts else Name()


def _words(tex: str) -> list[str]:
    return split_at(_BRACE_OR_SPACE, tex)


def _decoded(tex: str) -> str:
    return to_text(tex).strip(" \u00a0,") if tex else ""


def _joined(words: Sequence[str]) -> str:
    return _decoded(" ".join(words))


def _first_von_last(words: Sequence[str]) -> Name:
    """``First von Last``: von runs from the first to the last lower-case word before Last."""
    suffix = ""
    if len(words) > 2 and is_suffix(words[-1]):
        *words, suffix = words
    if _is_family_first(words):
        return Name(family=_joined(words[:1]), given=_joined(words[1:]))
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    first, behind = (lower[0], lower[-1] + 1) if lower else (-1, len(words) - 1)
    given, prefix = words[: first if lower else behind], words[first:behind] if lower else []
    return Name(_joined(words[behind:]), _joined(given), _joined(prefix), _decoded(suffix))


def _is_family_first(words: Sequence[str]) -> bool:
    """Say whether two words are a name in a script in which the family comes first."""
    if len(words) != 2 or words[0].isascii():
        return False
    return Name(family=words[0], given=words[1]).is_family_first


def _last_first(parts: Sequence[str]) -> Name:
    """``von Last, First`` and ``von Last, Jr, First``; a suffix is known wherever it stands."""
    if len(parts) == 2 and parts[0].strip() in _LONE_SUFFIXES:
        return replace(_first_von_last(_words(parts[1])), suffix=parts[0].strip())
    words = _words(parts[0])
    suffixes, given = behind_family(parts[1:])
    if not suffixes and len(words) > 1 and is_suffix(words[-1]):
        suffixes = [words.pop()]
    if not given:
        name = _first_von_last(words)
        return Name(name.family, name.given, name.prefix, _decoded(", ".join(suffixes)))
    prefix, family = _von_last(words)
    return Name(family, _decoded(", ".join(given)), prefix, _decoded(", ".join(suffixes)))


def _von_last(words: Sequence[str]) -> tuple[str, str]:
    """``von Last``: von ends with the last lower-case word that is not the name's last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    behind = lower[-1] + 1 if lower and _is_lower(words[0]) else 0
    return _joined(words[:behind]), _joined(words[behind:])


def _is_lower(word: str) -> bool:
    """Say whether the first letter outside braces is small; an accented one in braces counts."""
    if word[:1].isalpha():
        return word[0].islower()
    depth = 0
    for index, character in enumerate(word):
        if depth == 0 and word.startswith(("{\\", "\\"), index):
            return to_text(word[index:])[:1].islower()
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and character.isalpha():
            return character.islower()
    return False


def _extended(parts: Sequence[str]) -> Name:
    values = dict(part.strip('" ').split("=", 1) for part in parts if "=" in part)
    known = {key.strip(): _decoded(value.strip('" ')) for key, value in values.items()}
    family, given, prefix, suffix = (
        known.get(part, "") for part in ("family", "given", "prefix", "suffix")
    )
    return Name(family, given, prefix, suffix)


def _without_look(tex: str) -> tuple[str, str]:
    """Take off what makes a whole name bold or underlined, as people mark their own.

    Return the marks around that, too.
    """
    tex = _LOOK_STARS.sub(r"\1", _LOOK_TAG.sub("", tex))
    before, name, behind = _parted_from_marks(tex)
    if (macro := _LOOK_MACRO.fullmatch(name)) and is_braced(macro[1], with_macro=True):
        return macro[1][1:-1].strip(), before + behind
    if (group := _LOOK_GROUP.fullmatch(name)) and is_braced(name, with_macro=True):
        return group[1].strip(), before + behind
    return tex, ""


def _lifted_superscripts(tex: str) -> tuple[str, str]:
    marks = "".join(to_text("".join(found)) for found in _SUPERSCRIPT.findall(tex))
    return _SUPERSCRIPT.sub("", tex), unicodedata.normalize("NFKC", marks)


def _without_marks(name: Name, marks: str) -> Name:
    """Lift the marks at the edges of a name's parts; each sign counts once."""
    parts = []
    for part in (name.family, name.given, name.prefix, name.suffix):
        before, part, behind = _parted_from_marks(part)
        marks += before + behind
        parts.append(part)
    family, given, prefix, suffix = parts
    if not family:
        last = _first_von_last(given.split())
        family, given, prefix = last.family, last.given, last.prefix or prefix
    return Name(family, given, prefix, suffix, "".join(dict.fromkeys(marks.replace(" ", ""))))


def _parted_from_marks(part: str) -> tuple[str, str, str]:
    """Return the marks before a part of a name, the part, and the marks behind it."""
    first = _MARKS_AT_START.match(part)
    start = first.end() if first else 0
    # Backwards, as a search for what ends the text would look at each of its marks anew.
    last = _MARKS_AT_END_BACKWARDS.match(part[start:][::-1])
    end = len(part) - last.end() if last else len(part)
    return part[:start], part[start:end].strip(), part[end:]
