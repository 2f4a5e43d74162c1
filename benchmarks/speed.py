"""Measure how long sites with large bibliographies take to build, and what they need.

    make bench                            # 20, 1,000, 10,000 and 100,000 publications
    make bench SIZES="20 1000"            # other sizes
    python benchmarks/speed.py 1000 --file papers.bib --rounds 5

Each figure is the processor time of a whole process, the median of rounds in which the programs
take turns, so that what else the machine does falls on all of them, or the most memory that it
needed; ratios count more than seconds. The largest lists have one round. All run from bytecode, as
what pip installs does. The bibliographies are made up; where real ones of the same sizes are beside
this project, they follow. Other programs, installed into ``.cache/bench``, take part up to 10,000
publications; there, a large list is also built on one page, as they do. The tables go to
``docs/performance.md``, our ratios to ``benchmarks/speed.json`` for the next run to compare with.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median

from bibliography import bibliography
from programs import ALONE, FLOOR, FOLDER, OURS, PEERS, ROOT, Program, programs

PAGE = ROOT / "docs" / "performance.md"
RECORD = ROOT / "benchmarks" / "speed.json"
MOST_FOR_PEERS = 10_000
SIZES = (20, 1_000, 10_000, 100_000)
REAL = {
    size: ROOT.parent / "shared" / "bench" / name
    for size, name in [(20, "pubs-20.bib"), (1_000, "pubs-1k.bib"), (10_000, "pubs-10k.bib")]
}

_TABLES = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)


@dataclass(frozen=True)
class Figures:
    """What one process took: seconds of processor time, and MB of memory at its peak."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Bibliography:
    """What lists are made of, and what they are called in the tables."""

    name: str
    size: int
    text: str


def main() -> None:
    """Measure all sizes, and write the tables."""
    given = _arguments()
    compileall.compile_dir(ROOT / "mkdocs_pubs", quiet=1)
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    tables = []
    seconds: dict[int, float] = {}
    for one in _bibliographies(given.sizes, given.file):
        has_peers = one.size <= given.peers
        folder = FOLDER / one.name.replace(" ", "-")
        found = programs(one.text, folder, with_peers=has_peers)
        figures = _measured(found, given.rounds if has_peers else 1)
        tables.append(_table(one.name, figures, record.get(one.name, {})))
        print(tables[-1])
        seconds.setdefault(one.size, figures[OURS].seconds)
        record[one.name] = _ratios(figures)
    tables.append(_growth(seconds))
    print(tables[-1])
    if not given.file:
        PAGE.write_text(_TABLES.sub(partial(_filled, tables), PAGE.read_text("utf-8")), "utf-8")
        RECORD.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", "utf-8")


def _bibliographies(sizes: Sequence[int], file: Path | None) -> Iterator[Bibliography]:
    """Yield one of each size, and a real one after it; or what a file holds instead."""
    for size in sizes:
        text = file.read_text("utf-8") if file else bibliography(size)
        yield Bibliography(f"{size:,} publications", size, text)
        if not file and size in REAL and REAL[size].exists():
            yield Bibliography(f"{size:,} real publications", size, REAL[size].read_text("utf-8"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path, help="this bibliography; nothing is recorded")
    parser.add_argument(
        "--peers", type=int, default=MOST_FOR_PEERS, help="up to which size others take part"
    )
    return parser.parse_args()


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


def _table(name: str, figures: Mapping[str, Figures], former: Mapping[str, float]) -> str:
    alone = figures.get(OURS + ALONE)
    rows = [
        f"| {program} | {one.seconds:.2f} | {one.seconds / floor.seconds:.2f} "
        f"| {former.get(program, '–')} | {one.seconds / figures[OURS].seconds:.2f} "
        f"| {f'{one.seconds / alone.seconds:.2f}' if alone else '–'} "
        f"| {one.memory:.0f} | {one.memory / floor.memory:.2f} |"
        for program, one, floor in _with_floors(figures)
    ]
    head = "| | seconds | to the floor | last time | to ours | to ours{} | MB | to the floor |"
    line = "|---|--:|--:|--:|--:|--:|--:|--:|"
    return "\n".join((f"{name}\n", head.format(ALONE), line, *rows, ""))


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


if __name__ == "__main__":
    main()
