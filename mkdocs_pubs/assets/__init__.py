"""Style sheets and scripts of ours, as browsers get them."""

from __future__ import annotations

from pathlib import Path


def asset(name: str) -> str:
    """Return a style sheet or a script by the name of its file."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
