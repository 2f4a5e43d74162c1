"""Citations in plain Python-Markdown, with front matter that its ``meta`` extension reads."""

from __future__ import annotations

import logging
from pathlib import Path

import markdown
import pytest

from tests.conftest import write_files
from tests.projection import parse

BIB = """
@misc{lee2020, title = {Tides}, author = {Lee, Ann}, year = 2020}
@misc{roe2019, title = {Dunes}, author = {Roe, Zed}, year = 2019}
"""
TEXT = """---
title: Tides
nocite: @roe2019
---
# Tides

Tides [@lee2020], [@nobody].

```references
sort_by: key
stlye: ieee
```
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_front_matter_counts_and_so_do_its_lines(
    ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write_files(tmp_path, {"papers.bib": BIB})
    monkeypatch.chdir(tmp_path)
    md = markdown.Markdown(
        extensions=["meta", "fenced_code", "pubs"],
        extension_configs={"pubs": {"bibliography": "papers.bib", "citations": True}},
    )
    with caplog.at_level(logging.INFO):
        root = parse(md.convert(TEXT.replace("\n", ends)))
        md.reset()
        again = parse(md.convert("Dunes [@roe2019]."))
    assert [one.line() for one in root.all("pubs-cite")] == ["[1]", "[?nobody]"]
    listed = [one.attributes["data-key"] for one in root.all("pubs-item")]
    assert listed == ["lee2020", "roe2019"]
    said = [record.getMessage().partition(": ")[0] for record in caplog.records]
    assert said == ["Markdown:11", "Markdown:7", "Markdown"]
    assert not again.all("pubs-item")
