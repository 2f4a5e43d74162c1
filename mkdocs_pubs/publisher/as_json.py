"""Values of ours as JSON and back, by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """Return a value made of dataclasses, named tuples, texts, numbers, mappings and the like."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[Value], text: str) -> Value:
    """Return the value of type `kind` that `to_json` made a text of."""
    return cast(Value, _value(kind, json.loads(text)))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return [_with_any_keys(getattr(value, one.name)) for one in fields(value)]
    return sorted(value) if isinstance(value, frozenset) else dict(cast(Any, value))


def _with_any_keys(value: object) -> object:
    """Return a mapping as its pairs where the keys are no texts, as JSON's must be."""
    is_other = isinstance(value, Mapping) and not all(isinstance(key, str) for key in value)
    return list(cast(Any, value).items()) if is_other else value


def _value(kind: Any, plain: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return tuple(_value(arguments[0], one) for one in plain)
    if origin is tuple:
        return tuple(_value(*one) for one in zip(arguments, plain, strict=True))
    if origin is frozenset:
        return frozenset(plain)
    if origin is Mapping:
        pairs = plain.items() if isinstance(plain, dict) else plain
        return {_value(arguments[0], key): _value(arguments[1], one) for key, one in pairs}
    if kind is object:
        return plain
    if NoneType in arguments:
        return plain if plain is None else _value(arguments[0], plain)
    if hints := _hints(kind):
        return kind(*map(_value, hints, plain))
    return kind(plain) if issubclass(kind, Enum | str) else plain


@lru_cache(maxsize=32)
def _hints(kind: Any) -> tuple[Any, ...]:
    """Return the types of the fields of a dataclass or a named tuple; none of another type."""
    hints = get_type_hints(kind)
    return tuple(hints[name] for name in getattr(kind, "__match_args__", ()))
