"""Values in braces: quotation marks and bare numbers give way to them where nothing can change."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_pubs.bibtex import Operand
from mkdocs_pubs.characters import has_paired_braces
from mkdocs_pubs.patterns import regex

_JOINT = regex(r"[\s#]*")
_ESCAPED = regex(r"\\[{}]")


def in_braces(written: str, operands: Sequence[Operand]) -> str:
    """Return a value, as `written` and read as `operands`, each in braces, joined by `` # ``.

    Macros stay bare. A value with comments between its operands stays as it is.
    """
    parts: list[str] = []
    position = 0
    for operand in operands:
        joint = _JOINT.match(written, position)
        start = joint.end() if joint else position
        position = _end_of(written, start, operand)
        if position < 0:
            return written.strip()
        parts.append(_enclosed(written[start:position], operand))
    return written.strip() if written[position:].strip() else " # ".join(parts)


def is_clear(operand: Operand) -> bool:
    """Say whether all readers see the braces of a value alike, escaped ones, too."""
    if "\\{" not in operand.text and "\\}" not in operand.text:
        return True
    return has_paired_braces(operand.text) and has_paired_braces(_ESCAPED.sub("", operand.text))


def _end_of(written: str, start: int, operand: Operand) -> int:
    """Return where an operand ends that begins at `start`; a negative number if another does."""
    opening = 1 if written[start : start + 1] in ("{", '"') else 0
    if not written.startswith(operand.text, start + opening):
        return -1
    return start + len(operand.text) + 2 * opening


def _enclosed(written: str, operand: Operand) -> str:
    if operand.is_macro or written.startswith("{"):
        return written
    # Some readers take a backslash before a closing brace for an escape.
    if operand.text.endswith("\\") or not has_paired_braces(operand.text):
        return written
    return f"{{{operand.text}}}"
