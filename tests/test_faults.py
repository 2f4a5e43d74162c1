"""Bibliographies that cannot be read, or not in full: said, shown as far as may be, then mended."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_pubs.publisher import Bibliographies, bibliographies, files
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

GONE = "the list goes without it [unreadable-file]"


@dataclass(frozen=True)
class Fault:
    """What is wrong with ``papers.bib``: how it comes about, what is said, what is shown of it."""

    happens: Callable[[Path], object]
    message: str
    keys: tuple[str, ...] = ()


def holding(content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


def linked_to(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def bound(path: Path) -> None:
    """Make a socket; its name may be too long for one unless it is relative."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def too_large(path: Path) -> None:
    path.touch()
    os.truncate(path, files.MAX_FILE_SIZE + 1)


FAULTS: Mapping[str, Fault] = {
    "missing": Fault(
        lambda path: path, "mkdocs.yml: no file 'papers.bib' in {root}; the list goes without"
    ),
    "folder": Fault(Path.mkdir, f"papers.bib: cannot be read (Is a directory); {GONE}"),
    "pipe": Fault(os.mkfifo, f"papers.bib: cannot be read (not a regular file); {GONE}"),
    "socket": Fault(bound, f"papers.bib: cannot be read (No such device or address); {GONE}"),
    "broken-link": Fault(
        linked_to("none.bib"), f"papers.bib: cannot be read (No such file or directory); {GONE}"
    ),
    "ring-of-links": Fault(
        linked_to("papers.bib"),
        f"papers.bib: cannot be read (Too many levels of symbolic links); {GONE}",
    ),
    "link-to-a-device": Fault(
        linked_to("/dev/zero"), "'papers.bib' leads out of {root}; left out what lies outside"
    ),
    "link-to-a-folder": Fault(linked_to("docs"), "papers.bib: cannot be read (Is a directory)"),
    "too-large": Fault(too_large, f"papers.bib: cannot be read (larger than 256 MiB); {GONE}"),
    "empty": Fault(Path.touch, "papers.bib: holds no entries [no-entries]"),
    "white-space": Fault(holding(" \n\t\r\n"), "papers.bib: holds no entries [no-entries]"),
    "prose": Fault(holding("Nothing yet.\n"), "papers.bib: holds no entries [no-entries]"),
    "comments": Fault(
        holding("% @misc{a, title = {A}}\n@comment{x}\n@preamble{'x'}\n"),
        "papers.bib: holds no entries [no-entries]",
    ),
    "cut-short": Fault(
        holding("@misc{a, title = {A}, year = 2000}\n@misc{b, title = {B"),
        "papers.bib:2: 'b' has no closing brace; kept what was read [unclosed-entry]",
        ("a", "b"),
    ),
    "web-page": Fault(
        holding("<!DOCTYPE html><title>404 @ example</title>"),
        "papers.bib: holds no entries [no-entries]",
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose page lists ``kept.bib``, which is well, and ``papers.bib``."""
    write_project(tmp_path, "bibliography: [kept.bib, papers.bib]")
    write_files(tmp_path, {"kept.bib": KEPT})
    return tmp_path


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_the_rest_is_shown_and_the_next_build_is_right(
    name: str, project: Path
) -> None:
    fault, papers = FAULTS[name], project / "papers.bib"
    fault.happens(papers)
    site = built(project)
    assert fault.message.format(root=project) in site.log
    assert (site.returncode, keys(site.html())) == (0, ["kept", *fault.keys])
    assert built(project, strict=True).returncode != 0
    remove(papers)
    papers.write_text(MENDED, encoding="utf-8")
    assert_well(project, "kept", "mended")
    remove(papers)
    fault.happens(papers)
    assert keys(built(project).html()) == ["kept", *fault.keys]


@pytest.mark.parametrize(
    ("device", "reason"),
    [
        ("/dev/zero", "not a regular file"),
        ("/dev/full", "not a regular file"),
        ("/dev/null", "not a regular file"),
        ("/proc/self/mem", "Input/output error"),
        ("/", "Is a directory"),
    ],
)
def test_a_device_is_refused_even_where_files_may_lie_outside(
    device: str, reason: str, project: Path
) -> None:
    write_project(project, f"bibliography: [kept.bib, {device}], allow_outside: true")
    site = built(project)
    assert f"{device}: cannot be read ({reason}); {GONE}" in site.log
    assert keys(site.html()) == ["kept"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("none/*.bib", "no file 'none/*.bib' in {root}; the list goes without it [missing-file]"),
        ("*.d", "no file '*.d' in {root}; the list goes without it [missing-file]"),
        ("l*.bib", f"link.bib: cannot be read (No such file or directory); {GONE}"),
        ("r*.bib", f"ring.bib: cannot be read (Too many levels of symbolic links); {GONE}"),
        ("p*", f"pipe.bib: cannot be read (not a regular file); {GONE}"),
        ("[", "no file '[' in {root}; the list goes without it [missing-file]"),
        (".", f".: cannot be read (Is a directory); {GONE}"),
        ("kept.bib/x.bib", "no file 'kept.bib/x.bib' in {root}; the list goes without it"),
        ("long" * 100, f"{'long' * 100}: cannot be read (File name too long); {GONE}"),
    ],
)
def test_a_name_or_a_glob_that_yields_nothing_is_told(
    pattern: str, message: str, project: Path
) -> None:
    (project / "folder.d").mkdir()
    (project / "link.bib").symlink_to("none")
    (project / "ring.bib").symlink_to("ring.bib")
    os.mkfifo(project / "pipe.bib")
    write_project(project, f'bibliography: [kept.bib, "{pattern}"]')
    site = built(project)
    assert message.format(root=project) in site.log
    assert (site.returncode, keys(site.html())) == (0, ["kept"])


@pytest.mark.parametrize("pattern", ["a\\0b", "a\\0*"])
def test_a_name_that_no_file_can_have_stops_the_build(pattern: str, project: Path) -> None:
    write_project(project, f'bibliography: [kept.bib, "{pattern}"]')
    site = built(project)
    assert site.returncode != 0
    assert "expected a path, and no file can have such a name" in site.log


def test_a_glob_goes_no_further_than_its_folders(project: Path) -> None:
    shelf = project / "refs" / "deep"
    shelf.mkdir(parents=True)
    (shelf / "more.bib").write_text("@misc{more, title = {M}, year = 2001}", encoding="utf-8")
    (shelf / ".hidden.bib").write_text("@misc{hidden, title = {H}}", encoding="utf-8")
    (shelf / "round").symlink_to(project / "refs", target_is_directory=True)
    (shelf / "out").symlink_to("/", target_is_directory=True)
    write_project(project, "bibliography: ['refs/**/*.bib', 'k*.bib', '/**/*.bib', '../**/x.bib']")
    site = built(project)
    assert sorted(keys(site.html())) == ["kept", "more"]
    for pattern in ("/**/*.bib", "../**/x.bib"):
        assert f"'{pattern}' leads out of {project}; left out what lies outside" in site.log


def test_a_glob_with_many_stars_sees_each_folder_once(tmp_path: Path) -> None:
    shelf = tmp_path.joinpath(*["deep"] * 20)
    shelf.mkdir(parents=True)
    (shelf / "last.bib").touch()
    found = Bibliographies(tmp_path).paths(["/".join(["**"] * 20 + ["*.bib"])])
    assert found == (shelf / "last.bib",)


def rewritten(path: Path, content: str) -> None:
    """Write as much as there was, and set the time back to what it was."""
    before = path.stat()
    path.write_text(content, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def replaced(path: Path, content: str) -> None:
    """Put another file of the same size and time in the place of one, as some editors do."""
    draft = path.with_suffix(".new")
    draft.write_text(content, encoding="utf-8")
    os.utime(draft, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    draft.replace(path)


def linked_anew(path: Path, content: str) -> None:
    path.with_suffix(".other").write_text(content, encoding="utf-8")
    path.unlink()
    path.symlink_to(path.with_suffix(".other").name)


def gone_and_back(path: Path, content: str) -> None:
    path.unlink()
    assert keys(built(path.parent).html()) == ["kept"]
    path.write_text(content, encoding="utf-8")


def a_folder_for_a_while(path: Path, content: str) -> None:
    path.unlink()
    path.mkdir()
    assert keys(built(path.parent).html()) == ["kept"]
    path.rmdir()
    path.write_text(content, encoding="utf-8")


def emptied_and_filled(path: Path, content: str) -> None:
    os.truncate(path, 0)
    assert keys(built(path.parent).html()) == ["kept"]
    path.write_text(content, encoding="utf-8")


def broken_and_mended(path: Path, content: str) -> None:
    path.write_text("@misc{broken, title = {", encoding="utf-8")
    assert keys(built(path.parent).html()) == ["kept", "broken"]
    path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        rewritten,
        replaced,
        linked_anew,
        gone_and_back,
        a_folder_for_a_while,
        emptied_and_filled,
        broken_and_mended,
    ],
)
def test_a_change_is_seen_by_the_next_build_of_the_same_plugin(
    change: Callable[[Path, str], None], project: Path
) -> None:
    papers = project / "papers.bib"
    papers.write_text(MENDED, encoding="utf-8")
    assert_well(project, "kept", "mended")
    change(papers, MENDED.replace("mended", "newest"))
    assert_well(project, "kept", "newest")


def test_two_files_that_change_places_are_read_anew(project: Path) -> None:
    write_files(project, {"papers.bib": KEPT.replace("kept", "also")})
    assert_well(project, "kept", "also")
    (project / "kept.bib").rename(project / "third.bib")
    (project / "papers.bib").rename(project / "kept.bib")
    (project / "third.bib").rename(project / "papers.bib")
    assert_well(project, "also", "kept")


def test_a_file_that_vanishes_as_it_is_read_is_told_and_read_when_it_is_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(project, {"papers.bib": MENDED})

    def vanishing(path: Path) -> tuple[bytes, files.Marks]:
        away = path.rename(path.with_suffix(".away"))
        try:
            return files.content(path)
        finally:
            away.rename(path)

    with monkeypatch.context() as patch:
        patch.setattr(bibliographies, "content", vanishing)
        site = built(project)
    assert f"papers.bib: cannot be read (No such file or directory); {GONE}" in site.log
    assert keys(site.html()) == []
    assert_well(project, "kept", "mended")


def test_what_is_written_while_a_file_is_read_is_seen_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = project / "papers.bib"
    write_files(project, {"papers.bib": MENDED})

    def half_written(path: Path) -> tuple[bytes, files.Marks]:
        read = files.content(path)
        if path == papers:
            path.write_text(MENDED + KEPT.replace("kept", "late"), encoding="utf-8")
        return read

    with monkeypatch.context() as patch:
        patch.setattr(bibliographies, "content", half_written)
        assert "mended" in keys(built(project).html())
    assert_well(project, "kept", "late", "mended")
    write_files(project, {"papers.bib": MENDED})
    assert_well(project, "kept", "mended")


@pytest.mark.parametrize(
    "folder", ["Über uns & Co", "[2024] pages", "a'b\"c", "%41#?", "line\nbreak", "\udcff"]
)
def test_a_project_may_stand_anywhere(folder: str, tmp_path: Path) -> None:
    write_project(tmp_path / folder, "bibliography: ['Schöne Literatur*.bib', '[x] <i>.bib']")
    names = {"Schöne Literatur 1.bib": KEPT, "[x] <i>.bib": MENDED, "docs/Ü b/Ö.md": BLOCK}
    write_files(tmp_path / folder, names)
    assert_well(tmp_path / folder, "kept", "mended")


def test_the_folder_of_pages_may_have_any_name(project: Path) -> None:
    name = "Seiten & mehr [é]"
    (project / "docs").rename(project / name)
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(project, {"mkdocs.yml": f"{config}docs_dir: '{name}'", "papers.bib": MENDED})
    assert_well(project, "kept", "mended")
    write_files(project, {f"{name}/Ü 1.md": "```publications\nlimit: x\n```"})
    assert f"{name}/Ü 1.md:2: option 'limit': expected a whole number" in built(project).log


def test_the_name_of_a_file_is_no_html_on_the_page(project: Path) -> None:
    name = "<img src=x onerror=alert(1)>.bib"
    write_project(project, f'bibliography: ["{name}", "no {name}"]')
    write_files(project, {name: KEPT + KEPT.replace("Kept", "Other")})
    site = built(project)
    assert f"{name}:2: duplicate key 'kept', first at line 1; kept both" in site.log
    assert f"no file 'no {name}'" in site.log
    assert keys(site.html()) == ["kept", "kept"]
    assert "onerror" not in site.html()


def test_a_message_can_be_written_whatever_the_name_of_the_file(project: Path) -> None:
    (project / "\udcff.bib").touch()
    write_project(project, "bibliography: '*.bib'")
    site = built(project)
    assert r"\udcff.bib: holds no entries [no-entries]" in site.log
    assert site.log.encode("utf-8")


def test_a_wrong_option_of_the_extension_alone_is_told(project: Path) -> None:
    options = "{bibliography: papers.bib, style: nosuch, templates: none}"
    alone = f"site_name: x\nmarkdown_extensions: [{{pubs: {options}}}]"
    write_files(project, {"mkdocs.yml": alone})
    site = built(project)
    assert site.returncode != 0
    assert f"{Path.cwd() / 'none'}: there is no such folder of templates" in site.log
