"""Values in braces: quotation marks and bare numbers give way to them where nothing can change."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_pubs.bibtex import Piece
from mkdocs_pubs.characters import has_paired_braces
from mkdocs_pubs.patterns import regex

_JOINT = regex(r"[\s#]*")
_ESCAPED = regex(r"\\[{}]")


def in_braces(written: str, pieces: Sequence[Piece]) -> str:
    """Return a value, as `written` and read as `pieces`, each in braces, joined by `` # ``.

    Macros stay bare. A value with comments between its pieces stays as it is.
    """
    parts: list[str] = []
    position = 0
    for piece in pieces:
        joint = _JOINT.match(written, position)
        start = joint.end() if joint else position
        position = _end_of(written, start, piece)
        if position < 0:
            return written.strip()
        parts.append(_enclosed(written[start:position], piece))
    return written.strip() if written[position:].strip() else " # ".join(parts)


def is_clear(piece: Piece) -> bool:
    """Say whether all readers see the braces of a value alike, escaped ones, too."""
    if "\\{" not in piece.text and "\\}" not in piece.text:
        return True
    return has_paired_braces(piece.text) and has_paired_braces(_ESCAPED.sub("", piece.text))


def _end_of(written: str, start: int, piece: Piece) -> int:
    """Return where a piece ends that begins at `start`; a negative number if another does."""
    opening = 1 if written[start : start + 1] in ("{", '"') else 0
    if not written.startswith(piece.text, start + opening):
        return -1
    return start + len(piece.text) + 2 * opening


def _enclosed(written: str, piece: Piece) -> str:
    if piece.is_macro or written.startswith("{"):
        return written
    # Some readers take a backslash before a closing brace for an escape.
    if piece.text.endswith("\\") or not has_paired_braces(piece.text):
        return written
    return f"{{{piece.text}}}"
