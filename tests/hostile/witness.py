"""Hooks for MkDocs that write down what a build does while it makes pages, and what it costs.

Python's audit events cannot be missed by what is to be caught: they are raised beneath libraries.
What a page costs is told in what this machine needs to count to a million, now, among other work.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

REPORT = "witness.json"
_WATCHED = ("open", "os.", "socket.", "subprocess.", "shutil.", "ctypes.", "pickle.", "urllib.")
_HARMLESS = frozenset(["os.listdir", "os.scandir", "os.walk", "os.fwalk"])

_million = 0.0
"""Processor seconds that it takes to count to a million."""

_pages: dict[str, dict[str, Any]] = {}
_here: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _here and event.startswith(_WATCHED) and event not in _HARMLESS:
        _pages[_here[0]]["events"].append([event, *map(str, arguments)])


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def on_startup(**_: object) -> None:
    """Measure the machine, and begin to watch."""
    global _million
    begun = time.process_time()
    assert sum(1 for _ in range(5_000_000)) == 5_000_000
    _million = (time.process_time() - begun) / 5
    # What Python writes of modules that a page is the first to need is not of the page.
    sys.dont_write_bytecode = True
    sys.addaudithook(_watch)


def on_page_markdown(markdown: str, page: Any, **_: object) -> None:  # noqa: ARG001
    """Begin a page."""
    _pages[page.file.src_uri] = {"begun": time.process_time(), "memory": _memory(), "events": []}
    _here[:] = [page.file.src_uri]


def on_page_content(html: str, page: Any, **_: object) -> None:  # noqa: ARG001
    """End a page."""
    _here.clear()
    seen = _pages[page.file.src_uri]
    seen["millions"] = (time.process_time() - seen.pop("begun")) / _million
    seen["memory"] = _memory() - seen["memory"]


def on_post_build(config: Mapping[str, Any], **_: object) -> None:
    """Write it all down, beside the configuration."""
    report = Path(config["config_file_path"]).with_name(REPORT)
    report.write_text(json.dumps(_pages), encoding="utf-8")
