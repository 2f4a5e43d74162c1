"""LaTeX in fields: what each case file says, in HTML, in plain text, and through pybtex."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.richtext import Text

from mkdocs_pubs.characters import clean
from mkdocs_pubs.citation.backend import Backend
from mkdocs_pubs.latex import (
    cut_at_authors,
    from_pybtex,
    restored,
    symbols,
    text_to_html,
    text_to_pybtex,
    to_html,
    to_pybtex,
    to_text,
)
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Citation, span_of
from mkdocs_pubs.private_use import (
    END_OF,
    LINK,
    LINK_END,
    LINK_TEXT,
    LOOK_END,
    LOOK_START,
    START_OF,
)
from tests.projection import parse

CASES = Path(__file__).parent / "cases" / "latex"
ALLOWED_TAGS = {"a", "b", "code", "em", "i", "span", "strong", "sub", "sup", "u"}

tex_like = st.lists(
    st.one_of(
        st.sampled_from(
            r"""{ } $ $$ \ \\ \( \) \[ \] \emph{ \textbf \'e \"{o} \v c {\em \href{ }{ \url{ \begin{
            \end{equation} \begin{equation} <i> </i> <sub> </b> <script> &amp; &#233; & % ~ -- ``
            '' \verb| \char233 \LaTeX \alpha \ensuremath{ javascript:alert(1)""".split()
        ),
        st.text(max_size=3),
    ),
    max_size=30,
).map("".join)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{case['tex']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def through_pybtex(tex: str) -> str:
    rendered = Text.from_latex(to_pybtex(tex)).render(Backend(safe_url))
    return str(from_pybtex(rendered, safe_url))


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, str]) -> None:
    assert to_html(case["tex"], safe_url) == case["html"]
    assert to_text(case["tex"]) == case.get("text", case["html"])
    assert through_pybtex(case["tex"]) == case["html"]


@given(tex_like)
@example("{" * 10_000)
@example("\\emph{" * 2_000 + "x")
@example("<i>" * 2_000)
@example("\\'" * 2_000)
@example("$" * 2_001)
def test_any_text_becomes_balanced_html_of_known_tags(tex: str) -> None:
    for html in (str(to_html(clean(tex), safe_url)), through_pybtex(clean(tex))):
        tags = {node.tag for node in parse(html).walk()}
        assert tags <= ALLOWED_TAGS
        links = [node.attributes["href"] for node in parse(html).walk() if node.tag == "a"]
        assert not any("javascript:" in str(link).lower()[:11] for link in links)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Co", "Cc"])))
def test_plain_text_survives_pybtex(text: str) -> None:
    kept = from_pybtex(Text.from_latex(text_to_pybtex(text)).render(Backend(safe_url)), safe_url)
    # What latexcodec makes of dashes is a style's own typography.
    assert kept.striptags().replace("–", "-").replace("—", "-").split() == (
        text.replace("---", "-").replace("--", "-").replace("–", "-").replace("—", "-").split()
    )


@pytest.mark.parametrize("change", ["capitalize", "lower", "upper", "capfirst"])
def test_maths_links_and_braces_keep_their_case(change: str) -> None:
    tex = r"{DNA} $\Alpha b$ \href{https://Example.org/Ab}{x}"
    changed = getattr(Text.from_latex(to_pybtex(tex)), change)().render(Backend(safe_url))
    html = from_pybtex(changed, safe_url)
    assert "DNA" in html
    assert r"\(\Alpha b\)" in html
    assert 'href="https://Example.org/Ab"' in html


def test_a_style_that_tears_markup_apart_leaves_balanced_html() -> None:
    torn = to_pybtex(r"{\em a {\bf b}}")[2:]
    assert from_pybtex(f"<i>{torn}", safe_url) == "<i> <b>b</b></i>"
    sign = to_pybtex("&")
    assert from_pybtex(f"<i>a<b>b</i>c</b>{sign}", safe_url) == "<i>a<b>b</b></i>c&amp;"


MARKS = (
    *map(chr, (*range(0xE000, 0xE00E), *range(0xE060, 0xE067), *range(0xE100, 0xE10A))),
    *(mark for marks in (LOOK_START, LOOK_END, START_OF, END_OF) for mark in marks.values()),
    *("<i>", "</i>", '<a href="b">', "</a>", "\U000f0061", "\U000f0024", "https://a.org"),
)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(MARKS), st.text(max_size=3).map(clean).map(text_to_html).map(str)
        ),
        max_size=20,
    ).map("".join)
)
@example(f"{START_OF['em']}a{START_OF['pubs-author']}b{END_OF['em']}c{END_OF['pubs-author']}")
@example(f"{LINK}https://a.org{LINK_TEXT}{LINK}https://b.org{LINK_TEXT}b{LINK_END}a{LINK_END}")
def test_any_order_of_marks_becomes_balanced_html(disguised: str) -> None:
    html, cut = restored(disguised, safe_url), cut_at_authors(disguised, safe_url)
    assert set(html).isdisjoint(MARKS)
    links = [node for node in parse(html).walk() if node.tag == "a"]
    assert not any(node.tag == "a" for link in links for node in link.walk())
    assert Citation(cut.around, authors=cut.authors).text == html
    parts = [(name, cut.part(name)) for name in cut.places]
    for name, text in [*parts, *(("pubs-author", one) for one in cut.authors)]:
        assert span_of(name, text) in html
        assert parse(text)


def test_common_symbols_are_those_that_pylatexenc_has() -> None:
    theirs = symbols._pylatexenc_table()
    assert {name: theirs[name] for name in symbols._COMMON} == symbols._COMMON
    assert not symbols._COMMON.keys() & symbols._OWN.keys()


def test_an_element_that_ends_and_begins_again_goes_on() -> None:
    within = f"{START_OF['em']}{START_OF['b']}", f"{END_OF['b']}{END_OF['em']}"
    once, twice = ("a".join(within), "b".join(within))
    assert restored(f"{once}{twice}", safe_url) == "<em><b>ab</b></em>"
    assert restored(f"{once} {twice}", safe_url) == "<em><b>a</b></em> <em><b>b</b></em>"
    other = f"{START_OF['i']}b{END_OF['i']}"
    assert restored(f"{once}{other}", safe_url) == "<em><b>a</b></em><i>b</i>"
