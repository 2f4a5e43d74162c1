"""What the tests share: the folder of test material, a browser, and sites built by MkDocs."""

from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partialmethod
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

import hypothesis
import jinja2
import pytest
import yaml
from click import ClickException
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""

EXAMPLE_SITE = ROOT / "example_site"
"""The example site, whose bibliography the tests of whole builds use, too."""

# A slow machine is no reason to fail; the blob lets a failure in CI be repeated elsewhere.
hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.load_profile("project")


class _Compiled(jinja2.BytecodeCache):
    """Templates as code, for the whole run: half of what a small site costs is compiling them."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Tell templates apart, also in folders whose names are no text, which Jinja does not."""
        return f"{name} in {filename}"

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Tell by its text what a template has become, which may have others in it by now."""
        whole = environment.preprocess(source, name, filename)
        return super().get_bucket(environment, name, filename, whole)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template from those that were compiled, if its text is the same."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


jinja2.Environment.__init__ = partialmethod(  # type: ignore[method-assign]
    jinja2.Environment.__init__, bytecode_cache=_Compiled()
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines in slow tests, which counting makes up to three times as slow."""
    coverage = item.config.pluginmanager.getplugin("_cov")
    counter = coverage.cov_controller if coverage and item.get_closest_marker("slow") else None
    if counter:
        counter.pause()
    try:
        return (yield)
    finally:
        if counter:
            counter.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let reports be sent between processes, which takes text; not all that tests say is some."""
    report = yield
    report.sections = [(title, as_text(said)) for title, said in report.sections]
    if report.failed and as_text(report.longreprtext) != report.longreprtext:
        report.longrepr = as_text(report.longreprtext)
    return report


def as_text(said: str) -> str:
    """Return what was said with names for the characters that no text may hold."""
    return said.encode(errors="backslashreplace").decode()


@dataclass(frozen=True)
class BuiltSite:
    """What a build left behind: the site's folder, all that was logged, and the exit code."""

    folder: Path
    log: str
    returncode: int

    def html(self, page: str = "index.md") -> str:
        """Return a page's HTML; `page` is its source (``a.md``) or its file in the site."""
        return self._file(page).read_text(encoding="utf-8")

    def count(self, css_class: str, page: str = "index.md") -> int:
        """Count the elements of a page that have this class."""
        counter = _ClassCounter(css_class)
        counter.feed(self.html(page))
        return counter.found

    def _file(self, page: str) -> Path:
        stem = page.removesuffix(".md")
        candidates = [page, f"{stem}.html", f"{stem.removesuffix('index')}/index.html".lstrip("/")]
        for candidate in candidates:
            if (self.folder / candidate).is_file():
                return self.folder / candidate
        raise FileNotFoundError(f"the site has no page '{page}'; the build said:\n{self.log}")


class _ClassCounter(HTMLParser):
    """Counts the elements with one class."""

    def __init__(self, css_class: str) -> None:
        super().__init__()
        self.css_class = css_class
        self.found = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += self.css_class in (dict(attrs).get("class") or "").split()


class SiteBuilder(Protocol):
    """Writes a MkDocs project into the test's own folder and builds it."""

    def __call__(
        self,
        config: Mapping[str, object] | str,
        pages: Mapping[str, str],
        files: Mapping[str, str | bytes] | None = None,
        *,
        strict: bool = True,
        python: Path | None = None,
        host: str = "mkdocs",
    ) -> BuiltSite:
        """Build the site; `strict` lets warnings fail it.

        `config` is mkdocs.yml, as a mapping or as its text; ``site_name`` and the ``mkdocs`` theme
        are added to a mapping that lacks them. The paths in `pages` are relative to docs/, those in
        `files` to mkdocs.yml. With `python`, the `host` runs under that interpreter, else MkDocs in
        this process.
        """


@pytest.fixture
def build_site(tmp_path: Path) -> SiteBuilder:
    """Return a function that writes a MkDocs project into `tmp_path` and builds it."""

    def write_and_build(
        config: Mapping[str, object] | str,
        pages: Mapping[str, str],
        files: Mapping[str, str | bytes] | None = None,
        *,
        strict: bool = True,
        python: Path | None = None,
        host: str = "mkdocs",
    ) -> BuiltSite:
        config_file = tmp_path / "mkdocs.yml"
        write_files(tmp_path, {"mkdocs.yml": _config_text(config), **(files or {})})
        write_files(tmp_path / "docs", pages)
        return build_project(config_file, strict=strict, python=python, host=host)

    return write_and_build


def _config_text(config: Mapping[str, object] | str) -> str:
    if isinstance(config, str):
        return config
    return yaml.safe_dump({"site_name": "Test site", "theme": "mkdocs", **config})


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write `files`, whose names are paths in `folder`, and the folders that they need."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def build_project(
    config_file: Path, *, strict: bool = True, python: Path | None = None, host: str = "mkdocs"
) -> BuiltSite:
    """Build the project of `config_file` into ``site/`` beside it."""
    if python is None:
        return _build_in_process(config_file, strict)
    return _build_in_subprocess(config_file, strict, python, host)


def _build_in_process(config_file: Path, strict: bool) -> BuiltSite:
    folder = config_file.parent / "site"
    with _recorded_log() as log:
        try:
            build(load_config(str(config_file), strict=strict, site_dir=str(folder)))
        except ClickException as error:
            log.write(f"{error.format_message()}\n")
            return BuiltSite(folder, log.getvalue(), error.exit_code)
    return BuiltSite(folder, log.getvalue(), 0)


@contextmanager
def _recorded_log() -> Iterator[io.StringIO]:
    """Record what MkDocs logs, at the level of its command line."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield log
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _build_in_subprocess(config_file: Path, strict: bool, python: Path, host: str) -> BuiltSite:
    folder = config_file.parent / "site"
    command = [str(python), "-I", "-m", host, "build", "--site-dir", str(folder)]
    strictness = ["--strict"] if strict else ["--no-strict"]
    done = subprocess.run(
        [*command, "--config-file", str(config_file), *strictness],
        cwd=config_file.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return BuiltSite(folder, done.stdout + done.stderr, done.returncode)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of test material beside the project, which not everybody has."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the test material is not beside the project: there is no {folder}")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, or another on the PATH, for the whole run."""
    executable = require_browser(find_chromium(), in_ci=bool(os.environ.get("CI")))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=["--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


def find_chromium() -> Path | None:
    """Return the Chromium of this machine, if it has one."""
    found = shutil.which("chromium", path=f"/usr/bin{os.pathsep}{os.environ.get('PATH', '')}")
    return Path(found) if found else None


def require_browser(executable: Path | None, *, in_ci: bool) -> Path:
    """Return `executable`; without one, skip the test, or fail it where CI should have it."""
    if executable is not None:
        return executable
    if in_ci:
        pytest.fail("CI is set, but there is no Chromium: browser tests must not skip there")
    pytest.skip("there is no Chromium on this machine (Debian's package is called chromium)")
