"""The wheel, as users get it: what it holds, and that it builds a page in a clean environment."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import EXAMPLE_SITE, ROOT, BuiltSite, SiteBuilder, write_files
from tests.projection import parse

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PUBLICATIONS = 20
"""How many publications the example site's bibliography holds."""

CONFIG = {"plugins": [{"pubs": {"bibliography": "papers.bib"}}]}
PAGES = {"index.md": "# Publications\n\n```publications\n```\n"}

NOTES = """# Notes

One [@{0}], two[^own], three [@{1}, p. 3].

[^own]: Of the author.

```publications
```
"""
CITING = {"citations": True, "citation_mode": "footnote", "large_list": 9, "cache": False}
CONFIG_OF_NOTES = {
    "plugins": [{"pubs": {"bibliography": "papers.bib", **CITING}}],
    "markdown_extensions": ["footnotes"],
}

PROPERDOCS = ("properdocs>=1.6.7", "properdocs-theme-mkdocs")
ZENSICAL = "zensical==0.0.73"
"""Later releases ask for an interface package that the registry lacks."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once for all tests."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel and what it depends on, nothing else, and return the interpreter."""
    return environment(tmp_path_factory.mktemp("clean"), str(wheel))


def test_the_wheel_holds_what_the_package_reads_and_no_tests(wheel: Path) -> None:
    packed = contents(wheel).keys()
    package = ROOT / "mkdocs_pubs"
    files = (path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert packed == {path.relative_to(ROOT).as_posix() for path in files}
    for kind in ("mkdocs_pubs/py.typed", ".css", ".js", ".html.j2", ".json"):
        assert any(name.endswith(kind) for name in packed), kind


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Its templates are compiled there, too, though Git's files are not with it."""
    python = environment(tmp_path / "environment", *project()["build-system"]["requires"])
    command = [str(python), "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (source,) = tmp_path.glob("*.tar.gz")
    pip("wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(source))
    (again,) = tmp_path.glob("*.whl")
    assert contents(again) == contents(wheel)


def test_the_installed_wheel_builds_the_page(clean_python: Path, build_site: SiteBuilder) -> None:
    assert_builds_the_page(clean_python, build_site)


def test_the_installed_wheel_has_its_templates_as_python(clean_python: Path) -> None:
    assert_has_templates_as_python(clean_python)


def test_an_editable_installation_has_its_templates_as_python(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "mkdocs_pubs", checkout / "mkdocs_pubs", ignore=lambda *_: ["as_python"])
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    python = environment(tmp_path / "environment", "--editable", str(checkout))
    assert_has_templates_as_python(python)


def test_the_installed_wheel_brings_no_development_tools(clean_python: Path) -> None:
    assert not {"hypothesis", "mypy", "pytest", "ruff"}.intersection(installed(clean_python))


def test_the_installed_command_checks_the_bibliography(clean_python: Path) -> None:
    command = [str(clean_python.with_name("mkdocs-pubs")), "check", "papers.bib"]
    done = subprocess.run(command, cwd=EXAMPLE_SITE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_lowest_allowed_versions_build_the_same_pages(
    wheel: Path, tmp_path: Path, build_site: SiteBuilder
) -> None:
    lowest = lowest_versions()
    constraints = tmp_path / "lowest.txt"
    constraints.write_text("".join(f"{name}=={bound}\n" for name, bound in lowest.items()))
    python = environment(tmp_path / "environment", "--constraint", str(constraints), str(wheel))
    versions = installed(python)
    assert {name: versions[name] for name in lowest} == lowest
    assert_builds_the_page(python, build_site)
    files = {"papers.bib": (EXAMPLE_SITE / "papers.bib").read_bytes()}
    keys = re.findall(r"(?m)^@\w+\{([^,]+),", files["papers.bib"].decode())
    pages = {"index.md": NOTES.format(*keys)}
    # The later one may know nothing of the earlier one, whose site is in the same folder.
    here = shown(build_site(CONFIG_OF_NOTES, pages, files))
    there = shown(build_site(CONFIG_OF_NOTES, pages, files, python=python))
    assert there == here
    assert 'title="Jump back to footnote 2 in the text"' in here["index.html"]
    assert "<details open " in here["details-1.html"]


def test_properdocs_builds_the_page(wheel: Path, tmp_path: Path, build_site: SiteBuilder) -> None:
    python = environment(tmp_path / "environment", str(wheel), *PROPERDOCS)
    pip("--python", str(python), "uninstall", "--yes", "mkdocs")
    assert_builds_the_page(python, build_site, host="properdocs")


def test_zensical_builds_the_page(wheel: Path, tmp_path: Path) -> None:
    """Lists, and citations with what front matter adds to them, also in docstrings and in notes."""
    python = environment(tmp_path / "environment", str(wheel), ZENSICAL, "mkdocstrings[python]")
    config = (
        '[project]\nsite_name = "Test site"\ntheme = {language = "de"}\n'
        '[project.markdown_extensions.pubs]\nbibliography = "papers.bib"\n'
        "citations = true\n"
        "[project.markdown_extensions.footnotes]\n"
        "[project.plugins.mkdocstrings.handlers.python]\npaths = ['.']\n"
    )
    bibliography = (EXAMPLE_SITE / "papers.bib").read_bytes()
    first, second, third = re.findall(rb"^@\w+\{([^,]+),", bibliography, re.MULTILINE)[:3]
    page = PAGES["index.md"].replace("publications\n", "publications\nstlye: card\n")
    citing = (
        f'---\ntitle: Tides\nnocite: "@{third.decode()}"\n---\n# Tides\n\n'
        f"::: pkg\n\nTides [@{first.decode()}] and [@nobody].\n\n```references\nstyle: ieee\n```\n"
    )
    noting = (
        f"# Notes\n\nTides [@{first.decode()}], mine,[^1] and [@{second.decode()}].\n\n"
        "[^1]: Of the author.\n\n```references\nstyle: apa\ncitation_mode: footnote\n```\n"
    )
    files = {
        "zensical.toml": config,
        "docs/a/b.md": page,
        "docs/tides.md": citing,
        "docs/notes.md": noting,
        "papers.bib": bibliography,
        "pkg.py": f'"""Waves [@{second.decode()}]."""\n',
    }
    write_files(tmp_path, files)
    command = [str(python.with_name("zensical")), "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = BuiltSite(tmp_path / "site", "", 0)
    assert site.count("pubs-item", "a/b/index.html") == PUBLICATIONS
    assert "weitere Personen</summary>" in site.html("a/b/index.html")
    said = done.stdout + done.stderr
    assert "docs/a/b.md:4: unknown option 'stlye'; did you mean 'style'?" in said
    assert "docs/tides.md:9: there is no publication 'nobody' to cite" in said
    root = parse(site.html("tides/index.html"))
    assert [one.line() for one in root.all("pubs-cite")] == ["[1]", "[2]", "[?nobody]"]
    listed = [one.attributes["data-key"] for one in root.all("pubs-item")]
    assert listed == [second.decode(), first.decode(), third.decode()]
    notes = parse(site.html("notes/index.html"))
    assert [one.line() for one in notes.all("footnote-ref")] == ["1", "2", "3"]
    assert [one.line() for one in notes.all("pubs-cite")] == ["1", "3"]
    assert len(notes.all("footnote-backref")) == 3


def assert_builds_the_page(python: Path, build_site: SiteBuilder, *, host: str = "mkdocs") -> None:
    """Build the page of the example site's bibliography, and count what is on it."""
    files = {"papers.bib": (EXAMPLE_SITE / "papers.bib").read_bytes()}
    site = build_site(CONFIG, PAGES, files, python=python, host=host)
    assert site.returncode == 0, site.log
    assert site.count("pubs-item") == PUBLICATIONS


def shown(site: BuiltSite) -> dict[str, str]:
    """Return what the front page shows, without MkDocs' theme, and what files beside it do."""
    files = {one.name: one.read_text("utf-8") for one in site.folder.glob("details-*.html")}
    page = site.html().partition('role="main">')[2].partition("<footer")[0]
    return {"index.html": page, **files}


def assert_has_templates_as_python(python: Path) -> None:
    """Make Python of the templates that are installed, and find the same beside them."""
    compare = (
        "from mkdocs_pubs.rendering.environment import as_python\n"
        "print(*(path.stem for path, text in as_python() if path.read_text('utf-8') == text))"
    )
    command = [str(python), "-c", compare]
    done = subprocess.run(command, cwd=python.parent, capture_output=True, text=True, check=True)
    templates = (ROOT / "mkdocs_pubs" / "templates").iterdir()
    assert sorted(done.stdout.split()) == sorted(one.name.split(".")[0] for one in templates)


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def contents(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel by their names, without what describes it."""
    with zipfile.ZipFile(wheel) as archive:
        names = (name for name in archive.namelist() if ".dist-info/" not in name)
        return {name: archive.read(name) for name in names}


def lowest_versions() -> dict[str, Version]:
    """Return the package's dependencies with the lower bounds that pyproject.toml sets."""
    requirements = map(Requirement, project()["project"]["dependencies"])
    return {canonicalize_name(one.name): lower_bound(one) for one in requirements}


def lower_bound(requirement: Requirement) -> Version:
    """Return the one version that stands behind ``>=``."""
    (bound,) = (one.version for one in requirement.specifier if one.operator == ">=")
    return Version(bound)


def environment(folder: Path, *what: str) -> Path:
    """Install `what` into a new environment and return its interpreter."""
    # Without pip of its own, since this one's installs there, too: two seconds saved.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip("--python", str(python), "install", *what)
    return python


def installed(python: Path) -> dict[str, Version]:
    """Return the versions of what is installed beside `python`."""
    listed = pip("--python", str(python), "list", "--format", "json")
    return {canonicalize_name(one["name"]): Version(one["version"]) for one in json.loads(listed)}


def pip(*arguments: str) -> str:
    """Run pip and return what it prints."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
