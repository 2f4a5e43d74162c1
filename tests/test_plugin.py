"""The plugin in real builds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import run

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_pubs.plugin import PubsPlugin
from tests.conftest import SiteBuilder, write_files

BLOCK = "```publications\n```\n"
PAPERS = """@misc{lee2024, title = {A}, author = {Lee, Ann}, year = 2024}
@misc{old, title = {B}, year = 2019}
"""

WITH_PDF = {
    "papers.bib": "@misc{a, title = {A}, year = 2019, pdf = {b.pdf}}",
    "docs/assets/pdf/b.pdf": "",
}


def _config(**options: object) -> dict[str, object]:
    return {"plugins": ["search", {"pubs": {"bibliography": "papers.bib", **options}}]}


def test_a_block_becomes_a_list_with_years_in_the_table_of_contents(
    build_site: SiteBuilder,
) -> None:
    site = build_site(_config(), {"index.md": f"# Papers\n\n{BLOCK}"}, {"papers.bib": PAPERS})
    assert site.returncode == 0
    assert site.count("pubs-item") == 2
    html = site.html()
    assert '<h2 id="pubs-2024">2024' in html
    assert 'href="#pubs-2019"' in html
    assert html.index("assets/pubs/pubs.css") < html.index("</head>")
    assert (site.folder / "assets/pubs/pubs.css").is_file()
    assert '<script src="assets/pubs/pubs.js" defer></script>' in html
    assert (site.folder / "assets/pubs/pubs.js").is_file()


def test_links_lead_to_the_site_from_any_depth(build_site: SiteBuilder) -> None:
    pages = {"index.md": BLOCK, "a/b/deep.md": BLOCK}
    site = build_site(_config(), pages, WITH_PDF)
    assert 'href="assets/pdf/b.pdf"' in site.html("index.md")
    assert 'href="../../../assets/pdf/b.pdf"' in site.html("a/b/deep/index.html")


def test_links_lead_to_the_site_without_directory_urls(build_site: SiteBuilder) -> None:
    config = {**_config(), "use_directory_urls": False}
    site = build_site(config, {"index.md": BLOCK, "a/deep.md": BLOCK}, WITH_PDF)
    assert 'href="../assets/pdf/b.pdf"' in site.html("a/deep.md")


@pytest.mark.parametrize("options", [{}, {"headings_in_toc": False}, {"collapsible": "closed"}])
def test_mkdocs_knows_the_anchors(build_site: SiteBuilder, options: dict[str, object]) -> None:
    pages = {
        "index.md": "[one](papers.md#pub-lee2024) [year](papers.md#pubs-2024)",
        "papers.md": BLOCK,
    }
    config = {**_config(**options), "validation": {"links": {"anchors": "warn"}}}
    assert build_site(config, pages, {"papers.bib": PAPERS}).returncode == 0


def test_headings_can_be_left_out_of_a_themes_table_of_contents(build_site: SiteBuilder) -> None:
    site = build_site(_config(headings_in_toc=False), {"index.md": BLOCK}, {"papers.bib": PAPERS})
    assert '<h2 id="pubs-2024">2024' in site.html()
    assert 'href="#pubs-2024"' not in site.html()


def test_a_mistake_is_one_warning_and_fails_a_strict_build(build_site: SiteBuilder) -> None:
    pages = {"index.md": BLOCK, "again.md": BLOCK}
    files = {"papers.bib": "@misc{a, title = {A}, title = {B}, year = 2020}"}
    site = build_site(_config(), pages, files, strict=True)
    assert site.returncode != 0
    message = "papers.bib:1: the field 'title' of 'a' is given twice; kept the first"
    assert site.log.count(message) == 1
    assert build_site(_config(), pages, files, strict=False).count("pubs-item") == 1


def test_a_mistake_in_the_options_of_the_site_is_one_warning_and_names_them(
    build_site: SiteBuilder,
) -> None:
    pages = {"index.md": BLOCK, "again.md": BLOCK, "own.md": "```publications\nkeys: [old]\n```"}
    config = _config(bibliography=["papers.bib", "none.bib"], buttons=["pdff"])
    site = build_site(config, pages, {"papers.bib": PAPERS}, strict=False)
    assert site.log.count("WARNING") == 2
    assert "mkdocs.yml: no file 'none.bib' in " in site.log
    assert "mkdocs.yml: no publication has the field 'pdff', which 'buttons' asks for" in site.log


def test_an_owner_who_wrote_nothing_is_told_of_once(build_site: SiteBuilder) -> None:
    pages = {
        "index.md": BLOCK,
        "old.md": "```publications\nyears: 2019\n```",
        "talks.md": "```publications\nbibliography: talks.bib\n```",
    }
    files = {"papers.bib": PAPERS, "talks.bib": "@misc{t, title = {T}, author = {Roe, Jo}}"}
    site = build_site(_config(highlight="Ann Leee"), pages, files, strict=False)
    message = "no publication has the author 'Ann Leee', which 'highlight' asks for"
    assert f"mkdocs.yml: {message}; did you mean 'Ann Lee'? [unknown-name]" in site.log
    assert site.log.count("WARNING") == 1
    assert build_site(_config(highlight="A. Lee"), pages, files).returncode == 0


def test_severity_is_an_option(build_site: SiteBuilder) -> None:
    files = {"papers.bib": "@misc{a, title = {A}, title = {B}, year = 2020}"}
    quiet = _config(severity={"duplicate-field": "ignore"})
    assert build_site(quiet, {"index.md": BLOCK}, files).returncode == 0
    loud = _config(severity={"duplicate-field": "error"})
    assert build_site(loud, {"index.md": BLOCK}, files, strict=False).returncode != 0


def test_lines_count_the_front_matter(build_site: SiteBuilder) -> None:
    page = "---\ntitle: Papers\n---\n\n# Papers\n\n```publications\nstyel: plain\n```\n"
    site = build_site(_config(), {"index.md": page}, {"papers.bib": PAPERS}, strict=False)
    expected = "docs/index.md:8: unknown option 'styel'; did you mean 'style'? [unknown-option]"
    assert expected in site.log.replace("\\", "/")
    assert site.count("pubs-item") == 2


def test_wrong_options_are_told_at_once_without_a_traceback(build_site: SiteBuilder) -> None:
    config = _config(limit="five", heading_level=9)
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS}, strict=False)
    assert site.returncode != 0
    assert "option 'limit': expected a whole number" in site.log
    assert "option 'heading_level': expected a heading level" in site.log
    assert "Traceback" not in site.log


def test_a_button_that_is_not_safe_to_follow_stops_the_build(build_site: SiteBuilder) -> None:
    buttons = [{"a": {"url": "javascript:{}"}}, {"b": {"url": "../../x/{}"}}]
    config = _config(buttons=buttons)
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS}, strict=False)
    assert site.returncode != 0
    assert "the button 'a' leads to no safe address" in site.log
    assert "the button 'b' leads to no safe address" in site.log


def test_an_unknown_option_in_the_configuration_is_a_warning(build_site: SiteBuilder) -> None:
    config = _config(higlight="Ann Lee")
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS}, strict=False)
    assert "unknown option 'higlight'; did you mean 'highlight'?" in site.log
    assert site.returncode == 0


def test_a_style_that_is_not_installed_stops_the_build(build_site: SiteBuilder) -> None:
    config = _config(style="nosuch")
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS}, strict=False)
    assert site.returncode != 0
    assert "there is no citation style 'nosuch'; installed are" in site.log
    assert "Traceback" not in site.log


@pytest.mark.parametrize("asset", ["assets/pubs/pubs.css", "assets/pubs/pubs.js"])
def test_the_users_own_assets_stand_for_ours(asset: str, build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, f"docs/{asset}": "/* mine */"}
    site = build_site(_config(), {"index.md": BLOCK}, files)
    assert (site.folder / asset).read_text(encoding="utf-8") == "/* mine */"


def test_the_words_of_a_bar_are_in_no_search(build_site: SiteBuilder) -> None:
    site = build_site(_config(search_bar=True), {"index.md": BLOCK}, {"papers.bib": PAPERS})
    assert site.count("pubs-bar") == 1
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "Search publications" not in index
    assert "Group by" not in index


@pytest.mark.parametrize(
    ("name", "asset"),
    [
        ("assets", "assets/pubs/pubs.css"),
        ("assets/pubs", "assets/pubs/pubs.css"),
        ("assets/pubs/pubs.css/x.txt", "assets/pubs/pubs.css"),
        ("assets/pubs/pubs.js/x.txt", "assets/pubs/pubs.js"),
    ],
)
def test_what_is_in_the_way_of_an_asset_is_told(
    name: str, asset: str, build_site: SiteBuilder, tmp_path: Path
) -> None:
    files = {"papers.bib": PAPERS, f"docs/{name}": "in the way"}
    site = build_site(_config(), {"index.md": BLOCK}, files, strict=False)
    assert site.returncode != 0
    said = f"pubs: '{name}' is where '{asset}' is to go"
    assert f"{said}; give it another name" in site.log
    (tmp_path / "docs" / name).unlink()
    assert build_site(_config(), {"index.md": BLOCK}).returncode == 0


def test_a_changed_bibliography_is_read_again_by_the_same_plugin(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(BLOCK, encoding="utf-8")
    (tmp_path / "papers.bib").write_text(PAPERS, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [{pubs: {bibliography: papers.bib}}]", encoding="utf-8"
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    build(config)
    (tmp_path / "papers.bib").write_text(f"{PAPERS}@misc{{new, year=2030}}", encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    build(config)
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'id="pub-new"' in html


class Server:
    """What a plugin sees of MkDocs' server: folders, and whether those in them count, too."""

    def __init__(self) -> None:
        self.watched: dict[str, bool] = {}

    def watch(self, path: str, *, recursive: bool = True) -> None:
        self.watched[path] = recursive

    def unwatch(self, path: str) -> None:
        del self.watched[path]


