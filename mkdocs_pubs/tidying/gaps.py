"""What stands between entries: text keeps its place, white space becomes one empty line."""

from __future__ import annotations

from enum import Enum

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tidying.entries import Tidy, Unclear

_SPACE = " \t\r\n"
_LINE_END = regex(r"\r\n|\r|\n")
_LINES_ABOVE = regex(r"(?:[ \t]*(?:\r\n|\r|\n))*")


class Edge(Enum):
    """The beginning and the end of a file."""

    BEGINNING = "beginning"
    END = "end"


Neighbour = Tidy | Unclear | Edge


def is_blank(gap: str) -> bool:
    """Say whether a gap holds nothing but white space."""
    return not gap.strip(_SPACE)


def settled(gap: str, before: Neighbour, behind: Neighbour, line_end: str) -> str:
    """Return what stands between two neighbours, which may be the edges of the file.

    Beside a block that is left as it is, nothing changes: where it ends may depend on that.
    """
    if isinstance(before, Unclear) or isinstance(behind, Unclear):
        return gap
    if is_blank(gap):
        return line_end * _line_ends(gap, before, behind)
    lines = _LINES_ABOVE.match(gap)
    above = lines.group() if lines else ""
    text = gap[len(above) :].rstrip(_SPACE)
    below = gap[len(above) + len(text) :]
    first = "" if before is Edge.BEGINNING else line_end * min(_count(above), 2)
    if behind is Edge.END:
        return f"{first}{text}{line_end}"
    last = line_end * min(_count(below), 2)
    return f"{first}{text}{last or below}"


def _line_ends(gap: str, before: Neighbour, behind: Neighbour) -> int:
    if before is Edge.BEGINNING:
        return 0
    if behind is Edge.END:
        return 1
    are_macros = isinstance(before, Tidy) and isinstance(behind, Tidy)
    if are_macros and not (_is_entry(before) or _is_entry(behind)):
        return min(max(_count(gap), 1), 2)
    return 2


def _is_entry(one: Neighbour) -> bool:
    return isinstance(one, Tidy) and bool(one.key)


def _count(text: str) -> int:
    return len(_LINE_END.findall(text))
