"""BibTeX in colours: no sign of the source is lost or added, and it takes linear time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import highlighted
from tests.projection import parse

PIECES = st.sampled_from(
    ["@", "{", "}", '"', "=", "#", ",", "(", ")", " ", "\n", "\\", "&<", "a", "1", "@article{k,"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_text_is_the_source(source: str) -> None:
    assert parse(highlighted(source)).text() == source


def test_time_grows_with_the_source() -> None:
    short, long = (f"@a{{k, t = {{{'{' * n}" + '"x=' * n for n in (5_000, 50_000))
    once = _seconds(short)
    assert _seconds(long) < 50 * once + 0.1


def _seconds(source: str) -> float:
    start = time.process_time()
    highlighted(source)
    return time.process_time() - start
