"""What is read quickly because it is plain says the same as when it is read with all care."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import blocks, decode, outline, read_block
from mkdocs_pubs.bibtex.plain import plain_spans, read_plain
from mkdocs_pubs.normalise import name_lists, names, read_names

_SIGNS = ["a", "B1", "title", "year", "jan", "é", "-", ".", ",", "=", "{", "}", "{x}", "{a{b}c}"]
_MORE_SIGNS = ["#", '"', "%", "@", "\\", "\n", " ", "(", ")", "12", "²", " = {T}, ", ", f = 1", "'"]
_PARTS_OF_FILES = [
    "@misc{a, title = {T}}",
    "@Misc{b, year = 2019, title = {{T} of {a {b}}},}",
    '@misc{c, note = {100% of a "b}, title = {T}}',
    "@misc{d, note = {a@b.c}}",
    "@misc{e,",
    "@misc(f, title = {T})",
    "title = {T}",
    "@string{jan = {J}}",
    "@comment{",
    "@",
    "%",
    '"',
    "{",
    "}",
    ",",
    " ",
    "\n",
    "\n\n",
    "\n@misc{g, title = {\n@misc{h, title = {T}}",
]
_NAMES = ["Ann", "Lee", "O'Neill", "J.", "J.-P.", "Jr", "III", "Ph. D.", "van", "der", "And", "and"]
_MORE_NAMES = [
    "et al.",
    "Et Al",
    "Etal",
    "others",
    "...",
    "Ángel",
    "王",
    "小明",
    "{Bo}",
    "*",
    "É.",
    "2nd",
    "Mc{N}eil",
    "D'{E}sta",
    "{van Horn}",
    "{Bartol Jr}",
    "''",
]
_TEX_NAMES = [
    'M{\\"u}ller',
    "{\\'E}va",
    "And{\\'e}",
    "{\\ss}and",
    r"Smi{\textsuperscript{a}}",
    r"J{\o}",
]
_BETWEEN = [
    " and ",
    " And ",
    "and",
    ", ",
    ",",
    " ",
    "  ",
    "~",
    "-",
    "--",
    "\n",
    "\u00a0",
    ";",
    " & ",
]


@given(st.lists(st.sampled_from(_SIGNS + _MORE_SIGNS), max_size=30).map("".join))
def test_plain_entries_are_read_as_all_are(body: str) -> None:
    assert_same(f"@misc{{key, {body}}}")


def test_real_plain_entries_are_read_as_all_are(shared: Path) -> None:
    for path in sorted(shared.glob("corpus/**/*.bib")):
        text, _ = decode(path.read_bytes())
        for one in blocks(text):
            if one.closed and one.type != "string":
                assert_same(text[one.start : one.end])


@given(st.lists(st.sampled_from(_PARTS_OF_FILES), max_size=12).map("".join))
def test_plain_entries_end_where_all_do(text: str) -> None:
    quickly = [one._replace(plain=None) for one in blocks(text)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "read_plain", lambda _: None)
        assert quickly == list(blocks(text))


def assert_same(source: str) -> None:
    """Hold what is read of a plain entry against what is read of any."""
    plain = read_plain(source)
    if plain is None:
        return
    block = outline.Block(plain.type, 0, source.index("{") + 1, len(source), line=1, closed=True)
    read = read_block(block, source)
    pieces = {name: ((text, name in plain.macros),) for name, text in plain.fields.items()}
    assert read.is_well_formed
    assert not read.mistakes
    assert (plain.key, pieces) == (read.key, {one.name: one.operands for one in read.fields})
    assert plain_spans(source) == tuple(one.span for one in read.fields)


@given(
    st.lists(st.sampled_from(_NAMES + _MORE_NAMES + _TEX_NAMES + _BETWEEN * 2), max_size=12).map(
        "".join
    )
)
def test_plain_names_are_read_as_all_are(tex: str) -> None:
    quickly = read_names(tex)
    with nothing_plain():
        assert quickly == read_names(tex)


@contextmanager
def nothing_plain() -> Iterator[None]:
    """Read names with all care."""
    forget_names()
    with pytest.MonkeyPatch.context() as patch:
        for room in (names, name_lists):
            patch.setattr(room, "plain_name", lambda _: None)
        yield
    forget_names()


def forget_names() -> None:
    """Let names and lists of them be read anew."""
    names.read_name.cache_clear()
    name_lists._plain_names.cache_clear()
