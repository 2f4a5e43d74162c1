"""What makes the lists: this package as it is, and those that it works with."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib.metadata import entry_points, version
from pathlib import Path

_LIBRARIES = ("bibtexparser", "jinja2", "latexcodec", "markupsafe", "pybtex", "pylatexenc")
_STYLES = "pybtex.style.formatting"
_SETTLED = ("mkdocs_pubs.", "pybtex.")


@lru_cache(maxsize=1)
def versions() -> str:
    """Return a text that differs when another version of anything would make a list."""
    package = Path(__file__).parent.parent
    own = sorted(
        (path, status.st_size, status.st_mtime_ns)
        for folder, _, names in os.walk(package)
        for path in (os.path.join(folder, name) for name in names if not name.endswith(".pyc"))
        for status in (os.stat(path),)
    )
    return repr((sys.version, [version(name) for name in _LIBRARIES], own))


def is_settled(name: str) -> bool:
    """Say whether a style is one of ours or of pybtex's own, whose versions say what they do."""
    found = entry_points(group=_STYLES, name=name)
    return bool(found) and all(one.value.startswith(_SETTLED) for one in found)
