"""Entries that are written: whatever they hold, they are read as what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import SourceFile, entry_text, read
from mkdocs_pubs.characters import clean, has_paired_braces

TEXTS = st.text(st.sampled_from("aB1 {}\\\"@%#$&~^_,=()'\n\r\t\0é\u202e"), max_size=40)
NAMES = st.text(st.sampled_from('aB1 {}\\"@%#,=-\n'), max_size=12)


def test_fields_stand_in_the_order_in_which_people_read_them() -> None:
    fields = {"zzz": "last", "doi": "10.1/x", "year": "2020", "author": "Lee, Ann", "month": "3"}
    assert entry_text("misc", "lee2020", fields, "\t") == (
        "@misc{lee2020,\n\tauthor = {Lee, Ann},\n\tyear = {2020},\n\tmonth = mar,\n"
        "\tdoi = {10.1/x},\n\tzzz = {last},\n}"
    )


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("January", "jan"),
        ("dec", "dec"),
        ("12", "dec"),
        ("13", "{13}"),
        ("0", "{0}"),
        ("1" * 5000, f"{{{'1' * 5000}}}"),
        ("May--June", "{May--June}"),
    ],
)
def test_a_month_is_its_macro(given: str, written: str) -> None:
    assert f"month = {written}," in entry_text("misc", "a", {"month": given})


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("a {B} c", "a {B} c"),
        ("a } @misc{b, title = {", "a @miscb, title ="),
        (r"a \{ b", r"a \ b"),
        ("ends with \\", "ends with \\ "),
        ("two\n\n lines", "two lines"),
    ],
)
def test_no_value_leaves_its_braces(given: str, written: str) -> None:
    text = entry_text("misc", "a", {"title": given})
    assert text.splitlines() == ["@misc{a,", f"  title = {{{written}}},", "}"]
    assert has_paired_braces(text)


@given(NAMES, NAMES, st.dictionaries(NAMES, TEXTS, max_size=4), st.dictionaries(NAMES, TEXTS))
def test_what_is_written_is_read_as_one_entry_and_leaves_the_next_alone(
    kind: str, key: str, fields: dict[str, str], others: dict[str, str]
) -> None:
    first = entry_text(kind, f"k{key}", {f"f{name}": text for name, text in fields.items()})
    second = entry_text("book", "second", {f"f{name}": text for name, text in others.items()})
    entries, _ = read([SourceFile("a.bib", clean(f"{first}\n\n{second}\n"))])
    written = [entry for entry in entries if entry.type not in ("string", "preamble", "comment")]
    assert written[-1].key == "second"
    assert written[-1].source == clean(second)
    assert len(written) <= 2
