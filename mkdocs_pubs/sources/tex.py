"""Text of services as TeX: markup becomes macros, what TeX would act on is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mkdocs_pubs.characters import clean, has_paired_braces, unescaped
from mkdocs_pubs.patterns import regex

MAX_LENGTH = 65_536
"""How many characters a field may have; a longer one is left out."""

_TAG = regex(r"<(/?)(?:\w+:)?([A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
_MACROS = {
    **dict.fromkeys(("i", "em", "italic"), "emph"),
    **dict.fromkeys(("b", "strong", "bold"), "textbf"),
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
}
_BLOCKS = frozenset("br div h1 h2 h3 h4 h5 h6 li list-item ol p sec td title tr ul".split())
# Crossref has some texts that were escaped twice.
_ESCAPED_TWICE = regex("&amp;(?=(?:amp|gt|lt|quot);)")
_SPECIAL = regex(r"[\\{}$%&#_~^]")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MATHS = regex(r"((?<!\\)\$(?:[^$\\]|\\.)+\$)", re.DOTALL)
_BARE_DOLLAR = regex(r"(?<!\\)\$")
_BARE_SPECIAL = regex(r"(?<!\\)[%&#_]")
_BODY = regex(
    r"\b(?:collaboration|consortium|group|team|committee|university|organi[sz]ation)\b",
    re.IGNORECASE,
)
_CASED_WORD = regex(r"(?<![\w{\\-])(?=\w*[^\W\d_])\w+(?:-\w+)*(?![\w}])")
_NOT_VERBATIM = str.maketrans("", "", "{}\\ \t\n")


def texed(text: object) -> str:
    """Return a text with the markup of HTML or JATS as TeX; ``""`` for what is none."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return ""
    pieces: list[str] = []
    open_macros: list[str] = []
    for part, macro, closes in _parts(_ESCAPED_TWICE.sub("&", text)):
        pieces.append(_escaped(unescaped(part)))
        if macro and not closes:
            open_macros.append(macro)
            pieces.append(f"\\{macro}{{")
        elif macro and open_macros and open_macros[-1] == macro:
            open_macros.pop()
            pieces.append("}")
    return _line("".join(pieces) + "}" * len(open_macros))


def texed_title(text: object) -> str:
    """Return a title; words with capitals inside, such as DNA, keep them in any style."""
    return protected(texed(text))


def protected(tex: str) -> str:
    """Put braces around the words of a title that have capitals inside, outside of maths."""
    if tex.isupper():
        return tex
    parts = _MATHS.split(tex)
    parts[::2] = [_CASED_WORD.sub(_braced_if_cased, part) for part in parts[::2]]
    return "".join(parts)


def kept_tex(text: object) -> str:
    """Return a text that is TeX already, if its braces are in order; else as `texed` has it."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return ""
    parts = _MATHS.split(_line(text))
    if any(map(_BARE_DOLLAR.search, parts[::2])) or not has_paired_braces(text):
        return texed(text)
    parts[::2] = [_BARE_SPECIAL.sub(r"\\\g<0>", part) for part in parts[::2]]
    return "".join(parts)


def named(name: str) -> str:
    """Return a name of which no parts are known; what is no person's stands in braces."""
    tex = texed(name)
    return f"{{{tex}}}" if " and " in tex or _BODY.search(tex) else tex


def all_named(names: str) -> str:
    """Return what may be several names with ``and`` between them, unless it is a body's."""
    return named(names) if _BODY.search(names) else texed(names)


def verbatim(text: object) -> str:
    """Return an identifier or an address without any sign that could end its field."""
    if isinstance(text, (int, str)) and len(str(text)) <= MAX_LENGTH:
        return clean(str(text)).translate(_NOT_VERBATIM)
    return ""


def filled(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that hold something."""
    return {name: value for name, value in fields.items() if value}


def _parts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the texts between tags, each with the macro of the tag behind it, if it has one."""
    position = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        space = " " if name in _BLOCKS else ""
        yield text[position : tag.start()] + space, _MACROS.get(name, ""), bool(tag[1])
        position = tag.end()
    yield text[position:], "", False


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPES.get(sign.group(), f"\\{sign.group()}"), text)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _braced_if_cased(word: re.Match[str]) -> str:
    found = word.group()
    return f"{{{found}}}" if _has_inner_capital(found) else found


def _has_inner_capital(word: str) -> bool:
    return any(part[1:] != part[1:].lower() for part in word.split("-"))
