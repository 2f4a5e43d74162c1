"""What the command line writes: whole or not at all, and a message where it cannot."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import write_files

COMMAND = str(Path(sys.executable).with_name("mkdocs-pubs"))
BIB = "@misc{kept, title = {Größe}, title = {B}, year = 2020}\n"
TWICE = "papers.bib:1: the field 'title' of 'kept' is given twice; kept the first"
OLD = "what was there before"
RENDER = ("render", "papers.bib", "-o", "out.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path, {"papers.bib": BIB, "out.html": OLD})
    (tmp_path / "a-folder").mkdir()
    return tmp_path


def run(
    folder: Path, *command: str, preexec: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, which must not end in a traceback.

    Python holds its output back there as it does by itself, and tries to write the rest at its end.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
        preexec_fn=preexec,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


def in_shell(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "bash", "-c", line.format(COMMAND), **environment)


def assert_untouched(folder: Path) -> None:
    assert (folder / "out.html").read_text(encoding="utf-8") == OLD
    drafts = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    assert set(drafts) <= {".cache"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("render papers.bib -o a-folder", "cannot write a-folder: Is a directory"),
        ("render papers.bib -o none/x.html", "cannot write none/x.html: No such file or directory"),
        ("render papers.bib -o papers.bib/x", "cannot write papers.bib/x: Not a directory"),
        ("render papers.bib -o /dev/full", "cannot write /dev/full: No space left on device"),
        (f"render papers.bib -o {'long' * 100}", "File name too long"),
        (
            "render papers.bib -o out.html --templates none",
            "none: there is no such folder of templates",
        ),
        ("render papers.bib -o out.html --templates bad", "page.html.j2:1: 'x' is undefined"),
        ("render papers.bib -o out.html --style nosuch", "there is no citation style 'nosuch'"),
        ("assets papers.bib", "'papers.bib' is a file"),
        ("assets papers.bib/css", "cannot make papers.bib/css: Not a directory"),
        ("assets css", "cannot write css/pubs.css: Is a directory"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is_touched(
    arguments: str, said: str, folder: Path
) -> None:
    write_files(folder, {"bad/page.html.j2": "{{ x }}", "css/pubs.css/x": ""})
    done = run(folder, COMMAND, *arguments.split())
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert_untouched(folder)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_full_disk_is_told_and_leaves_the_old_file_whole(folder: Path) -> None:
    def allow_small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = run(folder, COMMAND, *RENDER, preexec=allow_small_files)
    assert done.returncode == 1
    assert "cannot write out.html: File too large" in done.stderr
    assert_untouched(folder)
    assert run(folder, COMMAND, *RENDER).returncode == 0
    assert "Größe" in (folder / "out.html").read_text(encoding="utf-8")


def test_a_command_that_is_stopped_leaves_the_old_file_whole(folder: Path) -> None:
    endless = "{% for one in range(99999999999) %}{% endfor %}"
    write_files(folder, {"layout/page.html.j2": endless})
    command = [COMMAND, *RENDER, "--templates", "layout"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert TWICE in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == -signal.SIGTERM
    assert_untouched(folder)


def test_a_file_written_anew_keeps_its_mode_and_the_links_to_it(folder: Path) -> None:
    (folder / "out.html").chmod(0o640)
    (folder / "link.html").symlink_to("out.html")
    done = run(folder, COMMAND, "render", "papers.bib", "-o", "link.html")
    assert done.returncode == 0
    assert (folder / "link.html").is_symlink()
    assert "Größe" in (folder / "out.html").read_text(encoding="utf-8")
    assert stat.S_IMODE((folder / "out.html").stat().st_mode) == 0o640


def test_a_file_written_for_the_first_time_has_the_usual_mode(folder: Path) -> None:
    done = run(folder, COMMAND, "render", "papers.bib", "-o", "new.html", preexec=usual_mask)
    assert done.returncode == 0
    assert stat.S_IMODE((folder / "new.html").stat().st_mode) == 0o644


def usual_mask() -> None:
    os.umask(0o022)


def test_a_pipe_can_be_written_to(folder: Path) -> None:
    done = in_shell(folder, "{} render papers.bib -o >(cat >&2)")
    assert "Größe" in done.stderr


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("{} render many.bib | head -1", "<!DOCTYPE html>\n"),
        ("{} check many.bib | head -1", f"many.bib:1: {TWICE.partition(' ')[2]}"),
        ("{} render many.bib | true", ""),
        ("{} check many.bib | true", ""),
    ],
)
def test_a_reader_that_has_enough_is_no_failure_of_ours(
    line: str, shown: str, folder: Path
) -> None:
    entries = (f"@misc{{kept{number}, title = {{A}}, title = {{B}}}}" for number in range(2000))
    write_files(folder, {"many.bib": "\n".join(entries)})
    done = in_shell(folder, line)
    assert done.stdout.replace("kept0", "kept").startswith(shown)
    assert done.stdout.count("\n") == bool(shown)
    assert "Error" not in done.stderr


@pytest.mark.parametrize(
    "line", ["{} render papers.bib >/dev/full", "{} check papers.bib >/dev/full"]
)
def test_an_output_that_is_full_is_told(line: str, folder: Path) -> None:
    done = in_shell(folder, line)
    assert done.returncode == 1
    assert done.stderr.endswith("Error: cannot print: No space left on device\n")


def test_an_output_that_is_closed_is_no_failure(folder: Path) -> None:
    assert in_shell(folder, "{} render papers.bib >&-").returncode == 0
    assert in_shell(folder, "{} check papers.bib >&-").returncode == 1


def test_a_page_is_in_utf_8_and_a_message_in_what_the_terminal_has(folder: Path) -> None:
    write_files(folder, {"größe.bib": BIB})
    rendered = in_shell(folder, "{} render größe.bib", PYTHONIOENCODING="ascii")
    assert "Größe" in rendered.stdout
    checked = in_shell(folder, "{} check größe.bib", PYTHONIOENCODING="ascii")
    assert checked.stdout.startswith(r"gr\xf6\xdfe.bib:1: the field 'title' of 'kept'")


def test_a_name_that_is_no_text_is_escaped(folder: Path) -> None:
    name = "\udcff.bib"
    write_files(folder, {name: BIB})
    done = run(folder, COMMAND, "check", name, "none\udcff.bib")
    assert done.returncode == 1
    assert r"\udcff.bib:1: the field 'title' of 'kept' is given twice" in done.stdout
    assert r"no file 'none\udcff.bib'" in done.stdout
    assert run(folder, COMMAND, "render", name, "--title", "a\udcff").returncode == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a-folder", "cannot be read (Is a directory)"),
        ("/dev/zero", "cannot be read (not a regular file)"),
        ("none.bib", "no file 'none.bib'"),
    ],
)
def test_what_cannot_be_read_is_told_by_every_command(name: str, said: str, folder: Path) -> None:
    checked = run(folder, COMMAND, "check", name)
    assert checked.returncode == 1
    rendered = run(folder, COMMAND, "render", name, "papers.bib")
    assert rendered.returncode == 1
    for output in (checked.stdout, rendered.stderr):
        assert said in output
    assert 'data-key="kept"' in rendered.stdout
