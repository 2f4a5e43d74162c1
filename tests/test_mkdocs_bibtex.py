"""Sites that come from mkdocs-bibtex: its options, its commands, and what its users asked for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mkdocs_pubs.cli import main
from mkdocs_pubs.csl.pandoc import find_pandoc
from mkdocs_pubs.options import specs, translated
from tests.conftest import ROOT, BuiltSite, SiteBuilder, build_project, write_files
from tests.projection import Node, parse

BIB = """@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {Waters},
  year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed}, publisher = {Sands}, year = 2019}
"""

SITE = Path(__file__).parent / "mkdocs_bibtex_site"

REQUESTS = "tests/test_mkdocs_bibtex_requests.py"

NAMES = (
    "bib_by_default bib_command bib_dir bib_file cite_inline cite_style csl_file csl_file_encoding"
    " enable_inline_citations footnote_format full_bib_command unescape_for_arithmatex"
)
"""The options that the plugin has had, from its first version to its last."""

ASKED = (
    "3 4 11 12 38 39 41 49 72 77 85 94 103 107 110 111 116 130 144 154 170 173 180 203 221 225 234"
    " 238 240 246 270 287 289 292 295 304 309 312 316 317 320 323 324 332 341"
)
"""The issues and pull requests that the guide has answers to."""

needs_pandoc = pytest.mark.skipif(find_pandoc() is None, reason="no pandoc to apply CSL styles")


def _ours(options: Mapping[str, object]) -> dict[str, object]:
    """Return what is made of options of mkdocs-bibtex, without what it implies."""
    implied = translated({"footnote_format": "{key}"}, lambda _: False).values
    made = translated(options, lambda path: path.startswith(".."))
    assert not made.problems
    return {name: value for name, value in made.values.items() if implied.get(name) != value}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"bib_file": "refs.bib"}, {"bibliography": "refs.bib"}),
        ({"bib_file": ["a.bib", "b.bib"]}, {"bibliography": ["a.bib", "b.bib"]}),
        ({"bib_dir": "refs/"}, {"bibliography": "refs/**/*.bib"}),
        ({"bib_dir": "refs[1]"}, {"bibliography": "refs[[]1]/**/*.bib"}),
        ({"bib_file": "a.bib", "bib_dir": "refs"}, {"bibliography": "a.bib"}),
        ({"bib_file": "../a.bib"}, {"bibliography": "../a.bib", "allow_outside": True}),
        (
            {"bib_file": "a.bib", "csl_file": "apa.csl"},
            {"bibliography": "a.bib", "style": "apa.csl"},
        ),
        ({"csl_file": ""}, {}),
        ({"csl_file": None}, {}),
        ({"bib_by_default": False}, {"references_at_end": False}),
        ({"bib_command": "[refs]"}, {"references_command": "[refs]"}),
        ({"full_bib_command": "[all refs]"}, {"bibliography_command": "[all refs]"}),
        ({"enable_inline_citations": False}, {"narrative_citations": False}),
        ({"csl_file_encoding": "utf-8", "cite_style": "pandoc"}, {}),
        ({"unescape_for_arithmatex": True, "cite_inline": True}, {}),
        ({"bib_file": "a.bib", "bibliography": "b.bib"}, {"bibliography": "b.bib"}),
        ({"bib_file": "a.bib", "citations": False}, {"bibliography": "a.bib", "citations": False}),
    ],
)
def test_an_option_stands_for_one_of_ours(
    theirs: Mapping[str, object], ours: Mapping[str, object]
) -> None:
    assert _ours(theirs) == ours


def test_a_site_without_such_options_is_left_as_it_is() -> None:
    options = {"bibliography": "papers.bib", "references_at_end": True}
    assert translated(options, lambda _: True).values == options
    assert translated(options, lambda _: True).hints == ()


def test_each_option_is_hinted_at_once_and_its_ways_all_together(build_site: SiteBuilder) -> None:
    options = {"bib_file": "refs.bib", "bib_dir": "refs", "footnote_format": "c-{number}"}
    config = {"plugins": [{"pubs": options}], "markdown_extensions": ["footnotes"]}
    site = build_site(config, {"index.md": "# A\n\n[@lee2020]\n"}, {"refs.bib": BIB})
    assert site.returncode == 0, site.log
    assert re.findall(r"mkdocs\.yml: (.*) \[mkdocs-bibtex\]", site.log) == [
        "'bib_file' is mkdocs-bibtex's; read it as 'bibliography: refs.bib'",
        "'bib_dir' is mkdocs-bibtex's; left it out, since 'bib_file' is given",
        "'footnote_format' is mkdocs-bibtex's and not needed:"
        " the ids of references are made of their keys",
        "with options of mkdocs-bibtex come its ways: 'citations: true', 'style: unsrt',"
        " 'references_at_end: true', 'references_command: \\bibliography',"
        " 'bibliography_command: \\full_bibliography'",
    ]


def test_hints_can_be_silenced(build_site: SiteBuilder) -> None:
    options = {"bib_file": "refs.bib", "severity": {"mkdocs-bibtex": "ignore"}}
    site = build_site({"plugins": [{"pubs": options}]}, {"index.md": "# A\n"}, {"refs.bib": BIB})
    assert "mkdocs-bibtex" not in site.log


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"bib_file": "https://example.org/a b.bib"},
            "`curl -fL -o refs.bib 'https://example.org/a b.bib'` and set 'bibliography: refs.bib'",
        ),
        (
            {"bib_file": "https://api.zotero.org/groups/2/items?format=bibtex"},
            "`mkdocs-pubs sync -o refs.bib --zotero groups/2` and set 'bibliography: refs.bib'",
        ),
        (
            {"bib_file": "https://api.zotero.org/users/1/collections/A2/items/top?key=SECRET"},
            "`ZOTERO_API_KEY=… mkdocs-pubs sync -o refs.bib --zotero users/1/collections/A2`",
        ),
        (
            {"bib_file": "a.bib", "csl_file": "https://example.org/apa.csl"},
            "`curl -fL -o style.csl https://example.org/apa.csl` and set 'style: style.csl'",
        ),
        (
            {"bib_file": ["a.bib", "https://[example"]},
            "`curl -fL -o refs.bib 'https://[example'`",
        ),
        ({"bib_file": "a.bib", "csl_file": "apa.xml"}, "expected a file whose name ends in .csl"),
        ({"bib_dir": ["refs"]}, "option 'bib_dir': expected a folder"),
        ({"bib_file": True}, "option 'bib_file': expected a"),
        ({"bib_file": "a.bib", "bib_by_default": "yes"}, "expected true or false"),
    ],
)
def test_what_no_build_can_use_is_refused(
    options: Mapping[str, object], said: str, build_site: SiteBuilder
) -> None:
    site = build_site({"plugins": [{"pubs": dict(options)}]}, {"index.md": "# A\n"}, {})
    assert site.returncode != 0
    assert said in site.log
    assert "SECRET" not in site.log
    assert "Traceback" not in site.log


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"bib_file": "refs.bib"}, "cites before 'pubs' can, which so has nothing to list; take"),
        ({"bibliography": "refs.bib"}, "cites, as 'pubs' can, too: move its options to 'pubs'"),
    ],
)
def test_the_old_plugin_beside_ours_is_named(
    options: Mapping[str, object],
    said: str,
    build_site: SiteBuilder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = EntryPoint("bibtex", f"{__name__}:OtherPlugin", "mkdocs.plugins")
    # MkDocs looks for plugins once, when it is imported.
    monkeypatch.setitem(vars(MkDocsConfig)["plugins"].installed_plugins, "bibtex", other)
    config = {"plugins": [{"pubs": dict(options)}, "bibtex"]}
    site = build_site(config, {"index.md": "# A\n"}, {"refs.bib": BIB})
    assert site.returncode == 0, site.log
    assert f"INFO mkdocs.plugins.pubs: mkdocs.yml: the plugin 'bibtex' {said}" in site.log


class OtherPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Stands for the old plugin."""


