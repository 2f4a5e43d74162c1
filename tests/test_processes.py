"""Builds among other processes, users and plugins: side by side, stopped, forbidden, failing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bare_project import KEPT, MENDED, assert_well, built, keys, remove, write_project
from tests.conftest import EXAMPLE_SITE, write_files

MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--config-file")
PUBS = str(Path(sys.executable).with_name("mkdocs-pubs"))
NOBODY = 65534


def start(folder: Path, *command: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def mkdocs(folder: Path, *arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    return start(folder, *MKDOCS, str(folder / "mkdocs.yml"), *arguments, before=before)


def outcome(process: subprocess.Popen[str]) -> tuple[int, str]:
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


def page(folder: Path, site: str = "site") -> str:
    return (folder / site / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path, "bibliography: papers.bib")
    write_files(tmp_path, {"papers.bib": KEPT + MENDED})
    return tmp_path


def test_builds_at_once_into_two_folders_are_both_right(project: Path) -> None:
    shutil.copy(EXAMPLE_SITE / "papers.bib", project)
    both = [mkdocs(project, "--site-dir", name) for name in ("one", "two")]
    for process in both:
        code, output = outcome(process)
        assert (code, "Traceback" in output) == (0, False), output
    assert page(project, "one") == page(project, "two")
    assert len(keys(page(project, "one"))) > 10


def test_two_commands_at_once_leave_one_whole_file(project: Path) -> None:
    shutil.copy(EXAMPLE_SITE / "papers.bib", project)
    command = (PUBS, "render", "papers.bib", "-o", "out.html")
    for process in [start(project, *command) for _ in range(3)]:
        assert outcome(process)[0] == 0
    alone = outcome(start(project, *command[:3]))[1]
    assert alone.endswith((project / "out.html").read_text(encoding="utf-8"))
    names = {path.name for path in project.iterdir()}
    assert names == {".cache", "docs", "mkdocs.yml", "out.html", "papers.bib", "theme"}


def test_a_build_that_is_stopped_does_no_harm_to_the_next(project: Path) -> None:
    assert_well(project, "kept", "mended")
    write_project(project, "bibliography: papers.bib, templates: layout")
    endless = "{% for one in range(99999999999) %}{% endfor %}"
    write_files(project, {"layout/list.html.j2": endless})
    process = mkdocs(project)
    assert process.stdout is not None
    while "Building documentation" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    code, output = outcome(process)
    assert (code, "Traceback" in output) == (-signal.SIGTERM, False)
    remove(project / "layout/list.html.j2")
    assert_well(project, "kept", "mended")
    names = {path.name for path in project.iterdir()}
    assert names == {".cache", "docs", "layout", "mkdocs.yml", "papers.bib", "site", "theme"}


@pytest.mark.parametrize("command", ["mkdocs build -q", "mkdocs-pubs render papers.bib"])
def test_little_room_for_recursion_is_enough(command: str, project: Path) -> None:
    shutil.copy(EXAMPLE_SITE / "papers.bib", project)
    door, *arguments = command.split()
    module, name = {"mkdocs": ("mkdocs.__main__", "cli")}.get(door, ("mkdocs_pubs.cli", "main"))
    source = f"import sys, {module} as door; sys.setrecursionlimit(200); door.{name}({arguments})"
    code, output = outcome(start(project, sys.executable, "-c", source))
    assert (code, "Traceback" in output) == (0, False), output
    html = page(project) if door == "mkdocs" else output[output.index("<!DOCTYPE") :]
    assert len(keys(html)) > 10


def test_what_mkdocs_cannot_write_is_no_failure_of_ours(project: Path) -> None:
    (project / "site").write_text("a file", encoding="utf-8")
    code, output = outcome(mkdocs(project))
    assert code != 0
    assert "mkdocs_pubs" not in output
    assert (project / "site").read_text(encoding="utf-8") == "a file"


FAILING_EVENTS = (
    "on_config",
    "on_files",
    "on_page_markdown",
    "on_page_content",
    "on_env",
    "on_post_page",
    "on_post_build",
)


@pytest.mark.parametrize("event", FAILING_EVENTS)
def test_what_another_plugin_breaks_off_does_not_leak_into_the_next_build(
    event: str, project: Path
) -> None:
    write_project(project, "bibliography: papers.bib", more="hooks: [other.py]")
    hook = f"""
