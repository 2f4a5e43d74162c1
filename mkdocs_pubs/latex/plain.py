"""Nodes as plain text, for sorting, searching and comparing, and wherever no markup can go."""

from __future__ import annotations

import re

from mkdocs_pubs.characters import collapsed
from mkdocs_pubs.latex.macros import SIGNS
from mkdocs_pubs.latex.nodes import Inlines, Math
from mkdocs_pubs.latex.parser import parse
from mkdocs_pubs.latex.symbols import symbol
from mkdocs_pubs.patterns import regex

_MATH_TOKEN = regex(r"\\([A-Za-z]+)|\\(.)|[{}]", re.DOTALL)


def to_text(tex: str) -> str:
    r"""Return the characters of a field without its markup; ``$\alpha$`` is α."""
    match parse(tex):
        case ():
            return ""
        case (str(text),):
            return text
        case nodes:
            return collapsed(nodes_text(nodes)).strip(" ")


def nodes_text(nodes: Inlines) -> str:
    """Return the characters of nodes as they are, without the markup."""
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Math):
            parts.append(_MATH_TOKEN.sub(_math_character, node.tex))
        else:
            parts.append(nodes_text(node.children))
    return "".join(parts)


def _math_character(token: re.Match[str]) -> str:
    if token[1]:
        return symbol(token[1]) or ""
    return SIGNS.get(token[2], token[2]) if token[2] else ""
