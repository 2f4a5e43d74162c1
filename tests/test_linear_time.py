"""What grows without bound is read in time that grows no faster: no input makes a build hang."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

import pytest

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.directive import find

SIZE = 10_000
"""How many characters the smaller of two inputs has; the larger has `GROWTH` times as many."""

GROWTH = 4
MAX_GROWTH = 9
"""How many times as long the larger may take; with quadratic time it is 16."""

QUICK = 0.3
"""Seconds below which a duration proves nothing: at this size, quadratic time takes longer."""


def assert_linear(work: Callable[[int], object]) -> None:
    """Hold the time that `work` takes for a size and for a larger one against each other."""
    for _ in range(3):
        large = duration(work, SIZE * GROWTH)
        if large < QUICK or large / duration(work, SIZE) < MAX_GROWTH:
            return
    pytest.fail(f"{GROWTH} times as much took {large:.1f} s, more than {MAX_GROWTH} times as long")


def duration(work: Callable[[int], object], size: int) -> float:
    start = perf_counter()
    work(size)
    return perf_counter() - start


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
    "entries in a comment": lambda size: "%" + "@misc{a, title = {x}} " * size,
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
    texts = {size: make(size) for size in (SIZE, GROWTH * SIZE)}
    assert_linear(lambda size: list(map(str, read([SourceFile("a.bib", texts[size])])[1])))
