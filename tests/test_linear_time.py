"""What grows without bound is read in time that grows no faster: no input makes a build hang."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

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
