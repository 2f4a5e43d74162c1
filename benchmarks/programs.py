"""What is measured: sites with our list, their floors, and what other programs make of the same.

The floor is MkDocs with the same HTML and files ready, of which its search reads the page alone: no
plugin that puts them into a site can be faster. Other programs show citations and no more; beside
them, our list is built without all else, too, on one page.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs_pubs.csl.pandoc import find_pandoc

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "bench"
PEERS = ("mkdocs-bibtex==4.4.0", "sphinxcontrib-bibtex==2.7.0")
OURS = "mkdocs-pubs"
FLOOR = "floor: MkDocs, the HTML ready"
ALONE = ", citations alone"

READY = """
from pathlib import Path
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

HTML = Path(__file__).with_name("ready.html")

class Ready(Preprocessor):
    def run(self, lines):
        html = HTML.read_text(encoding="utf-8")
        return [self.md.htmlStash.store(html) if one == "READY" else one for one in lines]

class ReadyExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Ready(md), "ready", 26)

def on_config(config):
    config.markdown_extensions.append(ReadyExtension())
"""
KEEP = """
from pathlib import Path

def on_page_content(html, **_):
    Path(__file__).with_name("kept.html").write_text(html, encoding="utf-8")
"""
_SPHINX = 'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["papers.bib"]\n'
_MKDOCS = "site_name: Bench\ntheme: {name: mkdocs}\n"
_ON_ONE_PAGE: Mapping[str, object] = {"large_list": 1_000_000_000}
_CITATIONS: Mapping[str, object] = {
    "show_abstract": False,
    "show_bibtex": False,
    "buttons": [],
    "search_bar": False,
    "exports": [],
    "metadata": [],
}


@dataclass(frozen=True)
class Program:
    """A command to be measured; `prepare` is run before each time."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[], object] = bool


def programs(bib: str, folder: Path, *, with_peers: bool) -> list[Program]:
    """Return what to measure: our list with its floor, also on one page if it is large; others."""
    shutil.rmtree(folder, ignore_errors=True)
    found = _ours(folder, bib)
    if not with_peers:
        return found
    if any((folder / "ours" / "site").rglob("details-*.html")):
        found += _ours(folder / "one", bib, ", all on one page", _ON_ONE_PAGE)
    alone = _ours(folder / "alone", bib, ALONE, {**_CITATIONS, **_ON_ONE_PAGE})
    return [*found, *alone, *_peers(folder, bib)]


def _ours(
    folder: Path, bib: str, addition: str = "", options: Mapping[str, object] | None = None
) -> list[Program]:
    """Return the floor of our list with such options, and its first and its second build."""
    ours = folder / "ours"
    plain = {"docs/index.md": "# Publications\n\n```publications\n```\n", "papers.bib": bib}
    plugins = ["search", {"pubs": {"bibliography": "papers.bib", **(options or {})}}]
    config = f"{_MKDOCS}plugins: {json.dumps(plugins)}\n"
    _write(ours, {**plain, "mkdocs.yml": f"{config}hooks: [keep.py]\n", "keep.py": KEEP})
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, cwd=ours, check=True, stdout=subprocess.DEVNULL)
    _write(ours, {"mkdocs.yml": config})
    floor = folder / "floor"
    config = f"{_MKDOCS}hooks: [ready.py]\n"
    _write(floor, {"docs/index.md": "READY\n", "ready.py": READY, "mkdocs.yml": config})
    # What this process holds would count as the memory of those that it starts.
    shutil.copy(ours / "kept.html", floor / "ready.html")
    subprocess.run(build, cwd=floor, check=True, stdout=subprocess.DEVNULL)
    share_files(ours, floor)
    cold = partial(shutil.rmtree, ours / ".cache", ignore_errors=True)
    return [
        Program(f"{FLOOR}{addition}", build, floor),
        Program(f"{OURS}{addition}", build, ours, cold),
        Program(f"{OURS}{addition}, second build", build, ours),
    ]


def share_files(ours: Path, floor: Path) -> None:
    """Give the floor, which is built as ours is, the files that stand beside our page."""
    for path in (ours / "site").rglob("*"):
        name = path.relative_to(ours / "site")
        if path.is_file() and not (floor / "site" / name).exists():
            (floor / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, floor / "docs" / name)


def _peers(folder: Path, bib: str) -> list[Program]:
    """Return the other programs: those that make sites, and those that make a page."""
    python = _peers_python()
    mkdocs, sphinx = folder / "mkdocs-bibtex", folder / "sphinx"
    options = "plugins:\n  - search\n  - bibtex: {bib_file: papers.bib}\n"
    _write(
        mkdocs,
        {
            "papers.bib": bib,
            "mkdocs.yml": _MKDOCS + options,
            "docs/index.md": "# Publications\n\n\\full_bibliography\n",
        },
    )
    page = "Publications\n============\n\n.. bibliography::\n   :all:\n"
    _write(sphinx, {"papers.bib": bib, "conf.py": _SPHINX, "index.rst": page})
    found = [
        Program("mkdocs-bibtex", [python, "-m", "mkdocs", "build", "--quiet"], mkdocs),
        Program("sphinxcontrib-bibtex", [python, "-m", "sphinx", "-q", "-E", ".", "site"], sphinx),
    ]
    page = "---\nbibliography: papers.bib\nnocite: '@*'\n---\n"
    _write(folder / "pandoc", {"papers.bib": bib, "page.md": page})
    if pandoc := find_pandoc():
        command = [str(pandoc), "--citeproc", "page.md", "--output=page.html"]
        found.append(Program("pandoc (no site)", command, folder / "pandoc"))
    if bibtex2html := shutil.which("bibtex2html"):
        found.append(
            Program("bibtex2html (no site)", [bibtex2html, "-q", "papers.bib"], folder / "pandoc")
        )
    return found


def _peers_python() -> str:
    """Return the Python of an environment with the other programs, which is made if need be."""
    place = FOLDER / "peers"
    python = place / "bin" / "python"
    wanted = "\n".join(PEERS)
    ready = place / "ready.txt"
    if not ready.exists() or ready.read_text() != wanted:
        venv.create(place, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *PEERS, "mkdocs<2"]
        subprocess.run(install, check=True)
        ready.write_text(wanted)
    return str(python)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
