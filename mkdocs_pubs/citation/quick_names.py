"""Names as a style writes them, each made once: the same people come again and again in a list."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from pybtex.style.template import Node

from mkdocs_pubs.citation.quick_templates import filled_in

FormatName = Callable[..., Any]


def remembered(format_name: FormatName) -> FormatName:
    """Return what `format_name`, of a pybtex style, returns, but for people seen before."""

    @lru_cache(maxsize=1 << 14)
    def seen(person: Any, abbr: bool) -> Any:
        name = format_name(person, abbr)
        return _filled(name) if isinstance(name, Node) else name

    def formatted(person: Any, abbr: bool = False) -> Any:
        # A style may also make people of its own, and pybtex's have no hash.
        return (seen if isinstance(person, Hashable) else format_name)(person, abbr)

    return formatted


def _filled(template: Any) -> Node:
    """Return a template that says the same, without being filled in again."""
    text = filled_in(template)
    return Node(template.name, lambda *_: text)
