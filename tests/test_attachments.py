"""Files that entries name, in real builds: found, missing, made by others, or out of bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bare_project import BLOCK, built, write_project
from tests.conftest import SiteBuilder, write_files
from tests.projection import parse

PAPER = "@misc{a, title = {A}, year = 2020,\n  pdf = {a.pdf}}\n"
MISSING = "papers.bib:2: there is no file 'a.pdf' for the pdf of 'a'"


def links(html: str) -> dict[str, str]:
    """Return the buttons of a page, by kind."""
    found = [one.attributes for one in parse(html).all("pubs-link")]
    return {str(one["data-kind"]): str(one["href"]) for one in found}


@pytest.mark.parametrize("place", ["a.pdf", "assets/pdf/a.pdf", "assets/html/a.pdf"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_file_is_linked_from_any_depth(
    place: str, directory_urls: bool, build_site: SiteBuilder
) -> None:
    config = {
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"pubs": {"bibliography": "papers.bib"}}],
        "use_directory_urls": directory_urls,
    }
    theme = {"theme/main.html": "{{ page.content }}"}
    files = {"papers.bib": PAPER, f"docs/{place}": "%PDF", **theme}
    pages = dict.fromkeys(("index.md", "b.md", "c/index.md", "c/d/e.md"), BLOCK)
    site = build_site(config, pages, files)
    assert site.returncode == 0
    for page in site.folder.rglob("*.html"):
        target = (page.parent / links(page.read_text(encoding="utf-8"))["pdf"]).resolve()
        assert target == site.folder / place


def test_a_page_is_linked_by_its_address(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib")
    fields = "html = {notes.md}, slides = {talks/t.html}, blog = {/talks/}, website = {talks/t}"
    pages = {"docs/notes.md": "", "docs/talks/index.md": "", "docs/talks/t.md": ""}
    write_files(tmp_path, {"papers.bib": f"@misc{{a, title = {{A}}, {fields}}}", **pages})
    for directory_urls, notes in (("true", "notes/"), ("false", "notes.html")):
        write_project(tmp_path, "bibliography: papers.bib", f"use_directory_urls: {directory_urls}")
        site = built(tmp_path)
        assert links(site.html())["html"] == notes
        assert links(site.html())["blog"] == "talks/"
        assert ("for the slides of" in site.log) == (directory_urls == "true")


def test_a_file_that_appears_is_found_at_the_next_build(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib")
    write_files(tmp_path, {"papers.bib": PAPER})
    site = built(tmp_path)
    assert MISSING in site.log
    assert links(site.html()) == {"pdf": "assets/pdf/a.pdf"}
    write_files(tmp_path, {"docs/a.pdf": "%PDF"})
    site = built(tmp_path, strict=True)
    assert (site.returncode, links(site.html())) == (0, {"pdf": "a.pdf"})
    (tmp_path / "docs/a.pdf").unlink()
    assert built(tmp_path, strict=True).returncode != 0


MAKES_A_FILE = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "assets/pdf/a.pdf", content=b"%PDF"))
"""


def test_a_file_that_another_plugin_makes_counts(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib", "hooks: [hook.py]")
    write_files(tmp_path, {"papers.bib": PAPER, "hook.py": MAKES_A_FILE})
    site = built(tmp_path, strict=True)
    assert (site.returncode, links(site.html())) == (0, {"pdf": "assets/pdf/a.pdf"}), site.log


def test_a_file_that_is_not_published_is_missing(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib", "exclude_docs: '*.pdf'")
    write_files(tmp_path, {"papers.bib": PAPER, "docs/a.pdf": "%PDF"})
    assert MISSING in built(tmp_path).log


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_docs_folder_is_not_followed(kind: str, tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib")
    write_files(tmp_path, {"papers.bib": PAPER, "private/a.pdf": "secret"})
    if kind == "file":
        (tmp_path / "docs/a.pdf").symlink_to(tmp_path / "private/a.pdf")
    else:
        (tmp_path / "docs/assets").mkdir()
        (tmp_path / "docs/assets/pdf").symlink_to(tmp_path / "private")
    site = built(tmp_path)
    message = "papers.bib:2: the pdf of 'a' is a link out of the docs folder; not linked"
    assert f"{message} (the option 'allow_outside' lets it in) [outside-file]" in site.log
    assert links(site.html()) == {}
    write_project(tmp_path, "bibliography: papers.bib, allow_outside: true")
    site = built(tmp_path, strict=True)
    assert (site.returncode, len(links(site.html()))) == (0, 1)


def test_a_link_within_the_docs_folder_is_followed(tmp_path: Path) -> None:
    write_project(tmp_path, "bibliography: papers.bib, file_folders: [papers]")
    write_files(tmp_path, {"papers.bib": PAPER, "docs/store/x.pdf": "%PDF"})
    (tmp_path / "docs/papers").mkdir()
    (tmp_path / "docs/papers/a.pdf").symlink_to(tmp_path / "docs/store/x.pdf")
    site = built(tmp_path, strict=True)
    assert (site.returncode, links(site.html())) == (0, {"pdf": "papers/a.pdf"})


@pytest.mark.parametrize("folder", ["/etc", "..", "../x", "a/../../b", "C:/x", ""])
def test_a_folder_elsewhere_is_no_folder_for_files(folder: str, tmp_path: Path) -> None:
    write_project(tmp_path, f"bibliography: papers.bib, file_folders: ['{folder}']")
    write_files(tmp_path, {"papers.bib": PAPER})
    site = built(tmp_path)
    assert site.returncode != 0
    assert "option 'file_folders': expected" in site.log
