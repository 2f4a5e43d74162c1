"""A real site on hostile bibliographies, with what could carry them out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_pubs.publisher.files import MAX_FILE_SIZE
from tests.conftest import ROOT, BuiltSite, build_project, write_files
from tests.hostile.witness import REPORT
from tests.projection import Node, parse

OURS = Path(__file__).parent / "hostile"
THEIRS = ROOT.parent / "shared" / "hostile"
SECRET = "SECRET"
"""Stands in what no page may show."""

CONFIG = f"""
site_name: Hostile
theme: {{name: material, font: false}}
exclude_docs: "*.bib"
hooks: [{OURS / "witness.py"}]
plugins:
  - search
  - macros: {{module_name: bait}}
  - mkdocstrings: {{handlers: {{python: {{paths: [.]}}}}}}
  - pubs: {{bibliography: kept.bib, max_authors: 0}}
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - toc: {{permalink: true}}
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.emoji
  - pymdownx.inlinehilite
  - pymdownx.magiclink
  - pymdownx.snippets: {{base_path: [.], check_paths: true}}
  - pymdownx.superfences
  - pymdownx.tasklist
"""
BAIT = {
    "bait.py": (
        '"""Docstring-read."""\n'
        "def define_env(env):\n"
        "    env.macro(lambda: 'Macro' + '-ran', 'canary')\n"
    ),
    "bait.md": "Snippet-read\n",
    "docs/bait.md": (
        "# Bait\n\n{{ canary() }}\n\n"
        '--8<-- "bait.md"\n\n'
        "[TOC]\n\nparagraph\n{: .attribute-list }\n\n"
        "::: bait\n    options: {show_root_heading: true}\n"
    ),
}
"""What would carry a field out, and a page on which it does."""

PAGE = """# Own heading

## Location {: #location }

## 2020

```publications
bibliography: "PATH"
search_bar: true
```

```publications
bibliography: "PATH"
style: alpha
group_by: [keywords, year]
```
"""
TABLE = """
```publications
bibliography: "PATH"
layout: table
search_bar: true
group_by: keywords
collapsible: closed
numbering: continuous
chart: true
print_panels: [abstract, award, annotation]
```
"""


@dataclass(frozen=True)
class HostileSite:
    """The site as built: its pages, and what was witnessed of the build."""

    root: Path
    built: BuiltSite

    @cached_property
    def witnessed(self) -> Mapping[str, Mapping[str, Any]]:
        """What each page cost (``witness`` says in what), and the audit events that it raised."""
        return dict(json.loads((self.root / REPORT).read_text(encoding="utf-8")))

    @cached_property
    def _parsed(self) -> dict[str, Node]:
        return {}

    def page(self, name: str) -> Node:
        """Return a page, whose tags must all be closed in order."""
        if name not in self._parsed:
            self._parsed[name] = parse(self.built.html(f"{name}.md"))
        return self._parsed[name]

    def lists(self, name: str) -> list[Node]:
        """Return the lists on a page."""
        return self.page(name).all("pubs")

    def filed(self, name: str, part: Node) -> list[Node]:
        """Return what stands of a large list in files beside its page, list by list."""
        links = (node for rest in part.all("pubs-rest") for node in rest.walk() if node.tag == "a")
        files = dict.fromkeys(str(link.attributes["href"]).partition("#")[0] for link in links)
        texts = ((self.built.folder / name / file).read_text(encoding="utf-8") for file in files)
        return [one for text in texts for one in parse(text).all("pubs-list")]

    def items(self, name: str) -> dict[str, Node]:
        """Return the publications of the first list on a page, by their keys."""
        whole = self.lists(name)[0]
        parts = [whole, *self.filed(name, whole)]
        items = [item for part in parts for item in part.all("pubs-item")]
        return {str(item.attributes["data-key"]): item for item in items}

    def said(self, name: str) -> list[str]:
        """Return the lines of the log that name a file."""
        return [line for line in self.built.log.splitlines() if name in line]


def build_hostile_site(root: Path, blocks: Mapping[str, str]) -> HostileSite:
    """Build a page for each hostile bibliography, and one for each of `blocks`."""
    bibliographies = dict(_bibliographies())
    names = {path: f"docs/{Path(path).stem}.md" for path in bibliographies}
    pages = {
        page: (PAGE if Path(path).stem in GENERATED else PAGE + TABLE).replace("PATH", path)
        for path, page in names.items()
    }
    pages |= {f"docs/{name}.md": block for name, block in blocks.items()}
    project = {"mkdocs.yml": CONFIG, "kept.bib": "@misc{kept, title = {Kept}, year = 2020}\n"}
    write_files(root, {**project, **BAIT, **bibliographies, **pages})
    _lay_traps(root)
    built = build_project(root / "mkdocs.yml", strict=False, python=Path(sys.executable))
    assert built.returncode == 0, built.log
    return HostileSite(root, built)


def _bibliographies() -> Iterator[tuple[str, str | bytes]]:
    """Yield ours, those of the shared folder where it is, and what is too long to be stored."""
    for folder in (OURS, THEIRS):
        for path in sorted(folder.glob("*.bib")):
            yield f"bib/{path.name}", path.read_bytes()
    for name, text in GENERATED.items():
        yield f"bib/{name}.bib", text + KEPT


def _ring(length: int) -> str:
    links = (f"@misc{{n{n}, crossref = {{n{(n + 1) % length}}}}}\n" for n in range(length))
    return "".join(links)


def _nested(opening: str, closing: str) -> str:
    text = f"{opening * 10_000}x{closing * 10_000}"
    return f"@misc{{deep, title = {{{text}}}, author = {{{text}}}, note = {{{text}}}}}\n"


KEPT = "@misc{kept, title = {Kept whole}, author = {A B}, year = 2020}\n"
GENERATED = {
    "11-long-ring": _ring(1_000),
    "13-braces": _nested("{", "}"),
    "13-macros": _nested("\\emph{", "}"),
    "13-tags": _nested("<b>", "</b>"),
    "13-open": f"@misc{{deep, title = {{{'{' * 10_000}\n",
    "15-field": f"@misc{{long, title = {{{'word ' * 2_000_000}}}, year = 2020}}\n",
    "15-name": f"@misc{{long, title = {{T}}, author = {{{'x' * 1_000_000}}}, year = 2020}}\n",
    "15-names": f"@misc{{long, title = {{T}}, author = {{A{' and A' * 10_000}}}, year = 2020}}\n",
}
"""What is too long to be stored in a file; each is followed by a publication that must be shown."""


def _lay_traps(root: Path) -> None:
    """Make what leads out of the project, never ends, or has a name that does harm."""
    outside = {"secret.bib": f"@misc{{secret, title = {{{SECRET}}}, year = 2020}}\n"}
    write_files(root.parent / "outside", outside)
    write_files(root, {"secret.pdf": SECRET, "docs/private.bib": KEPT})
    (root / "link.bib").symlink_to(root.parent / "outside" / "secret.bib")
    (root / "linked").symlink_to(root.parent / "outside")
    (root / "zero.bib").symlink_to("/dev/zero")
    os.mkfifo(root / "pipe.bib")
    (root / "sparse.bib").touch()
    os.truncate(root / "sparse.bib", MAX_FILE_SIZE + 1)
    write_files(root / "names", dict.fromkeys(HOSTILE_NAMES, "@misc{n, title = {N}"))


HOSTILE_NAMES = (
    "<img src=x onerror=pwned()>.bib",
    "{{ canary() }}.bib",
    "\x1b[31mred\nINFO    -  forged.bib",
    "\u202efdp.bib",
    "-rf; $(id) `id`.bib",
)
