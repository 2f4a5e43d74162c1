"""Values of ours as bytes and back, by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache, partial
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_LONG = 1000
"""Longer texts stand behind the line of JSON, where no sign of them need be looked at."""

_COUNT = 8
"""How many bytes say how long the line is."""

_ERRORS = "surrogatepass"

Value = TypeVar("Value")
Plains = Sequence[Any]
Reader = Callable[[Plains, memoryview], Iterable[Any]]
"""What makes values of one type of their JSON, all at once, and of what stands behind that.

It raises TypeError or ValueError where these are of no such values.
"""


def to_bytes(value: object) -> Iterable[bytes]:
    """Return a value made of dataclasses, named tuples, texts, numbers, mappings and the like.

    The bytes come in parts, so that those of large files need not be copied.
    """
    behind = _Behind()
    line = json.dumps(value, default=partial(_plain, behind), separators=(",", ":"))
    return len(line).to_bytes(_COUNT, "big"), line.encode(), *behind.parts


def from_bytes(kind: type[Value], content: bytes | memoryview) -> Value | None:
    """Return the value that `to_bytes` made these bytes of; none if it was not of type `kind`."""
    end = _COUNT + int.from_bytes(content[:_COUNT], "big")
    line, behind = bytes(content[_COUNT:end]), memoryview(content)[end:]
    try:
        return cast(Value, next(iter(_reader(cast(Any, kind))([json.loads(line)], behind))))
    except (RecursionError, TypeError, ValueError):
        return None


class _Behind:
    """What stands behind the line of JSON."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._size = 0

    def put(self, part: bytes) -> tuple[int, int]:
        """Put something behind all else, and return where it begins and ends."""
        start = self._size
        self._size += len(part)
        self.parts.append(part)
        return start, self._size


def _plain(behind: _Behind, value: object) -> object:
    if is_dataclass(value):
        return [_field(behind, getattr(value, one.name)) for one in fields(value)]
    return sorted(value) if isinstance(value, frozenset) else dict(cast(Any, value))


def _field(behind: _Behind, value: object) -> object:
    """Return what is long by its place, and a mapping as pairs where its keys are no texts."""
    if isinstance(value, str) and len(value) > _LONG:
        value = value.encode("utf-8", _ERRORS)
    if isinstance(value, bytes):
        return behind.put(value)
    is_other = isinstance(value, Mapping) and not all(isinstance(key, str) for key in value)
    return list(cast(Any, value).items()) if is_other else value


@lru_cache(maxsize=64)
def _reader(kind: Any) -> Reader:
    """Return what reads values of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _each(tuple, arguments[0])
    if origin is tuple:
        return _fields(lambda *parts: parts, arguments)
    if origin is frozenset:
        return _each(frozenset, arguments[0])
    if origin is Mapping:
        return _pairs(*arguments)
    if NoneType in arguments:
        some = _reader(arguments[0])
        return lambda plains, behind: [
            None if one is None else next(iter(some([one], behind))) for one in plains
        ]
    if hints := _hints(kind):
        return _fields(kind, hints)
    if kind is object:
        return lambda plains, _: plains
    if issubclass(kind, Enum):
        return lambda plains, _: map(kind, plains)
    return partial(_texts if issubclass(kind, bytes | str) else _numbers, kind)


def _hints(kind: Any) -> tuple[Any, ...]:
    """Return the types of the fields of a dataclass or a named tuple; none of another type."""
    hints = get_type_hints(kind)
    return tuple(hints[name] for name in getattr(kind, "__match_args__", ()))


def _each(collection: Callable[..., object], kind: Any) -> Reader:
    inner = _reader(kind)
    return lambda plains, behind: [collection(inner(_listed(one), behind)) for one in plains]


def _fields(whole: Callable[..., object], kinds: tuple[Any, ...]) -> Reader:
    readers = tuple(map(_reader, kinds))

    def read(plains: Plains, behind: memoryview) -> Iterable[object]:
        columns = zip(*map(_listed, plains), strict=True) if plains else [()] * len(readers)
        pairs = zip(readers, columns, strict=True)
        return map(whole, *[one(column, behind) for one, column in pairs])

    return read


def _pairs(of_keys: Any, of_values: Any) -> Reader:
    both = _fields(lambda *pair: pair, (of_keys, of_values))

    def read(plains: Plains, behind: memoryview) -> Iterable[object]:
        for one in plains:
            pairs = list(map(list, one.items())) if isinstance(one, dict) else _listed(one)
            yield dict(both(pairs, behind))

    return read


def _listed(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError
    return plain


def _texts(kind: Any, plains: Plains, behind: memoryview) -> Iterable[object]:
    if set(map(type, plains)) <= {str}:
        return plains if kind is str else map(kind, plains)
    return [_text(kind, one, behind) for one in plains]


def _text(kind: Any, plain: Any, behind: memoryview) -> object:
    if isinstance(plain, str):
        return kind(plain)
    start, end = _listed(plain)
    part = behind[start:end]
    return kind(part) if kind is bytes else kind(str(part, "utf-8", _ERRORS))


def _numbers(kind: Any, plains: Plains, _: memoryview) -> Iterable[object]:
    if not all(isinstance(one, kind) for one in plains):
        raise TypeError
    return plains
