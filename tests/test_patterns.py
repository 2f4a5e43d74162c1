"""Regular expressions: those that are compiled late do as those of ``re``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import mkdocs_pubs
from mkdocs_pubs.patterns import regex
from tests.conftest import ROOT

PACKAGE = ROOT / "mkdocs_pubs"
NOT_LATE = {"characters.py", "directive.py"}
"""What stands on the same floor, and what yaml takes."""


def test_a_late_pattern_does_as_one_of_re() -> None:
    late, early = regex(r"(?P<letter>[A-C])(\d)?", re.IGNORECASE), re.compile("(?i)([a-c])(\\d)?")
    text = "a1 b c3"
    for name in ("match", "search", "fullmatch"):
        ours, theirs = getattr(late, name)(text), getattr(early, name)(text)
        assert (ours and ours.groups()) == (theirs and theirs.groups())
    assert late.search(text, 2, 4)["letter"] == "b"  # type: ignore[index]
    assert [one.span() for one in late.finditer(text)] == [(0, 2), (3, 4), (5, 7)]
    assert late.findall(text) == early.findall(text)
    assert late.split(text) == early.split(text)
    assert late.sub("-", text, count=1) == "- b c3"
    assert late.subn("-", text) == ("- - -", 3)
    assert (late.groups, dict(late.groupindex)) == (2, {"letter": 1})
    assert late.pattern == r"(?P<letter>[A-C])(\d)?"
    assert late.flags == early.flags
    assert regex(b"x").search(b"axe")


def test_a_late_pattern_is_compiled_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("")
    with pytest.raises(AttributeError):
        regex("a").mtach  # type: ignore[attr-defined]  # noqa: B018


def test_each_pattern_of_the_package_can_be_compiled() -> None:
    for module in walk_packages(mkdocs_pubs.__path__, "mkdocs_pubs."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type(regex(""))):
                assert one.flags >= 0


def test_no_module_compiles_a_pattern_when_it_is_imported() -> None:
    paths = [path for path in PACKAGE.rglob("*.py") if path.name not in NOT_LATE]
    assert [path for path in paths if any(_compiled(ast.parse(path.read_text("utf-8"))))] == []


def _compiled(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of ``re.compile`` outside functions."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "re.compile":
            yield part
        yield from _compiled(part)
