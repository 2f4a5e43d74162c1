"""Measure what a large list costs in a browser: its page, its loading, and a letter typed.

    python benchmarks/browser.py                      # 1,000 and 10,000 publications
    python benchmarks/browser.py 10000 --theme material
    python benchmarks/browser.py --file papers.bib --rounds 5
    python benchmarks/browser.py --site some/site     # the first page of a site that is there

A site with one list is built and served from this machine to a headless Chromium. Loading lasts
until the page's ``load`` event, a letter from its key to the second frame behind it, which is when
the browser has painted. Each figure is the median of the rounds; other work on the machine adds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bibliography import bibliography
from playwright.sync_api import Browser, sync_playwright

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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build and measure the sites that are asked for."""
    arguments = _arguments()
    print("| page | theme | MB | first paint, ms | load, ms | letter: first, ms | others, ms |")
    print("|---|---|--:|--:|--:|--:|--:|")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=arguments.chromium)
        if arguments.site:
            print(_row(browser, arguments.site, str(arguments.site), "–", arguments.rounds))
            return
        for size in arguments.sizes:
            for theme in arguments.theme or THEMES:
                with TemporaryDirectory() as folder:
                    site, name = _built(Path(folder), size, theme, arguments.file)
                    print(_row(browser, site, name, theme, arguments.rounds), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--theme", action="append", help="mkdocs, material or another")
    parser.add_argument("--file", type=Path, help="a bibliography to take the first entries of")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


def _built(folder: Path, size: int, theme: str, file: Path | None) -> tuple[Path, str]:
    """Build a site, and return where it is and what its list is called."""
    (folder / "docs").mkdir()
    text = file.read_text(encoding="utf-8") if file else bibliography(size)
    (folder / "papers.bib").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG.format(theme=theme), encoding="utf-8")
    page = "# Publications\n\n```publications\n```\n"
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    return folder / "site", file.name if file else f"{size:,} publications"


def _row(browser: Browser, site: Path, name: str, theme: str, rounds: int) -> str:
    """Return what was measured of a site, as a row of the table."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    figures = [median(column) for column in zip(*_rounds(browser, url, rounds), strict=True)]
    server.shutdown()
    size = (site / "index.html").stat().st_size / 1e6
    return f"| {name} | {theme} | {size:.1f} | {' | '.join(f'{one:.0f}' for one in figures)} |"


def _rounds(browser: Browser, url: str, rounds: int) -> list[tuple[float, ...]]:
    """Return the first paint, the load, the first letter and the median of the others, in ms."""
    return [_round(browser, url) for _ in range(rounds)]


def _round(browser: Browser, url: str) -> tuple[float, ...]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    # What themes load from elsewhere is not what is measured.
    page.route(lambda address: not address.startswith(url), lambda route: route.abort())
    page.goto(url)
    load, paint = page.evaluate(_LOAD), page.evaluate(_PAINT)
    page.evaluate(_LISTEN)
    page.locator(".pubs-bar [name=q]").focus()
    page.wait_for_timeout(500)
    for number, letter in enumerate(TYPED, 1):
        page.keyboard.press(letter)
        page.wait_for_function(f"painted.length >= {number}")
    first, *others = page.evaluate("painted")
    page.close()
    return paint, load, first, median(others)


if __name__ == "__main__":
    main()
