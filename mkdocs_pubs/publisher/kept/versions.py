"""What makes the lists: this package as it is, and those that it works with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from mkdocs_pubs.own_styles import STYLES, own_style


@lru_cache(maxsize=1)
def versions() -> str:
    """Return a text that differs when another version of anything would make a list."""
    files = list(_files(Path(__file__).parents[2]))
    # Each list is looked up by this text, which must not be long.
    sizes, times = sum(one.st_size for one in files), sum(one.st_mtime_ns for one in files)
    return repr((sys.version, sorted(_installed()), len(files), sizes, times))


def _installed() -> Iterator[str]:
    """Yield the names of all that is installed, in which their versions are."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith("-info"))


def _files(folder: str | os.PathLike[str]) -> Iterator[os.stat_result]:
    """Yield the state of each file of a folder, with its size and the time of its last change."""
    with os.scandir(folder) as entries:
        for one in entries:
            if not one.is_dir():
                yield one.stat()
            elif one.name != "__pycache__":
                yield from _files(one.path)


@lru_cache(maxsize=64)
def is_settled(name: str) -> bool:
    """Say whether a style is one of ours or of pybtex's own, whose versions say what they do."""
    if own_style(name):
        return True
    found = entry_points(group=STYLES, name=name)
    return bool(found) and all(one.value.startswith("pybtex.") for one in found)
