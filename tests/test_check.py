"""``mkdocs-pubs check`` for what pages cite, and for whoever listens: people, GitHub, programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner

from mkdocs_pubs.cli import main
from mkdocs_pubs.cli.reports import print_report
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.options import Options, read_options
from mkdocs_pubs.passages import Passage, cited, passages
from mkdocs_pubs.publisher import Publisher
from tests.conftest import ROOT, write_files
from tests.linear_time import assert_linear
from tests.test_citations import BIB as CITED_BIB
from tests.test_citations import CASES

BIB = """\
@misc{lee2020, title = {Tides}, author = {Lee, Ann}, year = 2020}
@misc{roe2019, title = {Dunes}, author = {Roe, Zed}, year = 2019}
@misc{sil2012, title = {Bells}, author = {Sil, Pat}, year = 2012}
"""
PAGE = """\
---
title: "@front"
nocite: "@roe2019, @zed"
---
# Tides

Tides [@lee2021] rise, `[@code]` and [@link](y) and a@b.org and @nobody do not.

```python
[@fenced]
```

    [@indented]

- a list

    [@listed]

        [@indented]

<!-- [@hidden]

[@hidden] -->

\\[@escaped] [@defined] @lee2020

[@defined]: https://example.org
"""
CONFIG = """\
site_name: Tides
repo_name: !ENV [NO_SUCH_VARIABLE, tides]
plugins:
  - search
  - pubs: {bibliography: !ENV [NO_SUCH_VARIABLE, papers.bib], citations: true}
validation: {links: !relative $docs_dir}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
EXTENSIONS = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables"]
MISSING = "there is no publication '{}' to cite"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    write_files(tmp_path, {"papers.bib": BIB, "docs/index.md": PAGE, "mkdocs.yml": CONFIG})
    return tmp_path


