"""The entries of several files as one bibliography: macros, duplicates, relations between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_pubs.bibtex.fields import BlockSource, Mistake, read_block, read_definitions
from mkdocs_pubs.bibtex.inheritance import inherit
from mkdocs_pubs.bibtex.outline import Block, blocks
from mkdocs_pubs.bibtex.values import MAX_EXPANSION, MONTHS, evaluate
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.models import Definition, Entry

# People write al-folio's ``selected = true`` without braces; no one means a macro by that.
_TRUTH = {"true": "true", "false": "false"}


@dataclass(frozen=True)
class SourceFile:
    """A bibliography's file: its path as the user knows it, and its decoded text."""

    path: str
    text: str


def read(files: Sequence[SourceFile]) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Read all entries of `files`, in order; macros and cross-references hold across files."""
    reading = _Reading()
    for file in files:
        for block in blocks(file.text):
            reading.add(file, block)
    reading.report_unknown_macros()
    barren = tuple(reading.barren(files))
    entries = tuple(_without_repeats(reading.entries, reading.problems))
    entries, relations = inherit(entries)
    return entries, (*barren, *sorted(reading.problems), *sorted(relations))


@dataclass
class _Reading:
    """What was read so far: the macros that hold, the entries, and what was wrong."""

    macros: dict[str, str] = field(default_factory=lambda: {**MONTHS, **_TRUTH})
    definitions: dict[str, Definition] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    unknown: dict[str, list[Location]] = field(default_factory=dict)
    defining: set[str] = field(default_factory=set)

    def add(self, file: SourceFile, block: Block) -> None:
        source = file.text[block.start : block.end]
        body, body_end = block.body - block.start, block.body_end - block.start
        place = Location(file.path, block.line)
        if block.type == "string":
            self._define(read_definitions(source, body, body_end), source, place)
        else:
            self._enter(block, read_block(source, body, body_end), source, place)

    def _define(self, read: BlockSource, source: str, place: Location) -> None:
        self._report(read.mistakes, source, place)
        self.defining.add(place.path)
        self.macros.update(self._values(read, source, place))
        defined = {one.name: Definition(source, one.span.macros) for one in read.fields}
        # Entries hold on to the definitions that they were read with.
        if not self.definitions.keys().isdisjoint(defined):
            self.definitions = dict(self.definitions)
        self.definitions.update(defined)

    def _enter(self, block: Block, read: BlockSource, source: str, place: Location) -> None:
        mistakes = [*read.mistakes, *_shape_mistakes(block, read)]
        if not read.fields and not read.key:
            message = f"'@{block.type}' has neither key nor fields; took it as text"
            mistakes = [Mistake(0, message, Code.STRAY_ENTRY)]
        else:
            fields = self._values(read, source, place)
            spans = tuple(one.span for one in read.fields)
            self.entries.append(
                Entry(block.type, read.key, fields, source, place, spans, self.definitions)
            )
        self._report(mistakes, source, place)
        for line in block.swallowed:
            message = f"an entry begins inside a value of '{read.key}'; took it as text"
            self._problem(Location(place.path, line), message, Code.ENTRY_IN_VALUE)

    def _values(self, read: BlockSource, source: str, place: Location) -> dict[str, str]:
        values: dict[str, str] = {}
        for one in read.fields:
            here = _within(place, source, one.span.start)
            if one.name in values:
                message = f"the field '{one.name}' of '{read.key}' is given twice; kept the first"
                self._problem(here, message, Code.DUPLICATE_FIELD)
                continue
            value = evaluate(one.pieces, self.macros)
            values[one.name] = value.text
            for macro in value.unknown:
                self.unknown.setdefault(macro, []).append(here)
            if value.cut:
                message = f"macros make '{one.name}' longer than {MAX_EXPANSION} characters; cut it"
                self._problem(here, message, Code.VALUE_TOO_LONG)
        return values

    def report_unknown_macros(self) -> None:
        for macro, places in self.unknown.items():
            times = f", used {len(places)} times" if len(places) > 1 else ""
            message = f"unknown macro '{macro}'{times}; shown by its name"
            self._problem(places[0], message, Code.UNKNOWN_MACRO)

    def barren(self, files: Sequence[SourceFile]) -> Iterator[Diagnostic]:
        """Yield a problem for each file with no entries, nor macros for the entries of others."""
        giving = {entry.location.path for entry in self.entries}
        if giving:
            giving |= self.defining
        for file in files:
            if file.path not in giving:
                yield Diagnostic(Location(file.path), "holds no entries", Code.NO_ENTRIES)

    def _report(self, mistakes: Sequence[Mistake], source: str, place: Location) -> None:
        for mistake in mistakes:
            self._problem(_within(place, source, mistake.offset), mistake.message, mistake.code)

    def _problem(self, place: Location, message: str, code: Code) -> None:
        self.problems.append(Diagnostic(place, message, code))


def _within(place: Location, source: str, offset: int) -> Location:
    return Location(place.path, (place.line or 1) + source.count("\n", 0, offset))


def _shape_mistakes(block: Block, read: BlockSource) -> Iterator[Mistake]:
    if not read.key:
        yield Mistake(0, f"this '@{block.type}' has no key; shown without one", Code.MISSING_KEY)
    if not block.closed:
        message = f"'{read.key}' has no closing brace; kept what was read"
        yield Mistake(0, message, Code.UNCLOSED_ENTRY)


def _without_repeats(entries: Sequence[Entry], problems: list[Diagnostic]) -> Iterator[Entry]:
    """Yield the entries; of those that are the same in key, type and fields, the first."""
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.key.lower(), entry) if entry.key else entry
        if earlier is entry:
            yield entry
            continue
        same = _content(earlier) == _content(entry)
        message = f"duplicate key '{entry.key}', first at {_seen_from(entry, earlier)}"
        done = "shown once, being the same" if same else "kept both"
        problems.append(Diagnostic(entry.location, f"{message}; {done}", Code.DUPLICATE_KEY))
        if not same:
            yield entry


def _content(entry: Entry) -> tuple[str, str, Mapping[str, str]]:
    return entry.key, entry.type, entry.fields


def _seen_from(entry: Entry, earlier: Entry) -> str:
    if earlier.location.path == entry.location.path:
        return f"line {earlier.location.line}"
    return str(earlier.location)