def test_the_name_of_the_old_plugin_is_left_to_it() -> None:
    ours = entry_points(group="mkdocs.plugins").select(module="mkdocs_pubs.plugin")
    assert [one.name for one in ours] == ["pubs"]


def test_the_check_reads_a_site_of_that_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = "bib_dir: refs\n      enable_inline_citations: false"
    config = f"site_name: A\nplugins:\n  - pubs:\n      {options}\n"
    page = "So [@lee2020], [@nobody], @roe2019.\n"
    write_files(tmp_path, {"mkdocs.yml": config, "docs/index.md": page, "refs/a.bib": BIB})
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", "--fail", "uncited-entry"])
    assert [line.partition(": ")[2] for line in done.output.splitlines()[:2]] == [
        "there is no publication 'nobody' to cite [unknown-citation]",
        "no page cites 'roe2019' [uncited-entry]",
    ]


def test_the_check_refuses_what_a_build_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = "site_name: A\nplugins:\n  - pubs: {bib_file: 'https://example.org/a.bib'}\n"
    write_files(tmp_path, {"mkdocs.yml": config})
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "curl -fL -o refs.bib https://example.org/a.bib" in done.output


def test_the_site_of_that_plugin_reads_as_it_did(tmp_path: Path) -> None:
    site = _built("mkdocs.yml", tmp_path)
    assert site.returncode == 0, site.log
    lee = "Ann Lee and Bo Kim. Tides of the North Sea. Journal of Waters, 3:1–9, 2020."
    roe, ash = "Zed Müller. Dunes. Sands, 2019.", "Di Ash. Gusts. In Proceedings of Air. 2021."
    home, notes, everything, plain = (
        _page(site, name) for name in ("index.md", "notes/index.html", "all.md", "plain.md")
    )
    assert _paragraphs(home)[:3] == [
        "Tides come twice a day [1]. More is known [1, 2] of them [2].",
        "As Ash [3] show, winds matter; [@lee2020] is code, @lee2020 is text, and so is"
        " ann@example.org.",
        "My own words.1",
    ]
    assert "In a box, too [3]." in home.text()
    assert "@lee2020\ndef tide()" in home.text()
    assert _references(home) == [("1", roe), ("2", lee), ("3", ash)]
    assert "A note of mine." in home.all("footnote")[0].text()
    assert _paragraphs(notes)[0] == "Dunes move [see 1, pp. 3–4; also 2]."
    assert _references(notes) == [("1", roe), ("2", ash)]
    assert notes.line().index("References") < notes.line().index(roe)
    assert notes.line().index(ash) < notes.line().index("Afterwards")
    assert _references(everything) == [("1", lee), ("2", roe), ("3", ash)]
    assert [one.text() for one in plain.walk() if one.tag == "h1"] == ["Without citations"]
    assert _references(plain) == []
    assert "\\" not in "".join(page.text() for page in (home, notes, everything))


