"""The key and the fields of one block, with their places in its source.

Blocks are read with BibTeX's grammar and people's habits, so that a mistake costs a field and not
the entry. What has mistakes, or what readers of BibTeX may differ on, bibtexparser reads as well:
where its answer can be right, it is taken.
"""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

from mkdocs_pubs.bibtex.outline import Block
from mkdocs_pubs.bibtex.plain import (
    PLAIN_FIELD,
    PLAIN_KEY,
    is_doubtful,
    kept_once,
    plain_span,
)
from mkdocs_pubs.bibtex.values import Operand, ValueReader
from mkdocs_pubs.diagnostics import Code, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Span
from mkdocs_pubs.patterns import regex

# It would tell the console, without a file, what we report with file and line.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_PLAIN_KEY = regex(PLAIN_KEY)
_NAME = regex(r"[^\s=,{}\"#%()]+")
_FIELD_HEAD = regex(r"([^\s=,{}\"#%()]+)\s*=")
# A line break within white space begins anew, so that no stretch is looked at twice.
_NEXT_FIELD = regex(r"(?:,\s*|\n[^\S\n]*)(?=[A-Za-z][\w:.+/-]*\s*=)")
# In a value that a missing brace lets run on to the end of its entry.
_FIELD_WITHIN = regex(
    r"(?:,\s*|\n[^\S\n]*)(?=[A-Za-z][\w-]*\s*=\s*[{\"])"
    r"|\n[^\S\n]*(?=[A-Za-z][\w-]*\s*=\s*\w+\s*[,}\n])"
)
_FIELD_FOR_KEY = regex(r"[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_KEY_WITHOUT_COMMA = regex(r"([^\s,=]+)\s+(?=[A-Za-z][\w-]*\s*=)")


class FieldSource(NamedTuple):
    """A field as written: the operands of its value, and its place."""

    operands: tuple[Operand, ...]
    span: Span

    @property
    def name(self) -> str:
        """The name, in lower case."""
        return self.span.name


@dataclass(frozen=True)
class Mistake:
    """Something that is wrong in a block: the offset in its source, what, and the code."""

    offset: int
    message: str
    code: Code


class BlockSource(NamedTuple):
    """A block read: key, fields in order, and the mistakes found on the way.

    One that `is_well_formed` is read so by others, too.
    """

    key: str
    fields: tuple[FieldSource, ...]
    mistakes: tuple[Mistake, ...] = ()
    is_well_formed: bool = False


def read_block(block: Block, source: str) -> BlockSource:
    """Read a block, of which `source` is the text; a ``@string`` has definitions for fields."""
    body, body_end = block.body - block.start, block.body_end - block.start
    values = ValueReader(source, body, body_end)
    if block.type == "string":
        return _TolerantReader(source, body_end, values, closed=True).fields("", body)
    reader = _TolerantReader(source, body_end, values, closed=block.closed)
    read = reader.block(body)
    if reader.has_closed or values.met_quotes:
        return read
    # Within the braces of a value, no one takes a percent sign for the start of a comment.
    is_plain = reader.found_all_plain and not values.met_comments
    if not read.mistakes and (is_plain or "%" not in source) and _is_clear(read.key, source):
        return read._replace(is_well_formed=True)
    return _read_well_formed(source, body, body_end, values) or read


def _is_clear(key: str, source: str) -> bool:
    """Say whether a block without a mistake has nothing in it that readers of BibTeX differ on."""
    return _PLAIN_KEY.fullmatch(key) is not None and not is_doubtful(source)


def _read_well_formed(
    source: str, body: int, body_end: int, values: ValueReader
) -> BlockSource | None:
    """Read an entry with bibtexparser; ``None`` where its answer cannot be right."""
    # Few bibliographies need it, and it takes a while to load.
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateFieldKeyBlock
    from bibtexparser.model import Entry as ParsedEntry

    # The head is written anew: bibtexparser drops types with a dash or before a line break.
    library = parse_string(f"@entry{{{source[body:body_end]}}}", parse_stack=[])
    block = library.blocks[0] if len(library.blocks) == 1 else None
    if isinstance(block, DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if not isinstance(block, ParsedEntry) or _FIELD_FOR_KEY.match(block.key):
        return None
    # BibTeX's keys end where white space begins.
    if len(block.key.split()) > 1:
        return None
    fields: list[FieldSource] = []
    position = body + source[body:body_end].index(block.key) + len(block.key)
    for field in block.fields:
        start = source.index(field.key, position)
        value = values.value(source.index("=", start + len(field.key)) + 1)
        if value is None or not _NAME.fullmatch(field.key):
            return None
        position = value.end
        if source[position - len(field.value) : position] != field.value:
            return None
        fields.append(
            FieldSource(value.operands, _span(field.key, start, position, value.operands))
        )
    return BlockSource(block.key, tuple(fields), is_well_formed=True)


class _TolerantReader:
    """Reads a block that has mistakes: each is noted, and reading goes on behind it."""

    def __init__(self, source: str, end: int, values: ValueReader, *, closed: bool) -> None:
        self._source = source
        self._end = end
        self._values = values
        self._closed = closed
        # Whether the brace that ends the entry was found at the end of a value without one.
        self.has_closed = False
        self._mistakes: list[Mistake] = []
        self.found_all_plain = True

    def block(self, body: int) -> BlockSource:
        """Read a key and fields."""
        key, position = self._key(self._values.skip_blank(body))
        return self.fields(key, position)

    def fields(self, key: str, position: int) -> BlockSource:
        """Read the fields from `position` on."""
        fields: list[FieldSource] = []
        if self._closed:
            fields, position = _plain_fields(self._source, position, self._end)
        separated = True
        while (start := self._values.skip_blank(position)) < self._end:
            if self._source[start] == ",":
                position, separated = start + 1, True
                continue
            self.found_all_plain = False
            head = _FIELD_HEAD.match(self._source, start, self._end)
            if head is None:
                position = self._next_field(start)
                skipped = quoted(" ".join(self._source[start:position].split()))
                self._note(start, f"cannot read {skipped}; skipped it", Code.SYNTAX)
                continue
            if not separated:
                message = f"no comma before the field {quoted(head[1])}; read on"
                self._note(start, message, Code.MISSING_COMMA)
            operands, position = self._operands(head)
            fields.append(FieldSource(operands, _span(head[1], start, position, operands)))
            separated = False
        return BlockSource(key, tuple(fields), tuple(self._mistakes))

    def _key(self, start: int) -> tuple[str, int]:
        if _FIELD_FOR_KEY.match(self._source, start, self._end):
            return "", start
        if bare := _KEY_WITHOUT_COMMA.match(self._source, start, self._end):
            message = f"no comma after the key {quoted(bare[1])}; read on"
            self._note(start, message, Code.MISSING_COMMA)
            return bare[1], bare.end()
        comma = self._source.find(",", start, self._end)
        behind = self._end if comma < 0 else comma
        return self._source[start:behind].strip(), behind

    def _operands(self, head: re.Match[str]) -> tuple[tuple[Operand, ...], int]:
        """Read the value behind a field's ``=``; one that does not end, ends at the next field."""
        value = self._values.value(head.end())
        within = self._field_within(head.end(), value.end) if value is not None else None
        if value is not None and within is None:
            return value.operands, value.end
        if within is not None:
            self._end, self.has_closed = self._end - 1, True
        start = self._values.skip_blank(head.end())
        if start == self._end or self._source[start] == ",":
            message = f"the field {quoted(head[1])} has no value; took it as empty"
            self._note(head.start(), message, Code.SYNTAX)
            return (Operand(""),), start
        stop = self._next_field(start) if within is None else within
        message = f"the value of {quoted(head[1])} does not end; cut it at the next field"
        self._note(head.start(), message, Code.SYNTAX)
        return (Operand(self._source[start:stop].strip('{}" \n\t,')),), stop

    def _field_within(self, start: int, end: int) -> int | None:
        """Return where a field begins in a value, if this ends with the brace of its entry."""
        if self._closed or self.has_closed or end < self._end:
            return None
        found = _FIELD_WITHIN.search(self._source, start, end)
        return found.start() if found else None

    def _next_field(self, start: int) -> int:
        following = _NEXT_FIELD.search(self._source, start + 1, self._end)
        return following.start() if following else self._end

    def _note(self, offset: int, message: str, code: Code) -> None:
        self._mistakes.append(Mistake(offset, message, code))


def _plain_fields(source: str, position: int, end: int) -> tuple[list[FieldSource], int]:
    """Read the fields that leave no question, up to the first that may leave one."""
    fields: list[FieldSource] = []
    for found in PLAIN_FIELD.finditer(source, position, end):
        if not found["name"]:
            break
        text, word = found["text"], found["word"]
        operand = Operand(word, not word.isdigit()) if word else Operand(text)
        fields.append(FieldSource((operand,), plain_span(found)))
        position = found.end()
    return fields, position


def _span(name: str, start: int, end: int, operands: tuple[Operand, ...]) -> Span:
    macros = tuple([operand.text.lower() for operand in operands if operand.is_macro])
    return Span(kept_once(name), start, end, macros)
