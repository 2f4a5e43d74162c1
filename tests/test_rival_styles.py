"""A package may install a style by a name of ours: ours wins, and the other one has a path."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from pybtex.style.formatting.plain import Style as Plain

from mkdocs_pubs.citation import finder
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.styles.apa import Apa
from tests.conftest import write_files

PATH = "pybtex.style.formatting.plain:Style"


@pytest.fixture
def rival(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that calls pybtex's plain style `apa`, found before ours."""
    group = "pybtex.style.formatting"
    theirs = EntryPoint("apa", PATH, group)
    ours = EntryPoint("apa", "mkdocs_pubs.styles.apa:Apa", group)
    monkeypatch.setattr(finder, "entry_points", lambda **_: EntryPoints([theirs, ours]))


@pytest.mark.usefixtures("rival")
def test_ours_wins_and_the_other_is_reached_by_its_path() -> None:
    assert type(finder.find_style("apa")) is Apa
    assert type(finder.find_style(PATH)) is Plain


@pytest.mark.usefixtures("rival")
def test_the_other_is_named_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.bib": "@misc{a, title = {T}, author = {Roe, Ann}, year = 2020}"})
    publisher = Publisher(tmp_path, Options(bibliography=("a.bib",), style="apa"))
    request = ListRequest(publisher.options, lambda _: Location("page.md", 3))
    found = [publisher.publish(request) for _ in "ab"]
    message = f"the style 'apa' is ours; style: '{PATH}' in mkdocs.yml is another's"
    told = Diagnostic(Location("mkdocs.yml"), message, Code.RIVAL_STYLE)
    assert [problems for _, problems in found] == [(told,), ()]


def test_without_a_rival_nothing_is_said(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.bib": "@misc{a, title = {T}, author = {Roe, Ann}, year = 2020}"})
    publisher = Publisher(tmp_path, Options(bibliography=("a.bib",), style="apa"))
    assert (
        publisher.publish(ListRequest(publisher.options, lambda _: Location("page.md", 3)))[1] == ()
    )
