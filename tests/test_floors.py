"""The floors: which room may import which, and which library each may use."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import walk_packages

import pytest

from tests.conftest import ROOT, write_files

PACKAGE = "mkdocs_pubs"


@dataclass(frozen=True)
class Room:
    """A room: the floor that it stands on, and the one library that it may import."""

    floor: int
    library: str | None = None


ROOMS: Mapping[str, Room] = {
    "characters": Room(0),
    "frozen": Room(0),
    "patterns": Room(0),
    "private_use": Room(0),
    "diagnostics": Room(1),
    "errors": Room(1),
    "labels": Room(1),
    "anchors": Room(2),
    "assets": Room(2),
    "entry_types": Room(2),
    "json_ld": Room(2),
    "models": Room(2),
    "options": Room(2),
    "own_styles": Room(2),
    "latex": Room(2, "pylatexenc"),
    "bibtex": Room(3, "bibtexparser"),
    "normalise": Room(3),
    "selection": Room(3, "jinja2"),
    "links": Room(3),
    "chart": Room(3),
    "badges": Room(3),
    "relations": Room(3),
    "citation": Room(3, "pybtex"),
    "csl": Room(3),
    "metadata": Room(3),
    "styles": Room(3, "pybtex"),
    "rendering": Room(3, "jinja2"),
    "directive": Room(3, "yaml"),
    "mentions": Room(3),
    "in_text": Room(3),
    "concordance": Room(3),
    "ris": Room(3),
    "feeds": Room(3),
    "tables": Room(3, "yaml"),
    "configuration": Room(3, "yaml"),
    "sources": Room(3),
    "network": Room(3),
    "edition": Room(4),
    "front_matter": Room(4),
    "exports": Room(4),
    "intake": Room(4),
    "tidying": Room(4),
    "passages": Room(5),
    "publisher": Room(5),
    "extension": Room(6, "markdown"),
    "plugin": Room(6, "mkdocs"),
    "cli": Room(6, "click"),
}

SIDESTEPS = {("errors", "diagnostics"), ("plugin", "extension")}
"""The steps allowed between rooms of one floor."""

UNCOUNTED = {"markupsafe"}
"""Libraries that are types of ours in all but name."""

SLOW_LIBRARIES = {"bibtexparser", "latexcodec", "pybtex", "pylatexenc", "watchdog"}
"""Libraries slow to import: to make lists, which not all builds do, and to serve a site."""

LATE_ROOMS = {
    "badges",
    "bibtex",
    "citation",
    "csl",
    "edition",
    "exports",
    "feeds",
    "latex",
    "links",
    "metadata",
    "normalise",
    "passages",
    "private_use",
    "rendering",
    "relations",
    "selection",
    "styles",
}
"""Rooms that make lists, which wait for the first that is not kept from another build."""


@dataclass(frozen=True)
class Import:
    """One name imported: by which module, at which line, and the module imported."""

    module: str
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def test_imports_go_strictly_downward() -> None:
    assert wrong_steps(ROOT / PACKAGE) == []


def test_each_room_uses_its_own_library_alone() -> None:
    assert foreign_libraries(ROOT / PACKAGE) == []


def test_the_table_names_the_rooms_that_exist() -> None:
    assert rooms_of(ROOT / PACKAGE) == ROOMS.keys()


def test_the_table_for_contributors_is_the_same() -> None:
    rows = re.findall(
        r"^\| (\d) \w+ \| (.+?) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
    )
    told = {room: int(floor) for floor, rooms in rows for room in re.findall(r"`(\w+)`", rooms)}
    assert told == {name: room.floor for name, room in ROOMS.items()}


def test_no_module_imports_itself_in_a_circle() -> None:
    assert circle(ROOT / PACKAGE) is None


def test_rooms_within_rooms_are_entered_by_their_front() -> None:
    assert side_entries(ROOT / PACKAGE) == []


def test_only_the_plugin_imports_mkdocs() -> None:
    found = [one for one in imports_of(ROOT / PACKAGE) if _top(one.target) == "mkdocs"]
    assert {_room(one.module) for one in found} == {"plugin"}


def test_frozen_dataclasses_are_those_of_their_room() -> None:
    named = [
        one.module for one in imports_of(ROOT / PACKAGE) if one.target == "dataclasses.dataclass"
    ]
    paths = [ROOT.joinpath(*module.split(".")).with_suffix(".py") for module in named]
    theirs = [path.name for path in paths if "(frozen=True" in path.read_text("utf-8")]
    assert theirs == []


def test_what_follows_from_arguments_is_remembered_within_bounds() -> None:
    names = {one.name for one in walk_packages([str(ROOT / PACKAGE)], f"{PACKAGE}.")}
    remembering = {
        f"{name}.{function}": one
        for name in names
        for function, one in vars(import_module(name)).items()
        if hasattr(one, "cache_parameters") and signature(one).parameters
    }
    assert "mkdocs_pubs.own_styles.own_style" in remembering
    boundless = {
        name for name, one in remembering.items() if one.cache_parameters()["maxsize"] is None
    }
    assert boundless == set()


@pytest.mark.parametrize("module", ["", ".extension", ".cli"])
def test_the_package_is_imported_where_mkdocs_cannot_be(module: str) -> None:
    block = "import sys; sys.modules['mkdocs'] = None"
    run_python(f"{block}; import {PACKAGE}{module}")


@pytest.mark.parametrize("door", ["extension", "plugin"])
def test_what_makes_lists_is_not_loaded_with_a_door(door: str) -> None:
    assert_loads_no_maker(run_python(f"import sys, {PACKAGE}.{door}; print(*sys.modules)"))


def test_what_makes_lists_is_not_loaded_by_a_second_build(tmp_path: Path) -> None:
    config = "site_name: S\nplugins: [pubs: {bibliography: a.bib, buttons: [pdf]}]\n"
    pages = {"docs/index.md": "```publications\n```\n", "a.bib": "@misc{a, title = {T}}"}
    write_files(tmp_path, {"mkdocs.yml": config, **pages})
    build = "import sys; from mkdocs.config import load_config; from mkdocs.commands import build; "
    build += f"build.build(load_config({str(tmp_path / 'mkdocs.yml')!r})); print(*sys.modules)"
    assert "pybtex" in run_python(build)
    assert_loads_no_maker(run_python(build))


def assert_loads_no_maker(modules: str) -> None:
    """Assert that none of the modules whose names are given make lists."""
    loaded = modules.split()
    assert SLOW_LIBRARIES.isdisjoint(loaded)
    assert LATE_ROOMS.isdisjoint(_room(one) for one in loaded if _top(one) == PACKAGE)


@pytest.mark.parametrize(
    ("room", "source", "steps"),
    [
        ("models", "from mkdocs_pubs.bibtex import read", ["mkdocs_pubs.bibtex.read"]),
        ("links", "import mkdocs_pubs.selection", ["mkdocs_pubs.selection"]),
        ("citation", "from mkdocs_pubs.styles import card", ["mkdocs_pubs.styles.card"]),
        ("extension", "from mkdocs_pubs import plugin", ["mkdocs_pubs.plugin"]),
        ("links", "def late():\n    from . import publisher", ["mkdocs_pubs.publisher"]),
        ("diagnostics", "from .errors import PubsError", ["mkdocs_pubs.errors.PubsError"]),
        ("__init__", "from mkdocs_pubs.models import Entry", ["mkdocs_pubs.models.Entry"]),
        ("links", "import_module('mkdocs_pubs.cli')", ["mkdocs_pubs.cli"]),
        ("plugin", "from mkdocs_pubs.extension import PubsExtension", []),
        ("errors", "from mkdocs_pubs.diagnostics import Location", []),
        ("cli", "from mkdocs_pubs import __version__", []),
    ],
)
def test_a_step_that_does_not_go_down_is_found(
    tmp_path: Path, room: str, source: str, steps: list[str]
) -> None:
    write_files(tmp_path, {f"{room}.py": source})
    assert [step.target for step in wrong_steps(tmp_path)] == steps


@pytest.mark.parametrize(
    ("path", "source", "libraries"),
    [
        ("links.py", "import yaml", ["yaml"]),
        ("bibtex/reader.py", "from pybtex.database import Person", ["pybtex.database.Person"]),
        ("cli.py", "def late():\n    import mkdocs.config", ["mkdocs.config"]),
        ("cli.py", "__import__('mkdocs')", ["mkdocs"]),
        ("models.py", "import re\nfrom markupsafe import Markup", []),
        ("latex/html.py", "from pylatexenc import latexwalker", []),
    ],
)
def test_a_library_in_another_room_is_found(
    tmp_path: Path, path: str, source: str, libraries: list[str]
) -> None:
    write_files(tmp_path, {path: source})
    assert [one.target for one in foreign_libraries(tmp_path)] == libraries


def test_a_circle_inside_a_room_is_found(tmp_path: Path) -> None:
    parts = {
        "a.py": "from mkdocs_pubs.latex import b",
        "b.py": "from .a import c",
        "__init__.py": "",
    }
    write_files(tmp_path / "latex", parts)
    assert {"mkdocs_pubs.latex.a", "mkdocs_pubs.latex.b"} == set(circle(tmp_path) or ())


def test_an_entry_by_the_side_is_found(tmp_path: Path) -> None:
    parts = {
        "latex/a.py": "from mkdocs_pubs.latex.inner.b import c\nfrom .inner import c",
        "latex/inner/__init__.py": "from mkdocs_pubs.latex.inner.b import c",
        "latex/inner/b.py": "",
    }
    write_files(tmp_path, parts)
    assert [one.line for one in side_entries(tmp_path)] == [1]


def test_modules_and_packages_are_rooms_but_templates_are_not(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.py": "", "b/__init__.py": "", "__init__.py": "", "templates/x": ""})
    assert rooms_of(tmp_path) == {"a", "b"}


def wrong_steps(package: Path) -> list[Import]:
    """Return the imports within `package` that do not go to a lower floor."""
    inner = (one for one in imports_of(package) if _top(one.target) == PACKAGE)
    return [one for one in inner if not _goes_down(_room(one.module), _room(one.target))]


def _goes_down(importer: str, imported: str) -> bool:
    if imported not in ROOMS or importer == imported:
        # What is no room is a name in `mkdocs_pubs/__init__.py`, or caught by the table's test.
        return True
    if importer not in ROOMS:
        # `__init__` runs before every room, so that its imports would lie beneath the ground.
        return False
    return (importer, imported) in SIDESTEPS or ROOMS[imported].floor < ROOMS[importer].floor


def foreign_libraries(package: Path) -> list[Import]:
    """Return the imports of libraries that are not those of the importing module's room."""
    own = sys.stdlib_module_names | UNCOUNTED | {PACKAGE}
    outer = (one for one in imports_of(package) if _top(one.target) not in own)
    return [one for one in outer if _top(one.target) != _library(_room(one.module))]


