"""schema.org's published vocabulary, in the classes that were generated from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import msgspec_schemaorg.models

from mkdocs_pubs.json_ld import Node

VOCABULARY: Mapping[str, Any] = {
    module.name.rpartition(".")[2]: module
    for module in walk_packages(
        msgspec_schemaorg.models.__path__, f"{msgspec_schemaorg.models.__name__}."
    )
    if not module.ispkg
}


def _class(name: str) -> Any:
    return getattr(import_module(VOCABULARY[name].name), name)


def wrong_terms(one: Node, where: str = "") -> Iterator[str]:
    """Yield what of a node is not in the vocabulary, or has a value of no type that it takes."""
    kind = one["@type"]
    cls = _class(str(kind))
    known = dict(zip(cls.__struct_encode_fields__, cls.__struct_fields__, strict=True))
    for name, value in one.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{where}{kind} has no {name}"
            continue
        types = set(re.findall(r"\w+", _annotation(cls, known[name])))
        for part in value if isinstance(value, list) else [value]:
            yield from _wrong_value(part, types, f"{where}{kind}.{name} ")


def _annotation(cls: Any, name: str) -> str:
    return next(
        str(one.__annotations__[name]) for one in cls.__mro__ if name in one.__annotations__
    )


def _wrong_value(value: object, types: set[str], where: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        lines = {cls.__name__ for cls in _class(str(value["@type"])).__mro__}
        if not lines & types:
            yield f"{where}takes no {value['@type']}"
        yield from wrong_terms(value, where)
    elif isinstance(value, int):
        yield from [] if "int" in types else [f"{where}takes no number"]
    elif not types & {"str", "URL", "date"}:
        yield f"{where}takes no text"
