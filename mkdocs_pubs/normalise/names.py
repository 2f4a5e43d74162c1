"""Lists of names: BibTeX's grammar of names, and BibLaTeX's extended one.

"BibTeXing" by Patashnik, section 4 (``and`` separates; ``First von Last``, ``von Last, First``,
``von Last, Jr, First``; braces keep together); BibLaTeX manual, section 3.4 (extended format).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Name, Names

MARKS = "*∗†‡§¶‖&^#"
"""The signs that al-folio lifts from names, for equal contribution and the like."""

_BRACE_OR_AND = re.compile(r"[{}]|(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_BRACE_OR_COMMA = re.compile(r"[{},]")
_BRACE_OR_SPACE = re.compile(r"[{}]|[\s~]+")
_SUPERSCRIPT = re.compile(
    r"\\textsuperscript\s*\{([^{}]*)\}|\$\s*\^\s*(?:\{([^{}$]*)\}|([^{}$]*))\$"
)
_EDGE_MARKS = re.compile(rf"^[{re.escape(MARKS)}]+|[{re.escape(MARKS)}]+$")
_OTHERS = re.compile(r"others|(?:\{?\s*)et\.?\s*al\b\.?\s*\}?", re.IGNORECASE)
_TRAILING_OTHERS = re.compile(r"[\s,]+et\.?\s*al\b\.?\s*$", re.IGNORECASE)
_EXTENDED = re.compile(r"^\s*\"?(family|given|prefix|suffix|id|useprefix|\w+-i)\s*=")


def read_names(tex: str) -> Names:
    """Read a field of names: people in order, and whether the list was cut short."""
    tex, cut = _TRAILING_OTHERS.subn("", tex)
    others = bool(cut)
    people = []
    for one in split_at(_BRACE_OR_AND, tex):
        if _OTHERS.fullmatch(one):
            others = True
        elif (name := read_name(one)).family:
            people.append(name)
    return Names(tuple(people), others)


def read_name(tex: str) -> Name:
    """Read one name, decoding its LaTeX; marks such as ``*`` are lifted from it."""
    if _is_braced(tex):
        return Name(family=to_text(tex), corporate=True)
    tex, marks = _lifted_superscripts(tex)
    parts = split_at(_BRACE_OR_COMMA, tex)
    if not parts:
        return Name()
    if _EXTENDED.match(tex):
        name = _extended(parts)
    elif len(parts) == 1:
        name = _first_von_last(_words(parts[0]))
    else:
        prefix, family = _von_last(_words(parts[0]))
        name = Name(family=family, prefix=prefix, given=_decoded(parts[-1]))
        if len(parts) > 2:
            name = Name(name.family, name.given, name.prefix, _decoded(", ".join(parts[1:-1])))
    return _without_marks(name, marks)


def is_same_person(name: Name, wanted: Name) -> bool:
    """Say whether two names can be one person's: initials, accents and case do not matter.

    All initials of the shorter form must agree in order; without given names, the family decides.
    """
    if _folded(f"{name.prefix} {name.family}") != _folded(f"{wanted.prefix} {wanted.family}"):
        return False
    given, wanted_given = _given_names(name), _given_names(wanted)
    return all(
        one.startswith(other) or other.startswith(one)
        for one, other in zip(given, wanted_given, strict=False)
    )


def split_at(separator: re.Pattern[str], tex: str) -> list[str]:
    """Split at what `separator` finds outside braces; empty parts are left out."""
    parts, depth, start = [], 0, 0
    for match in separator.finditer(tex):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(tex[start : match.start()].strip())
            start = match.end()
    parts.append(tex[start:].strip())
    return [part for part in parts if part]


def _words(tex: str) -> list[str]:
    return split_at(_BRACE_OR_SPACE, tex)


def _decoded(tex: str) -> str:
    return to_text(tex).strip(" \u00a0,")


def _joined(words: Sequence[str]) -> str:
    return _decoded(" ".join(words))


def _first_von_last(words: Sequence[str]) -> Name:
    """``First von Last``: von runs from the first to the last lower-case word before Last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return Name(family=_joined(words[-1:]), given=_joined(words[:-1]))
    first, behind = lower[0], lower[-1] + 1
    return Name(_joined(words[behind:]), _joined(words[:first]), _joined(words[first:behind]))


def _von_last(words: Sequence[str]) -> tuple[str, str]:
    """``von Last``: von ends with the last lower-case word that is not the name's last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    behind = lower[-1] + 1 if lower and _is_lower(words[0]) else 0
    return _joined(words[:behind]), _joined(words[behind:])


def _is_lower(word: str) -> bool:
    """Say whether the first letter outside braces is small; an accented one in braces counts."""
    depth = 0
    for index, character in enumerate(word):
        if word.startswith("{\\", index) or (character == "\\" and depth == 0):
            return to_text(word[index:])[:1].islower()
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and character.isalpha():
            return character.islower()
    return False


def _is_braced(tex: str) -> bool:
    """Say whether one pair of braces holds all of `tex`, and is not an accent's."""
    if not (tex.startswith("{") and tex.endswith("}")) or tex.startswith("{\\"):
        return False
    depth = 0
    for index, character in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return index == len(tex) - 1
    return False


def _extended(parts: Sequence[str]) -> Name:
    values = dict(part.strip('" ').split("=", 1) for part in parts if "=" in part)
    known = {key.strip(): _decoded(value.strip('" ')) for key, value in values.items()}
    family, given, prefix, suffix = (
        known.get(part, "") for part in ("family", "given", "prefix", "suffix")
    )
    return Name(family, given, prefix, suffix)


def _lifted_superscripts(tex: str) -> tuple[str, str]:
    marks = "".join(to_text("".join(found)) for found in _SUPERSCRIPT.findall(tex))
    return _SUPERSCRIPT.sub("", tex) if marks else tex, marks


def _without_marks(name: Name, marks: str) -> Name:
    """Lift the marks at the edges of a name's parts; each sign counts once."""
    parts = []
    for part in (name.family, name.given, name.prefix, name.suffix):
        marks += "".join(_EDGE_MARKS.findall(part))
        parts.append(_EDGE_MARKS.sub("", part).strip())
    family, given, prefix, suffix = parts
    if not family:
        family, given = given, ""
    return Name(family, given, prefix, suffix, "".join(dict.fromkeys(marks)))


def _given_names(name: Name) -> list[str]:
    return _folded(name.given).replace("-", " ").split()


def _folded(text: str) -> str:
    """Fold case, accents and punctuation, as for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c == "-" else " " for c in letters).split())
