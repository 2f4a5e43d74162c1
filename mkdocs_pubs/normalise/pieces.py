"""TeX in pieces: split where braces let it, and told from what one pair of braces holds."""

from __future__ import annotations

import re


def split_at(separator: re.Pattern[str], tex: str) -> list[str]:
    """Split at what `separator` finds outside braces; empty pieces are left out.

    The pattern must find braces, too, and have no groups.
    """
    if "{" not in tex and "}" not in tex:
        return [piece for part in separator.split(tex) if (piece := part.strip())]
    pieces, depth, start = [], 0, 0
    for match in separator.finditer(tex):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            pieces.append(tex[start : match.start()].strip())
            start = match.end()
    pieces.append(tex[start:].strip())
    return [piece for piece in pieces if piece]


def is_braced(tex: str, *, with_macro: bool = False) -> bool:
    """Say whether one pair of braces holds all of `tex`; by default not if it is an accent's."""
    if not (tex.startswith("{") and tex.endswith("}")):
        return False
    if tex.startswith("{\\") and not with_macro:
        return False
    depth = 0
    for index, character in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return index == len(tex) - 1
    return False
