"""What can be mended in a block with certainty, as changes of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import pairwise

from mkdocs_pubs.bibtex import MONTHS, Block, BlockSource, FieldSource
from mkdocs_pubs.diagnostics import Code, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.normalise import bibtex_names, read_names
from mkdocs_pubs.patterns import regex

_COMMA = regex(r"\s*,\s*")
NAME_LISTS = ("author", "editor", "translator")
"""The fields in which `and` is put between people."""
_MONTH_MACROS = {month.lower(): macro for macro, month in MONTHS.items()}


@dataclass(frozen=True)
class Mend:
    """A stretch of a block's source and what takes its place; what is wrong, and was done."""

    start: int
    end: int
    text: str
    at: int
    message: str
    code: Code


def mends_of(
    block: Block, source: str, read: BlockSource, macros: Collection[str]
) -> Iterator[Mend]:
    """Yield what can be mended in an entry; `macros` are those defined, in lower case."""
    yield from _commas(read)
    repeated = list(_repeated_fields(source, read))
    yield from repeated
    out = {mend.at for mend in repeated}
    for one in read.fields:
        if one.span.start in out:
            continue
        yield from _empty_value(source, one)
        yield from _bare_value(source, one, macros)
        yield from _names(one, read.key)
    if not block.closed and not block.swallowed and _ends_clearly(source, read):
        end = len(source)
        closing = "}" if source[block.body - block.start - 1] == "{" else ")"
        what = f"{quoted(read.key)} has no closing brace; put one behind its last field"
        yield Mend(end, end, f"\n{closing}", 0, what, Code.UNCLOSED_ENTRY)


def _ends_clearly(source: str, read: BlockSource) -> bool:
    """Say whether the last value took in neither other fields nor the brace that is missing."""
    if not read.fields:
        return False
    span = read.fields[-1].span
    value = source[span.start : span.end].partition("=")[2].strip()
    return "=" not in value and "\n" not in value and "}" not in source[span.end :]


def _commas(read: BlockSource) -> Iterator[Mend]:
    ends = [one.span.end for one in read.fields]
    for mistake in read.mistakes:
        if mistake.code is not Code.MISSING_COMMA:
            continue
        before = bisect_right(ends, mistake.offset)
        at = ends[before - 1] if before else mistake.offset + len(read.key)
        what = f"{mistake.message.rpartition('; ')[0]}; put one there"
        yield Mend(at, at, ",", mistake.offset, what, mistake.code)


def _repeated_fields(source: str, read: BlockSource) -> Iterator[Mend]:
    """Yield the fields that are there before with the same value."""
    first: dict[str, FieldSource] = {}
    for one in read.fields:
        first.setdefault(one.name, one)
    for before, one in pairwise(read.fields):
        start, end = before.span.end, one.span.end
        is_repeated = first[one.name] is not one and first[one.name].operands == one.operands
        if is_repeated and _COMMA.fullmatch(source, start, one.span.start):
            what = (
                f"the field {quoted(one.name)} of {quoted(read.key)} is given twice with one value"
            )
            what = f"{what}; took out the second"
            yield Mend(start, end, "", one.span.start, what, Code.DUPLICATE_FIELD)


def _empty_value(source: str, one: FieldSource) -> Iterator[Mend]:
    start = source.index("=", one.span.start) + 1
    blank = source[start : one.span.end]
    if not blank.strip():
        end = one.span.end - len(blank.lstrip(" \t"))
        what = f"the field {quoted(one.name)} has no value; gave it an empty one"
        yield Mend(start, end, " {}", one.span.start, what, Code.SYNTAX)


def _bare_value(source: str, one: FieldSource, macros: Collection[str]) -> Iterator[Mend]:
    """Yield a value that can be no macro, since it begins with a figure, or is a month's name."""
    if len(one.operands) != 1 or not one.operands[0].is_macro:
        return
    written = one.operands[0].text
    start = one.span.end - len(written)
    month = _MONTH_MACROS.get(written.lower()) if one.name == "month" else None
    if written.lower() in macros or source[start : one.span.end] != written:
        return
    if month:
        text, done = month, f"wrote {month}"
    elif written[0].isdecimal():
        text, done = f"{{{written}}}", "put it in braces"
    else:
        return
    what = f"unknown macro {quoted(written)}; {done}"
    yield Mend(start, one.span.end, text, one.span.start, what, Code.UNKNOWN_MACRO)


def _names(one: FieldSource, key: str) -> Iterator[Mend]:
    if one.name not in NAME_LISTS or len(one.operands) != 1 or one.operands[0].is_macro:
        return
    written = one.operands[0].text
    names, problem = read_names(written)
    text = bibtex_names(written) if problem else ""
    if problem and read_names(text) == (names, ""):
        start = one.span.end - 1 - len(written)
        what = f"in the {one.name} of {quoted(key)}, {problem.partition(';')[0]}"
        what = f"{what}; wrote 'and' between {len(names.people)} people"
        yield Mend(start, one.span.end - 1, text, one.span.start, what, Code.NAME_LIST)
