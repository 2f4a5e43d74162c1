"""Measure how long citation styles take: ours beside `card`, pybtex's through us and by itself.

    python benchmarks/formatting.py              # all styles of ours, and two of pybtex's own
    python benchmarks/formatting.py apa plain    # these

Each figure is the least processor time of rounds in which the styles take turns, in a process that
has read 1,000 publications and cited none: for the citations, and for the whole list as HTML.
Through us, no garbage is looked for meanwhile, as in a build.
"""

from __future__ import annotations

import argparse
import os
import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bibliography import bibliography
from pybtex.database import parse_string
from pybtex.plugin import find_plugin
from pybtex.richtext import Text
from styles import OFFICIAL

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.citation import Citer
from mkdocs_pubs.citation.quick_latex import _read as slow_latex
from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.normalise import library
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.publisher.references import References
from mkdocs_pubs.publisher.uncollected import uncollected

SIZE = 1_000
PYBTEX = ("alpha", "plain", "unsrt", "unsrtalpha")


def main() -> None:
    """Print the time of each style for a publication, and its ratio to that of `card`."""
    given = _arguments()
    text = bibliography(SIZE)
    publications = library(read([SourceFile("papers.bib", text)])[0])[0].publications
    parsed = parse_string(text, "bibtex")
    folder = TemporaryDirectory()
    publisher = _publisher(Path(folder.name), text)

    citers = {name: Citer(name, safe_url) for name in ("card", *given.styles)}

    def cite(name: str) -> None:
        with uncollected():
            References(citers[name]).citations(publications)

    def publish(name: str) -> None:
        options = replace(publisher.options, style=name)
        publisher.publish(ListRequest(options, lambda _: Location("index.md")))

    def by_itself(name: str) -> None:
        Text.from_latex = staticmethod(slow_latex)
        style, backend = (
            find_plugin(f"pybtex.{group}", one)
            for group, one in [("style.formatting", name), ("backends", "html")]
        )
        for entry in style().format_bibliography(parsed):
            entry.text.render(backend())

    ours = [(work, name) for work in (cite, publish) for name in citers]
    theirs = [(by_itself, name) for name in given.styles if name in PYBTEX]
    works = [*ours, *theirs]
    rounds = [[_seconds(work, name) for work, name in works] for _ in range(given.rounds)]
    least = list(map(min, zip(*rounds, strict=True)))
    numbers = iter(least)
    citations, lists = (list(islice(numbers, len(citers))) for _ in range(2))
    print("| style | citation, µs | to card | list, µs | to card |\n|---|--:|--:|--:|--:|")
    for name, citation, whole in zip(citers, citations, lists, strict=True):
        print(f"| {name} | {_row(citation, citations)} | {_row(whole, lists)} |")
    for (_, name), citation in zip(theirs, numbers, strict=True):
        print(f"| {name}, pybtex by itself | {_row(citation, citations)} | – | – |")


def _publisher(folder: Path, text: str) -> Publisher:
    """Return a publisher that has read a bibliography and made no list."""
    (folder / "papers.bib").write_text(text, encoding="utf-8")
    publisher = Publisher(folder, Options(bibliography=("papers.bib",)))
    publisher.press.choose(ListRequest(publisher.options, Location))
    return publisher


def _row(seconds: float, to: Sequence[float]) -> str:
    return f"{seconds * 1e6 / SIZE:.0f} | {seconds / to[0]:.2f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("styles", nargs="*", default=[*OFFICIAL, "plain", "unsrt"])
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _seconds(work: Callable[[str], None], name: str) -> float:
    """Return what a work takes in a process of its own, where nothing is kept from others."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        start = process_time()
        work(name)
        os.write(writing, struct.pack("d", process_time() - start))
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        (seconds,) = struct.unpack("d", pipe.read())
    return float(seconds)


if __name__ == "__main__":
    main()