def _library(room: str) -> str | None:
    return ROOMS[room].library if room in ROOMS else None


def rooms_of(package: Path) -> set[str]:
    """Return the names of the modules and packages directly in `package`."""
    paths = [path.relative_to(package) for path in package.rglob("*.py")]
    return {path.parts[0].removesuffix(".py") for path in paths} - {"__init__"}


def side_entries(package: Path) -> list[Import]:
    """Return the imports from outside of what is in a folder of a room, but for its front."""
    modules = {_name(path, package) for path in package.rglob("*.py")}
    inner = {f"{_name(path, package)}." for path in package.glob("*/*/__init__.py")}

    def is_by_the_side(one: Import, room: str) -> bool:
        target = one.target if one.target in modules else one.target.rpartition(".")[0]
        return target.startswith(room) and not f"{one.module}.".startswith(room)

    imports = imports_of(package)
    return [one for one in imports if any(is_by_the_side(one, room) for room in inner)]


def circle(package: Path) -> list[str] | None:
    """Return modules that import each other in a circle, if there are any."""
    names = {_name(path, package) for path in package.rglob("*.py")}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for one in imports_of(package):
        target = one.target if one.target in names else one.target.rpartition(".")[0]
        if target in names:
            graph[one.module].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return None


def imports_of(package: Path) -> Iterator[Import]:
    """Yield every import in the modules of `package`, at the top, lazy or by a call."""
    for path in sorted(package.rglob("*.py")):
        module = _name(path, package)
        parent = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in _targets(node, parent):
                yield Import(module, getattr(node, "lineno", 0), target)


def _targets(node: ast.AST, parent: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        source = _absolute(node, parent)
        return [f"{source}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and _is_import_call(node.func):
        return [one.value for one in node.args[:1] if _is_text(one)]  # type: ignore[attr-defined]
    return []


def _absolute(node: ast.ImportFrom, parent: str) -> str:
    if not node.level:
        return node.module or ""
    ancestors = parent.split(".")[: len(parent.split(".")) - node.level + 1]
    return ".".join([*ancestors, *([node.module] if node.module else [])])


def _is_import_call(function: ast.expr) -> bool:
    name = getattr(function, "attr", None) or getattr(function, "id", None)
    return name in ("import_module", "__import__")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(path: Path, package: Path) -> str:
    """Return the dotted name of a module; `package` stands for mkdocs_pubs, whatever its name."""
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join([PACKAGE, *(part for part in parts if part != "__init__")])


def _top(module: str) -> str:
    return module.partition(".")[0]


def _room(module: str) -> str:
    """Return the room that a module or a name of the package is in; "" for the package itself."""
    return [*module.split("."), ""][1]


def run_python(source: str) -> str:
    """Run `source` in a process of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
