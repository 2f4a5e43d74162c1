"""Making very many objects without Python looking through them for garbage, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, lasts: bool = False) -> Iterator[None]:
    """Have no cycles of objects looked for meanwhile.

    A list holds all that it is made of until it is there, so that hardly anything can be found, and
    looking takes a sixth of the time. What no cycle holds goes as ever. In a process that `lasts`,
    what has become garbage is found soon afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not lasts:
            # All that was made becomes old at once: looking through it would take its time, and
            # what little is garbage goes with the process.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()
