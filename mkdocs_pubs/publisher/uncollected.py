"""Making very many objects without Python looking through them for garbage, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Have no cycles of objects looked for meanwhile.

    A list holds all that it is made of until it is there, so that hardly anything can be found, and
    looking takes a sixth of the time. What no cycle holds goes as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that was made becomes old at once: most of it stays, and looking takes its time.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
