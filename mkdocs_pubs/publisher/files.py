"""Files as they stand: their bytes, the marks by which one is known, the folders they are in."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

from mkdocs_pubs.frozen import dataclass

MAX_FILE_SIZE = 256 << 20
"""How many bytes a file may have; 100,000 publications are 60 MiB."""

Marks = tuple[int, ...] | str
"""What differs when a file is another one or was written to; a text says why it cannot be read.

A tool may set the time of change and keep the size, but nothing sets the time of the inode.
"""


@dataclass(frozen=True, order=True)
class Source:
    """A folder that lists are made from; `deep` if the folders in it count, too."""

    folder: Path
    deep: bool

    @classmethod
    def of(cls, folder: Path, deep: bool) -> Source:
        """Return `folder` as a source, or the nearest one that is there and may come to hold it."""
        nearest = next(one for one in (folder, *folder.parents) if os.path.isdir(one))
        return cls(nearest, deep or nearest != folder)


def marks(path: Path) -> Marks:
    """Return the marks of the file at `path`."""
    return _read(path, 0)[1]


def content(path: Path) -> tuple[bytes, Marks]:
    """Return the bytes of the file at `path`, and the marks that it had before it was read."""
    return _read(path, MAX_FILE_SIZE)


def head(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of the file at `path`; none where it cannot be read."""
    return _read(path, size)[0]


def lies_in(folder: Path, path: Path) -> bool:
    """Say whether a path leads into `folder` when its links are followed."""
    # `Path.resolve` raises an error where links lead in a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _read(path: Path, size: int) -> tuple[bytes, Marks]:
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            found = _marks(status)
            if isinstance(found, str):
                return b"", found
            # Python sets aside room for all that is asked for. What says that it holds nothing may
            # be a device, which one byte more shows.
            return file.read(min(size, status.st_size + 1)), found
    except OSError as error:
        return b"", error.strerror or type(error).__name__
    except ValueError:
        return b"", "no path"


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _marks(status: os.stat_result) -> Marks:
    if not S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_size > MAX_FILE_SIZE:
        return f"larger than {MAX_FILE_SIZE >> 20} MiB"
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
