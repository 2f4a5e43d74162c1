"""Templates that are Python already: they are filled in as those that Jinja compiles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.rendering import compiled, environment
from mkdocs_pubs.rendering.environment import as_python
from tests.conftest import EXAMPLE_SITE, write_files

LAYOUTS = ("card", "compact", "table")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the Python be looked for in a folder of the test's."""
    monkeypatch.setattr(compiled, "_AS_PYTHON", tmp_path / "as_python")
    compiled._origin.cache_clear()
    yield tmp_path / "as_python"
    compiled._origin.cache_clear()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates that Jinja reads from now on."""
    names: list[str] = []
    get_source = FileSystemLoader.get_source

    def recorded(self: FileSystemLoader, environment: object, name: str) -> object:
        names.append(name)
        return get_source(self, environment, name)  # type: ignore[arg-type]

    monkeypatch.setattr(FileSystemLoader, "get_source", recorded)
    return names


def compile_templates() -> None:
    for path, text in as_python():
        write_files(path.parent, {path.name: text})


def lists(templates: str = "") -> list[str]:
    """Return a list of the example site's publications in each layout."""
    site = Options(bibliography=("papers.bib",), templates=templates)
    publisher = Publisher(EXAMPLE_SITE, site)
    asked = [replace(site, layout=layout) for layout in LAYOUTS]
    here = Location("index.md", 1)
    return [repr(publisher.publish(ListRequest(one, lambda _: here))) for one in asked]


def test_lists_are_the_same_and_jinja_reads_none_of_their_templates(read: list[str]) -> None:
    as_written = lists()
    assert "list.html.j2" in read
    compile_templates()
    read.clear()
    assert lists() == as_written
    assert read == []


@pytest.mark.parametrize("other", ["template", "settings", "jinja"])
def test_what_was_made_of_something_else_is_not_taken(
    other: str, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_templates()
    read.clear()
    if other == "template":
        templates = tmp_path / "templates"
        shutil.copytree(compiled.TEMPLATES, templates)
        with (templates / "title.html.j2").open("a") as file:
            file.write("<hr>")
        monkeypatch.setattr(compiled, "TEMPLATES", templates)
        monkeypatch.setattr(environment, "TEMPLATES", templates)
    elif other == "settings":
        text = Path(environment.__file__).read_text(encoding="utf-8")
        write_files(tmp_path, {"environment.py": text.replace("trim_blocks=True", "")})
        monkeypatch.setattr(compiled, "_SETTINGS", tmp_path / "environment.py")
    else:
        monkeypatch.setattr(compiled, "version", lambda _: "3.0")
    compiled._origin.cache_clear()
    made = lists()
    assert "list.html.j2" in read
    assert ("<hr>" in made[0]) == (other == "template")


def test_templates_of_the_user_stand_for_ours(tmp_path: Path) -> None:
    compile_templates()
    write_files(tmp_path, {"mine/title.html.j2": '<b>{% include "pubs/title.html.j2" %}</b>'})
    for html in lists(templates=str(tmp_path / "mine")):
        assert "<b><" in html
