"""``mkdocs-pubs check --fix``: what is certain is mended, and a reader sees the same as before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.cli import main
from mkdocs_pubs.diagnostics import Code
from mkdocs_pubs.normalise import library
from mkdocs_pubs.tidying import macros_in, mended
from tests.conftest import EXAMPLE_SITE, write_files
from tests.linear_time import assert_linear
from tests.test_mutations import entries_of, mutant

MENDS = {
    "a comma behind the key": (
        "@misc{a\n title = {T}}",
        "@misc{a,\n title = {T}}",
        "a.bib:1: no comma after the key 'a'; put one there [missing-comma]",
    ),
    "a comma between fields": (
        "@misc{a,\n title = {T}\n year = 2020}",
        "@misc{a,\n title = {T},\n year = 2020}",
        "a.bib:3: no comma before the field 'year'; put one there [missing-comma]",
    ),
    "a field given twice with one value": (
        '@misc{a, title = {T},\n year = 1, Title = "T",\n}',
        "@misc{a, title = {T},\n year = 1,\n}",
        "a.bib:2: the field 'title' of 'a' is given twice with one value; took out the second"
        " [duplicate-field]",
    ),
    "an entry given twice": (
        '@misc{a, title = {T}}\n\n@Misc{a,\n title = "T"}\n\n@misc{b}',
        "@misc{a, title = {T}}\n\n@misc{b}",
        "a.bib:3: 'a' is there before, the same; took it out [duplicate-key]",
    ),
    "a closing brace": (
        "@misc{a, title = {T},\n\n@misc{b, title = {U}}",
        "@misc{a, title = {T},\n}\n\n@misc{b, title = {U}}",
        "a.bib:1: 'a' has no closing brace; put one behind its last field [unclosed-entry]",
    ),
    "a field without a value": (
        "@misc{a, note = , title = {T}}",
        "@misc{a, note = {}, title = {T}}",
        "a.bib:1: the field 'note' has no value; gave it an empty one [syntax]",
    ),
    "a value that can be no macro": (
        "@misc{a, pages = 10--20}",
        "@misc{a, pages = {10--20}}",
        "a.bib:1: unknown macro '10--20'; put it in braces [unknown-macro]",
    ),
    "the name of a month": (
        "@misc{a, month = March}",
        "@misc{a, month = mar}",
        "a.bib:1: unknown macro 'March'; wrote mar [unknown-macro]",
    ),
    "people parted by commas": (
        "@misc{a, author = {Ann Lee, Zed Roe,\n Pat\n Sil, Kim Joe, et al.}}",
        "@misc{a, author = {Ann Lee and Zed Roe and Pat\n Sil and Kim Joe and others}}",
        "a.bib:1: in the author of 'a', names are parted by 'and'; wrote 'and' between 4 people"
        " [name-list]",
    ),
}

LEFT_ALONE = {
    "a field given twice with two values": "@misc{a, title = {T}, title = {U}}",
    "a key given twice for two works": "@misc{a, title = {T}}\n@misc{a, title = {U}}",
    "a value that does not end": "@misc{a, title = {T\n}\n@misc{b, title = {U}}",
    "a value that takes in another": "@misc{a, title = {T, year = 2020}\n@misc{b, title = {U}}",
    "a missing comma before rubbish": "@misc{a, title = {T} year = 1, ???}",
    "an entry without a key": "@misc{title = {T} year = 1}",
    "a macro that others may define": "@misc{a, journal = jov}",
    "a month that is defined": "@string{march = {M}} @misc{a, month = march}",
    "a comment between a field and its repetition": "@misc{a, t = {T}, % why\n t = {T}}",
    "nothing wrong": "@misc{a, title = {T}}",
    "an entry in a value": "@misc{a, title = {T\n@misc{b, c = {\n}}",
    "bytes that mean nothing": "\udc81\udcff @misc{a title = {T}}",
}


def mend(content: bytes) -> tuple[bytes, list[str]]:
    result = mended("a.bib", content, macros_in(content), lambda _: True)
    return result.content, [str(one) for one in result.done]


@pytest.mark.parametrize(("before", "after", "message"), MENDS.values(), ids=MENDS)
def test_what_is_certain_is_mended(before: str, after: str, message: str) -> None:
    assert mend(before.encode()) == (after.encode(), [message])
    assert mend(after.encode()) == (after.encode(), [])
    assert not read([SourceFile("a.bib", after)])[1]


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_not_is_left_alone(text: str) -> None:
    content = text.encode(errors="surrogateescape")
    assert mend(content) == (content, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encoding_and_line_ends_are_kept(encoding: str) -> None:
    before = "% é\r\n@misc{a\r\n title = {T},\r\n@misc{b, note = {é}}\r\n"
    after = "% é\r\n@misc{a,\r\n title = {T},\r\n}\r\n@misc{b, note = {é}}\r\n"
    assert mend(before.encode(encoding))[0] == after.encode(encoding)


def test_a_value_comes_before_the_brace_behind_it() -> None:
    assert mend(b"@misc{a, f = ")[0] == b"@misc{a, f = {}\n} "


def assert_seen_alike(content: bytes) -> int:
    """Hold a content to what is promised; return how much was mended."""
    after, done = mend(content)
    one, other = ([_seen(each) for each in publications(text)] for text in (content, after))
    assert one == other
    assert len(problems(after)) <= len(problems(content)) - bool(done)
    assert mend(after)[1] == []
    return len(done)


def _seen(publication: object) -> tuple[object, ...]:
    parts = ("type", "title", "container", "authors", "editors", "contributors", "date")
    return (publication.entry.key, *(getattr(publication, part) for part in parts))  # type: ignore[attr-defined]


def publications(content: bytes) -> tuple[object, ...]:
    entries, _ = read([SourceFile("a.bib", decode(content)[0])])
    return library(entries)[0].publications


def problems(content: bytes) -> list[object]:
    entries, wrong = read([SourceFile("a.bib", decode(content)[0])])
    return [*wrong, *library(entries)[1]]


BEFORE, BEHIND = b"@misc{before, f=1}\n", b"\n@misc{behind, f=1}\n"


def test_mutants_are_seen_alike() -> None:
    entries = entries_of([EXAMPLE_SITE / "papers.bib"])
    for number in range(40):
        assert_seen_alike(BEFORE + mutant(number, entries).content + BEHIND)


@pytest.mark.parametrize(
    ("mistake", "place"),
    [
        (r"^(@\w+\{\w+),", r"\1 "),
        (r"\},(?=author|journal)", "} "),
        (r"(,year=\{\d+\})", r"\1\1"),
        (r"\}\s*$", ""),
    ],
)
def test_entries_with_a_plain_mistake_are_seen_alike(mistake: str, place: str) -> None:
    done = [
        assert_seen_alike(BEFORE + re.sub(mistake, place, entry, count=1).encode() + BEHIND)
        for entry in entries_of([EXAMPLE_SITE / "papers.bib"])[:15]
    ]
    assert sum(map(bool, done)) > 10


PIECES = st.sampled_from(
    [
        *("@misc{k", "@a(j", "@misc{k, f = {x}}\n", ",", "{", "}", ")", '"', "\n", "% c\n", "#"),
        *("f = {x}", 'f = "x"', "f = ", "pages = 1--2", "month = march", ",\n", "}\n", "\r\n"),
        *(
            "author = {A B, C D, E F}",
            "editor = {A, B., C, D.}",
            "e\u0301",
            "\0",
            "@string{march = 1}",
        ),
    ]
)


@settings(max_examples=80)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_anything_is_seen_alike(text: str) -> None:
    assert_seen_alike(f"@misc{{a, f=1}}\n{text}".encode())


@pytest.mark.parametrize(
    "piece", ["f = {x} ", "f = {x}, ", "f = , ", "@misc{k, f = 1}\n@misc{k f = 1"]
)
def test_a_file_is_mended_in_linear_time(piece: str) -> None:
    contents = {size: f"@misc{{a, {piece * size}}}".encode() for size in (400, 1600)}
    assert_linear(lambda size: mend(contents[size]), 400)


BROKEN = "@misc{a title = {T}}\n@misc{b, title = {T}, title = {U}}\n@misc{c, month = march}\n"
LEFT = "papers.bib:2: the field 'title' of 'b' is given twice; kept the first [duplicate-field]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    write_files(tmp_path, {"papers.bib": BROKEN, "macros.bib": "@string{march = {M}}\n"})
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.usefixtures("folder")
class TestCommand:
    def test_what_was_mended_is_said_and_what_remains_counts(self) -> None:
        result = check("--fix", "papers.bib")
        assert result.stderr.splitlines() == [
            "papers.bib:1: no comma after the key 'a'; put one there [missing-comma]",
            "papers.bib:3: unknown macro 'march'; wrote mar [unknown-macro]",
        ]
        assert (result.exit_code, result.stdout.splitlines()) == (1, [LEFT])
        text = Path("papers.bib").read_text("utf-8")
        assert text == BROKEN.replace("{a ", "{a, ").replace("march", "mar")
        assert check("--fix", "papers.bib", "--ignore", "duplicate-field").exit_code == 0

    def test_diff_writes_nothing_and_says_what_is_wrong_now(self) -> None:
        result = check("--diff", "papers.bib")
        assert result.exit_code == 1
        assert "-@misc{a title = {T}}\n+@misc{a, title = {T}}\n" in result.stdout
        assert "read on [missing-comma]" in result.stdout
        assert Path("papers.bib").read_text("utf-8") == BROKEN

    def test_what_is_ignored_is_not_mended(self) -> None:
        check("--fix", "papers.bib", "--ignore", "missing-comma")
        assert "{a title" in Path("papers.bib").read_text("utf-8")

    def test_macros_of_other_files_are_known(self) -> None:
        check("--fix", "papers.bib", "macros.bib")
        assert "month = march" in Path("papers.bib").read_text("utf-8")

    def test_the_bibliographies_of_a_site_are_mended(self, folder: Path) -> None:
        config = "plugins:\n- pubs: {bibliography: 'bib/*.bib'}\n"
        write_files(folder, {"site/mkdocs.yml": config, "site/docs/index.md": ""})
        write_files(folder, {"site/bib/a.bib": BROKEN})
        result = check("--config", "site/mkdocs.yml", "--fix")
        assert result.stderr.startswith("site/bib/a.bib:1: no comma after")
        assert "{a, title" in Path("site/bib/a.bib").read_text("utf-8")


def test_no_code_is_mended_that_is_not_named_in_the_documentation() -> None:
    text = (Path(__file__).parent.parent / "docs" / "getting-entries.md").read_text("utf-8")
    section = text.partition("## `check --fix`")[2].partition("\n## ")[0]
    mended_codes = {message.rpartition("[")[2].strip("]") for _, _, message in MENDS.values()}
    named = {code.value for code in Code if f"| `{code.value}` |" in section}
    assert named == mended_codes
