"""What a save of a page adds in ``mkdocs serve``, where no bibliography was touched.

    python benchmarks/saving.py [sizes] [--pairs 7] [--rounds 9]

MkDocs builds the whole site again. Two servers do so here, each a process of its own: of a site
with a list, and of one with the same HTML and files ready, whose plain page was saved before each
build. They take turns, so that what else the machine does falls on both. How memory lies in a
process decides how much of it the kernel gives anew for each build, so there are several pairs.
Printed are milliseconds of the processor: the medians of rounds, and of these the median, the least
and the most of the pairs. The exit code is 1 if one size adds more than 20. MkDocs' search is left
out, which reads every sign of both pages anew.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median
from time import process_time

from bibliography import bibliography
from mkdocs.commands.build import build
from mkdocs.config import load_config
from programs import KEEP, READY, share_files

MOST = 20
CONFIG = "site_name: x\ntheme: {{name: mkdocs}}\n{}\n"
LIST = "# Publications\n\n```publications\n```\n"


def main() -> int:
    """Build both sites in turns for each size, and compare."""
    arguments = _arguments()
    most = 0.0
    for size in arguments.sizes:
        found = sorted(_added(size, arguments.rounds) for _ in range(arguments.pairs))
        middle = median(found)
        print(f"{size:7,}  {middle:6.1f} ms added ({found[0]:.1f} to {found[-1]:.1f})", flush=True)
        most = max(most, middle)
    return 1 if most > MOST else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[20, 1_000, 10_000])
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def _added(size: int, rounds: int) -> float:
    """Return the milliseconds that a save adds, by one pair of servers."""
    with tempfile.TemporaryDirectory() as folder, _process() as ours, _process() as floor:
        with_list, ready = Path(folder, "ours"), Path(folder, "floor")
        ours.apply(_serve_list, [with_list, size])
        floor.apply(_serve_ready, [ready, (with_list / "kept.html").read_text("utf-8")])
        share_files(with_list, ready)
        return median(ours.apply(_save) - floor.apply(_save) for _ in range(rounds))


def _process() -> Pool:
    return get_context("spawn").Pool(1)


def _serve_list(folder: Path, size: int) -> None:
    plugins = "hooks: [keep.py]\nplugins: [{pubs: {bibliography: papers.bib}}]"
    files = {"papers.bib": bibliography(size), "keep.py": KEEP, "docs/index.md": LIST}
    _serve(folder, plugins, files)
    (folder / "keep.py").write_text("", encoding="utf-8")


def _serve_ready(folder: Path, html: str) -> None:
    files = {"ready.html": html, "ready.py": READY, "docs/index.md": "READY\n"}
    _serve(folder, "hooks: [ready.py]\nplugins: []", files)


def _serve(folder: Path, config: str, files: Mapping[str, str]) -> None:
    """Make the site of this process, and build it for the first time, as a server does."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    for name, text in {"mkdocs.yml": CONFIG.format(config), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    os.chdir(folder)
    first = load_config("mkdocs.yml")
    first.plugins.on_startup(command="serve", dirty=False)
    build(first)


def _save() -> float:
    """Save another page than the list's, and return the milliseconds that the build takes."""
    Path("docs", "other.md").write_text(f"# Other\n\nSaved at {process_time()}.\n", "utf-8")
    read = load_config("mkdocs.yml")
    gc.collect()
    start = process_time()
    build(read)
    return (process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
