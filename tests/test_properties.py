"""What is promised of any text: as a bibliography, a field, a block, an expression, an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.diagnostics import Code
from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library
from mkdocs_pubs.options import read_options, specs
from mkdocs_pubs.publisher import Publisher
from mkdocs_pubs.selection.expressions import Expression, InvalidExpression
from tests.projection import parse
from tests.soundness import FILE, Press, assert_safe_address, sound_items

pytestmark = pytest.mark.slow

STYLES = ("card", "plain", "alpha")
SITE_OPTIONS = {"bibliography", "style"}
"""Options whose values reach beyond a list: other tests are about files and modules."""

BIBTEX = (
    "@ @misc{ @article{a, @book{b,} @string{ @string{m= @comment{ @preamble{ @xdata{x, @misc(a,"
    ' ( ) { } {{ }} }, ", , = # m title={ author=" year=2020, month=jan crossref={a} xdata={x}'
    " ids={a,b} options={dataonly=true} %"
).split(" ")
TEX = (
    r"{ } {{ }} $ $$ \ \\ \( \) \[ \] \emph{ \textbf \'e \"{o} \v c {\em \href{ }{ \url{ \doi{ ~ --"
    r" `` '' \verb| \char233 \LaTeX \alpha \ensuremath{ \begin{equation} \end{equation} ^ _ & # %"
    r" \textsuperscript{ \cite{ \color{ \def \mkbibquote{ \bf \it"
).split(" ")
HTML = (
    "<i> </i> <b> </b> <sub> <u <script> </script> <!-- --> <a/href=x> \" ' > < &amp; &#233; &#0;"
    f" &#{'1' * 5000}; &lt; javascript:alert(1) onclick= <![CDATA[ </li> </details>"
).split(" ")
TEMPLATES = "{{ }} {% %} {# {{7*7}} \x02wzxhzdk:0\x03 \x02pubs:0\x03 [x](y) ` **b** @a".split(" ")
YAML = (
    ': - ? ! & * | > \' " [ ] { } # , --- ... !!python/object:os.system &a *a << "\\x02"'
    ' "\\ud800" "\\UFFFFFFFF" true null ~ 1 -1 0x1 1e9 2020- @ % \t none'
).split(" ")
NAMES = (
    "and,  and ,others,et al.,von ,de la ,Jr,*,{,},family=,given=,prefix=,~,-,.,é,ß,İ,{\\'E},X"
    ",Y. Z.,\\textsuperscript{1},$^*$,;,&"
).split(",")
DATES = (
    "20 2020 -2020 - / .. ~ ? % X 0 01 31 13 ٢٠٢٠ in/press jan Spring . T : Z {} " + "1" * 5000
).split(" ")
WORDS = (
    "year type title authors keywords none and or not in is if else == < >= + - * ** ~ | . , ( ) ["
    " ] { } ' \" 1 1e999 'a' lower length default(1) first join defined __class__ range(9) {{ }} %}"
    " # \n true"
).split(" ")
ADDRESSES = (
    'javascript: data: http: https:// // / \\ a : @ %0a \t \n \x01 \u200b www. # ? JaVa &colon; "'
    " < é .. [ ] \u00a0"
).split(" ")

FIELDS = (
    "title subtitle journal booktitle publisher school series volume number pages note abstract"
    " keywords doi arxiv eprint url pdf code howpublished pubstate month day isbn award award_name"
    " annotation additional_info license oa author+an author+an:orcid"
).split()


def text_of(*pieces: str, joint: str = "", most: int = 25) -> st.SearchStrategy[str]:
    """Make text of these pieces, and of any others between them."""
    one = st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), st.text(max_size=3))
    return st.lists(one, max_size=most).map(joint.join)


def balanced(text: str) -> str:
    """Take closing braces from a text, and add some, until it can stand between two."""
    kept: list[str] = []
    depth = 0
    for character in text:
        if character != "}" or depth:
            kept.append(character)
            depth += {"{": 1, "}": -1}.get(character, 0)
    return "".join(kept) + "}" * depth


anything = st.one_of(st.text(max_size=80), text_of(*BIBTEX, *TEX, *HTML, *TEMPLATES, "\n", " "))
bibliographies = st.one_of(anything, text_of(*BIBTEX, "\n", joint=" ", most=60))
fields = st.fixed_dictionaries(
    {"author": st.one_of(anything, text_of(*NAMES)), "date": st.one_of(anything, text_of(*DATES))},
    optional={
        "editor": text_of(*NAMES),
        "year": text_of(*DATES),
        "url": text_of(*ADDRESSES),
        **dict.fromkeys(FIELDS, anything),
    },
)
keys = st.text(st.characters(exclude_characters="@{}()\"#%',=\\", exclude_categories=["C", "Z"]))
entries = st.builds(
    lambda kind, key, given: entry_text(kind, decode(key.encode())[0] or "k", given),
    st.sampled_from("article book inproceedings incollection phdthesis misc online foo".split()),
    keys,
    fields,
)


def entry_text(kind: str, key: str, given: dict[str, str]) -> tuple[str, str]:
    """Write an entry, and return its key and its source."""
    values = "".join(f",\n  {name} = {{{balanced(value)}}}" for name, value in given.items())
    return key, f"@{kind}{{{key}{values}\n}}\n"


@pytest.fixture(scope="module")
def presses(tmp_path_factory: pytest.TempPathFactory) -> list[Press]:
    return [Press(tmp_path_factory.mktemp(style), style) for style in STYLES]


@given(bibliographies)
@example("@misc{a, title = {x}}" * 2)
@example("% Encoding: rot13\n@misc{a}")
def test_any_text_is_a_bibliography_of_which_no_entry_is_lost(
    presses: list[Press], text: str
) -> None:
    assert_nothing_is_lost(presses, text.encode(errors="surrogatepass"))


@given(st.one_of(st.binary(max_size=200), bibliographies.map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_a_bibliography(presses: list[Press], content: bytes) -> None:
    assert_nothing_is_lost(presses, content)


def assert_nothing_is_lost(presses: list[Press], content: bytes) -> None:
    found, _ = read([SourceFile(FILE, decode(content)[0])])
    for press in presses:
        published, problems = press.publish(content)
        shown = sorted(str(item.attributes["data-key"]) for item in sound_items(published))
        hidden = [one.location for one in problems if one.code is Code.DATA_ENTRY]
        assert len(shown) == len(found) - len(hidden)
        places = sorted(one.key for one in found if one.location not in hidden)
        assert len(places) < len(shown) or places == shown


@given(st.lists(entries, min_size=1, max_size=4, unique_by=lambda entry: entry[0].lower()))
def test_every_key_is_shown_once_whatever_the_fields_hold(
    presses: list[Press], written: list[tuple[str, str]]
) -> None:
    for press in presses:
        published, _ = press.publish("\n".join(text for _, text in written))
        shown = [str(item.attributes["data-key"]) for item in sound_items(published)]
        assert sorted(shown) == sorted(key for key, _ in written)


@given(entries)
def test_a_page_stays_whole_around_any_list(
    tmp_path_factory: pytest.TempPathFactory, written: tuple[str, str]
) -> None:
    html = page_with("", written[1], tmp_path_factory.getbasetemp())
    assert html.startswith("<h1>Before</h1>")
    assert html.endswith("<p>Behind</p>")
    (item,) = parse(html).all("pubs-item")
    assert item.attributes["data-key"] == written[0]


option_lines = st.builds(
    "{}: {}".format,
    st.sampled_from([spec.name for spec in specs() if spec.name not in SITE_OPTIONS]),
    st.one_of(text_of(*YAML, most=4), text_of(*WORDS, joint=" ", most=8)),
)


@given(
    st.one_of(
        text_of(*YAML, "\n", "limit: ", "where: ", "years: "),
        st.lists(option_lines, max_size=4).map("\n".join),
        st.text(max_size=60),
    )
)
@example('undated_title: "\\UFFFFFFFF"')
@example(f"group_by: {','.join('a' * 1000)}")
def test_any_text_is_the_body_of_a_block(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    entry = "@misc{a, title = {T}, author = {A and B}, volume = {9}}"
    html = page_with(
        body.replace("`", "'").replace("~", "-"), entry, tmp_path_factory.getbasetemp()
    )
    assert html.endswith("<p>Behind</p>")
    assert len(parse(html).all("pubs")) == 1
    html.encode()


def page_with(body: str, bibliography: str, folder: Path) -> str:
    """Convert a page that has one block, between a heading and a paragraph."""
    (folder / FILE).write_text(bibliography, encoding="utf-8")
    options, _ = read_options({"bibliography": FILE})
    extension = PubsExtension(publisher=Publisher(folder, options))
    extension.begin(Page("index.md"))
    text = f"# Before\n\n```publications\n{body}\n```\n\nBehind\n"
    return Markdown(extensions=[extension, "md_in_html", "fenced_code"]).convert(text)


@pytest.fixture(scope="module")
def publication() -> Publication:
    text = "@misc{a, title = {T}, author = {A and B}, year = 2020, keywords = {x, y}, volume = {9}}"
    return library(read([SourceFile(FILE, text)])[0])[0].publications[0]


@given(st.one_of(text_of(*WORDS, joint=" "), text_of(*WORDS), st.text(max_size=40)))
@example("'a' * 10 ** 11")
@example("year < 1e999")
@example("not " * 300 + "year")
@example("(" * 990 + "year" + ")" * 990)
@settings(max_examples=500)
def test_any_text_is_an_expression_or_refused(publication: Publication, text: str) -> None:
    try:
        expression = Expression(text)
    except InvalidExpression:
        return
    assert isinstance(expression.holds_for(publication), bool)


@given(text_of(*ADDRESSES), st.sampled_from(["", "../"]))
@settings(max_examples=500)
def test_no_address_leads_to_a_script(address: str, base: str) -> None:
    url = safe_url(address, base)
    if url is not None:
        assert_safe_address(url)
