"""The entries of several files as one bibliography, with what is wrong in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from mkdocs_pubs.bibtex.allowance import Allowance
from mkdocs_pubs.bibtex.braces import are_nested_deeper
from mkdocs_pubs.bibtex.fields import (
    BlockSource,
    FieldSource,
    Mistake,
    read_block,
)
from mkdocs_pubs.bibtex.inheritance import inherit
from mkdocs_pubs.bibtex.macros import Macros
from mkdocs_pubs.bibtex.outline import Block, blocks
from mkdocs_pubs.bibtex.plain import PLAIN_HEAD, plain_spans, read_plain
from mkdocs_pubs.bibtex.repeats import without_repeats
from mkdocs_pubs.bibtex.strays import strays
from mkdocs_pubs.bibtex.values import (
    MAX_EXPANSION,
    MAX_LENGTH,
    Evaluated,
    Operand,
    evaluate,
)
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import MAX_DEPTH
from mkdocs_pubs.models import Definition, Entry
from mkdocs_pubs.patterns import regex

FREE_EXPANSION = 256
"""How many characters macros may always give to a value."""

_PLAIN_HEAD = regex(rf"{PLAIN_HEAD}\{{")


@dataclass(frozen=True)
class SourceFile:
    """A bibliography's file: its path as the user knows it, and its decoded text."""

    path: str
    text: str


def read(files: Sequence[SourceFile]) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Read all entries of `files`, in order; macros and cross-references hold across files."""
    size = sum(len(file.text) for file in files)
    reading = _reading(files, size, {})
    # BibTeX does not know a macro before its definition; bibtex-ruby does, and globs sort files.
    if late := reading.macros.late():
        reading = _reading(files, size, late)
    reading.problems.extend(reading.macros.problems())
    barren = tuple(reading.barren(files))
    kept, repeats = without_repeats(reading.entries)
    entries, relations = inherit(kept, Allowance(size))
    return entries, (*barren, *sorted((*reading.problems, *repeats)), *sorted(relations))


def _reading(
    files: Sequence[SourceFile], size: int, known: Mapping[str, tuple[str, Definition]]
) -> _Reading:
    """Read the blocks of all files, where some definitions are `known` before."""
    reading = _Reading(Allowance(size), Macros(known))
    for file in files:
        found = list(blocks(file.text))
        for block in found:
            reading.add(file, block)
        reading.problems.extend(strays(file.path, file.text, found))
    return reading


@dataclasses.dataclass(eq=False, repr=False)
class _Reading:
    """What was read so far: the macros that hold, the entries, and what was wrong."""

    allowance: Allowance
    macros: Macros
    entries: list[Entry] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    defining: set[str] = field(default_factory=set)

    def add(self, file: SourceFile, block: Block) -> None:
        source = file.text[block.start : block.end]
        place = Location(file.path, block.line)
        if block.type != "string" and self._enter_plain(block, source, place):
            return
        read, lines = read_block(block, source), _Lines(place, source)
        if block.type == "string":
            self._define(read, lines)
        else:
            self._enter(block, read, lines)

    def _define(self, read: BlockSource, lines: _Lines) -> None:
        self._report(read.mistakes, lines)
        self.defining.add(lines.first.path)
        self.macros.define(self._values(read, lines), read.fields, lines.source)

    def _enter_plain(self, block: Block, source: str, place: Location) -> bool:
        """Take an entry in which nothing can be wrong, and say whether it is such."""
        read = block.plain or (read_plain(source) if block.closed else None)
        if read is None:
            return False
        macros = tuple([read.fields[name].lower() for name in read.macros])
        for name, macro in zip(read.macros, macros, strict=True):
            text = self.macros.texts.get(macro)
            if text is None or len(text) > FREE_EXPANSION or text.count("{") > MAX_DEPTH:
                return False
            read.fields[name] = text
        needed = self.macros.definitions_for(macros)
        self.entries.append(
            Entry(
                block.type,
                read.key,
                read.fields,
                source,
                place,
                macros,
                needed,
                is_sound=True,
                find_spans=plain_spans,
            )
        )
        return True

    def _enter(self, block: Block, read: BlockSource, lines: _Lines) -> None:
        mistakes = [*_shape_mistakes(block, read), *read.mistakes]
        if not read.fields and not read.key:
            message = f"'@{block.type}' has neither key nor fields; took it as text"
            mistakes = [Mistake(0, message, Code.STRAY_ENTRY)]
        else:
            fields = self._values(read, lines)
            spans = tuple(one.span for one in read.fields)
            macros = tuple([macro for span in spans for macro in span.macros])
            needed = self.macros.definitions_for(macros)
            is_clear = read.is_well_formed and not mistakes and len(fields) == len(spans)
            is_sound = is_clear and _is_plain(block, lines.source)
            self.entries.append(
                Entry(
                    block.type,
                    read.key,
                    fields,
                    lines.source,
                    lines.first,
                    macros,
                    needed,
                    is_sound,
                    find_spans=lambda _: spans,
                )
            )
        self._report(mistakes, lines)
        for line in block.swallowed:
            message = f"an entry begins inside a value of {quoted(read.key)}; took it as text"
            self._problem(Location(lines.first.path, line), message, Code.ENTRY_IN_VALUE)

    def _values(self, read: BlockSource, lines: _Lines) -> dict[str, str]:
        values: dict[str, str] = {}
        of = f"of {quoted(read.key)} " if read.key else ""
        for one in read.fields:
            name = one.span.name
            if name in values:
                message = f"the field {quoted(name)} {of}is given twice; kept the first"
                self._problem(lines.place_of(one.span.start), message, Code.DUPLICATE_FIELD)
            elif _is_plain_text(one.operands):
                values[name] = one.operands[0].text
            else:
                values[name] = self._value(one, lines.place_of(one.span.start))
        return values

    def _value(self, one: FieldSource, here: Location) -> str:
        """Return a field's value, and remember the macros in it that nobody has defined."""
        value = self._evaluated(one, here)
        self.macros.miss(value.unknown, here)
        return value.text

    def _evaluated(self, one: FieldSource, here: Location) -> Evaluated:
        """Return a field's value, cut where it is too long."""
        name = quoted(one.name)
        expands = any(operand.is_macro for operand in one.operands)
        limit = MAX_EXPANSION if expands else MAX_LENGTH
        value = evaluate(one.operands, self.macros.texts, limit)
        if are_nested_deeper(value.text, MAX_DEPTH):
            message = f"{name} has more than {MAX_DEPTH} braces within each other"
            message = f"{message}; took the inner ones for nothing"
            self._problem(here, message, Code.NESTED_TOO_DEEP)
        if not self.allowance.grants(value.expansion, free=FREE_EXPANSION):
            message = f"macros add too much to a bibliography of this size; cut {name}"
            value = replace(value, text=value.text[:FREE_EXPANSION])
        elif value.cut and expands:
            message = f"macros make {name} longer than {limit} characters; cut it"
        elif value.cut:
            message = f"{name} is longer than {limit} characters; cut it"
        else:
            return value
        self._problem(here, message, Code.VALUE_TOO_LONG)
        return value

    def barren(self, files: Sequence[SourceFile]) -> Iterator[Diagnostic]:
        """Yield a problem for each file with no entries, nor macros for the entries of others."""
        giving = {entry.location.path for entry in self.entries}
        if giving:
            giving |= self.defining
        for file in files:
            if file.path not in giving:
                yield Diagnostic(Location(file.path), "holds no entries", Code.NO_ENTRIES)

    def _report(self, mistakes: Sequence[Mistake], lines: _Lines) -> None:
        for mistake in mistakes:
            self._problem(lines.place_of(mistake.offset), mistake.message, mistake.code)

    def _problem(self, place: Location, message: str, code: Code) -> None:
        self.problems.append(Diagnostic(place, message, code))


