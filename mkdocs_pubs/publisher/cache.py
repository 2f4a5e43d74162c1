"""Texts kept on disk by key, from one build to the next: what cannot be kept is made again."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

LIMIT = 256 << 20
"""How many bytes are kept; beyond that, the oldest go."""

_DIGEST = sha256().digest_size
_SUFFIX = ".pubs"
_OURS = re.compile(rf"(?:[0-9a-f]{{64}}|tmp\w+){re.escape(_SUFFIX)}")
# Most of what a page of publications costs is text that is alike; a higher level costs more time.
_LEVEL = 1


class Cache:
    """A folder of texts; without a `folder`, nothing is kept.

    Builds may share it: a file is there whole or not at all, and one that is damaged is none. No
    failure to read or write is one of the build's.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    @property
    def is_on(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def text(self, key: str) -> str | None:
        """Return the text kept under a key (64 hexadecimal digits), if there is one."""
        if self._folder is None:
            return None
        try:
            content = (self._folder / f"{key}{_SUFFIX}").read_bytes()
        except OSError:
            return None
        digest, packed = content[:_DIGEST], content[_DIGEST:]
        if sha256(key.encode() + packed).digest() != digest:
            return None
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def keep(self, key: str, text: str) -> None:
        """Keep a text under a key (64 hexadecimal digits), if that is possible."""
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)
        content = sha256(key.encode() + packed).digest() + packed
        if self._folder is not None and len(content) <= self._limit:
            with suppress(OSError):
                _make(self._folder)
                _write(self._folder / f"{key}{_SUFFIX}", content)
                self._forget_oldest(self._folder)

    def _forget_oldest(self, folder: Path) -> None:
        files = sorted(_files(folder), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        size = 0
        for file in files:
            size += file.stat().st_size
            if size > self._limit:
                os.unlink(file)


def _make(folder: Path) -> None:
    """Make the folder, which is to be in nobody's repository."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        OSError: if it cannot be written.
    """
    handle, temporary = mkstemp(suffix=_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files of ours in a folder, where a user may have put others."""
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if _OURS.fullmatch(entry.name))
