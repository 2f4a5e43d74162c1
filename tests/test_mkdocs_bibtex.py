"""Sites that come from mkdocs-bibtex: its options, its commands, and what its users asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mkdocs_pubs.cli import main
from mkdocs_pubs.options import translated
from tests.conftest import SiteBuilder, write_files

BIB = """@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {Waters},
  year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed}, publisher = {Sands}, year = 2019}
"""


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
        "with options of mkdocs-bibtex come its ways: 'citations: true', 'style: plain',"
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
            {"bib_file": "https://api.zotero.org/users/1/items?key=SECRET&collection=X"},
            '`curl -fL -H "Zotero-API-Key: $ZOTERO_API_KEY" -o refs.bib'
            " 'https://api.zotero.org/users/1/items?collection=X&format=bibtex&limit=100'`",
        ),
        (
            {"bib_file": "a.bib", "csl_file": "https://example.org/apa.csl"},
            "`curl -fL -o style.csl https://example.org/apa.csl` and set 'style: style.csl'",
        ),
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
