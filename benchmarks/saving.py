"""What a save of a page adds in ``mkdocs serve``, where no bibliography was touched.

    python benchmarks/saving.py [sizes] [--processes 7] [--rounds 9]

MkDocs builds the whole site again. Here it does so in one process, as its server does: a site with
a list, and one with the same HTML and files ready, whose plain page was saved before each build.
They take turns, so that what else the machine does falls on both. A process may have its memory in
such order that one of the two gets it anew from the kernel for each build, which takes longer than
all that is measured; so there are several. Printed are milliseconds of the processor: the medians
of rounds, and of these the median, the least and the most of the processes. The exit code is 1 if
one size adds more than 20. MkDocs' search is left out, which reads every sign of both pages anew.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
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
    added = partial(_added, rounds=arguments.rounds)
    most = 0.0
    for size in arguments.sizes:
        with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            found = sorted(pool.map(added, [size] * arguments.processes, chunksize=1))
        middle = median(found)
        print(f"{size:7,}  {middle:6.1f} ms added ({found[0]:.1f} to {found[-1]:.1f})", flush=True)
        most = max(most, middle)
    return 1 if most > MOST else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[20, 1_000, 10_000])
    parser.add_argument("--processes", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def _added(size: int, rounds: int) -> float:
    """Return the milliseconds that a save adds in this process."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        ours, floor = Path(folder, "ours"), Path(folder, "floor")
        plugins = "hooks: [keep.py]\nplugins: [{pubs: {bibliography: papers.bib}}]"
        files = {"papers.bib": bibliography(size), "keep.py": KEEP, "docs/index.md": LIST}
        save = _site(ours, plugins, files)
        ready = (ours / "kept.html").read_text("utf-8")
        (ours / "keep.py").write_text("", encoding="utf-8")
        files = {"ready.html": ready, "ready.py": READY, "docs/index.md": "READY\n"}
        save_floor = _site(floor, "hooks: [ready.py]\nplugins: []", files)
        share_files(ours, floor)
        return median(save() - save_floor() for _ in range(rounds))


def _site(folder: Path, config: str, files: dict[str, str]) -> Callable[[], float]:
    """Make a site, build it once, and return what saves another page of it and builds it again."""
    for name, text in {"mkdocs.yml": CONFIG.format(config), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def save() -> float:
        text = f"# Other\n\nSaved at {process_time()}.\n"
        (folder / "docs" / "other.md").write_text(text, encoding="utf-8")
        read = load_config(str(folder / "mkdocs.yml"))
        gc.collect()
        start = process_time()
        build(read)
        return (process_time() - start) * 1000

    first = load_config(str(folder / "mkdocs.yml"))
    first.plugins.on_startup(command="serve", dirty=False)
    build(first)
    return save


if __name__ == "__main__":
    sys.exit(main())
