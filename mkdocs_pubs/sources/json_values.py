"""Values out of JSON of which nothing is certain, not even that it is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Object: TypeAlias = Mapping[str, object]


def json_value(content: bytes) -> object:
    """Return what a text of JSON says; ``None`` where it is none, or nested too deep."""
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value


def objects(value: object) -> Iterator[Object]:
    """Yield the objects of a list; an object stands for a list of one."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def inner(value: object, *path: str) -> object:
    """Return what stands at a path of names; ``None`` where there is no such thing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def all_texts(value: object) -> Iterator[str]:
    """Yield the texts of a list that say something; a text stands for a list of one."""
    yield from filter(None, map(first_text, value if isinstance(value, list) else [value]))


def first_text(value: object) -> str:
    """Return a text, or the first of a list of texts; a number as its text; else ``""``."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
