"""Our own citation styles by name, without a search through all that is installed."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import EntryPoint, distribution

STYLES = "pybtex.style.formatting"
"""The group of entry points that citation styles are in, ours and others'."""


@lru_cache(maxsize=1 << 6)
def own_style(name: str) -> EntryPoint | None:
    """Return where our style of this name is, if there is one."""
    found = distribution("mkdocs-pubs").entry_points.select(group=STYLES, name=name)
    return next(iter(found), None)