Serve = Callable[[Path, str], Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that builds a site as MkDocs' server does at its start."""
    served: list[PubsPlugin] = []

    def build_and_serve(folder: Path, options: str) -> Server:
        write_files(folder, {"mkdocs.yml": f"site_name: x\nplugins: [{{pubs: {options}}}]"})
        config = load_config(str(folder / "mkdocs.yml"))
        build(config)
        plugin, server = config.plugins["pubs"], Server()
        assert isinstance(plugin, PubsPlugin)
        served.append(plugin)
        plugin.on_serve(server, config=config, builder=None)  # type: ignore[arg-type]
        return server

    yield build_and_serve
    for plugin in served:
        plugin.on_shutdown()


_LEAVES_A_FILE_OPEN = """
class Note:
    def __init__(self):
        self.ring = self
        self.file = open("note.txt", "w")
        self.file.write("written")


def on_config(config):
    config.note = Note()
"""
_LEAVES_IT_TO_OTHERS = f"""
import os
{_LEAVES_A_FILE_OPEN}
    os.set_inheritable(config.note.file.fileno(), True)
"""


@pytest.mark.parametrize(
    "hook",
    ["", _LEAVES_A_FILE_OPEN, _LEAVES_IT_TO_OTHERS],
    ids=["nothing", "a file is open", "a file is open for others, too"],
)
def test_no_garbage_is_looked_for_at_the_end_unless_something_waits_for_it(
    tmp_path: Path, hook: str
) -> None:
    config = "site_name: S\nhooks: [hook.py]\nplugins: [{pubs: {bibliography: papers.bib}}]"
    files = {"mkdocs.yml": config, "hook.py": hook, "docs/index.md": BLOCK, "papers.bib": PAPERS}
    write_files(tmp_path, files)
    told = (
        "import atexit, gc; from mkdocs.__main__ import cli\n"
        "atexit.register(lambda: print(gc.get_freeze_count(), len(gc.get_objects())))\n"
        "cli(['build', '-q'], standalone_mode=False)\n"
        "print(gc.get_freeze_count(), len(gc.get_objects()))"
    )
    done = run(
        [sys.executable, "-c", told], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    (before, alive), (frozen, left) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert before == 0
    if hook:
        assert (frozen, (tmp_path / "note.txt").read_text("utf-8")) == (0, "written")
    else:
        assert frozen > 10_000
        assert left < alive / 10


def test_serving_watches_the_folders_that_lists_are_made_from(tmp_path: Path, serve: Serve) -> None:
    write_files(tmp_path, {"docs/index.md": BLOCK, "papers.bib": PAPERS, "refs/one.bib": PAPERS})
    (tmp_path / "layout").mkdir()
    options = "{bibliography: [papers.bib, 'refs/*.bib', 'refs/**/*.bib'], templates: layout}"
    expected = {".": False, "refs": True, "layout": True}
    watched = {str(tmp_path / name): deep for name, deep in expected.items()}
    assert serve(tmp_path, options).watched == watched


def test_serving_does_not_watch_a_folder_that_holds_the_site(tmp_path: Path, serve: Serve) -> None:
    write_files(tmp_path, {"docs/index.md": BLOCK})
    assert serve(tmp_path, "{bibliography: later/x.bib}").watched == {}


def test_serving_does_not_watch_what_lies_outside(tmp_path: Path, serve: Serve) -> None:
    write_files(tmp_path, {"site/docs/index.md": BLOCK, "x.bib": PAPERS})
    options = "{bibliography: [../x.bib, 'https://example.org/x.bib']}"
    assert serve(tmp_path / "site", options).watched == {}


def test_serving_watches_a_folder_once_it_is_there(tmp_path: Path, serve: Serve) -> None:
    write_files(tmp_path, {"docs/index.md": BLOCK, "refs/a.bib": PAPERS})
    server = serve(tmp_path, "{bibliography: [refs/a.bib, refs/new/b.bib]}")
    assert server.watched == {str(tmp_path / "refs"): True}
    write_files(tmp_path, {"refs/new/b.bib": "@misc{b, title = {B}}"})
    build(load_config(str(tmp_path / "mkdocs.yml")))
    assert server.watched == {str(tmp_path / "refs"): False, str(tmp_path / "refs/new"): False}


def test_an_error_does_not_make_the_server_stop_answering(tmp_path: Path, serve: Serve) -> None:
    write_files(tmp_path, {"docs/index.md": BLOCK, "papers.bib": PAPERS})
    serve(tmp_path, "{bibliography: papers.bib, severity: {missing-file: error}}")
    (tmp_path / "papers.bib").unlink()
    build(load_config(str(tmp_path / "mkdocs.yml")))


def test_a_template_that_fails_is_told_and_fails_the_build(build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, "layout/note.html.j2": "", "layout/item.html.j2": "{{ 1 / 0 }}"}
    site = build_site(_config(templates="layout"), {"index.md": BLOCK}, files, strict=False)
    assert "item.html.j2:1: division by zero; left the list out [template-failure]" in site.log
    assert site.returncode != 0
    assert "Traceback" not in site.log


def test_a_template_with_a_mistake_stops_the_build_at_once(build_site: SiteBuilder) -> None:
    files = {"papers.bib": PAPERS, "layout/item.html.j2": "{% if %}", "layout/a.html.j2": "{{"}
    site = build_site(_config(templates="layout"), {"index.md": BLOCK}, files, strict=False)
    assert "layout/a.html.j2:1" in site.log
    assert "layout/item.html.j2:1" in site.log
    assert site.returncode != 0


def test_one_template_can_be_replaced(build_site: SiteBuilder) -> None:
    template = "<p class='pubs-venue'>mine</p>{% include 'pubs/venue.html.j2' %}"
    files = {"papers.bib": PAPERS, "layout/venue.html.j2": template}
    site = build_site(_config(templates="layout"), {"index.md": BLOCK}, files)
    assert site.html().count("mine") == 2
    assert site.count("pubs-venue") == 4
    assert site.count("pubs-title") == 2
