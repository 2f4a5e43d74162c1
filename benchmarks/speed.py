"""Measure how long sites with large bibliographies take to build, and what they need.

    make bench                            # 20, 1,000, 10,000 and 100,000 publications
    make bench SIZES="20 1000"            # other sizes
    python benchmarks/speed.py 1000 --file papers.bib --rounds 5

Each figure is the processor time of a whole process, the median of rounds in which the programs
take turns, so that what else the machine does falls on all of them, or the most memory that it
needed; ratios count more than seconds. The largest lists have one round. All run from bytecode, as
what pip installs does. The floor is MkDocs with the same HTML and files ready, of which its search
reads the page alone: no plugin that puts them into a site can be faster. Other programs, installed
into ``.cache/bench``, take part up to 10,000 publications; there, a large list is also built on one
page, as they do. The tables go to ``docs/performance.md``, our ratios to ``benchmarks/speed.json``
for the next run to compare with.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median

from bibliography import bibliography

from mkdocs_pubs.csl.pandoc import find_pandoc

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "bench"
PAGE = ROOT / "docs" / "performance.md"
RECORD = ROOT / "benchmarks" / "speed.json"
PEERS = ("mkdocs-bibtex==4.4.0", "sphinxcontrib-bibtex==2.7.0")
MOST_FOR_PEERS = 10_000
SIZES = (20, 1_000, 10_000, 100_000)
OURS = "mkdocs-pubs"
FLOOR = "floor: MkDocs, the HTML ready"

_TABLES = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)
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


@dataclass(frozen=True)
class Program:
    """A command to be measured; `prepare` is run before each time."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[], object] = bool


@dataclass(frozen=True)
class Figures:
    """What one process took: seconds of processor time, and MB of memory at its peak."""

    seconds: float
    memory: float


def main() -> None:
    """Measure all sizes, and write the tables."""
    given = _arguments()
    compileall.compile_dir(ROOT / "mkdocs_pubs", quiet=1)
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    tables = []
    seconds: dict[int, float] = {}
    for size in given.sizes:
        text = given.file.read_text("utf-8") if given.file else bibliography(size)
        programs = _programs(FOLDER / str(size), text, with_peers=size <= given.peers)
        figures = _measured(programs, given.rounds if size <= given.peers else 1)
        former = record.get(str(size), {})
        tables.append(_table(size, figures, former))
        print(tables[-1])
        seconds[size] = figures[OURS].seconds
        record[str(size)] = _ratios(figures)
    tables.append(_growth(seconds))
    print(tables[-1])
    if not given.file:
        PAGE.write_text(_TABLES.sub(partial(_filled, tables), PAGE.read_text("utf-8")), "utf-8")
        RECORD.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path, help="this bibliography; nothing is recorded")
    parser.add_argument(
        "--peers", type=int, default=MOST_FOR_PEERS, help="up to which size others take part"
    )
    return parser.parse_args()


def _programs(folder: Path, bib: str, *, with_peers: bool) -> list[Program]:
    """Return what to measure: our list with its floor, also on one page if it is large; others."""
    shutil.rmtree(folder, ignore_errors=True)
    found = _ours(folder, bib)
    if with_peers and any((folder / "ours" / "site").rglob("details-*.html")):
        found += _ours(folder / "one", bib, large_list=sys.maxsize, addition=", all on one page")
    return [*found, *_peers(folder, bib)] if with_peers else found


def _ours(folder: Path, bib: str, addition: str = "", **options: int) -> list[Program]:
    """Return the floor of our list with such options, and its first and its second build."""
    ours = folder / "ours"
    plain = {"docs/index.md": "# Publications\n\n```publications\n```\n", "papers.bib": bib}
    plugins = ["search", {"pubs": {"bibliography": "papers.bib", **options}}]
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


def _measured(programs: Sequence[Program], rounds: int) -> Mapping[str, Figures]:
    """Run each program in every round, and return the medians of what they took."""
    found: dict[str, list[Figures]] = {}
    for _ in range(rounds):
        for one in programs:
            one.prepare()
            if figures := _run(one):
                found.setdefault(one.name, []).append(figures)
    return {
        name: Figures(median(one.seconds for one in times), max(one.memory for one in times))
        for name, times in found.items()
    }


def _run(program: Program) -> Figures | None:
    process = subprocess.Popen(
        program.command, cwd=program.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"{program.name} failed with {process.returncode}", file=sys.stderr)
        return None
    return Figures(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _ratios(figures: Mapping[str, Figures]) -> dict[str, float]:
    return {
        name: round(one.seconds / floor.seconds, 2)
        for name, one, floor in _with_floors(figures)
        if name.startswith(OURS)
    }


def _table(size: int, figures: Mapping[str, Figures], former: Mapping[str, float]) -> str:
    rows = [
        f"| {name} | {one.seconds:.2f} | {one.seconds / floor.seconds:.2f} "
        f"| {former.get(name, '–')} | {one.seconds / figures[OURS].seconds:.2f} "
        f"| {one.memory:.0f} | {one.memory / floor.memory:.2f} |"
        for name, one, floor in _with_floors(figures)
    ]
    head = "| | seconds | to the floor | last time | to mkdocs-pubs | MB | to the floor |"
    line = "|---|--:|--:|--:|--:|--:|--:|"
    return "\n".join((f"{size:,} publications\n", head, line, *rows, ""))


def _with_floors(figures: Mapping[str, Figures]) -> Iterator[tuple[str, Figures, Figures]]:
    """Yield what each took, with the floor above it in the table."""
    for name, one in figures.items():
        if name.startswith(FLOOR):
            floor = one
        yield name, one, floor


def _growth(seconds: Mapping[int, float]) -> str:
    """Return how the time grows with the number of publications."""
    return "\n".join(
        f"{larger:,} publications take {seconds[larger] / seconds[smaller]:.1f} times as long as"
        f" {smaller:,}.\n"
        for smaller, larger in pairwise(sorted(seconds))
    )


def _filled(tables: Sequence[str], found: re.Match[str]) -> str:
    names = ("mkdocs-pubs", "mkdocs", "markdown", "pybtex", "bibtexparser", "jinja2")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    said = (
        f"{datetime.now(timezone.utc):%d %B %Y}; Python {platform.python_version()}, {versions}; "
    )
    said += ", ".join(one.replace("==", " ") for one in PEERS)
    body = "\n".join(tables)
    return f"{found[1]}\n{said}.\n\n{body}\n{found[2]}"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
