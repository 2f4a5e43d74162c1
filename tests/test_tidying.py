"""``mkdocs-pubs format``: one layout for all, in which every entry says what it said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import SourceFile, decode, entry_text, read
from mkdocs_pubs.cli import main
from mkdocs_pubs.cli.differences import difference
from mkdocs_pubs.models.sources import Failure
from mkdocs_pubs.tidying import BibLayout, EntryOrder, tidied
from tests.conftest import EXAMPLE_SITE, ROOT, write_files
from tests.linear_time import assert_linear
from tests.test_linear_time import BIBLIOGRAPHIES
from tests.test_mutations import entries_of, mutant

UNTIDY = """\
% head
@STRING{jov = "J. Vis" # {x}}
@string (a={b})


@ARTICLE (lee2020,
  Title= "Tides {"}q{"}",Author={Lee, Ann
     and Roe, Zed}, % who
 % year
 year=2020, month = jan # "~1",journal = JOV,archiveprefix={arXiv}
)@misc{ b }

% Section


@misc{c, title = {no end
@book{d,title={D},}
"""
TIDY = """\
% head
@string{jov = {J. Vis} # {x}}
@string{a = {b}}

@article{lee2020,
  title = {Tides {"}q{"}},
  author = {Lee, Ann
     and Roe, Zed}, % who
  % year
  year = {2020},
  month = jan # {~1},
  journal = JOV,
  archivePrefix = {arXiv},
}

@misc{b,
}

% Section


@misc{c, title = {no end
@book{d,
  title = {D},
}
"""
SORTED = BibLayout(aligns=True, sorts_fields=True, order=EntryOrder.NEWEST)
CUT_BY_SIZE = {"12-macros.bib", "h10-laughs.bib"}
"""Macros may add to a bibliography in proportion to its size, which its layout changes."""

RINGS = {"h09-relations.bib"}
"""Where a ring of relations is cut depends on the order of entries."""


def tidy(text: str, layout: BibLayout = BibLayout()) -> str:  # noqa: B008
    result = tidied("papers.bib", text.encode(), layout)
    assert not isinstance(result, Failure), result.message
    return result.content.decode()


def test_a_bibliography_is_laid_out_and_what_cannot_be_read_stays() -> None:
    assert tidy(UNTIDY) == TIDY
    assert tidy(TIDY) == TIDY


def test_what_stays_is_said_by_line() -> None:
    result = tidied("papers.bib", UNTIDY.encode(), BibLayout())
    assert not isinstance(result, Failure)
    message = "papers.bib:16: the value of 'title' does not end; left it as it is [syntax]"
    assert [str(one) for one in result.kept] == [message]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@Misc{a  title={x}}", "missing-comma"),
        ("@Misc{a, title={x}  year=1}", "missing-comma"),
        ("@Misc{a, title={x}", "unclosed-entry"),
        ("@Misc{title={x}}", "missing-key"),
        ("@Misc{}", "stray-entry"),
        ("@Misc{a,title={x\n@misc{b,c}}}", "entry-in-value"),
        ("@Misc{a b, title={x}}", "syntax"),
        ("@Misc{a, title = {x \\} y}}", "syntax"),
        ("@String{a}", "syntax"),
    ],
)
def test_a_block_that_is_in_doubt_stays_byte_for_byte(text: str, code: str) -> None:
    content = f"\n@ARTICLE{{x, year=1}}  \n {text}  \r\n\n\n@misc{{z,}}".encode()
    result = tidied("papers.bib", content, BibLayout())
    assert not isinstance(result, Failure)
    assert f"  \n {text}  \r\n\n\n".encode() in result.content
    assert [one.code.value for one in result.kept] == [code]


def test_quotes_stay_where_braces_would_not_mean_the_same() -> None:
    assert 'title = "x\\",' in tidy('@misc{a, title = "x\\"}')


def test_equal_signs_can_stand_below_each_other() -> None:
    text = "@misc{a, title={T}, year=2020}"
    assert tidy(text, BibLayout(indent="\t", aligns=True)) == (
        "@misc{a,\n\ttitle = {T},\n\tyear  = {2020},\n}\n"
    )


def test_fields_are_sorted_with_the_comments_above_and_behind_them() -> None:
    text = "@misc{a,\n zzz = 1, % last\n % who\n author = {A},\n title = {T},\n % end\n}\n"
    expected = (
        "@misc{a,\n  title = {T},\n  % who\n  author = {A},\n  zzz = {1}, % last\n  % end\n}\n"
    )
    assert tidy(text, BibLayout(sorts_fields=True, first=("title",))) == expected


def test_of_a_field_that_is_given_twice_the_first_stays_the_first() -> None:
    text = "@misc{a, year = 2, title = {x}, Title = {y}}"
    result = tidy(text, BibLayout(sorts_fields=True))
    assert result.index("{x}") < result.index("{y}") < result.index("{2}")


def keys(text: str, order: EntryOrder) -> list[str]:
    return re.findall(r"@\w+\{(\w+),", tidy(text, BibLayout(order=order)))


def test_entries_are_sorted_by_key_and_by_year() -> None:
    text = "@misc{B, year=2001} @misc{a, date={2003-01}} @misc{d} @misc{c, year=2001}"
    assert keys(text, EntryOrder.NONE) == ["B", "a", "d", "c"]
    assert keys(text, EntryOrder.KEY) == ["a", "B", "c", "d"]
    assert keys(text, EntryOrder.YEAR) == ["B", "c", "a", "d"]
    assert keys(text, EntryOrder.NEWEST) == ["a", "B", "c", "d"]


def test_parents_stay_behind_their_children() -> None:
    text = "@book{b, crossref={a}} @book{c, title={C}} @book{a, title={A}} @inbook{d,crossref={B}}"
    assert keys(text, EntryOrder.KEY) == ["c", "d", "b", "a"]


def test_a_ring_of_parents_is_sorted_too() -> None:
    text = "@misc{b, xdata={a}} @misc{a, xdata={b}} @misc{c}"
    assert sorted(keys(text, EntryOrder.KEY)) == ["a", "b", "c"]


def test_entries_are_sorted_between_what_parts_them() -> None:
    parts = ("% text", "@string{m = {x}}", "@comment{x}", "@preamble{{x}}", "@misc{x y, f = 1}")
    for part in parts:
        text = f"@misc{{b, f = 1}}\n@misc{{a, f = 1}}\n\n{part}\n@misc{{d}}\n@misc{{c}}\n"
        assert [key for key in keys(text, EntryOrder.KEY) if key in "abcd"] == list("abcd")
        assert tidy(text, BibLayout(order=EntryOrder.KEY)).index(part) > text.index("b")


def test_of_entries_with_one_key_the_first_stays_the_first() -> None:
    text = "@misc{a, year=2001, note={1}} @misc{b, year=2002} @misc{a, year=2003, note={2}}"
    assert keys(text, EntryOrder.NEWEST) == ["b", "a", "a"]
    result = tidy(text, BibLayout(order=EntryOrder.NEWEST))
    assert result.index("{1}") < result.index("{2}")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_and_line_ends_are_kept(encoding: str, line_end: str) -> None:
    text, expected = (
        f"{head}{one}".replace("Roe", "Röe").replace("\n", line_end).encode(encoding)
        for head, one in (("", UNTIDY), ("", TIDY))
    )
    result = tidied("papers.bib", text, BibLayout())
    assert not isinstance(result, Failure)
    assert result.content == expected


def test_a_file_whose_encoding_could_not_be_told_any_more_stays() -> None:
    text = "@misc{a, title = {\xe9}}" + 90 * "@misc{b}\n" + "\n% Encoding: latin-1\n"
    content = text.encode("latin-1")
    assert len(content) < 1000 < len(tidy(text))
    assert isinstance(tidied("papers.bib", content, BibLayout()), Failure)


def test_bytes_that_mean_nothing_are_left_alone() -> None:
    assert isinstance(tidied("papers.bib", b"@misc{a, title = {\x81\xff}}", BibLayout()), Failure)


@pytest.mark.parametrize("text", ["", "\n\n", "only text\n", "@comment{a}\n", "% @misc{a,}\n"])
def test_a_file_without_entries_stays(text: str) -> None:
    assert tidy(text) == (text if text.strip() else "")


def test_what_add_writes_is_tidy() -> None:
    fields = {"author": "Lee, Ann", "title": "T", "month": "3", "archiveprefix": "arXiv"}
    text = entry_text("article", "lee2020", {**fields, "zzz": "1"}) + "\n"
    assert tidy(text) == text
    assert tidy(text, BibLayout(sorts_fields=True)) == text


def test_lines_that_end_in_several_ways_are_tidied_once() -> None:
    assert assert_same(b"\r\n\r\n% One line\n@misc{a}", BibLayout())


def assert_same(content: bytes, layout: BibLayout) -> bool:
    """Hold a content to what is promised; say whether it could be tidied."""
    result = tidied("a.bib", content, layout)
    if isinstance(result, Failure):
        return False
    assert said(result.content, layout) == said(content, layout)
    again = tidied("a.bib", result.content, layout)
    assert not isinstance(again, Failure)
    assert again.content == result.content
    return True


def said(content: bytes, layout: BibLayout) -> object:
    text, oddity = decode(content)
    entries, problems = read([SourceFile("a.bib", text)])
    each = [(one.type, one.key, list(one.fields.items())) for one in entries]
    if layout is SORTED:
        each = sorted((kind, key, sorted(fields)) for kind, key, fields in each)
    wrong = sorted((one.code, re.sub(r"line \d+", "", one.message)) for one in problems)
    return each, wrong, oddity


def assert_all_same(paths: Iterable[Path]) -> None:
    for path in paths:
        for layout in (BibLayout(), SORTED):
            if path.name not in CUT_BY_SIZE and not (layout is SORTED and path.name in RINGS):
                assert assert_same(path.read_bytes(), layout), path


def test_our_own_files_say_the_same() -> None:
    assert_all_same(EXAMPLE_SITE.glob("*.bib"))
    assert_all_same((ROOT / "tests" / "hostile").glob("*.bib"))


def test_files_of_others_say_the_same(shared: Path) -> None:
    assert_all_same([*shared.glob("seed/*.bib"), *shared.glob("hostile/*.bib")])
    others = [*shared.glob("oracle/sites/*/*.bib"), *sorted(shared.glob("corpus/**/*.bib"))[::40]]
    assert_all_same(one for one in others if one.stat().st_size < 20_000)


def test_mutants_say_the_same() -> None:
    entries = entries_of([EXAMPLE_SITE / "papers.bib"])
    before, behind = b"@Misc{before, f=1}\n", b"\n@Misc{behind, f=1}\n"
    done = [
        assert_same(before + mutant(number, entries).content + behind, layout)
        for number in range(40)
        for layout in (BibLayout(), SORTED)
    ]
    assert sum(done) > 0.9 * len(done)


PIECES = st.sampled_from(
    [
        *(
            "@misc{",
            "@a(",
            "@string{",
            "k",
            ",",
            "=",
            "{",
            "}",
            ")",
            '"',
            "#",
            "%",
            "\n",
            " ",
            "\\",
        ),
        *("1", "f = {x}", 'Title="y"', "year=2020", "month=jan # {~1}", ",\n", "}\n", "\r\n", "é"),
        *("@misc{k, f = {x}}\n", "@comment{x}", "% c\n", "crossref={k}", "@x{y,"),
        *("e\u0301", "\0", "\x1c"),
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([BibLayout(), SORTED]))
def test_anything_says_the_same(text: str, layout: BibLayout) -> None:
    assert_same(text.encode(), layout)


@pytest.mark.parametrize(
    "name",
    ["entries on a line", "entries without an end", "fields"],
)
def test_a_file_is_tidied_in_linear_time(name: str) -> None:
    make: Callable[[int], str] = BIBLIOGRAPHIES[name]
    texts = {size: make(size).encode() for size in (1000, 4000)}
    assert_linear(lambda size: tidied("a.bib", texts[size], SORTED), 1000)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {"untidy.bib": UNTIDY, "tidy.bib": TIDY})
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["format", *arguments], input=stdin)


@pytest.mark.usefixtures("folder")
class TestCommand:
    def test_files_are_tidied_in_place(self) -> None:
        result = run("untidy.bib", "tidy.bib")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.splitlines()[1] == "tidied untidy.bib"
        assert "tidied tidy.bib" not in result.stderr
        assert Path("untidy.bib").read_text("utf-8") == TIDY

    def test_check_writes_nothing_and_fails(self) -> None:
        assert run("--check", "tidy.bib").exit_code == 0
        result = run("--check", "untidy.bib")
        assert result.exit_code == 1
        assert "would tidy untidy.bib" in result.stderr
        assert Path("untidy.bib").read_text("utf-8") == UNTIDY

    def test_diff_shows_what_would_change(self) -> None:
        result = run("--diff", "untidy.bib")
        assert result.exit_code == 0
        assert patched(UNTIDY, result.stdout) == TIDY
        assert Path("untidy.bib").read_text("utf-8") == UNTIDY

    def test_standard_input_goes_to_standard_output(self) -> None:
        assert run("-", stdin=UNTIDY.encode("utf-16")).stdout_bytes == TIDY.encode("utf-16")
        assert run("-", stdin=b"\x81\xff").stdout_bytes == b"\x81\xff"

    def test_options_make_the_layout(self) -> None:
        Path("a.bib").write_text("@misc{b, year=1, title={x}}\n@misc{a}\n", encoding="utf-8")
        assert (
            run("a.bib", "--sort", "key", "--field-order", "title", "--tab", "--align").stdout == ""
        )
        expected = "@misc{a,\n}\n\n@misc{b,\n\ttitle = {x},\n\tyear  = {1},\n}\n"
        assert Path("a.bib").read_text("utf-8") == expected

    def test_a_file_that_cannot_be_tidied_costs_no_other(self) -> None:
        Path("odd.bib").write_bytes(b"@misc{a, title = {\x81\xff}}")
        result = run("odd.bib", "missing.bib", "untidy.bib")
        assert result.exit_code == 2
        assert "odd.bib: holds bytes that mean nothing in cp1252; left it as it is" in result.stderr
        assert "missing.bib: cannot be read (No such file or directory)" in result.stderr
        assert Path("untidy.bib").read_text("utf-8") == TIDY


LINES = st.lists(st.sampled_from("abcdefgh}"), max_size=30).map(
    lambda one: "".join(f"{c}\n" for c in one)
)


@given(LINES, LINES)
def test_a_difference_makes_one_text_of_the_other(old: str, new: str) -> None:
    text = difference(Path("a"), old.encode(), new.encode())
    assert bool(text) == (old != new)
    assert patched(old, text) == new


def test_a_difference_of_long_texts_is_found_in_linear_time() -> None:
    def work(size: int) -> None:
        lines = [f"{number}\n}}\n" for number in range(size)]
        old, new = ("".join(each).encode() for each in (lines, lines[1::2] + lines[::2]))
        difference(Path("a"), old, new)

    assert_linear(work, 5000)


def patched(old: str, text: str) -> str:
    """Return a text with a unified difference applied, whose numbers must be right."""
    before, after, at = old.splitlines(), [], 0
    for line in text.splitlines()[2:]:
        if numbers := re.fullmatch(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@", line):
            start = int(numbers[1]) - (numbers[2] != ",0")
            after += before[at:start]
            assert len(after) == int(numbers[3]) - (numbers[4] != ",0")
            at = start
            continue
        if line[0] != "+":
            assert before[at] == line[1:]
            at += 1
        if line[0] != "-":
            after.append(line[1:])
    return "".join(f"{line}\n" for line in (*after, *before[at:]))
