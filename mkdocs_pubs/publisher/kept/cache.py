"""What is kept on disk by key, from one build to the next: what cannot be kept is made again."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher import files

LIMIT = 512 << 20
"""How many bytes are kept; beyond that, the oldest go."""

LARGE = 64 << 20
"""How many bytes make it worth the time to pack them."""

LONGEST = 512 << 20
"""How many bytes one that is kept may have; a list of 100,000 publications has 320 MiB."""

_SIZE = 4
_SUFFIX = ".pubs"
_OURS = regex(rf"(?:[0-9a-f]{{64}}|tmp\w+){re.escape(_SUFFIX)}")
_PLAIN, _PACKED = b"=", b"z"
# Most of what a page of publications costs is text that is alike; a higher level costs more time.
_LEVEL = 1


class Cache:
    """A folder of what is kept; without a `folder`, nothing is.

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

    def content(self, key: str) -> bytes | memoryview | None:
        """Return what is kept under a key (64 hexadecimal digits), if anything is."""
        if self._folder is None:
            return None
        kept, _ = files.content(self._folder / f"{key}{_SUFFIX}")
        made = memoryview(kept)[_SIZE:]
        if _checksum(key, made) != kept[:_SIZE]:
            return None
        form, packed = bytes(made[:1]), made[1:]
        return _unpacked(packed) if form == _PACKED else packed

    def keep(self, key: str, *parts: bytes) -> None:
        """Keep something under a key (64 hexadecimal digits), if that is possible."""
        size = sum(map(len, parts))
        made = (_PACKED, *_packed(parts)) if size > LARGE else (_PLAIN, *parts)
        is_small_enough = size <= LONGEST and sum(map(len, made)) <= self._limit
        if self._folder is not None and is_small_enough:
            with suppress(OSError):
                _make(self._folder)
                _write(self._folder / f"{key}{_SUFFIX}", (_checksum(key, *made), *made))
                self._forget_oldest(self._folder)

    def _forget_oldest(self, folder: Path) -> None:
        files = sorted(_files(folder), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        size = 0
        for file in files:
            size += file.stat().st_size
            if size > self._limit:
                os.unlink(file)


def _checksum(key: str, *made: bytes | memoryview) -> bytes:
    """Return what tells that these bytes were kept under this key, and are whole."""
    found = zlib.crc32(key.encode())
    for part in made:
        found = zlib.crc32(part, found)
    return found.to_bytes(_SIZE, "big")


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(_LEVEL)
    yield from map(packing.compress, parts)
    yield packing.flush()


def _unpacked(packed: memoryview) -> bytes | None:
    """Return what was packed, unless it is nothing whole, or longer than all that we keep."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, LONGEST)
    except zlib.error:
        return None
    return content if unpacking.eof else None


def _make(folder: Path) -> None:
    """Make the folder, which is to be in nobody's repository."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignore:
        ignore.write("*\n")


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        OSError: if it cannot be written.
    """
    handle, temporary = mkstemp(suffix=_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files of ours in a folder, where a user may have put others."""
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if _OURS.fullmatch(entry.name))
