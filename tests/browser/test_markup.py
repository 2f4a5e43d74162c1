"""Pages are valid HTML, as they are served and as the script leaves them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests.browser.conftest import PAGES, Sites, Window
from tests.browser.reading import choose, facet, search

pytestmark = pytest.mark.slow

VALIDATOR = "html-validate@9"
RULES = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"]}


@pytest.fixture(scope="module")
def pages(
    sites: Sites, strict_window: Window, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return pages of ours alone: those served, and one on which much has been done."""
    folder = tmp_path_factory.mktemp("markup")
    found = {}
    for name in PAGES:
        served = sites.folders["bare"] / name.replace("index.md", "").replace(".md", "/")
        found[name] = folder / f"served-{Path(name).stem}.html"
        shutil.copy(served / "index.html", found[name])
    found["used"] = folder / "used.html"
    found["used"].write_text(f"<!DOCTYPE html>\n{_used(strict_window)}", encoding="utf-8")
    return found


def _used(window: Window) -> str:
    page = window.open("two/")
    search(page, "curie")
    choose(page, "Venue", "Acta (1)")
    facet(page, "Group by").select_option("venue")
    page.locator(".pubs-source:visible > summary").first.click()
    page.wait_for_selector(".pubs-copy")
    html: str = page.locator("html").evaluate("root => root.outerHTML")
    return html


@pytest.mark.parametrize("name", [*PAGES, "used"])
def test_a_parser_has_nothing_to_mend(name: str, pages: dict[str, Path]) -> None:
    html5lib.HTMLParser(strict=True).parse(pages[name].read_text(encoding="utf-8"))


def test_a_validator_finds_nothing(pages: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(RULES))
    for page in pages.values():
        shutil.copy(page, tmp_path)
    command = [_npx(), "--yes", VALIDATOR, "--formatter", "text", *sorted(os.listdir(tmp_path))[1:]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def _npx() -> str:
    """Return npx; without it, skip the test, or fail it where CI should have it."""
    found = shutil.which("npx")
    if found is None and os.environ.get("CI"):
        pytest.fail("CI is set, but there is no npx: HTML must be validated there")
    if found is None:
        pytest.skip("there is no npx on this machine (Debian's package is called npm)")
    return found