import pathlib
def {event}(*arguments, **more):
    if pathlib.Path({str(project / "fail")!r}).exists():
        raise ValueError("a fault of another plugin")
"""
    write_files(project, {"other.py": hook, "fail": "", "papers.bib": KEPT + KEPT})
    with pytest.raises(ValueError, match="a fault of another plugin"):
        built(project)
    remove(project / "fail")
    site = built(project)
    said = "papers.bib:2: duplicate key 'kept', first at line 1; shown once, being the same"
    assert site.log.count(said) == 1
    assert keys(site.html()) == ["kept"]
    assert 'id="pub-kept"' in site.html()
    write_files(project, {"papers.bib": KEPT + MENDED})
    assert_well(project, "kept", "mended")


@dataclass(frozen=True)
class Other:
    """A user who is not the superuser: a project, and what to put before a command there."""

    folder: Path
    before: Sequence[str]


@pytest.fixture
def other() -> Iterator[Other]:
    # The folders of pytest are closed to other users.
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), _as_nobody() if os.geteuid() == 0 else ()
        folder.chmod(0o755)
        importing = start(folder, sys.executable, "-c", "import mkdocs_pubs.plugin", before=before)
        code, output = outcome(importing)
        if code != 0:
            pytest.skip(f"another user cannot run this checkout: {output.splitlines()[-1]}")
        write_project(folder, "bibliography: [kept.bib, refs/papers.bib], templates: layout")
        write_files(folder, {"kept.bib": KEPT, "refs/papers.bib": MENDED})
        write_files(folder, {"layout/note.html.j2": ""})
        (folder / "site").mkdir()
        (folder / "site").chmod(0o777)
        yield Other(folder, before)


def _as_nobody() -> Sequence[str]:
    if shutil.which("setpriv") is None:
        pytest.skip("the superuser may read everything, and there is no setpriv (of util-linux)")
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    usual = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(usual)


@pytest.mark.parametrize("name", ["refs/papers.bib", "refs"])
def test_what_may_not_be_read_is_told_and_the_rest_is_shown(name: str, other: Other) -> None:
    with closed(other.folder / name, 0):
        code, output = outcome(mkdocs(other.folder, before=other.before))
    assert "refs/papers.bib: cannot be read (Permission denied); the list goes without it" in output
    assert (code, "Traceback" in output) == (0, False)
    assert keys(page(other.folder)) == ["kept"]
    code, output = outcome(mkdocs(other.folder, "--strict", before=other.before))
    assert code == 0, output
    assert keys(page(other.folder)) == ["kept", "mended"]


@pytest.mark.parametrize(
    ("name", "mode", "said"),
    [
        ("layout/note.html.j2", 0, "note.html.j2: cannot be read (Permission denied)"),
        ("layout", 0, "layout: not a folder of templates (Permission denied)"),
        ("layout", 0o644, "note.html.j2: cannot be read (Permission denied)"),
    ],
)
def test_templates_that_may_not_be_read_stop_the_build(
    name: str, mode: int, said: str, other: Other
) -> None:
    with closed(other.folder / name, mode):
        code, output = outcome(mkdocs(other.folder, before=other.before))
    assert (code, "Traceback" in output) == (1, False)
    assert said in output
    assert not (other.folder / "site/index.html").exists()


def test_a_folder_that_may_not_be_written_to_is_told(other: Other) -> None:
    command = (PUBS, "render", "kept.bib", "-o", "out.html")
    with closed(other.folder, 0o555):
        done = outcome(start(other.folder, *command, before=other.before))
    assert done == (1, "Error: cannot write out.html: Permission denied\n")


def test_a_site_that_may_not_be_written_is_no_failure_of_ours(other: Other) -> None:
    with closed(other.folder / "site", 0o555):
        code, output = outcome(mkdocs(other.folder, before=other.before))
    assert code != 0
    assert "mkdocs_pubs" not in output
