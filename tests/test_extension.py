"""The extension in plain Python-Markdown, with the extensions that MkDocs sites use."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from mkdocs_pubs.errors import OptionError, PubsError
from mkdocs_pubs.extension import Page, PubsExtension, makeExtension
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import Publisher
from tests.projection import Node, parse

CASES = Path(__file__).parent / "cases" / "directive"
OTHERS = ["admonition", "attr_list", "md_in_html", "pymdownx.tabbed", "tables", "toc"]
BIB = "@misc{a, title = {A}, year = 2020}\n@misc{b, title = {B}, year = 2019}\n"
BLOCK = "```publications\n```\n"
KNOWN = {
    "bib",
    "options",
    "markdown",
    "html",
    "text",
    "absent",
    "toc",
    "lists",
    "inside",
    "diagnostics",
}


def _cases() -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(CASES.glob("*.yml"))]


@pytest.fixture
def bibliography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers.bib").write_text(BIB, encoding="utf-8")
    return tmp_path / "papers.bib"


@pytest.mark.parametrize("fences", ["fenced_code", "pymdownx.superfences"])
@pytest.mark.parametrize("path", _cases())
def test_case(path: Path, fences: str, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN
    extension = hosted(tmp_path, case.get("bib", BIB), **case.get("options", {}))
    extension.begin(Page("page.md", text=case["markdown"]))
    md = markdown.Markdown(extensions=[*OTHERS, fences, extension])
    html = md.convert(case["markdown"])
    assert_shown(case, html)
    if "toc" in case:
        assert [token["name"] for token in flat(md.toc_tokens)] == case["toc"]  # type: ignore[attr-defined]
    assert [str(one) for one in extension.diagnostics] == case.get("diagnostics", [])


@pytest.mark.parametrize("links", ["permalink", "anchorlink"])
def test_a_heading_that_folds_its_group_holds_no_link(links: str, tmp_path: Path) -> None:
    extension = hosted(tmp_path, BIB, collapsible="closed")
    settings = {"toc": {links: True}}
    text = f"# Papers\n\n{BLOCK}"
    html = markdown.markdown(text, extensions=["toc", extension], extension_configs=settings)
    folds = [node for node in parse(html).walk() if node.tag == "h2"]
    assert [fold.line() for fold in folds] == ["2020", "2019"]
    assert [fold.children for fold in folds] == [["2020"], ["2019"]]
    assert '<h1 id="papers"><a' in html or "Papers<a" in html


def hosted(folder: Path, bib: str, **chosen: object) -> PubsExtension:
    (folder / "papers.bib").write_text(bib, encoding="utf-8")
    options, _ = read_options({"bibliography": "papers.bib", **chosen})
    return PubsExtension(publisher=Publisher(folder, options))


def assert_shown(case: Mapping[str, Any], html: str) -> None:
    root = parse(html)
    lists = root.all("pubs")
    assert len(lists) == case.get("lists", len(lists))
    for fragment in case.get("html", []):
        assert fragment in html
    for text in case.get("text", []):
        assert text in root.text()
    for text in case.get("absent", []):
        assert text not in root.text()
    if "inside" in case:
        assert [tag_around(one) for one in lists] == case["inside"]


def tag_around(node: Node) -> str:
    assert node.parent is not None
    return node.parent.tag


def flat(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for token in tokens for one in (token, *flat(token["children"]))]


def test_it_takes_the_options_of_the_plugin(bibliography: Path) -> None:
    html = markdown.markdown(
        BLOCK,
        extensions=["pubs"],
        extension_configs={"pubs": {"bibliography": str(bibliography), "limit": 1}},
    )
    assert len(parse(html).all("pubs-item")) == 1


def test_wrong_options_are_told_at_once() -> None:
    with pytest.raises(OptionError) as caught:
        makeExtension(limit="many", stlye="plain")
    assert caught.value.problems == (
        "option 'limit': expected a whole number, 0 or more",
        "unknown option 'stlye'; did you mean 'style'?",
    )
    with pytest.raises(PubsError) as raised:
        makeExtension(style="nosuch", where="year >", templates="nowhere")
    assert len(raised.value.problems) == 3
    assert "there is no citation style 'nosuch'" in raised.value.problems[0]
    assert "there is no such folder of templates" in raised.value.problems[1]
    assert "cannot use where 'year >'" in raised.value.problems[2]


def test_what_is_wrong_is_logged_once(bibliography: Path, caplog: pytest.LogCaptureFixture) -> None:
    bibliography.write_text("@misc{a, title = {A}, title = {B}, year = 2020}", encoding="utf-8")
    extension = PubsExtension(bibliography=str(bibliography), severity={"syntax": "ignore"})
    markdown.markdown(BLOCK + "\n" + BLOCK, extensions=[extension, "toc"])
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "the field 'title' of 'a' is given twice" in record.getMessage()


def test_a_severity_of_ignore_is_silence(
    bibliography: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bibliography.write_text("@misc{a, title = {A}, title = {B}, year = 2020}", encoding="utf-8")
    options = {"bibliography": str(bibliography), "severity": {"duplicate-field": "ignore"}}
    markdown.markdown(BLOCK, extensions=[PubsExtension(**options)])
    assert caplog.records == []


def test_a_second_text_starts_with_fresh_ids(bibliography: Path) -> None:
    md = markdown.Markdown(extensions=[PubsExtension(bibliography=str(bibliography))])
    first = md.convert(BLOCK)
    assert md.reset().convert(BLOCK) == first


def test_a_second_instance_on_a_page_keeps_ids_apart(tmp_path: Path) -> None:
    # mkdocstrings converts docstrings with a `Markdown` of its own and the same extensions.
    extension = hosted(tmp_path, BIB)
    extension.begin(Page("page.md"))
    outer = markdown.Markdown(extensions=[extension])
    inner = markdown.Markdown(extensions=[extension])
    assert 'id="pub-a"' in inner.convert(BLOCK)
    assert 'id="pub-a-2"' in outer.convert(BLOCK)
    assert extension.anchors >= {"pub-a", "pub-a-2"}


def test_lines_are_those_of_the_file_whatever_came_in_between(tmp_path: Path) -> None:
    extension = hosted(tmp_path, BIB)
    block = "```publications\nstlye: plain\n```\n"
    text = f"---\ntitle: x\n---\n\n# A\n\n{block}"
    extension.begin(Page("page.md", text=text))
    changed = f"# A\n\nMuch that\n\na macro\n\nput here.\n\n{block}"
    markdown.markdown(changed, extensions=[extension])
    assert [str(one.location) for one in extension.diagnostics] == ["page.md:8"]


def test_the_page_of_zensical_is_known(bibliography: Path) -> None:
    class ContextPage:
        path = "docs/a/b.md"
        url = "a/b/"

    class ContextPreprocessor(markdown.preprocessors.Preprocessor):
        page = ContextPage()

        def run(self, lines: list[str]) -> list[str]:
            return lines

    class Context(markdown.extensions.Extension):
        def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
            md.preprocessors.register(ContextPreprocessor(md), "context", 100)

    bibliography.write_text("@misc{a, title = {A}, pdf = {a.pdf}}", encoding="utf-8")
    pubs = PubsExtension(bibliography=str(bibliography))
    html = markdown.markdown(BLOCK, extensions=[Context(), pubs])
    assert 'href="../../assets/pdf/a.pdf"' in html
