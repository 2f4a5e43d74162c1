"""Publications as CSL-JSON: what each case file says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library
from tests.conftest import ROOT

CASES = Path(__file__).parent / "cases" / "csl"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.yml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


def publication(bib: str) -> Publication:
    return library(read([SourceFile("papers.bib", bib)])[0])[0].publications[0]


@pytest.mark.parametrize("case", _cases())
def test_item(case: dict[str, Any]) -> None:
    assert set(case) == {"bib", "item"}
    found = json.loads(csl_json([csl_item(publication(case["bib"]))]))
    assert found == [{"id": "a", **case["item"]}]


def test_an_abstract_is_given_to_those_who_ask() -> None:
    one = publication("@misc{a, abstract = {Long}}")
    assert csl_item(one, with_abstract=True)["abstract"] == "Long"


def test_the_kind_of_a_work_is_in_the_language_asked_for() -> None:
    one = publication("@phdthesis{a, title = {Ein Titel}}")
    assert csl_item(one, Labels("de"))["genre"] == Labels("de")("kind_phdthesis")


def test_a_processor_gets_what_styles_of_its_age_ask_for() -> None:
    one = publication("""@collection{a, title = {T}, editor = {Roe, Ann}, editortype = {compiler},
      eventtitle = {Meeting}}""")
    item, told = csl_item(one), csl_item(one, disguised=True)
    assert ("compiler" in item, "event" in item) == (True, False)
    assert ("editor" in told, told["event"]) == (True, "Meeting")


def test_an_item_cannot_be_changed() -> None:
    item = csl_item(publication("@misc{a, title = {T}}"))
    with pytest.raises(TypeError):
        item["title"] = "U"  # type: ignore[index]


def test_styles_can_be_measured_by_the_official_ones(tmp_path: Path) -> None:
    bib = "@misc{a, title = {T}}\n@article{b, title = {A}, journal = {B}, year = 2020}\n"
    (tmp_path / "papers.bib").write_text(bib, encoding="utf-8")
    command = [sys.executable, "benchmarks/styles.py", "plain=apa", "nosuch", "--files"]
    done = subprocess.run(
        [*command, str(tmp_path / "papers.bib")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "2 entries in 1 bibliographies" in done.stdout
    assert "== plain = apa: 0 of 2 the same, 0.0 %" in done.stdout
    assert "ours   A. B, 2020.\n           pandoc A. (2020). B." in done.stdout
    assert "== nosuch: not installed" in done.stdout
