"""One block of a bibliography, laid out: a field on a line, comments where they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from mkdocs_pubs.bibtex import (
    Block,
    BlockSource,
    FieldSource,
    written_name,
)
from mkdocs_pubs.diagnostics import Code, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tidying.layout import BibLayout
from mkdocs_pubs.tidying.sameness import plain_fields
from mkdocs_pubs.tidying.values import in_braces, is_clear

# A comment is the only text that may stand there, and ends with its line.
_BETWEEN = regex(r"(?:[\s,]|%[^\n]*\n)*")
_COMMENT = regex(r"%[^\n]*")
_KEY = regex(r"[^\s,{}=\"#%\\]+")
_UNCLEAR = "cannot be read without a doubt"


@dataclass(frozen=True)
class Tidy:
    """A block laid out: its text, and what it says in the order in which it says that."""

    text: str
    read: BlockSource

    @property
    def key(self) -> str:
        """The key of an entry; a ``@string`` has none."""
        return self.read.key

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The fields, of which the first of a name counts, with macros by their names."""
        return plain_fields(self.read)


@dataclass(frozen=True)
class Unclear:
    """Why a block is left as it is: the offset in its source, what is wrong, and the code."""

    offset: int
    message: str
    code: Code


def laid_out(block: Block, source: str, read: BlockSource, layout: BibLayout) -> Tidy | Unclear:
    """Return the text of a block, which is `source` now, or why it is left as it is."""
    body, end = block.body - block.start, block.body_end - block.start
    is_entry = block.type != "string"
    doubt = _doubt(block, read, is_entry)
    if doubt is not None:
        return doubt
    between = _between(source, body, end, read)
    if between is None:
        return Unclear(0, f"{quoted(read.key)} {_UNCLEAR}", Code.SYNTAX)
    if is_entry:
        return _entry(block.type, source, read, between, layout)
    return _definitions(source, read, between)


def _doubt(block: Block, read: BlockSource, is_entry: bool) -> Unclear | None:
    """Return what is wrong with a block, if anything is."""
    for mistake in read.mistakes:
        what = mistake.message.rpartition("; ")[0] or mistake.message
        return Unclear(mistake.offset, what, mistake.code)
    if is_entry and not read.key:
        code = Code.MISSING_KEY if read.fields else Code.STRAY_ENTRY
        return Unclear(0, f"this '@{block.type}' has no key", code)
    name = quoted(read.key) if is_entry else "this '@string'"
    if not block.closed:
        return Unclear(0, f"{name} has no closing brace", Code.UNCLOSED_ENTRY)
    if block.swallowed:
        return Unclear(0, f"an entry begins inside a value of {name}", Code.ENTRY_IN_VALUE)
    clear = all(is_clear(operand) for one in read.fields for operand in one.operands)
    if not clear or (is_entry and not _KEY.fullmatch(read.key)):
        return Unclear(0, f"{name} {_UNCLEAR}", Code.SYNTAX)
    return None


def _between(source: str, body: int, end: int, read: BlockSource) -> list[str] | None:
    """Return what stands behind the key and behind each field; ``None`` if it cannot be told."""
    position = body
    if read.key:
        space = len(source[body:end]) - len(source[body:end].lstrip())
        if not source.startswith(read.key, body + space):
            return None
        position = body + space + len(read.key)
    starts = [*(one.span.start for one in read.fields), end]
    ends = [position, *(one.span.end for one in read.fields)]
    found = [source[one:other] for one, other in zip(ends, starts, strict=True)]
    return found if all(_BETWEEN.fullmatch(one) for one in found) else None


def _entry(
    type_: str, source: str, read: BlockSource, between: Sequence[str], layout: BibLayout
) -> Tidy:
    names = [one.name for one in read.fields]
    width = max((len(written_name(name)) for name in names), default=0) if layout.aligns else 0
    remarks = [_remarks(one) for one in between]
    lines = [f"@{type_}{{{read.key},{remarks[0].behind}"]
    places = layout.field_places(names)
    for place in places:
        one = read.fields[place]
        # What stands on lines of its own belongs to the field below.
        lines += (f"{layout.indent}{remark}" for remark in remarks[place].above)
        name = f"{written_name(one.name):<{width}}"
        value = in_braces(_written(source, one)[1], one.operands)
        lines.append(f"{layout.indent}{name} = {value},{remarks[place + 1].behind}")
    lines += (f"{layout.indent}{remark}" for remark in remarks[-1].above)
    in_order = read._replace(fields=tuple(read.fields[place] for place in places))
    return Tidy("\n".join((*lines, "}")), in_order)


def _definitions(source: str, read: BlockSource, between: Sequence[str]) -> Tidy | Unclear:
    if not read.fields or any("%" in one for one in between):
        return Unclear(0, f"this '@string' {_UNCLEAR}", Code.SYNTAX)
    written = [(_written(source, one), one.operands) for one in read.fields]
    fields = [f"{name} = {in_braces(value, operands)}" for (name, value), operands in written]
    return Tidy(f"@string{{{', '.join(fields)}}}", read)


def _written(source: str, one: FieldSource) -> tuple[str, str]:
    """Return a field's name and its value as they are written."""
    name, _, value = source[one.span.start : one.span.end].partition("=")
    return name.rstrip(), value


@dataclass(frozen=True)
class _Remarks:
    """Comments between two fields: behind the first on its line, and above the second."""

    behind: str = ""
    above: tuple[str, ...] = ()


def _remarks(between: str) -> _Remarks:
    comments = [one.rstrip() for one in _COMMENT.findall(between)]
    if not comments:
        return _Remarks()
    if "\n" in between[: between.index("%")]:
        return _Remarks("", tuple(comments))
    return _Remarks(f" {comments[0]}", tuple(comments[1:]))
