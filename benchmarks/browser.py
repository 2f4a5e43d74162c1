"""Measure what a large list costs in a browser: its page, its loading, and a letter typed.

    python benchmarks/browser.py                      # 1,000 and 10,000 publications
    python benchmarks/browser.py 10000 --theme material
    python benchmarks/browser.py --file papers.bib --rounds 5
    python benchmarks/browser.py --site before/site --site after/site

A site with one list is built and served from this machine to a headless Chromium. Loading lasts
until the page's ``load`` event, a letter from its key to the second frame behind it, which is when
the browser has painted; the bar has got what it searches before. Beside each time stands the
processor time of the page's main thread, to which other work on the machine adds less. Each figure
is the median of the rounds, in which the sites take turns.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bibliography import bibliography
from playwright.sync_api import Browser, CDPSession, sync_playwright

THEMES = ("mkdocs", "material")
TYPED = "music"
_CONFIG = """\
site_name: Bench
theme: {{name: {theme}}}
plugins: [search, {{pubs: {{bibliography: papers.bib, cache: false}}}}]
"""
_LOAD = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
_PAINT = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"""
_LISTEN = """() => {
  window.painted = [];
  document.querySelector('.pubs-bar [name=q]').addEventListener('keydown', () => {
    const start = performance.now();
    const note = () => painted.push(performance.now() - start);
    requestAnimationFrame(() => requestAnimationFrame(note));
  });
}"""


_HEADS = (
    "page",
    "MB",
    "first paint, ms",
    "load, ms",
    "CPU",
    "letter: first, ms",
    "CPU",
    "others, ms",
    "CPU",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build and measure the sites that are asked for."""
    arguments = _arguments()
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        sites = dict(_sites(arguments, Path(folder)))
        browser = driver.chromium.launch(executable_path=arguments.chromium)
        rounds = [
            {name: _round(browser, site) for name, site in sites.items()}
            for _ in range(arguments.rounds)
        ]
        print(f"| {' | '.join(_HEADS)} |\n|---{'|--:' * (len(_HEADS) - 1)}|")
        for name, site in sites.items():
            size = (site / "index.html").stat().st_size / 1e6
            figures = [
                median(column) for column in zip(*(one[name] for one in rounds), strict=True)
            ]
            print(f"| {name} | {size:.2f} | {' | '.join(f'{one:.0f}' for one in figures)} |")


def _sites(arguments: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what the sites are called, and where they are; build those that are not there."""
    for site in arguments.site:
        yield str(site), site
    if arguments.site:
        return
    for size, theme in product(arguments.sizes, arguments.theme or THEMES):
        place = folder / f"{size}-{theme}"
        yield f"{size:,} publications, {theme}", _built(place, size, theme, arguments.file)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--theme", action="append", help="mkdocs, material or another")
    parser.add_argument("--file", type=Path, help="a bibliography to take the first entries of")
    parser.add_argument(
        "--site", type=Path, action="append", default=[], help="a site that is built already"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


def _built(folder: Path, size: int, theme: str, file: Path | None) -> Path:
    """Build a site, and return where it is."""
    (folder / "docs").mkdir(parents=True)
    text = file.read_text(encoding="utf-8") if file else bibliography(size)
    (folder / "papers.bib").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG.format(theme=theme), encoding="utf-8")
    page = "# Publications\n\n```publications\n```\n"
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    return folder / "site"


def _round(browser: Browser, site: Path) -> tuple[float, ...]:
    """Return first paint, load, first letter and the median of the others, the last three twice."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    # What themes load from elsewhere is not what is measured.
    page.route(lambda address: not address.startswith(url), lambda route: route.abort())
    thread = page.context.new_cdp_session(page)
    thread.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    load, paint, loaded = page.evaluate(_LOAD), page.evaluate(_PAINT), _worked(thread)
    page.evaluate(_LISTEN)
    page.locator(".pubs-bar [name=q]").focus()
    page.wait_for_selector(".pubs-bar[data-values]", state="attached")
    page.wait_for_timeout(1000)
    worked = [_worked(thread)]
    for number, letter in enumerate(TYPED, 1):
        page.keyboard.press(letter)
        page.wait_for_function(f"painted.length >= {number}")
        worked.append(_worked(thread))
    first, *others = page.evaluate("painted")
    page.close()
    server.shutdown()
    cpu, *more = (behind - before for before, behind in pairwise(worked))
    return paint, load, loaded, first, cpu, median(others), median(more)


def _worked(thread: CDPSession) -> float:
    """Return how long the processor has worked for the page's main thread, in ms."""
    metrics = thread.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


if __name__ == "__main__":
    main()
