"""What grows without bound is read in time that grows no faster: no input makes a build hang."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path

import pytest
from markupsafe import Markup

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.bibtex.files import BibFile
from mkdocs_pubs.characters import clean
from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.directive import find
from mkdocs_pubs.intake import revised
from mkdocs_pubs.intake.keys import NewKeys
from mkdocs_pubs.latex import markdown_to_tex, to_text
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.metadata import record
from mkdocs_pubs.metadata.highwire import highwire
from mkdocs_pubs.models import Name, Names
from mkdocs_pubs.models.sources import Draft
from mkdocs_pubs.normalise import People, known_names, library, read_people
from mkdocs_pubs.normalise.name_lists import annotated, read_names
from mkdocs_pubs.options import Options, read_options
from mkdocs_pubs.passages import passages
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.rendering import plain
from mkdocs_pubs.styles.kit import page_ranges
from tests.linear_time import GROWTH, SIZE, assert_linear

pytestmark = pytest.mark.slow

_NUMBERS = count()


@pytest.mark.parametrize(
    "lines",
    [
        lambda size: ["~" * size + "`"],
        lambda size: ["```publications x" + " " * size + "y", "```"],
        lambda size: ["```a"] * size,
        lambda size: ["~~~"] * size + ["```"] * size,
        lambda size: ["```publications", *["- a"] * size, "```"],
    ],
)
def test_a_page_is_searched(lines: Callable[[int], list[str]]) -> None:
    assert_linear(lambda size: list(find(lines(size))))


BIBLIOGRAPHIES: Mapping[str, Callable[[int], str]] = {
    "at signs": lambda size: "@" * size,
    "at signs and spaces": lambda size: "@ " * size,
    "a head without an end": lambda size: "@a" + " " * size,
    "heads": lambda size: "@a{" * size,
    "heads on lines": lambda size: "@a{\n" * size,
    "a head and line breaks": lambda size: "@a{" + "\n" * size,
    "parentheses": lambda size: "@a(" * size,
    "parentheses with quotes": lambda size: '@a(b, c = "' * (size // 10),
    "comments": lambda size: "@comment{" * size,
    "preambles": lambda size: '@preamble{"' * size,
    "entries on a line": lambda size: "@misc{a, title = {x}} " * (size // 10),
    "entries in a comment": lambda size: "%" + "@misc{a, title = {x}} " * 4 * size,
    "entries without an end": lambda size: "@misc{a, title = {x\n" * (size // 10),
    "entries without an end on a line": lambda size: "@misc{a, title = {x " * (size // 10),
    "entries in a value": lambda size: "@misc{a, title = {" + "\n@b{c, " * size + "}}",
    "fields": lambda size: f"@misc{{a, {''.join(f'f{n} = 1, ' for n in range(size))}}}",
    "a field many times": lambda size: "@misc{a, " + "f = 1, " * size + "}",
    "fields without a value": lambda size: "@misc{a, " + "f =, " * size + "}",
    "braces without an end": lambda size: "@misc{a, " + "f = {, " * size + "}",
    "quotes without an end": lambda size: "@misc{a, " + 'f = "{, ' * size + "}",
    "quotes without a comma": lambda size: "@misc{a, " + 'f = "x" ' * size + "}",
    "quotes before percent signs": lambda size: "@misc{a, f = " + '"%' * size + "}",
    "quotes on lines of comments": lambda size: "@misc{a, f = " + '"%"\n%' * size + "}",
    "rubbish and line breaks": lambda size: "@misc{a, ?" + "\n" * size + "x}",
    "rubbish and commas": lambda size: "@misc{a, ?" + ", b " * size + "}",
    "rubbish between fields": lambda size: "@misc{a, " + "?, f = 1, " * size + "}",
    "a long key": lambda size: "@misc{" + "k" * size + ", " + "f = 1, " * size + "}",
    "pieces": lambda size: '@misc{a, f = "x"' + ' # "x"' * size + "}",
    "unknown macros": lambda size: f"@misc{{a, f = m{''.join(f'#m{n}' for n in range(size))}}}",
    "a macro many times": lambda size: (
        '@string{m = "' + "x" * 5000 + '"} @misc{a, f = m' + "#m" * size + "}"
    ),
    "a macro of macros": lambda size: "".join(
        f'@string{{m{n} = m{n - 1} # "x"}} @misc{{k{n}, f = m{n}}}\n' for n in range(size // 10)
    ),
    "a macro defined anew": lambda size: "".join(
        f'@string{{m{n} = "x"}} @string{{m = "y"}} @misc{{k{n}, f = m}}\n'
        for n in range(size // 10)
    ),
    "parents that do not exist": lambda size: (
        "@misc{a, f = {" + "\n" * size + "}, xdata = {" + ",".join(map(str, range(size))) + "}}"
    ),
    "a ring": lambda size: "".join(
        f"@misc{{k{n}, xdata = {{k{(n + 1) % size}}}}}\n" for n in range(size // 4)
    ),
    "a parent of many fields": lambda size: (
        f"@xdata{{p, {''.join(f'f{n} = 1, ' for n in range(size // 10))}}}"
        + "".join(f"@misc{{k{n}, xdata = {{p}}}}" for n in range(size // 10))
    ),
    "a parent by many names": lambda size: (
        f"@xdata{{p, ids = {{{','.join(map(str, range(size // 10)))}}},"
        f" {''.join(f'f{n} = 1, ' for n in range(size // 10))}}}"
        f"@misc{{a, xdata = {{{','.join(map(str, range(size // 10)))}}}}}"
    ),
    "a key many times": lambda size: "".join(f"@misc{{a, f = {n}}}\n" for n in range(size // 4)),
}


@pytest.mark.parametrize("make", BIBLIOGRAPHIES.values(), ids=BIBLIOGRAPHIES)
def test_a_bibliography_is_read(make: Callable[[int], str]) -> None:
    texts = {size: make(size) for size in (SIZE // 2, GROWTH * SIZE // 2)}
    assert_linear(
        lambda size: list(map(str, read([SourceFile("a.bib", texts[size])])[1])), SIZE // 2
    )


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0f71\u0f7a", "\u20d0"])
def test_a_letter_with_many_marks_is_composed(marks: str) -> None:
    assert_linear(lambda size: clean("e" + marks * size), SIZE)


# Each becomes a field by being repeated, between two letters.
PIECES = (
    *("~", " x ", "\t", "\n", ",", " and ", "and{", "*", " *", "&", " & ", "$^ ", "$^{*}$"),
    *("\\textsuperscript ", "{}", "{a}", "}{", "\\emph{", "\\emph{a}", "$a$", "$", "$$", "\\("),
    *("\\begin{equation}", "\\\\[", "\\foo[", "\\foo[a]", "&amp", "&amp;", "<i>", "<i ", "</i>"),
    *("<", "''", "`", "-", " -- ", "\\'", "\\verb|", "\\url{", "\\href{a}{", "\\href{", "\\cite{"),
    *("\\color{", "{\\bf ", "\\char", ";", " et al", ", et al", " ...", "family=a, ", "1=", ": "),
    *("http://", "https://a ", "10.1234.", ".1", "a/", "2020 ", "2019--", "c. 1", "9", "in ", "."),
    *("%", '"', "@", "\u0310", "中", "\U0001f600", "a"),
)
FIELDS = {
    "people": ("card", ("author", "keywords")),
    "identifiers": ("card", ("pages", "doi", "arxiv", "author+an")),
    "texts": ("plain", ("title", "note", "url", "year")),
}
"""Fields that are read in the same way, few so that none hides another, and a style that does."""


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(("style", "fields"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_published(
    piece: str, style: str, fields: Sequence[str], tmp_path: Path
) -> None:
    options, _ = read_options({"bibliography": "a.bib", "style": style, "max_authors": 0})

    def publish(size: int) -> None:
        value = f"a{piece * (size // len(piece))}b{next(_NUMBERS)}"
        text = "".join(f"@misc{{k, {name} = {{{value}}}}}" for name in fields)
        (tmp_path / "a.bib").write_text(text, encoding="utf-8")
        Publisher(tmp_path, Options()).publish(ListRequest(options, lambda _: Location("a.md")))

    assert_linear(publish, SIZE // 4)


@pytest.mark.parametrize(
    "reading",
    [
        # Nothing is read twice, as names and texts are remembered.
        lambda size: read_names("~" * size + str(next(_NUMBERS))),
        lambda size: read_names("J. Doe, " * size + str(next(_NUMBERS))),
        lambda size: safe_url("http:" + " " * size),
        lambda size: markdown_to_tex("[a](" * size + "**a" * size),
        lambda size: to_text("{\\textless}a" * size + "\\&amp" * size + str(next(_NUMBERS))),
        lambda size: to_text("<a " + "href='http://' " * (size // 15) + f"</a{next(_NUMBERS)}"),
        lambda size: page_ranges("1" + "\u00a0" * size + "2", "as written"),
        lambda size: annotated(Names((Name("Lee"),)), "author", {"author+an": _no_orcids(size)}),
    ],
    ids=["name", "names", "address", "markdown", "html", "links", "pages", "annotations"],
)
def test_a_long_run_is_read_by_itself(reading: Callable[[int], object]) -> None:
    assert_linear(reading)


def _no_orcids(size: int) -> str:
    return "".join(f"1=orcid:{number};" for number in range(size // 2))


def test_marks_are_explained(tmp_path: Path) -> None:
    def publish(size: int) -> None:
        meanings = "".join(f"*{number}\\\\{number}\\\\" for number in range(size * 2 // 5))
        text = f"@misc{{k, author = {{Lee*, Ann}}, annotation = {{{meanings}}}}}"
        (tmp_path / "a.bib").write_text(text, encoding="utf-8")
        request = ListRequest(options, lambda _: Location("a.md"))
        Publisher(tmp_path, Options()).publish(request)

    options, _ = read_options({"bibliography": "a.bib"})
    assert_linear(publish)


def test_html_of_many_tags_becomes_text() -> None:
    assert plain(Markup("<i>a</i>\n &lt;b&gt;")) == "a <b>"
    assert_linear(lambda size: plain(Markup("<i>a</i>" * size)))


def test_ids_that_would_be_the_same_are_told_apart() -> None:
    def take(size: int) -> None:
        anchors = Anchors()
        for _ in range(size):
            anchors.unlike("a")

    assert_linear(take)


def test_pages_are_told_machines() -> None:
    def told(size: int) -> None:
        entries, _ = read([SourceFile("a.bib", f"@misc{{a, pages = {{a{'~' * size}b}}}}")])
        (publication,) = library(entries)[0].publications
        list(highwire(record(publication, "article-journal")))

    assert_linear(told)


@pytest.mark.parametrize(
    "given", [lambda number: "A. " * 50 + f"B{number}", lambda number: f"Ann{number}"]
)
def test_people_of_one_family_are_told_apart(given: Callable[[int], str]) -> None:
    people = People()
    assert_linear(
        lambda size: known_names((Name("Lee", given(one)) for one in range(size)), people), 200
    )


def test_people_of_the_site_are_found_in_one_family() -> None:
    def found(size: int) -> None:
        people, _ = read_people({f"Ann{one} Lee": "" for one in range(size)}, safe_url)
        for one in range(size):
            people.candidates(Name("Lee", f"Ben{one}"))

    assert_linear(found, 1000)


def test_entries_of_strangers_are_compared() -> None:
    fields = {"title": "Editorial", "author": "A B", "year": "2020"}

    def added(size: int) -> None:
        each = (fields | {"doi": f"10.1000/{n}", "pages": str(n)} for n in range(size))
        new = revised("a.bib", b"", [Draft("article", one) for one in each])
        assert len(set(new.added)) == size

    assert_linear(added, 100)


def test_entries_are_completed() -> None:
    def completed(size: int) -> None:
        text = "".join(f"@misc{{k{n}, title = {{x}}}}\n" for n in range(size))
        entries, _ = read([SourceFile("a.bib", text)])
        lacking = [(one, {"doi": "10.1000/x"}) for one in entries]
        assert isinstance(BibFile.of(text.encode()).completed(lacking), BibFile)

    assert_linear(completed, 5000)


def test_keys_are_made_unlike_each_other() -> None:
    def made(size: int) -> None:
        taken: set[str] = set()
        keys = NewKeys(taken)
        for _ in range(size):
            taken.add(keys.unlike("Lee2024").lower())
        assert len(taken) == size

    assert_linear(made)


def test_a_notebook_is_read() -> None:
    def read_cells(size: int) -> None:
        cells = ",\n".join(
            f'{{"cell_type": "markdown", "source": ["a{n}", "b"]}}' for n in range(size)
        )
        assert len(list(passages("a.ipynb", f'{{"cells": [{cells}]}}'))) == size

    assert_linear(read_cells, 1000)
