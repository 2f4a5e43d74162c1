"""A build comes out byte for byte, whatever the machine, the folder and the hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_SITE
from tests.test_sameness import RICH, WIDE

MACHINES: Mapping[str, Mapping[str, str]] = {
    "plain": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    "no locale": {
        "PYTHONHASHSEED": "1",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "turkish": {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
    "german": {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8"},
}
"""Environments; a locale that is not installed stands for C, and must not matter either."""

NOT_INHERITED = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8")


def environment(machine: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    # MkDocs dates the sitemap and what it compresses.
    return {**inherited, "SOURCE_DATE_EPOCH": "1700000000", **MACHINES[machine]}


def run(machine: str, folder: Path, *command: str) -> bytes:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment(machine),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def built(machine: str, folder: Path) -> dict[str, bytes]:
    """Return the files of the example site, built on a machine from a folder of its own."""
    project, site = folder / machine / "project", folder / machine / "site"
    shutil.copytree(EXAMPLE_SITE, project, ignore=shutil.ignore_patterns("site"))
    config = str(project / "mkdocs.yml")
    start = project if machine == "plain" else folder
    run(machine, start, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", str(site))
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_site_is_the_same_on_every_machine(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        plain, *others = pool.map(lambda machine: built(machine, tmp_path), MACHINES)
    assert "index.html" in plain
    for site in others:
        assert site.keys() == plain.keys()
        assert [name for name in plain if site[name] != plain[name]] == []


@pytest.mark.parametrize("style", ["card", "alpha"])
def test_a_rendered_list_is_the_same_on_every_machine(tmp_path: Path, style: str) -> None:
    (tmp_path / "rich.bib").write_text(RICH + WIDE, encoding="utf-8")
    command = ("-c", "from mkdocs_pubs.cli import main; main()", "render", "rich.bib")
    pages = {run(machine, tmp_path, *command, "--style", style) for machine in MACHINES}
    assert len(pages) == 1
    assert "日本語の題名".encode() in pages.pop()
