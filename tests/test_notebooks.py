"""Notebooks that mkdocs-jupyter shows cite as pages do, in their Markdown cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import Publisher
from tests.conftest import SiteBuilder, write_files
from tests.projection import parse

BIB = """
@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {J}, year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed and Orr, Al}, publisher = {P}, year = 2019}
@misc{sil2012, title = {Silence}, author = {Sil, Pat}, year = 2012}
"""
PUBS = {"bibliography": "papers.bib", "citations": True, "style": "ieee"}
CELL = '<div class="jp-RenderedHTMLCommon jp-RenderedMarkdown">{}</div>'


@pytest.fixture
def extension(tmp_path: Path) -> PubsExtension:
    write_files(tmp_path, {"papers.bib": BIB})
    made = PubsExtension(publisher=Publisher(tmp_path, read_options(PUBS)[0]))
    made.begin(Page("nb.ipynb"))
    return made


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>[@lee2020; @roe2019] @sil2012</p>", "[1, 2] Sil [3]"),
        ("<p>[see <em>x</em> @lee2020, p. 3]</p>", "[see x 1, p. 3]"),
        ("<p>[see &quot;x&quot; @lee2020]</p>", '[see "x" 1]'),
        ('<p>[<a href="y">x</a> @lee2020]</p>', "[x 1]"),
        ("<p>[@no</p><p>@lee2020]</p>", "[@noLee and Kim [1]]"),
        ("<p><code>[@lee2020]</code></p>", "[@lee2020]"),
        (f"<pre>{'x ' * 600}@lee2020</pre>", f"{'x ' * 600}@lee2020"),
        ('<p><a href="y">@lee2020</a></p>', "@lee2020"),
        ("<p>$[@lee2020]$</p>", "$[@lee2020]$"),
        ("<p>lee@lee2020.org @joe</p>", "lee@lee2020.org @joe"),
        ("<div><p>a</p></div><p>[@lee2020]</p>", "a[1]"),
    ],
)
def test_markdown_cells_cite(extension: PubsExtension, html: str, shown: str) -> None:
    root = parse(extension.notebook_html(CELL.format(html)))
    assert root.text() == shown


def test_nothing_else_cites(extension: PubsExtension) -> None:
    html = (
        f'<div class="jupyter-wrapper"><p>[@lee2020]</p>{CELL.format("<p>a</p>")}[@roe2019]</div>'
    )
    assert extension.notebook_html(html) == html


@pytest.mark.parametrize("body", ["references\nsort_by: key\n", "sort_by: key\n"])
def test_a_block_lists_what_is_cited_before_and_behind_it(
    extension: PubsExtension, body: str
) -> None:
    block = f'<pre><code class="language-references">{body}</code></pre>'
    cells = ("<p>[@roe2019]</p>", block, "<p>[@lee2020]</p>")
    root = parse(extension.notebook_html("<hr>".join(map(CELL.format, cells))))
    (listed,) = root.all("pubs-references")
    keys = [one.attributes["data-key"] for one in listed.all("pubs-item")]
    assert keys == ["lee2020", "roe2019"]
    assert [one.line() for one in root.all("pubs-cite")] == ["[2]", "[1]"]


def test_a_line_that_stands_for_a_list_does_so_in_a_paragraph_of_its_own(tmp_path: Path) -> None:
    write_files(tmp_path, {"papers.bib": BIB})
    commands = {"references_command": r"\bibliography"}
    made = PubsExtension(publisher=Publisher(tmp_path, read_options({**PUBS, **commands})[0]))
    made.begin(Page("nb.ipynb"))
    cells = (
        "<p>[@roe2019] \\bibliography</p>",
        "<pre>\\bibliography</pre>",
        "<p>\\bibliography</p>",
    )
    root = parse(made.notebook_html("<hr>".join(map(CELL.format, cells))))
    (listed,) = root.all("pubs-references")
    assert [one.attributes["data-key"] for one in listed.all("pubs-item")] == ["roe2019"]
    assert root.text().count("\\bibliography") == 2


def test_signs_of_ours_in_a_notebook_are_none(extension: PubsExtension) -> None:
    html = CELL.format("<p>\x02pubs-kept:m0:\x03 \x020\x03 [@lee2020]</p>")
    assert parse(extension.notebook_html(html)).text() == "pubs-kept:m0: 0 [1]"


def test_a_notebook_on_a_site_cites(build_site: SiteBuilder) -> None:
    pytest.importorskip("mkdocs_jupyter", reason="mkdocs-jupyter is not installed")
    site = build_site(
        {"plugins": [{"mkdocs-jupyter": {"cache": False}}, {"pubs": PUBS}]},
        {"index.md": "# Home\n", "tides.ipynb": _notebook()},
        {"papers.bib": BIB},
        strict=False,
    )
    html = site.html("tides.md")
    root = parse(html)
    assert [one.line() for one in root.all("pubs-cite")] == [
        "[1]",
        "[1]",
        "[see the book 2, pp. 3–5]",
        "[?lee2021]",
        "Lee and Kim [2]",
    ]
    assert "<title>Tides &amp; more - Test site</title>" in html
    assert "[@sil2012]" not in html
    (references,) = root.all("pubs-references")
    ids = [one.attributes["id"] for one in references.all("pubs-item")]
    assert ids == ["pub-sil2012", "pub-lee2020"]
    assert "'[@code]'" in html
    assert "[@printed]" in html
    assert "\x02" not in html
    line = 1 + _notebook().splitlines().index('    "An unknown one [@lee2021].\\n",')
    assert f"docs/tides.ipynb:{line}: there is no publication 'lee2021' to cite" in site.log


def _notebook() -> str:
    printed = {"output_type": "stream", "name": "stdout", "text": ["[@printed]\n"]}
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": [
                "# Tides [@sil2012] & more\n",
                "\n",
                "Silence [@sil2012], [see *the* `book` @lee2020, pp. 3-5].\n",
                "An unknown one [@lee2021].\n",
                "\n",
                "```python\n",
                "x = '[@code]'\n",
                "```\n",
            ],
        },
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": ["print('[@printed]')"],
            "outputs": [printed],
        },
        {"cell_type": "markdown", "metadata": {}, "source": ["So say @lee2020.\n"]},
        {"cell_type": "markdown", "metadata": {}, "source": ["```references\n", "```\n"]},
    ]
    kernel = {"language": "python", "name": "python3", "display_name": "Python"}
    notebook = {
        "cells": [{"id": str(number), **cell} for number, cell in enumerate(cells)],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1)


def test_footnotes_of_a_notebook_are_no_neighbours_of_each_other(tmp_path: Path) -> None:
    write_files(tmp_path, {"papers.bib": BIB})
    options, _ = read_options({**PUBS, "citation_mode": "footnote"})
    extension = PubsExtension(publisher=Publisher(tmp_path, options))
    extension.begin(Page("nb.ipynb"))
    html = CELL.format("<p>Tides [@lee2020] and dunes [@roe2019, p. 3]</p>")
    root = parse(extension.notebook_html(html))
    assert [one.line() for one in root.all("pubs-cite")] == ["1", "2"]
    assert "Dunes. P, 2019, p. 3." in root.text()
