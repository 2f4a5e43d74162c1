"""The end of the process, which is not to take long."""

from __future__ import annotations

import gc
import os
from contextlib import suppress

_OPEN_FILES = "/dev/fd"


def leave_garbage() -> None:
    """Let Python look for no garbage any more, unless something waits for that.

    As it ends it looks through all objects, several times, and takes garbage apart, which is an
    eighth of a small build. But a file that nobody has closed may be waiting to be written. Where
    the system does not tell which are open, as in Windows, all stays as it is.
    """
    with suppress(OSError):
        if not any(map(_was_opened_here, os.listdir(_OPEN_FILES))):
            gc.freeze()


def _was_opened_here(number: str) -> bool:
    """Say whether Python opened a file: no other process inherits such a one (PEP 446)."""
    try:
        return not os.get_inheritable(int(number))
    except OSError:  # That was the folder of open files.
        return False
