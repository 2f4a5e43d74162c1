"""Well-formed BibTeX taken apart and written anew; knows nothing of the package's own reader.

Follows BibTeX's grammar (``bibtex.web``, part 10), with biber's comments: ``%`` lines and
``@comment{…}`` are dead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_MONTHS = {
    name[:3].lower(): name
    for name in (
        "January February March April May June July August September October November December"
    ).split()
}

_BLANK = re.compile(r"(?:\s|%[^\n]*(?:\n|$))*")
_NAME = re.compile(r"[^\s\"#%'(),={}\d@][^\s\"#%'(),={}]*")
_KEY = re.compile(r"[^\s,{}#%\\\"]*")
_HEAD_OR_COMMENT = re.compile(rf"@\s*({_NAME.pattern})\s*([{{(])|%")
_NUMBER_OR_MACRO = re.compile(rf"\d+|{_NAME.pattern}")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
_ENTRY_IN_VALUE = re.compile(r"^[ \t]*@", re.MULTILINE)


class NotPlainError(ValueError):
    """The text has mistakes, or what programs read in more ways than one."""


@dataclass(frozen=True)
class Field:
    """A field: its name, and the pieces of its value as written, delimiters included."""

    name: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """An entry, or a ``@string``, which has no key and one field."""

    kind: str
    key: str
    fields: tuple[Field, ...]

    @property
    def is_string(self) -> bool:
        return self.kind.lower() == "string"

    @property
    def repeats_a_field(self) -> bool:
        return len({field.name.lower() for field in self.fields}) < len(self.fields)


def commands(text: str) -> list[Command]:
    """Return the entries and definitions of `text`.

    Raises:
        NotPlainError: if nobody can say what must stay the same.
    """
    return list(_Reader(text).commands())


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def commands(self) -> Iterator[Command]:
        while match := _HEAD_OR_COMMENT.search(self._text, self._at):
            self._at = match.end()
            if match.group() == "%":
                self._at = match.start()
                self._pass_blank()
            elif match[1].lower() in ("comment", "preamble"):
                self._at = self._behind_comment(match[2])
            else:
                yield self._command(match[1], "}" if match[2] == "{" else ")")

    def _command(self, kind: str, closing: str) -> Command:
        key = "" if kind.lower() == "string" else self._take(_KEY)
        fields: list[Field] = []
        if kind.lower() != "string" and not self._sees(closing):
            self._take(re.compile(","))
        while not self._sees(closing):
            name = self._take(_NAME)
            self._take(re.compile("="))
            fields.append(Field(name, tuple(self._pieces())))
            if not self._sees(closing):
                self._take(re.compile(","))
        self._at += 1
        return Command(kind, key, tuple(fields))

    def _pieces(self) -> Iterator[str]:
        yield self._piece()
        while self._sees("#"):
            self._at += 1
            yield self._piece()

    def _piece(self) -> str:
        self._pass_blank()
        start = self._at
        if self._sees("{"):
            self._at = self._behind_braces(start)
        elif self._sees('"'):
            self._at = self._behind_quotes(start)
        else:
            return self._take(_NUMBER_OR_MACRO)
        piece = self._text[start : self._at]
        if _ENTRY_IN_VALUE.search(piece):
            raise NotPlainError(piece)
        return piece

    def _behind_comment(self, opening: str) -> int:
        if opening == "{":
            return self._behind_braces(self._at - 1)
        return self._text.index(")", self._at) + 1

    def _behind_braces(self, start: int) -> int:
        depth = 0
        for match in _BRACE.finditer(self._text, start):
            depth += 1 if match.group() == "{" else -1
            if depth == 0:
                return match.end()
        raise NotPlainError(self._text[start:])

    def _behind_quotes(self, start: int) -> int:
        depth = 0
        for match in _BRACE_OR_QUOTE.finditer(self._text, start + 1):
            if match.group() == '"' and depth == 0:
                return match.end()
            depth += {"{": 1, "}": -1, '"': 0}[match.group()]
        raise NotPlainError(self._text[start:])

    def _pass_blank(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at

    def _sees(self, sign: str) -> bool:
        self._pass_blank()
        return self._text.startswith(sign, self._at)

    def _take(self, pattern: re.Pattern[str]) -> str:
        self._pass_blank()
        match = pattern.match(self._text, self._at)
        if match is None:
            raise NotPlainError(self._text[self._at :])
        self._at = match.end()
        return match.group()


@dataclass(frozen=True)
class Layout:
    """How to write what BibTeX leaves open."""

    delimiters: str = "{}"
    head: str = "@{kind}{opening}"
    equals: str = " = "
    joint: str = " # "
    comma: str = ",\n  "
    end: str = ",\n"
    """What stands before the closing delimiter of an entry, with or without a last comma."""
    gap: str = "\n\n"


def written(parts: Iterable[Command], layout: Layout) -> str:
    """Return the text of `parts`."""
    return "".join(_command_text(part, layout) + layout.gap for part in parts)


def _command_text(part: Command, layout: Layout) -> str:
    opening, closing = layout.delimiters
    head = layout.head.format(kind=part.kind, opening=opening)
    fields = [f"{one.name}{layout.equals}{layout.joint.join(one.pieces)}" for one in part.fields]
    if part.is_string:
        return f"{head}{fields[0]}{closing}"
    return f"{head}{layout.comma.join((part.key, *fields))}{layout.end}{closing}"


def with_pieces(parts: Iterable[Command], change: Callable[[str], Iterable[str]]) -> list[Command]:
    """Put into the place of each piece those that `change` makes of it."""

    def changed(field: Field) -> Field:
        return replace(field, pieces=tuple(new for old in field.pieces for new in change(old)))

    return [replace(part, fields=tuple(map(changed, part.fields))) for part in parts]


def in_order(
    parts: Iterable[Command], order: Callable[[Sequence[Field]], Iterable[Field]]
) -> list[Command]:
    """Put the fields in order, but where one is given twice and the first counts."""
    return [
        part if part.repeats_a_field else replace(part, fields=tuple(order(part.fields)))
        for part in parts
    ]


def in_capitals(parts: Sequence[Command]) -> list[Command]:
    """Write types, names of fields, and the macros that are defined in capitals."""
    known = {*_MONTHS, *(part.fields[0].name.lower() for part in parts if part.is_string)}

    def capitals(field: Field) -> Field:
        pieces = (one.upper() if one.lower() in known else one for one in field.pieces)
        return Field(field.name.upper(), tuple(pieces))

    return [
        replace(part, kind=part.kind.upper(), fields=tuple(map(capitals, part.fields)))
        for part in parts
    ]


def through_macros(parts: Iterable[Command]) -> list[Command]:
    """Give each value that is written out a macro of its own, defined before its entry."""
    return [
        new for number, part in enumerate(parts) for new in _with_macros(part, f"value-{number}")
    ]


def _with_macros(part: Command, prefix: str) -> list[Command]:
    values = [one for field in part.fields for one in field.pieces if _is_written_out(one)]
    definitions = [Field(f"{prefix}-{at}", (value,)) for at, value in enumerate(values)]
    names = (one.name for one in definitions)
    named = with_pieces([part], lambda one: [next(names) if _is_written_out(one) else one])
    return [*(Command("string", "", (one,)) for one in definitions), *named]


def in_quotes(piece: str) -> list[str]:
    """Write a value in quotes, unless a quote within it would end it."""
    if piece[0] != "{" or ('"', 0) in _with_depths(piece[1:-1]):
        return [piece]
    return [f'"{piece[1:-1]}"']


def in_braces(piece: str) -> list[str]:
    """Write a value in braces, numbers included."""
    return [f"{{{_inside(piece)}}}"] if _is_written_out(piece) else [piece]


def bare(piece: str) -> list[str]:
    """Write a number without delimiters."""
    is_number = re.fullmatch("[0-9]+", _inside(piece))
    return [_inside(piece)] if _is_written_out(piece) and is_number else [piece]


def in_two(piece: str) -> list[str]:
    """Cut a value in two where no brace is open: one in braces, one in quotes."""
    if not _is_written_out(piece):
        return [piece]
    inside = _inside(piece)
    joints = [at for at, (sign, depth) in enumerate(_with_depths(inside)) if at and not depth]
    if not joints:
        return [piece]
    middle = joints[len(joints) // 2]
    return [f"{{{inside[:middle]}}}", *in_quotes(f"{{{inside[middle:]}}}")]


def _is_written_out(piece: str) -> bool:
    return piece[0] in '{"' or piece.isdigit()


def _inside(piece: str) -> str:
    return piece if piece.isdigit() else piece[1:-1]


def _with_depths(text: str) -> list[tuple[str, int]]:
    """Return each character with the number of braces that are open before it."""
    result: list[tuple[str, int]] = []
    depth = 0
    for sign in text:
        result.append((sign, depth))
        depth += (sign == "{") - (sign == "}")
    return result


def evaluated(
    parts: Iterable[Command],
) -> tuple[list[tuple[str, dict[str, str]]], frozenset[str]]:
    """Return the key and the values of each entry, and the macros that nobody defined."""
    macros = dict(_MONTHS)
    unknown: set[str] = set()

    def value(field: Field) -> str:
        return "".join(map(meaning, field.pieces))

    def meaning(piece: str) -> str:
        if _is_written_out(piece):
            return _inside(piece)
        if piece.lower() not in macros:
            unknown.add(piece)
        return macros.get(piece.lower(), piece)

    entries: list[tuple[str, dict[str, str]]] = []
    for part in parts:
        values = {one.name.lower(): value(one) for one in reversed(part.fields)}
        if part.is_string:
            macros.update(values)
        else:
            entries.append((part.key, values))
    return entries, frozenset(unknown)