@needs_pandoc
def test_the_other_options_of_that_plugin_do_what_they_did(tmp_path: Path) -> None:
    site = _built("styled.yml", tmp_path)
    assert site.returncode == 0, site.log
    home, notes, everything = (
        _page(site, name) for name in ("index.md", "notes/index.html", "all.md")
    )
    assert _paragraphs(home)[:2] == [
        "Tides come twice a day (Müller 2019). More is known (Lee and Kim 2020; Müller 2019) of"
        " them (Lee and Kim 2020).",
        "As @ash_gusts show, winds matter; [@lee2020] is code, @lee2020 is text, and so is"
        " ann@example.org.",
    ]
    assert _references(home) == []
    ash, roe = (None, "Di Ash: 2021, Gusts."), (None, "Zed Müller: 2019, Dunes.")
    lee = (None, "Ann Lee and Bo Kim: 2020, Tides of the North Sea.")
    assert _references(notes) == [ash, roe]
    assert _references(everything) == [ash, lee, roe, (None, "Al Orr: 2018, Clouds.")]
    assert "\\bibliography" in notes.text()
    assert "\\full_bibliography" in everything.text()


def _built(config: str, folder: Path) -> BuiltSite:
    """Build a site for mkdocs-bibtex of which nothing but the name of the plugin was changed."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    text = (folder / config).read_text(encoding="utf-8")
    assert text.count("  - bibtex:\n") == 1
    (folder / config).write_text(text.replace("  - bibtex:\n", "  - pubs:\n"), encoding="utf-8")
    return build_project(folder / config)


def _page(site: BuiltSite, page: str) -> Node:
    (main,) = (one for one in parse(site.html(page)).walk() if one.attributes.get("role") == "main")
    return main


def _paragraphs(page: Node) -> list[str]:
    return [one.line() for one in page.walk() if one.tag == "p"]


def _references(page: Node) -> list[tuple[str | None, str]]:
    """Return the number and the text of each reference on a page."""
    return [
        (one.attributes.get("value"), one.all("pubs-citation")[0].line())
        for one in page.all("pubs-item")
    ]


def test_each_answer_in_the_guide_names_a_test_that_exists() -> None:
    guide = (ROOT / "docs" / "mkdocs-bibtex.md").read_text(encoding="utf-8")
    table = guide.partition("| no. |")[2].splitlines()[2:]
    answered = set()
    for row in table:
        numbers, _, _, shown = (cell.strip() for cell in row.strip("|").split(" | "))
        answered.update(re.findall(r"\d+", numbers))
        file = re.search(r"in `(tests/\w+\.py)`", shown)
        source = (ROOT / (file[1] if file else REQUESTS)).read_text(encoding="utf-8")
        named = re.findall(r"`(test_\w+)`", shown)
        assert named, row
        for name in named:
            assert f"def {name}(" in source, row
    assert answered == set(ASKED.split())


def test_the_guide_has_every_option_of_that_plugin() -> None:
    guide = (ROOT / "docs" / "mkdocs-bibtex.md").read_text(encoding="utf-8")
    rows = guide.partition("## Options")[2].partition("## Commands")[0].splitlines()
    told = {name for row in rows for name in re.findall(r"`(\w+)", row.partition(" | ")[0])}
    assert set(NAMES.split()) <= told
    for name in NAMES.split():
        assert translated({name: None}, lambda _: False).values["citations"] is True
    named = {name for row in rows for name in re.findall(r"`(\w+):", row.partition(" | ")[2])}
    assert named - {"citations"} <= {spec.name for spec in specs()}
