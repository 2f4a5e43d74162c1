"""The end of the process, which is not to take long."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

# Elsewhere, as in FreeBSD, there may be such a folder that has the standard files alone.
_OPEN_FILES = {"darwin": "/dev/fd", "linux": "/proc/self/fd"}.get(sys.platform, "")
_STANDARD_FILES = range(3)


def leave_garbage() -> None:
    """Let Python look for no garbage any more, unless something waits for that.

    As it ends it looks through all objects, several times, and takes garbage apart, which is an
    eighth of a small build. But a file that nobody has closed may be waiting to be written. Where
    the system does not tell which are open, as in Windows, all stays as it is.
    """
    with suppress(OSError):
        if not any(map(_may_be_ours, os.listdir(_OPEN_FILES))):
            gc.freeze()


def _may_be_ours(number: str) -> bool:
    """Say whether Python may have opened a file, though it be where a standard one was closed.

    No other process inherits what Python opens (PEP 446), unless it is told to.
    """
    try:
        return not os.get_inheritable(int(number)) or int(number) not in _STANDARD_FILES
    except OSError:  # That was the folder of open files.
        return False
