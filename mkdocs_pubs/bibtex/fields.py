"""The key and the fields of one block, with their places in its source.

bibtexparser reads what is well formed; what it refuses or joins wrongly is read again here, with
BibTeX's grammar and people's habits, so that a mistake costs a field and not the entry.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateFieldKeyBlock
from bibtexparser.model import Entry as ParsedEntry

from mkdocs_pubs.bibtex.values import Piece, read_value, skip_blank
from mkdocs_pubs.diagnostics import Code
from mkdocs_pubs.models import Span

# It would tell the console, without a file, what we report with file and line.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_NAME = re.compile(r"[^\s=,{}\"#%()]+")
_FIELD_HEAD = re.compile(r"([^\s=,{}\"#%()]+)\s*=")
_NEXT_FIELD = re.compile(r"[,\n]\s*(?=[A-Za-z][\w:.+/-]*\s*=)")
_FIELD_FOR_KEY = re.compile(r"[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_KEY_WITHOUT_COMMA = re.compile(r"([^\s,=]+)\s+(?=[A-Za-z][\w-]*\s*=)")


@dataclass(frozen=True)
class FieldSource:
    """A field as written: the pieces of its value, and its place."""

    pieces: tuple[Piece, ...]
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


@dataclass(frozen=True)
class BlockSource:
    """A block read: key, fields in order, and the mistakes found on the way."""

    key: str
    fields: tuple[FieldSource, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_block(source: str, body: int, body_end: int) -> BlockSource:
    """Read the entry `source`, whose key and fields stand between two offsets."""
    return _read_well_formed(source, body, body_end) or _read_tolerantly(source, body, body_end)


def read_definitions(source: str, body: int, body_end: int) -> BlockSource:
    """Read a ``@string``: definitions like fields, without a key."""
    return _read_fields("", source, body, body_end, [])


def _read_well_formed(source: str, body: int, body_end: int) -> BlockSource | None:
    """Read an entry with bibtexparser; ``None`` where its answer cannot be right."""
    # The head is written anew: bibtexparser drops types with a dash or before a line break.
    library = parse_string(f"@entry{{{source[body:body_end]}}}", parse_stack=[])
    block = library.blocks[0] if len(library.blocks) == 1 else None
    if isinstance(block, DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if not isinstance(block, ParsedEntry) or _FIELD_FOR_KEY.match(block.key):
        return None
    fields: list[FieldSource] = []
    position = body + source[body:body_end].index(block.key) + len(block.key)
    for field in block.fields:
        start = source.index(field.key, position)
        value = read_value(source, source.index("=", start + len(field.key)) + 1, body_end)
        if value is None or not _NAME.fullmatch(field.key):
            return None
        position = value.end
        if source[position - len(field.value) : position] != field.value:
            return None
        span = _span(field.key, start, position, value.pieces)
        fields.append(FieldSource(value.pieces, span))
    return BlockSource(block.key, tuple(fields))


def _read_tolerantly(source: str, body: int, body_end: int) -> BlockSource:
    """Read an entry that has mistakes: each is noted, and reading goes on behind it."""
    mistakes: list[Mistake] = []
    key, position = _read_key(source, skip_blank(source, body, body_end), body_end, mistakes)
    return _read_fields(key, source, position, body_end, mistakes)


def _read_fields(
    key: str, source: str, position: int, body_end: int, mistakes: list[Mistake]
) -> BlockSource:
    fields: list[FieldSource] = []
    separated = True
    while (start := skip_blank(source, position, body_end)) < body_end:
        if source[start] == ",":
            position, separated = start + 1, True
            continue
        head = _FIELD_HEAD.match(source, start, body_end)
        if head is None:
            position = _next_field(source, start, body_end)
            skipped = _excerpt(source[start:position])
            mistakes.append(Mistake(start, f"cannot read {skipped}; skipped it", Code.SYNTAX))
            continue
        if not separated:
            message = f"no comma before the field '{head[1]}'; read on"
            mistakes.append(Mistake(start, message, Code.MISSING_COMMA))
        pieces, position = _read_pieces(source, head, body_end, mistakes)
        fields.append(FieldSource(pieces, _span(head[1], start, position, pieces)))
        separated = False
    return BlockSource(key, tuple(fields), tuple(mistakes))


def _span(name: str, start: int, end: int, pieces: tuple[Piece, ...]) -> Span:
    macros = tuple(piece.text.lower() for piece in pieces if piece.is_macro)
    return Span(name.lower(), start, end, macros)


def _read_key(source: str, start: int, end: int, mistakes: list[Mistake]) -> tuple[str, int]:
    if _FIELD_FOR_KEY.match(source, start, end):
        return "", start
    if bare := _KEY_WITHOUT_COMMA.match(source, start, end):
        message = f"no comma after the key '{bare[1]}'; read on"
        mistakes.append(Mistake(start, message, Code.MISSING_COMMA))
        return bare[1], bare.end()
    comma = source.find(",", start, end)
    behind = end if comma < 0 else comma
    return source[start:behind].strip(), behind


def _read_pieces(
    source: str, head: re.Match[str], end: int, mistakes: list[Mistake]
) -> tuple[tuple[Piece, ...], int]:
    """Read the value behind a field's ``=``; one that does not end, ends at the next field."""
    value = read_value(source, head.end(), end)
    if value is not None:
        return value.pieces, value.end
    start = skip_blank(source, head.end(), end)
    if start == end or source[start] == ",":
        message = f"the field '{head[1]}' has no value; took it as empty"
        mistakes.append(Mistake(head.start(), message, Code.SYNTAX))
        return (Piece(""),), start
    stop = _next_field(source, start, end)
    message = f"the value of '{head[1]}' does not end; cut it at the next field"
    mistakes.append(Mistake(head.start(), message, Code.SYNTAX))
    return (Piece(source[start:stop].strip('{}" \n\t,')),), stop


def _next_field(source: str, start: int, end: int) -> int:
    following = _NEXT_FIELD.search(source, start + 1, end)
    return following.start() if following else end


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text[:30]}…'" if len(text) > 30 else f"'{text}'"