def run(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(main, ["check", *arguments])
    return result.exit_code, result.output.splitlines()


@pytest.mark.usefixtures("folder")
class TestPages:
    def test_missing_keys_and_uncited_entries_are_said_by_line(self) -> None:
        assert run("papers.bib", "--pages", "docs") == (
            1,
            [
                f"docs/index.md:3: {MISSING.format('zed')} [unknown-citation]",
                f"docs/index.md:7: {MISSING.format('lee2021')}; did you mean 'lee2020'?"
                " [unknown-citation]",
                f"docs/index.md:17: {MISSING.format('listed')} [unknown-citation]",
                "papers.bib:3: no page cites 'sil2012' [uncited-entry]",
            ],
        )

    def test_entries_that_nobody_cites_fail_only_where_that_is_asked_for(self) -> None:
        Path("docs/index.md").write_text("@lee2020 [@roe2019]", encoding="utf-8")
        said = ["papers.bib:3: no page cites 'sil2012' [uncited-entry]"]
        assert run("papers.bib", "--pages", "docs") == (0, said)
        assert run("papers.bib", "--pages", "docs", "--fail", "uncited-entry") == (1, said)
        assert run("papers.bib", "--pages", "docs", "--ignore", "uncited-entry") == (0, [])

    def test_many_that_nobody_cites_are_told_in_one_line_where_that_is_no_fault(self) -> None:
        bib = "\n".join(f"@misc{{k{n}, title={{T}}}}" for n in range(9))
        write_files(Path(), {"papers.bib": bib, "docs/index.md": "[@k0]"})
        what = "'k1', 'k2', 'k3' and 5 more (--fail uncited-entry names them)"
        said = [f"papers.bib:2: no page cites {what} [uncited-entry]"]
        assert run("papers.bib", "--pages", "docs") == (0, said)
        assert len(run("papers.bib", "--pages", "docs", "--fail", "uncited-entry")[1]) == 8

    def test_front_matter_that_cannot_be_read_is_said(self) -> None:
        page = "---\ntitle: T\ncitations: perhaps\nnocite: {a: b}\nreferences_at_end:\n---\n"
        write_files(Path(), {"docs/index.md": f"{page}@lee2020 [@roe2019; @sil2012]"})
        assert run("papers.bib", "--pages", "docs") == (
            1,
            [
                "docs/index.md:3: front matter 'citations': expected true or false; left it out"
                " [invalid-option]",
                "docs/index.md:4: front matter 'nocite': expected keys of works; left it out"
                " [invalid-option]",
            ],
        )

    @pytest.mark.parametrize(
        "page", ["[@lee2020; @roe2019]\n\n@{sil2012}", '---\nnocite: "@*"\n---\n', "[@!sil2012]"]
    )
    def test_every_way_to_cite_counts(self, page: str) -> None:
        Path("docs/index.md").write_text(page, encoding="utf-8")
        _, said = run("papers.bib", "--pages", "docs")
        assert not any("sil2012" in line for line in said)

    def test_an_entry_that_others_refer_to_is_not_said_to_be_useless(self) -> None:
        bib = "@book{b, title={B}}\n@misc{a, title={A}, related={b}}\n@misc{c, title={C}}"
        write_files(Path(), {"papers.bib": bib, "docs/index.md": "[@a]"})
        assert run("papers.bib", "--pages", "docs") == (
            0,
            ["papers.bib:3: no page cites 'c' [uncited-entry]"],
        )

    def test_a_page_that_does_not_cite_is_left_alone(self) -> None:
        Path("docs/index.md").write_text("---\ncitations: false\n---\n[@zed]", encoding="utf-8")
        assert not any("zed" in line for line in run("papers.bib", "--pages", "docs")[1])

    def test_a_page_may_have_a_bibliography_of_its_own(self) -> None:
        page = "[@zed]\n\n```references\nbibliography: other.bib\n```\n"
        write_files(Path(), {"other.bib": "@misc{zed, title={Z}}", "docs/index.md": page})
        assert not any("'zed'" in line for line in run("papers.bib", "--pages", "docs")[1])

    def test_notebooks_are_read_by_the_lines_of_their_file(self) -> None:
        cells = [
            {"cell_type": "code", "source": ["[@code]\n"]},
            {
                "cell_type": "markdown",
                "source": ["# A\n", "\n", 'As "said" [@zed]\n', "[@joe]"],
            },
            {"cell_type": "markdown", "source": "One text [@kim]"},
        ]
        text = json.dumps({"cells": cells, "metadata": {}}, indent=1)
        Path("docs/tides.ipynb").write_text(text, encoding="utf-8")
        lines = text.splitlines()
        places = [
            1 + next(index for index, line in enumerate(lines) if key in line)
            for key in ("@zed", "@joe", "@kim")
        ]
        assert run("papers.bib", "--pages", "docs/tides.ipynb")[1][:3] == [
            f"docs/tides.ipynb:{line}: {MISSING.format(key)} [unknown-citation]"
            for line, key in zip(places, ("zed", "joe", "kim"), strict=True)
        ]

    def test_docstrings_are_read(self) -> None:
        module = (
            'X = "[@text]"\n\ndef f():\n    """Say tides.\n\n    Notes:\n        As [@zed].\n\n'
            '            [@code]\n    """\n    return 1  # [@comment]\n'
        )
        Path("tides.py").write_text(module, encoding="utf-8")
        assert run("papers.bib", "--pages", "tides.py", "--ignore", "uncited-entry") == (
            1,
            [f"tides.py:7: {MISSING.format('zed')} [unknown-citation]"],
        )

    @pytest.mark.parametrize("name", ["broken.ipynb", "broken.py", "latin.md", "[1].ipynb"])
    def test_what_cannot_be_read_does_no_harm(self, name: str) -> None:
        content = b"[1]" if name == "[1].ipynb" else b"{ \xff [@"
        Path("docs", name).write_bytes(content)
        assert run("papers.bib", "--pages", f"docs/{name}", "--ignore", "uncited-entry") == (0, [])

    def test_hidden_folders_are_none(self) -> None:
        write_files(Path(), {"docs/.cache/a.md": "[@zed2]", "docs/a.txt": "[@zed3]"})
        assert not any("zed2" in line or "zed3" in line for line in run("--pages", "docs")[1])


@pytest.mark.usefixtures("folder")
class TestConfiguration:
    def test_it_is_found_in_the_current_folder(self) -> None:
        assert run() == run("papers.bib", "--pages", "docs")

    def test_paths_are_from_the_current_folder(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(folder / "docs")
        said = run("--config", "../mkdocs.yml")[1]
        assert [line.partition(":")[0] for line in said] == ["../papers.bib"] + ["index.md"] * 3

    def test_its_severities_count_and_those_of_the_command_more(self) -> None:
        with Path("mkdocs.yml").open("a", encoding="utf-8") as file:
            file.write("docs_dir: docs\n")
        text = Path("mkdocs.yml").read_text(encoding="utf-8")
        severe = "citations: true, severity: {unknown-citation: info}}"
        Path("mkdocs.yml").write_text(text.replace("citations: true}", severe), encoding="utf-8")
        assert run()[0] == 0
        assert run("--fail", "unknown-citation")[0] == 1

    def test_without_citations_no_page_cites(self) -> None:
        text = CONFIG.replace("citations: true", "citations: false")
        Path("mkdocs.yml").write_text(text, encoding="utf-8")
        assert run() == (0, [])
        assert run("--pages", "docs")[0] == 1

    def test_the_extension_alone_is_found_too(self) -> None:
        options = "{bibliography: papers.bib, citations: true}"
        config = f"site_name: T\nmarkdown_extensions:\n  pubs: {options}\n"
        Path("mkdocs.yml").write_text(config, encoding="utf-8")
        assert len(run()[1]) == 4

    def test_it_may_inherit(self) -> None:
        write_files(Path(), {"base.yml": CONFIG, "mkdocs.yml": "INHERIT: base.yml\n"})
        assert len(run()[1]) == 4

    def test_mappings_that_hold_themselves_are_not_joined(self) -> None:
        ring = "plugins: &p {x: *p}\n"
        write_files(Path(), {"base.yml": ring, "mkdocs.yml": f"INHERIT: base.yml\n{ring}"})
        assert run() == (2, ["Error: cannot read mkdocs.yml: its mappings have no end"])

    @pytest.mark.parametrize(
        ("config", "reason"),
        [
            ("plugins: [search]", "mkdocs.yml has no plugin 'pubs'"),
            ("a: [", "cannot read mkdocs.yml: no YAML"),
            ("- a", "cannot read mkdocs.yml: no mapping"),
            ("plugins: [pubs: {citations: perhaps}]", "option 'citations': expected"),
            (r'INHERIT: "\0"', "no path"),
            ("INHERIT: /dev/zero", "cannot read /dev/zero"),
            ("INHERIT: [base.yml]", "cannot read mkdocs.yml: INHERIT is no path"),
            ("plugins: [pubs]\ndocs_dir: [docs]", "cannot read mkdocs.yml: docs_dir is no path"),
            ("plugins: [pubs: {style: nosuch, bibliography: papers.bib}]", "nosuch"),
        ],
    )
    def test_what_cannot_be_used_is_a_fault_of_use(self, config: str, reason: str) -> None:
        Path("mkdocs.yml").write_text(config, encoding="utf-8")
        code, said = run()
        assert code == 2
        assert reason in said[0]

    def test_without_files_and_configuration_there_is_nothing_to_check(self) -> None:
        Path("mkdocs.yml").unlink()
        assert run()[0] == 2
        for path in ("nowhere", "nowhere" * 50):
            assert run("papers.bib", "--pages", path)[0] == 2
        assert run("--config", "nowhere.yml")[0] == 2


class TestReports:
    def test_github_is_found(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(folder.parent))
        said = run("--ignore", "unknown-citation")[1]
        assert said == [
            f"::notice file={folder.name}/papers.bib,line=3,title=uncited-entry::"
            "papers.bib:3: no page cites 'sil2012' [uncited-entry]"
        ]
        assert run("--format", "plain", "--ignore", "unknown-citation")[1][0].startswith("papers")

    def test_no_sign_leaves_its_place_in_an_annotation(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
        problem = Diagnostic(Location("a,b:c%.md", 2), "100%\n::error::x", Code.SYNTAX)
        print_report([problem], Options(), "github")
        assert capsys.readouterr().out == (
            "::warning file=a%2Cb%3Ac%25.md,line=2,title=syntax::"
            "a,b:c%25.md:2: 100%25\\n::error::x [syntax]\n"
        )

    @pytest.mark.usefixtures("folder")
    def test_programs_get_json(self) -> None:
        code, said = run("--format", "json", "--ignore", "unknown-citation")
        assert code == 0
        assert json.loads("\n".join(said)) == [
            {
                "path": "papers.bib",
                "line": 3,
                "severity": "info",
                "code": "uncited-entry",
                "message": "no page cites 'sil2012'",
            }
        ]


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    folder = tmp_path_factory.mktemp("cited")
    write_files(folder, {"papers.bib": CITED_BIB})
    return Publisher(folder, read_options({"bibliography": "papers.bib", "citations": True})[0])


def _cases() -> list[object]:
    read = [(path, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(CASES.glob("*.yml"))]
    plain = [(path, case) for path, case in read if not case.keys() & {"bib", "options"}]
    return [pytest.param(case["page"], id=path.stem) for path, case in plain]


@pytest.mark.parametrize("page", _cases())
def test_a_page_is_read_as_it_is_built(page: str, publisher: Publisher) -> None:
    """What the build says of unknown keys, and where, is what is found without one."""
    extension = PubsExtension(publisher=publisher)
    extension.begin(Page("page.md", text=page))
    markdown.markdown(page, extensions=[*EXTENSIONS, extension])
    built = [
        (re.findall("'(.*?)'", one.message)[0], one.location.line)
        for one in extension.diagnostics
        if one.code is Code.UNKNOWN_CITATION
    ]
    known, _ = publisher.press.catalogue(publisher.options, Location("page.md"))
    lines = page.splitlines()
    found = cited(Passage(lines, range(1, len(lines) + 1)), known.__contains__)
    assert [(one.work.key, one.line) for one in found if one.work.key not in known] == built


def test_a_notebook_that_is_nested_without_end_has_no_cells() -> None:
    assert list(passages("a.ipynb", "[" * 100_000)) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "[" * size,
        lambda size: "`" * size + " " + "``` `` ` " * (size // 4),
        lambda size: "<!--" * size,
        lambda size: "<pre " * size,
        lambda size: " " * size + "\n" + "[@a] " * (size // 10),
        lambda size: "[@a]\n\n" * (size // 10),
        lambda size: "\2" * size,
        lambda size: "- a\n" * size,
    ],
)
def test_a_page_is_read_in_linear_time(make: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        lines = make(size).split("\n")
        list(cited(Passage(lines, range(1, len(lines) + 1)), lambda _: False))

    assert_linear(read, 2000)


def test_the_hooks_for_pre_commit_run_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "mkdocs-pubs"
        assert command in main.commands
    assert [hook.get("pass_filenames", True) for hook in hooks] == [False, True]


@pytest.mark.usefixtures("folder")
class TestOptions:
    def test_options_of_lists_are_checked_also_where_nothing_is_cited(self) -> None:
        config = CONFIG.replace("citations: true", "citations: false, stlye: ieee")
        page = (
            "---\ntitle: A\n---\n\n```publications\nlimit: soon\n```\n\n```references\n- a\n```\n"
        )
        write_files(Path(), {"mkdocs.yml": config, "docs/index.md": page})
        code, said = run()
        assert code == 1
        assert [line.partition(";")[0] for line in said] == [
            "docs/index.md:6: option 'limit': expected a whole number, 0 or more",
            "docs/index.md:9: cannot read the block's options (expected options such as"
            " 'limit: 5')",
            "mkdocs.yml: unknown option 'stlye'",
        ]
