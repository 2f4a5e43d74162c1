"""What a bibliography may make of little: values, macros, inheritance and messages have bounds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_pubs.anchors import MAX_LENGTH as MAX_ANCHOR
from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.bibtex import SourceFile, read, shown_html
from mkdocs_pubs.bibtex.allowance import GROWTH, MINIMUM
from mkdocs_pubs.bibtex.macros import MAX_DEFINITIONS
from mkdocs_pubs.bibtex.shown import MAX_LENGTH as MAX_SHOWN
from mkdocs_pubs.bibtex.values import MAX_EXPANSION, MAX_LENGTH
from mkdocs_pubs.diagnostics import MAX_QUOTED
from mkdocs_pubs.front_matter import front_matter
from mkdocs_pubs.latex import to_verbatim
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Entry
from mkdocs_pubs.publisher import files
from mkdocs_pubs.sources.tex import texed


def read_text(text: str) -> tuple[dict[str, Entry], list[str]]:
    entries, problems = read([SourceFile("a.bib", text)])
    return {entry.key: entry for entry in entries}, list(map(str, problems))


def size_of(entries: dict[str, Entry]) -> int:
    return sum(len(value) for one in entries.values() for value in one.fields.values())


def test_a_long_value_is_cut_and_reported() -> None:
    entries, problems = read_text(f"@misc{{a, title = {{{'x' * 10_000_000}}}, year = 2020}}")
    assert len(entries["a"].fields["title"]) == MAX_LENGTH
    assert entries["a"].fields["year"] == "2020"
    message = f"a.bib:1: 'title' is longer than {MAX_LENGTH} characters; cut it [value-too-long]"
    assert problems == [message]


def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, year = 2020}", "utf-8")
    tracemalloc.start()
    try:
        read = files.content(tmp_path / "a.bib")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read[0] == b"@misc{a, year = 2020}"
    assert peak < 1 << 20


@pytest.mark.parametrize(
    ("reading", "read_as"),
    [
        (to_verbatim, "https://example.org/\ufffd?&"),
        (safe_url, "https://example.org/{}?&amp;"),
        (texed, "https://example.org/\ufffd?\\&"),
    ],
)
def test_a_number_too_long_to_be_read_is_no_character(
    reading: Callable[[str], str], read_as: str
) -> None:
    number = f"&#{'1' * 5000};"
    assert reading(f"https://example.org/{number}?&amp;") == read_as.format(number)


def test_a_number_too_long_to_be_written_means_nothing_in_front_matter() -> None:
    number = 1 << 20_000
    found = front_matter({"citations": number, "nocite": [number, 7]})
    assert found.silent_keys == ("7",)
    assert [one.name for one in found.problems] == ["citations", "nocite"]


def test_a_long_source_is_not_shown() -> None:
    short, long = (
        read_text(f"@misc{{a, note = {{{'x' * length}}}}}")[0]["a"]
        for length in (MAX_SHOWN // 2, MAX_SHOWN)
    )
    assert len(shown_html(short, ()).striptags()) > MAX_SHOWN // 2
    assert shown_html(long, ()) == ""


def test_macros_that_double_are_cut_and_reported() -> None:
    doubling = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 41))
    text = f'@string{{a0 = "0123456789"}}\n{doubling}@misc{{bomb, title = a40}}'
    entries, problems = read_text(text)
    assert len(entries["bomb"].fields["title"]) <= MAX_EXPANSION
    message = f"macros make 'a13' longer than {MAX_EXPANSION} characters; cut it"
    assert f"a.bib:14: {message} [value-too-long]" in problems
    assert not [problem for problem in problems if "[value-too-long]" not in problem]


def test_a_macro_joined_often_costs_no_more_than_is_kept() -> None:
    text = f'@string{{m = "{"x" * 60_000}"}} @misc{{a, title = m{" # m" * 100_000}}}'
    entries, _ = read_text(text)
    assert len(entries["a"].fields["title"]) == MAX_EXPANSION


def test_macros_add_a_multiple_of_the_file_at_most() -> None:
    bombs = "".join(f"@misc{{b{n}, title = m}}\n" for n in range(1000))
    text = f'@string{{m = "{"x" * 60_000}"}} @string{{acm = "ACM"}}\n{bombs}'
    entries, problems = read_text(f"{text}@misc{{good, publisher = acm}}")
    assert size_of(entries) < GROWTH * len(text) + MINIMUM + len(text) + 256 * len(entries)
    assert entries["good"].fields["publisher"] == "ACM"
    last = "macros add too much to a bibliography of this size; cut 'title' [value-too-long]"
    assert problems[-1] == f"a.bib:1001: {last}"


@pytest.mark.parametrize("relation", ["crossref", "xdata"])
def test_heirs_take_a_multiple_of_the_file_at_most(relation: str) -> None:
    heirs = "".join(f"@misc{{h{n}, {relation} = {{big}}}}\n" for n in range(1000))
    big = f"@xdata{{big, note = {{{'x' * 100_000}}}}}\n@xdata{{small, publisher = {{ACM}}}}\n"
    text = f"{big}{heirs}@misc{{good, {relation} = {{small}}}}"
    entries, problems = read_text(text)
    assert size_of(entries) < GROWTH * len(text) + MINIMUM + len(text)
    assert entries["good"].fields["publisher"] == "ACM"
    last = "inherits too much for a bibliography of this size; left the rest out, from 'note' on"
    assert problems[-1] == f"a.bib:1002: 'h999' {last} [value-too-long]"


def test_long_definitions_are_not_shown_with_every_entry() -> None:
    short, long = (
        read_text(f'@string{{m = "{"x" * length}"}}\n@misc{{a, note = m}}')[0]["a"]
        for length in (10, MAX_DEFINITIONS)
    )
    assert shown_html(short, ()).striptags().startswith("@string{m = ")
    assert shown_html(long, ()).striptags() == "@misc{a, note = m}"


def test_messages_repeat_no_long_names() -> None:
    key, name = "k" * 100_000, "n" * 100_000
    _, problems = read_text(
        f"@misc{{{key}, {name} = 1, {name} = 1 {name} = , crossref = {{{key[1:]}}}, a = {name}}}"
        f"@misc{{{key}, a = {{b}}\n@misc{{c, a = {{\n@x{{y,\n}}}}"
    )
    assert len(problems) > 5
    assert max(map(len, problems)) < 2 * MAX_QUOTED + 100


def test_ids_are_short_and_unlike_each_other() -> None:
    anchors = Anchors(["A"])
    wanted = ["a", "b", "B", "b-2", "b", "x" * 1000, "x" * 1001]
    expected = ["a-2", "b", "B-2", "b-2-2", "b-3", "x" * MAX_ANCHOR, f"{'x' * MAX_ANCHOR}-2"]
    assert [anchors.unlike(one) for one in wanted] == expected
