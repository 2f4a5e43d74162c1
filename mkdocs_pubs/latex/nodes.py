"""The nodes of a parsed field: text, and the few kinds of markup that a citation can show."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from mkdocs_pubs.characters import collapsed, composed
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.private_use import Tag


@dataclass(frozen=True)
class Styled:
    """Text with a look or a meaning: emphasis, bold, small capitals, a subscript."""

    tag: Tag
    children: Inlines


@dataclass(frozen=True)
class Protected:
    """A brace group, whose case a style must not change."""

    children: Inlines


@dataclass(frozen=True)
class Math:
    """A formula as TeX, without its dollars; `display` says that it stands on a line alone."""

    tex: str
    display: bool = False


@dataclass(frozen=True)
class Hyperlink:
    """Text that leads to `url`, which nobody has checked yet."""

    url: str
    children: Inlines


Inline: TypeAlias = str | Styled | Protected | Math | Hyperlink
Inlines: TypeAlias = tuple[Inline, ...]
"""A parsed field: plain Unicode text, and nodes."""


def formula(tex: str, *, display: bool = False) -> Math:
    r"""Return a formula without ``\ensuremath``, which neither MathJax nor KaTeX knows."""
    return Math(tex.replace("\\ensuremath", ""), display=display)


def merged(pieces: Iterable[Inline]) -> Inlines:
    """Join neighbouring texts, in NFC and with single spaces, and leave out empty ones."""
    found: list[Inline] = []
    for is_text, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not is_text:
            found.extend(run)
        elif text := "".join(map(str, run)):
            found.append(composed(collapsed(text)))
    return tuple(found)


def stripped(nodes: Inlines) -> Inlines:
    """Take the spaces from both ends of a field, where these are text."""
    ends = list(nodes)
    if ends and isinstance(ends[0], str):
        ends[0] = ends[0].lstrip(" ")
    if ends and isinstance(ends[-1], str):
        ends[-1] = ends[-1].rstrip(" ")
    return tuple(node for node in ends if node != "")
