"""MkDocs' server, really run: every change of a file must come to the page by itself."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from tests.bare_project import KEPT, MENDED, keys, write_project
from tests.conftest import write_files

PATIENCE = 60
"""How many seconds a change may take; one is usual."""

TEMPLATE = "layout/title.html.j2"


class Server:
    """A server of a project, and what it has said so far."""

    def __init__(self, folder: Path, port: int) -> None:
        address = f"127.0.0.1:{port}"
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--livereload"]
        self.url = f"http://{address}/"
        self.process = subprocess.Popen(
            [*command, "--dev-addr", address],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log = ""
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait(lambda: "Serving on" in self.log)

    def shows(self, *expected: str, text: str = "") -> None:
        """Wait until the page lists these keys, and has this text."""
        self._wait(lambda: self._page_has(list(expected), text))
        self._wait(self._is_at_rest)

    def says(self, message: str, times: int = 1) -> None:
        """Wait until a message has come so many times."""
        self._wait(lambda: self.log.count(message) >= times)
        self._wait(self._is_at_rest)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self._reader.join(10)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.log += line

    def _page_has(self, expected: list[str], text: str) -> bool:
        try:
            with urlopen(self.url, timeout=5) as answer:
                html = answer.read().decode()
        except (OSError, HTTPException):
            return False
        return keys(html) == expected and text in html

    def _is_at_rest(self) -> bool:
        begun = self.log.count("Detected file changes")
        return begun == sum(map(self.log.count, ("Reloading browsers", "An error happened")))

    def _wait(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.05)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Return a function that serves the project in the test's own folder."""
    servers: list[Server] = []

    def start() -> Server:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        servers.append(Server(tmp_path, port))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
        assert "Traceback" not in server.log


@pytest.mark.slow
def test_a_bibliography_may_change_vanish_and_come_back(
    tmp_path: Path, serve: Callable[[], Server]
) -> None:
    papers = tmp_path / "papers.bib"
    write_project(tmp_path, "bibliography: papers.bib")
    write_files(tmp_path, {"papers.bib": KEPT})
    server = serve()
    server.shows("kept")
    papers.write_text(KEPT + MENDED, encoding="utf-8")
    server.shows("kept", "mended")
    papers.unlink()
    server.shows()
    server.says(f"no file 'papers.bib' in {tmp_path}; the list goes without it [missing-file]")
    papers.write_text(MENDED, encoding="utf-8")
    server.shows("mended")
    draft = tmp_path / "draft"
    draft.write_text(KEPT, encoding="utf-8")
    draft.replace(papers)
    server.shows("kept")
    papers.write_text(f"{KEPT}@misc{{torn, title = {{T", encoding="utf-8")
    server.shows("kept", "torn")
    server.says("papers.bib:2: 'torn' has no closing brace; kept what was read [unclosed-entry]")
    papers.write_text("", encoding="utf-8")
    server.shows()
    server.says("papers.bib: holds no entries [no-entries]")
    papers.rename(draft)
    papers.mkdir()
    server.says("papers.bib: cannot be read (Is a directory)")
    papers.rename(tmp_path / "folder")
    papers.write_text(KEPT, encoding="utf-8")
    server.shows("kept")
    papers.write_text(KEPT + MENDED, encoding="utf-8")
    server.shows("kept", "mended")


@pytest.mark.slow
def test_files_and_folders_may_come_and_go(tmp_path: Path, serve: Callable[[], Server]) -> None:
    write_project(tmp_path, "bibliography: ['refs/*.bib', later/x.bib]")
    write_files(tmp_path, {"refs/a.bib": KEPT})
    server = serve()
    server.shows("kept")
    write_files(tmp_path, {"later/x.bib": MENDED})
    server.shows("kept", "mended")
    write_files(tmp_path, {"refs/b.bib": MENDED.replace("mended", "more")})
    server.shows("kept", "more", "mended")
    (tmp_path / "refs/a.bib").unlink()
    server.shows("more", "mended")
    write_files(tmp_path, {"later/x.bib": KEPT})
    server.shows("kept", "more")


@pytest.mark.slow
def test_templates_may_change_break_and_be_mended(
    tmp_path: Path, serve: Callable[[], Server]
) -> None:
    write_project(tmp_path, "bibliography: papers.bib, templates: layout")
    write_files(tmp_path, {"papers.bib": KEPT, TEMPLATE: "<b>first</b>"})
    server = serve()
    server.shows("kept", text="<b>first</b>")
    write_files(tmp_path, {TEMPLATE: "<b>second</b>"})
    server.shows("kept", text="<b>second</b>")
    write_files(tmp_path, {TEMPLATE: "{% if"})
    server.says(
        f"{tmp_path / TEMPLATE}:1: unexpected 'end of template'; kept what the last build used"
    )
    server.shows("kept", text="<b>second</b>")
    write_files(tmp_path, {TEMPLATE: "{{ nothing }}"})
    server.says("title.html.j2:1: 'nothing' is undefined; left the list out [template-failure]")
    server.shows()
    write_files(tmp_path, {TEMPLATE: "<b>third</b>"})
    server.shows("kept", text="<b>third</b>")
    (tmp_path / TEMPLATE).unlink()
    server.shows("kept", text="pubs-title")
    (tmp_path / "layout").rename(tmp_path / "away")
    write_files(tmp_path, {"papers.bib": KEPT + MENDED})
    server.shows("kept", "mended", text="pubs-title")
    server.says("layout: there is no such folder of templates; kept what the last build used")
    write_files(tmp_path, {TEMPLATE: "<b>fourth</b>", "papers.bib": KEPT})
    server.shows("kept", text="<b>fourth</b>")
    write_files(tmp_path, {TEMPLATE: "<b>fifth</b>"})
    server.shows("kept", text="<b>fifth</b>")


@pytest.mark.slow
def test_options_may_be_wrong_and_be_mended(tmp_path: Path, serve: Callable[[], Server]) -> None:
    write_project(tmp_path, "bibliography: papers.bib")
    write_files(tmp_path, {"papers.bib": KEPT + MENDED})
    server = serve()
    server.shows("kept", "mended")
    write_project(tmp_path, "bibliography: papers.bib, limit: few")
    server.says("option 'limit': expected a whole number, 0 or more")
    write_project(tmp_path, "bibliography: papers.bib, style: nosuch")
    server.says("pubs: there is no citation style 'nosuch'")
    write_project(tmp_path, "bibliography: papers.bib, limit: 1")
    server.shows("kept")
