"""What a page of a publication costs, beside a page of MkDocs' own that shows the same.

    python benchmarks/pages.py [papers.bib] [-n 1000] [--theme material]

Three sites are built in this process: one with a list of all publications, one with the list and a
page for each publication, and one with the list and as many Markdown files that hold the same HTML,
title and description. What the second and the third cost more than the first is the price of their
pages. Printed are seconds of the processor and the ratio of the two prices; the exit code is 1 if
that is above 1.3.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import yaml
from bibliography import bibliography
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

import mkdocs_pubs.plugin  # noqa: F401 - what imports take is no page's

MOST = 1.3


def main() -> int:
    """Build both sites and compare."""
    arguments = _arguments()
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        alone, _ = _build(Path(folder, "alone"), arguments)
        whole, pages = _build(Path(folder, "ours"), arguments, with_pages=True)
        ours = whole - alone
        equal = _build(Path(folder, "equal"), arguments, equal_to=pages)[0] - alone
    print(f"{len(pages)} pages, theme {arguments.theme}; the list alone takes {alone:.2f} s")
    print(f"pages of publications  {ours:7.2f} s  {ours / len(pages) * 1000:6.2f} ms a page")
    print(f"equal Markdown pages   {equal:7.2f} s  {equal / len(pages) * 1000:6.2f} ms a page")
    print(f"ratio                  {ours / equal:7.2f}    at most {MOST}")
    return 0 if ours / equal <= MOST else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bibliography", nargs="?", type=Path, help="by default a made one")
    parser.add_argument("-n", type=int, default=1000, help="how many publications are made up")
    parser.add_argument("--theme", default="mkdocs")
    return parser.parse_args()


def _build(
    folder: Path,
    arguments: argparse.Namespace,
    *,
    with_pages: bool = False,
    equal_to: Sequence[Page] = (),
) -> tuple[float, list[Page]]:
    """Build a site with a list; return the seconds, and its pages of publications."""
    given = arguments.bibliography
    bib = given.read_text(encoding="utf-8") if given else bibliography(arguments.n)
    _write(folder, {"papers.bib": bib, "docs/index.md": "# Home\n\n```publications\n```\n"})
    _write(folder, dict(map(_as_markdown, equal_to)))
    options = {"bibliography": "papers.bib", "publication_pages": with_pages}
    config = {
        "site_name": "x",
        "site_url": "https://x.example/",
        "theme": {"name": arguments.theme},
        "nav": ["index.md"],
        "not_in_nav": "publications/",
        "plugins": ["search", {"pubs": options}],
    }
    _write(folder, {"mkdocs.yml": yaml.safe_dump(config)})
    pages: list[Page] = []
    start = process_time()
    read = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    read.plugins.events["page_content"].append(_keeper(pages))
    build(read)
    seconds = process_time() - start
    return seconds, [page for page in pages if "pubs-page" in (page.content or "")]


def _as_markdown(page: Page) -> tuple[str, str]:
    """Return the path and the text of a Markdown file that shows what a page does."""
    front = yaml.safe_dump({name: page.meta[name] for name in ("title", "description")})
    return f"docs/{page.file.src_uri}", f"---\n{front}---\n\n{page.content}\n"


def _keeper(pages: list[Page]) -> Callable[..., str]:
    def keep(html: str, page: Page, **_: object) -> str:
        page.content = html
        pages.append(page)
        return html

    return keep


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
