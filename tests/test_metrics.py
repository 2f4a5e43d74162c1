"""Tables of citation counts, right and wrong, and metrics that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_pubs.links import read_counts
from mkdocs_pubs.options import read_options
from tests.bare_project import built, write_project
from tests.conftest import write_files


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"papers": ["a"]}, "'papers' holds no mapping"),
        ({"a": "many"}, "'a' has no whole number of citations"),
        ({"a": "-1"}, "'a' has no whole number of citations"),
        ({"a": "²"}, "'a' has no whole number of citations"),
        ({"papers": {"a": {"count": "1"}}}, "'a' has no whole number of citations"),
        ({"papers": {"a": {"citations": "9" * 5000}}}, "'a' has no whole number of citations"),
    ],
)
def test_what_is_wrong_with_counts_is_told(table: dict[str, object], problem: str) -> None:
    _, problems = read_counts(table)
    assert problems == (problem,)


def test_an_unknown_metric_is_named() -> None:
    _, (problem,) = read_options({"metrics": "altmetrics, dimensions"})
    assert problem.reason == "unknown metric 'altmetrics'; did you mean 'altmetric'?"


def test_a_file_of_counts_is_read_again_when_it_changes(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib, citation_counts: counts.json")
    bib = "@misc{a, title = {A}, year = 2020}"
    write_files(tmp_path, {"papers.bib": bib, "counts.json": '{"a": 1}'})
    assert ">1 citation<" in built(tmp_path, strict=True).html()
    write_files(tmp_path, {"counts.json": '{"papers": {"a": {"citations": 2}}}'})
    assert ">2 citations<" in built(tmp_path, strict=True).html()
    write_files(tmp_path, {"counts.json": '{"a": "x"}'})
    site = built(tmp_path)
    assert "'a' has no whole number of citations" in site.log
    assert ">2 citations<" in site.html()
