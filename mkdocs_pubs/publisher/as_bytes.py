"""Values of ours as bytes and back, by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache, partial
from io import BytesIO
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_LONG = 1000
"""Longer texts stand behind the line of JSON, where no sign of them need be looked at."""

_ERRORS = "surrogatepass"

Value = TypeVar("Value")
Reader = Callable[[Any, memoryview], Any]
"""What makes a value of its JSON and of what stands behind that.

It raises TypeError or ValueError where these are of no such value.
"""


def to_bytes(value: object) -> bytes:
    """Return a value made of dataclasses, named tuples, texts, numbers, mappings and the like."""
    behind = BytesIO()
    line = json.dumps(value, default=partial(_plain, behind), separators=(",", ":"))
    return b"\n".join((line.encode(), behind.getbuffer()))


def from_bytes(kind: type[Value], content: bytes) -> Value | None:
    """Return the value that `to_bytes` made these bytes of; none if it was not of type `kind`."""
    end = content.find(b"\n")
    line, behind = content[:end], memoryview(content)[end + 1 :]
    try:
        return cast(Value, _reader(cast(Any, kind))(json.loads(line), behind))
    except (RecursionError, TypeError, ValueError):
        return None


def _plain(behind: BytesIO, value: object) -> object:
    if is_dataclass(value):
        return [_field(behind, getattr(value, one.name)) for one in fields(value)]
    return sorted(value) if isinstance(value, frozenset) else dict(cast(Any, value))


def _field(behind: BytesIO, value: object) -> object:
    """Return what is long by its place, and a mapping as pairs where its keys are no texts."""
    if isinstance(value, str) and len(value) > _LONG:
        value = value.encode("utf-8", _ERRORS)
    if isinstance(value, bytes):
        start = behind.tell()
        return start, start + behind.write(value)
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
        return lambda plain, behind: None if plain is None else some(plain, behind)
    if hints := _hints(kind):
        return _fields(kind, hints)
    if kind is object:
        return lambda plain, _: plain
    if issubclass(kind, Enum):
        return lambda plain, _: kind(plain)
    return partial(_text if issubclass(kind, bytes | str) else _number, kind)


def _hints(kind: Any) -> tuple[Any, ...]:
    """Return the types of the fields of a dataclass or a named tuple; none of another type."""
    hints = get_type_hints(kind)
    return tuple(hints[name] for name in getattr(kind, "__match_args__", ()))


def _each(collection: Callable[..., object], kind: Any) -> Reader:
    one = _reader(kind)
    return lambda plain, behind: collection([one(part, behind) for part in _listed(plain)])


def _fields(whole: Callable[..., object], kinds: tuple[Any, ...]) -> Reader:
    readers = tuple(map(_reader, kinds))

    def read(plain: Any, behind: memoryview) -> object:
        pairs = zip(readers, _listed(plain), strict=True)
        return whole(*[one(part, behind) for one, part in pairs])

    return read


def _pairs(of_keys: Any, of_values: Any) -> Reader:
    key, value = _reader(of_keys), _reader(of_values)

    def read(plain: Any, behind: memoryview) -> object:
        pairs = plain.items() if isinstance(plain, dict) else _listed(plain)
        return {key(name, behind): value(part, behind) for name, part in pairs}

    return read


def _listed(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError
    return plain


def _text(kind: Any, plain: Any, behind: memoryview) -> object:
    if isinstance(plain, str):
        return plain if kind is str else kind(plain)
    start, end = _listed(plain)
    part = behind[start:end]
    return kind(part) if kind is bytes else kind(str(part, "utf-8", _ERRORS))


def _number(kind: Any, plain: Any, _: memoryview) -> object:
    if not isinstance(plain, kind):
        raise TypeError
    return plain
