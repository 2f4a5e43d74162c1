"""Whether time grows no faster than what is worked on, told in processor time of this process."""

from __future__ import annotations

import gc
from collections.abc import Callable
from math import inf
from time import process_time

import pytest

SIZE = 10_000
"""How large the smaller of two inputs is, mostly in characters; the larger is `GROWTH` times it."""

GROWTH = 4
MAX_GROWTH = 9
"""How many times as long the larger may take; with quadratic time it is 16."""

QUICK = 0.3
"""Seconds below which a duration proves nothing: at this size, quadratic time takes longer."""


def assert_linear(work: Callable[[int], object], size: int = SIZE) -> None:
    """Hold the time that `work` takes for a size and for a larger one against each other."""
    small = large = inf
    for _ in range(5):
        large = min(large, duration(work, size * GROWTH))
        small = min(small, duration(work, size)) if large >= QUICK else inf
        if large < QUICK or large / small < MAX_GROWTH:
            return
    pytest.fail(f"{GROWTH} times as much took {large:.1f} s, more than {MAX_GROWTH} times as long")


def duration(work: Callable[[int], object], size: int) -> float:
    """Return the seconds that `work` takes for a size."""
    # Python's collector looks at all that is alive, again and again, while it becomes more.
    gc.disable()
    start = process_time()
    try:
        work(size)
    finally:
        gc.enable()
    return process_time() - start
