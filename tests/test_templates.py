"""Users' templates that are missing, wrong or fail, and those that change between builds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bare_project import (
    BLOCK,
    KEPT,
    MENDED,
    assert_well,
    built,
    keys,
    remove,
    write_project,
)
from tests.conftest import write_files

GOOD = "<p class='pubs-note'>mine</p>"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose list fills in a template of the user's, as it was built once."""
    write_project(tmp_path, "bibliography: papers.bib, templates: layout")
    write_files(tmp_path, {"papers.bib": KEPT + MENDED, "layout/title.html.j2": GOOD})
    assert_well(tmp_path, "kept", "mended")
    return tmp_path


def page(project: Path) -> str:
    return (project / "site/index.html").read_text(encoding="utf-8")


def holding(content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


TEMPLATE = "layout/title.html.j2"
UNUSABLE = {
    "no-folder": ("layout", lambda path: path, "there is no such folder of templates"),
    "file": ("layout", Path.touch, "not a folder of templates (Not a directory)"),
    "broken-link": (
        "layout",
        lambda path: path.symlink_to("x"),
        "there is no such folder of templates",
    ),
    "ring": ("layout", lambda path: path.symlink_to("layout"), "not a folder of templates (Too"),
    "template-folder": (TEMPLATE, Path.mkdir, "not a regular file"),
    "template-pipe": (TEMPLATE, os.mkfifo, "not a regular file"),
    "template-link": (TEMPLATE, lambda path: path.symlink_to("x"), "not a regular file"),
    "latin": (TEMPLATE, holding("größer".encode("cp1252")), "not in UTF-8"),
    "picture": (TEMPLATE, holding(b"\x89PNG\r\n\x1a\n"), "not in UTF-8"),
    "open-tag": (TEMPLATE, holding("\n{% if x"), "unexpected end of template"),
    "open-comment": (TEMPLATE, holding("{# x"), ":1: Missing end of comment tag"),
    "many-blocks": (
        TEMPLATE,
        holding("{% for a in '' %}" * 30 + "{% endfor %}" * 30),
        "too many statically nested blocks",
    ),
    "many-brackets": (TEMPLATE, holding("{{ " + "[" * 2000), "maximum recursion depth exceeded"),
    "no-such-filter": (TEMPLATE, holding("{{ item | nosuch }}"), "No filter named 'nosuch'."),
}


@pytest.mark.parametrize(("name", "happens", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_templates_that_cannot_be_used_stop_the_first_build(
    name: str, happens: Callable[[Path], object], said: str, project: Path
) -> None:
    before = page(project)
    write_project(project, "bibliography: papers.bib, templates: layout, limit: 1")
    remove(project / name)
    happens(project / name)
    site = built(project)
    assert site.returncode != 0
    assert f"pubs: {project / name}" in site.log
    assert said in site.log
    assert page(project) == before
    remove(project / name)
    write_files(project, {TEMPLATE: GOOD})
    assert_well(project, "kept")


@pytest.mark.parametrize(("name", "happens", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_templates_that_can_no_longer_be_used_are_told_and_the_last_stay(
    name: str, happens: Callable[[Path], object], said: str, project: Path
) -> None:
    before = page(project)
    remove(project / name)
    happens(project / name)
    write_files(project, {"docs/index.md": f"Next.\n\n{BLOCK}"})
    site = built(project)
    assert site.returncode == 0
    assert f"ERROR mkdocs.plugins.pubs: {project / name}" in site.log
    assert said in site.log
    assert "; kept what the last build used" in site.log
    assert page(project) == f"<p>Next.</p>\n{before}"
    assert built(project, strict=True).returncode != 0
    remove(project / name)
    write_files(project, {TEMPLATE: GOOD.replace("mine", "ours")})
    assert_well(project, "kept", "mended")
    assert page(project).count("ours") == 2


FAILING = {
    "for-one-entry": ("{{ 1 // (item.year | int - 2010) }}", "title.html.j2:2: integer division"),
    "a-name-that-is-not": ("{{ itme.year }}", "title.html.j2:2: 'itme' is undefined"),
    "an-attribute-that-is-not": ("{{ item.yaer }}", "has no attribute 'yaer'"),
    "itself": ("{% include 'title.html.j2' %}", "title.html.j2:2: maximum recursion depth"),
    "no-such-template": (
        "{% include 'nosuch.html.j2' %}",
        "title.html.j2:2: there is no template 'nosuch.html.j2'",
    ),
    "a-broken-part": ("{% include 'part.txt' %}", "part.txt:1: unexpected '}'"),
    "a-part-that-is-no-text": ("{% include 'part.png' %}", "title.html.j2:2: 'utf-8' codec"),
}


@pytest.mark.parametrize(("template", "said"), FAILING.values(), ids=FAILING)
def test_a_template_that_fails_is_told_with_its_line_and_leaves_the_list_out(
    template: str, said: str, project: Path
) -> None:
    parts = {"layout/part.txt": "{{ } }}", "layout/part.png": b"\x89PNG"}
    write_files(project, {TEMPLATE: f"\n{template}", **parts})
    site = built(project)
    assert site.returncode != 0
    assert said in site.log
    assert "left the list out [template-failure]" in site.log
    assert keys(page(project)) == []
    write_files(project, {TEMPLATE: GOOD})
    assert_well(project, "kept", "mended")


def test_a_template_that_changes_comes_or_goes_is_seen_by_the_next_build(project: Path) -> None:
    assert page(project).count("mine") == 2
    write_files(project, {TEMPLATE: GOOD.replace("mine", "ours")})
    assert_well(project, "kept", "mended")
    assert page(project).count("ours") == 2
    write_files(project, {"layout/year.txt": "in {{ item.year }}"})
    write_files(project, {"layout/item.html.j2": "<li>{% include 'year.txt' %}</li>"})
    built(project)
    assert "<li>in 2010</li>" in page(project)
    write_files(project, {"layout/year.txt": "of {{ item.year }}"})
    built(project)
    assert "<li>of 2010</li>" in page(project)
    (project / "layout/item.html.j2").unlink()
    (project / TEMPLATE).unlink()
    assert_well(project, "kept", "mended")
    assert page(project).count("pubs-title") == 2
