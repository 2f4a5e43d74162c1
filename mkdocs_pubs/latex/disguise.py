"""Fields in disguise, for their way through pybtex: markup as private-use characters.

pybtex reads every field as LaTeX of its own kind, which loses markup, escapes nothing and fails on
much. So it gets plain text in which one private-use character stands for a sign that it would
interpret, for the start or the end of styled text, or for a character of a formula or a URL. Braces
alone are real: they keep a style from changing the case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from mkdocs_pubs.characters import collapsed
from mkdocs_pubs.latex.html import SafeUrl
from mkdocs_pubs.latex.nodes import Hyperlink, Inlines, Math, Styled
from mkdocs_pubs.latex.parser import parse
from mkdocs_pubs.latex.restoration import restored
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import (
    DISPLAY_MATH,
    FIRST_UNIT,
    HYPERLINK,
    HYPERLINK_END,
    HYPERLINK_TEXT,
    INLINE_MATH,
    LOOK_END,
    LOOK_START,
    MATH_END,
    PRIVATE_USE,
    SIGN_OF,
    Tag,
)

_SIGNS = "\\{}$%~&#_^`'"
_DISGUISE_OF = {sign: mark for mark, sign in SIGN_OF.items()}
_TO_DISGUISE = str.maketrans({sign: _DISGUISE_OF[sign] for sign in _SIGNS})
_SIGN = regex(f"[{re.escape(_SIGNS)}]")
_SIGN_OR_TAG = regex(f"[{re.escape(_SIGNS)}<]")


# Journals and years come again and again.
@lru_cache(maxsize=1 << 12)
def to_pybtex(tex: str) -> str:
    """Return a field as pybtex may have it; in most, dashes are all that is LaTeX."""
    if _SIGN_OR_TAG.search(tex):
        return _disguised(parse(tex))
    return collapsed(tex.replace("---", "—").replace("--", "–")).strip(" ")


def text_to_pybtex(text: str) -> str:
    """Return plain text as pybtex may have it."""
    return text.translate(_TO_DISGUISE) if _SIGN.search(text) else text


def from_pybtex(html: str, link: SafeUrl) -> Markup:
    """Return the HTML that a backend made of disguised fields with its markup restored.

    `html` must be escaped.
    """
    return Markup(restored(html, link)) if is_disguised(html) else Markup(html)


def is_disguised(html: str) -> bool:
    """Say whether `from_pybtex` has anything to restore."""
    # Private-use characters are not printable. Of several links, one may stand in another.
    return (not html.isprintable() and max(html) >= PRIVATE_USE) or html.count("<a ") > 1


def _disguised(nodes: Inlines) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(text_to_pybtex(node))
        elif isinstance(node, Math):
            parts.append(f"{{{disguised_math(node)}}}")
        elif isinstance(node, Styled):
            parts.append(disguised_styled(node.tag, _disguised(node.children)))
        elif isinstance(node, Hyperlink):
            parts.append(disguised_link(node.url, _disguised(node.children)))
        else:
            parts.append(f"{{{_disguised(node.children)}}}")
    return "".join(parts)


def disguised_math(formula: Math) -> str:
    """Return a formula in disguise."""
    opening = DISPLAY_MATH if formula.display else INLINE_MATH
    return f"{opening}{_units(formula.tex)}{MATH_END}"


def disguised_styled(tag: Tag, text: str) -> str:
    """Return disguised text with a look, in disguise."""
    return f"{LOOK_START[tag]}{text}{LOOK_END[tag]}"


def disguised_link(url: str, text: str) -> str:
    """Return disguised text that leads to `url`, in disguise."""
    return f"{HYPERLINK}{_units(url)}{HYPERLINK_TEXT}{text}{HYPERLINK_END}"


def disguised_sign(sign: str) -> str:
    """Return the character that stands for a sign."""
    return _DISGUISE_OF[sign]


def _units(text: str) -> str:
    """Return text as private-use characters, so that no style splits or changes it."""
    octets = text.encode("utf-16-le", errors="replace")
    units = (int.from_bytes(octets[at : at + 2], "little") for at in range(0, len(octets), 2))
    return "".join(chr(FIRST_UNIT + unit) for unit in units)
