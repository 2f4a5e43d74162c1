"""The README is held to the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_pubs.options import OptionSpec, specs

README = Path(__file__).parent.parent / "README.md"


def _default(spec: OptionSpec) -> str:
    value = spec.default
    if spec.name == "hidden_fields":
        return "see there"
    if value in ((), "", None):
        return "–"
    if isinstance(value, tuple):
        return f"`{', '.join(value)}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _rows(in_blocks: bool) -> list[str]:
    chosen = [spec for spec in specs() if spec.in_blocks is in_blocks]
    return [f"| `{spec.name}` | {_default(spec)} | {spec.help} |" for spec in chosen]


@pytest.mark.parametrize(("mark", "in_blocks"), [("options", True), ("site options", False)])
def test_option_tables_are_the_codes_own(mark: str, in_blocks: bool) -> None:
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", text, re.DOTALL)
    assert found is not None
    table = found[1].strip().splitlines()
    assert table[:2] == ["| option | default | meaning |", "| --- | --- | --- |"]
    assert table[2:] == _rows(in_blocks)
