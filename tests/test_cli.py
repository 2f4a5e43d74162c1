from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_pubs.cli import main
from tests.projection import parse

GOOD = "@misc{a, title = {A}, author = {Lee, Ann}, year = 2020}\n@misc{b, title = {B}, year = 2019}"
BAD = "@misc{a, title = {A}, title = {B}, year = 2020}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.bib").write_text(BAD, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


@pytest.mark.usefixtures("folder")
class TestCheck:
    def test_a_good_file_passes_in_silence(self) -> None:
        assert run("check", "good.bib") == (0, "")

    def test_anything_wrong_is_said_and_fails(self) -> None:
        line = "bad.bib:1: the field 'title' of 'a' is given twice; kept the first"
        assert run("check", "good.bib", "bad.bib") == (
            1,
            f"bad.bib:1: duplicate key 'a', first at good.bib:1; kept both [duplicate-key]\n"
            f"{line} [duplicate-field]\n",
        )

    def test_a_code_can_be_ignored(self) -> None:
        assert run("check", "bad.bib", "--ignore", "duplicate-field") == (0, "")

    def test_a_style_can_be_tried(self) -> None:
        Path("journal.bib").write_text("@article{a, title={T}, year=2020}", encoding="utf-8")
        code, output = run("check", "journal.bib", "--style", "plain")
        assert code == 1
        assert "journal.bib:1: style 'plain' cannot cite 'a' as article" in output

    def test_what_is_wrong_with_a_whole_file_comes_before_what_is_wrong_in_its_lines(self) -> None:
        Path("bad.bib").write_bytes(BAD.replace("B", "\xdf").encode("latin-1"))
        assert run("check", "bad.bib")[1].splitlines() == [
            "bad.bib: not UTF-8; read it as cp1252 [encoding]",
            "bad.bib:1: the field 'title' of 'a' is given twice; kept the first [duplicate-field]",
        ]

    def test_a_missing_file_fails(self) -> None:
        code, output = run("check", "none.bib")
        assert code == 1
        assert "no file 'none.bib'" in output


@pytest.mark.usefixtures("folder")
class TestRender:
    def test_a_page_stands_alone(self) -> None:
        code, output = run("render", "good.bib", "--title", "My <papers>")
        assert code == 0
        assert output.startswith("<!DOCTYPE html>")
        assert "<h1>My &lt;papers&gt;</h1>" in output
        assert ".pubs-item" in output
        assert "<script>" in output

    def test_a_fragment_is_the_list_with_its_headings(self) -> None:
        _, output = run("render", "good.bib", "--fragment")
        root = parse(output)
        (wrapper,) = root.all("pubs")
        assert [node.line() for node in wrapper.walk() if node.tag == "h2"] == ["2020", "2019"]

    def test_groups_fold(self) -> None:
        groups = ("--group-by", "year", "--group-by", "type")
        _, output = run("render", "good.bib", "--fragment", "--collapsible", "closed", *groups)
        outer = [one for one in parse(output).all("pubs")[0].children if not isinstance(one, str)]
        assert [one.tag for one in outer] == ["details", "details"]
        assert [len(one.all("pubs-group")) for one in outer] == [1, 1]
        assert ["open" in one.attributes for one in outer] == [False, False]

    def test_it_takes_the_options_of_a_block(self) -> None:
        _, output = run(
            "render", "good.bib", "--fragment", "--group-by", "none", "--limit", "1",
            "--style", "plain", "--no-show-bibtex",
        )  # fmt: skip
        (item,) = parse(output).all("pubs-item")
        assert item.all("pubs-citation")[0].line() == "Ann Lee. A. 2020."
        assert not item.all("pubs-bibtex")

    def test_it_writes_to_a_file_and_reports_beside_it(self, folder: Path) -> None:
        code, output = run("render", "bad.bib", "-o", "out.html")
        assert code == 0
        assert "[duplicate-field]" in output
        assert "pubs-item" in (folder / "out.html").read_text(encoding="utf-8")

    def test_wrong_options_are_told_without_a_traceback(self) -> None:
        code, output = run("render", "good.bib", "--years", "soon", "--style", "nosuch")
        assert code == 1
        assert "option 'years': expected years such as" in output


def test_assets_writes_the_style_sheet_and_the_script(folder: Path) -> None:
    assert run("assets", "css") == (0, "")
    for name in ("citations.css", "citations.js", "pubs.css", "pubs.js"):
        assert ".pubs" in (folder / "css" / name).read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
class TestExport:
    def test_it_prints_bibtex_of_what_the_options_choose(self) -> None:
        assert run("export", "good.bib", "--years", "2019") == (
            0,
            "@misc{b, title = {B}, year = 2019}\n",
        )

    def test_it_writes_each_format(self) -> None:
        for form, start in (("ris", "TY  - GEN"), ("csl-json", "["), ("bib", "@misc{a")):
            assert run("export", "good.bib", "--format", form, "-o", "out") == (0, "")
            assert Path("out").read_text(encoding="utf-8").startswith(start)

    def test_it_writes_a_feed_of_a_page(self) -> None:
        page = ("--page-url", "https://a.example/papers/")
        assert (
            "<id>https://a.example/papers/#pub-a</id>"
            in run("export", "good.bib", "--format", "atom", *page)[1]
        )
        feed = json.loads(run("export", "good.bib", "--format", "json-feed", *page)[1])
        assert feed["feed_url"] == "https://a.example/papers/feed.json"

    @pytest.mark.parametrize("page", ["", "papers.html", "https://[papers", "javascript:papers"])
    def test_a_feed_needs_to_know_its_page(self, page: str) -> None:
        code, output = run("export", "good.bib", "--format", "atom", "--page-url", page)
        assert code == 2
        assert "a feed needs '--page-url'" in output

    def test_a_missing_file_fails(self) -> None:
        code, output = run("export", "none.bib")
        assert code == 1
        assert "no file 'none.bib'" in output
