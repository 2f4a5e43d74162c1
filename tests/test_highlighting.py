"""BibTeX in colours: no sign of the source is lost or added, and it takes linear time.

What is coloured quickly because it is plain gets the colours that it gets piece by piece, also
where something of it is left out.
"""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import SourceFile, read, shown_html
from mkdocs_pubs.bibtex.highlighted import _pieces, highlighted
from mkdocs_pubs.bibtex.shown import shown_parts
from tests.linear_time import assert_linear
from tests.projection import parse

PIECES = st.sampled_from(
    ["@", "{", "}", '"', "=", "#", ",", "(", ")", " ", "\n", "\\", "&<", "a", "1", "@article{k,"]
)
PLAIN_PIECES = st.sampled_from(
    ["a = 1", "b = {{T} & <i>}", 'c = "d\'"', "e = jan", ", ", "f = x;&"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_text_is_the_source(source: str) -> None:
    assert parse(highlighted(source)).text() == source


@given(st.lists(st.one_of(PIECES, PLAIN_PIECES), max_size=20).map("".join))
def test_plain_entries_have_the_colours_of_all(body: str) -> None:
    source = f"@article{{key, {body}}}"
    assert highlighted(source) == "".join(_pieces(source))


@given(
    st.lists(st.one_of(PIECES, PLAIN_PIECES), max_size=20).map("".join),
    st.sets(st.sampled_from("abcef")).map(tuple),
)
@example('c = "d"a = 1 c = "d"', ("a", "c"))
def test_what_is_shown_has_the_colours_of_its_text(body: str, hidden: tuple[str, ...]) -> None:
    source = f"@string{{jan = {{J}}}}@article{{key, {body}}}"
    for entry in read([SourceFile("papers.bib", source)])[0]:
        definitions, source = shown_parts(entry, hidden)
        shown = "\n".join([*definitions, source])
        assert shown_html(entry, hidden) == "".join(_pieces(shown))


def test_time_grows_with_the_source() -> None:
    assert_linear(lambda size: highlighted(f"@a{{k, t = {{{'{' * size}" + '"x=' * size))