class _Lines:
    """The lines of a block's source, whose `first` has a place; quick for growing offsets."""

    def __init__(self, first: Location, source: str) -> None:
        self.first = first
        self.source = source
        self._known = (0, first.line or 1)

    def place_of(self, offset: int) -> Location:
        """Return the place of what stands at `offset`."""
        start, line = self._known if self._known[0] <= offset else (0, self.first.line or 1)
        line += self.source.count("\n", start, offset)
        self._known = (offset, line)
        return Location(self.first.path, line)


def _is_plain_text(operands: tuple[Operand, ...]) -> bool:
    """Say whether a value is one text that is neither too long nor nested too deep."""
    text, is_macro = operands[0]
    is_short = len(text) <= MAX_LENGTH and text.count("{") <= MAX_DEPTH
    return is_short and not is_macro and len(operands) == 1


def _is_plain(block: Block, source: str) -> bool:
    """Say whether a block looks as every reader of BibTeX knows it."""
    is_whole = not block.swallowed and source.count("{") == source.count("}")
    return is_whole and _PLAIN_HEAD.match(source) is not None


def _shape_mistakes(block: Block, read: BlockSource) -> Iterator[Mistake]:
    if not read.key:
        yield Mistake(0, f"this '@{block.type}' has no key; shown without one", Code.MISSING_KEY)
    if not block.closed:
        message = f"{quoted(read.key)} has no closing brace; kept what was read"
        yield Mistake(0, message, Code.UNCLOSED_ENTRY)
