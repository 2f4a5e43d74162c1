"""A project of one page in a bare theme, to be built again and again as its files change."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import BuiltSite, build_project, write_files
from tests.projection import parse

BLOCK = "```publications\n```\n"
KEPT = "@misc{kept, title = {Kept}, year = 2020}\n"
MENDED = "@misc{mended, title = {Mended}, year = 2010}\n"


def write_project(folder: Path, options: str, more: str = "") -> None:
    """Write a project with the plugin's `options` and one page, but no bibliography."""
    theme = "theme: {name: null, custom_dir: theme}"
    config = f"site_name: x\n{theme}\nplugins: [{{pubs: {{{options}}}}}]\n{more}"
    page = {"docs/index.md": BLOCK, "theme/main.html": "{{ page.content }}"}
    write_files(folder, {"mkdocs.yml": config, **page})


def built(project: Path, *, strict: bool = False) -> BuiltSite:
    """Build in this process, where MkDocs keeps one plugin for all builds, as its server does."""
    site = build_project(project / "mkdocs.yml", strict=strict)
    assert "Traceback" not in site.log
    return site


def keys(html: str) -> list[str]:
    """Return the keys of the publications on a page."""
    return [str(one.attributes["data-key"]) for one in parse(html).all("pubs-item")]


def assert_well(project: Path, *expected: str) -> None:
    """Build in earnest: nothing must be wrong, and the page must list these keys."""
    site = built(project, strict=True)
    assert (site.returncode, keys(site.html())) == (0, list(expected)), site.log


def remove(path: Path) -> None:
    """Remove whatever has this name, if anything has."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
