"""The bibliographies of a site: files found, read once, and read again when they change."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Library
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher.files import Marks, Source, content, lies_in, marks

if TYPE_CHECKING:
    from mkdocs_pubs.bibtex import SourceFile

_GLOB_SIGNS = "*?["
_Parts = tuple[str, ...]
_URL = regex(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class _Shelf:
    """A library that was read, and the marks that its files had then."""

    marks: tuple[Marks, ...]
    library: Library
    problems: tuple[Diagnostic, ...]


class Bibliographies:
    """Reads libraries; `root` is the folder that their paths are relative to, and stay in.

    With `allow_outside`, paths and symbolic links may lead out of it.
    """

    def __init__(self, root: Path, *, allow_outside: bool = False) -> None:
        self._root = root
        self._allow_outside = allow_outside
        self._shelves: dict[tuple[Path, ...], _Shelf] = {}
        self._hashes: dict[Path, tuple[Marks, str]] = {}
        self._asked: dict[str, None] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders in which the files are, or may come to be, each once."""
        files = (pattern for pattern in self._asked if not _is_address(pattern))
        sources = dict.fromkeys(map(self._source, files))
        return tuple(source for source in sources if self._is_allowed(source.folder))

    def library(
        self, patterns: Sequence[str], asked_at: Location
    ) -> tuple[Library, tuple[Diagnostic, ...]]:
        """Return the publications of all files that `patterns` name, and what was wrong.

        Files come in the order of the patterns, those of a glob by name; a file counts once.
        """
        self._asked.update(dict.fromkeys(patterns))
        files, problems = self._all_files(patterns, asked_at)
        shelf = self._shelf(files)
        return shelf.library, (*problems, *shelf.problems)

    def paths(self, patterns: Sequence[str]) -> tuple[Path, ...]:
        """Return the files that `patterns` name, each once."""
        return self._all_files(patterns, Location(""))[0]

    def state(self, patterns: Sequence[str]) -> object:
        """Return what differs when a library read by these `patterns` would be another."""
        self._asked.update(dict.fromkeys(patterns))
        files, problems = self._all_files(patterns, Location(""))
        return [(self._shown(path), self._hash(path)) for path in files], problems

    def _hash(self, path: Path) -> str:
        """Return the hash of a file, or why it cannot be read."""
        seen = marks(path)
        known = self._hashes.get(path)
        if known is None or known[0] != seen:
            data, seen = content(path)
            known = seen, seen if isinstance(seen, str) else sha256(data).hexdigest()
            self._hashes[path] = known
        return known[1]

    def _all_files(
        self, patterns: Sequence[str], asked_at: Location
    ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
        """Return the files of all patterns, each once, and what is wrong with the patterns."""
        files: dict[Path, None] = {}
        problems: list[Diagnostic] = []
        if not patterns:
            message = "no bibliography is named; set 'bibliography' to a .bib file"
            problems.append(Diagnostic(asked_at, message, Code.NO_BIBLIOGRAPHY))
        for pattern in patterns:
            found, problem = self._files(pattern, asked_at)
            files.update(dict.fromkeys(found))
            problems.extend(problem)
        return tuple(files), problems

    def _shelf(self, files: tuple[Path, ...]) -> _Shelf:
        shelf = self._shelves.get(files)
        if shelf is None or shelf.marks != tuple(map(marks, files)):
            shelf = self._shelves[files] = self._read(files, shelf)
        return shelf

    def _files(self, pattern: str, asked_at: Location) -> tuple[list[Path], tuple[Diagnostic, ...]]:
        """Return the files of a pattern, and what is wrong where there are none."""
        if _is_address(pattern):
            message = f"'{pattern}' is an address, and nothing is fetched in a build"
            message = (
                f"{message}; 'mkdocs-pubs sync --bib {pattern} -o papers.bib' makes a file of it"
            )
            return [], (Diagnostic(asked_at, message, Code.MISSING_FILE),)
        found = self._found(pattern)
        allowed = [path for path in found if self._is_allowed(path)]
        if not found:
            message = f"no file '{pattern}' in {self._root}; the list goes without it"
            return [], (Diagnostic(asked_at, message, Code.MISSING_FILE),)
        if len(allowed) < len(found):
            message = f"'{pattern}' leads out of {self._root}; left out what lies outside"
            message = f"{message} (the option 'allow_outside' lets it in)"
            return allowed, (Diagnostic(asked_at, message, Code.OUTSIDE_FILE),)
        return allowed, ()

    def _found(self, pattern: str) -> list[Path]:
        if "\0" in pattern:
            return []
        path = self._root / pattern
        # What lies outside is not even looked for.
        if not self._is_allowed(path) or _is_there(path):
            return [path]
        if not _is_glob(pattern):
            return []
        fixed, parts = _divided(pattern)
        return sorted(set(_matches(self._root / fixed, parts)))

    def _is_allowed(self, path: Path) -> bool:
        return self._allow_outside or lies_in(self._root, path)

    def _source(self, pattern: str) -> Source:
        fixed, parts = _divided(pattern)
        return Source.of(self._root / fixed, deep=len(parts) > 1 or "**" in parts)

    def _read(self, files: Sequence[Path], former: _Shelf | None) -> _Shelf:
        # Where all lists are kept from the last build, nobody needs these rooms.
        from mkdocs_pubs.bibtex import read
        from mkdocs_pubs.normalise import library

        sources: list[SourceFile] = []
        found: list[Marks] = []
        problems: list[Diagnostic] = []
        for path in files:
            data, seen = content(path)
            found.append(seen)
            if isinstance(seen, str):
                problems.append(self._unreadable(path, seen))
            else:
                source, problem = self._text(path, data)
                sources.append(source)
                problems.extend(problem)
        entries, mistakes = read(sources)
        publications, doubts = library(entries, former.library if former else None)
        return _Shelf(tuple(found), publications, (*problems, *mistakes, *doubts))

    def _unreadable(self, path: Path, reason: str) -> Diagnostic:
        message = f"cannot be read ({reason}); the list goes without it"
        return Diagnostic(Location(self._shown(path)), message, Code.UNREADABLE_FILE)

    def _text(self, path: Path, data: bytes) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
        from mkdocs_pubs.bibtex import SourceFile, decode

        shown = self._shown(path)
        text, oddity = decode(data)
        if not oddity:
            return SourceFile(shown, text), ()
        return SourceFile(shown, text), (Diagnostic(Location(shown), oddity, Code.ENCODING),)

    def _shown(self, path: Path) -> str:
        return str(path.relative_to(self._root)) if path.is_relative_to(self._root) else str(path)


def _is_address(pattern: str) -> bool:
    return "://" in pattern and _URL.match(pattern) is not None


def _is_glob(pattern: str) -> bool:
    return any(sign in pattern for sign in _GLOB_SIGNS)


def _divided(pattern: str) -> tuple[Path, _Parts]:
    """Divide a pattern into the folder that its globs begin in, and what stands behind."""
    parts = Path(pattern).parts
    fixed = tuple(takewhile(lambda part: not _is_glob(part), parts[:-1]))
    return Path(*fixed), parts[len(fixed) :]


def _matches(root: Path, parts: _Parts) -> Iterator[Path]:
    """Yield the files below a folder that the parts of a glob stand for; hidden ones are not meant.

    ``**`` is the folder and all within it, bar links to folders, which may lead in circles or out.
    """
    waiting = [(root, parts)]
    seen: set[tuple[Path, _Parts]] = set()
    while waiting:
        place = waiting.pop()
        # Several ``**`` lead to a folder in many ways.
        if place in seen:
            continue
        seen.add(place)
        for path, further in _steps(*place):
            if further:
                waiting.append((path, further))
            else:
                yield path


def _steps(folder: Path, parts: _Parts) -> Iterator[tuple[Path, _Parts]]:
    """Yield where the first part of a glob leads, with the parts that are left; files have none."""
    name, further = parts[0], parts[1:]
    is_deep = name == "**"
    if is_deep and further:
        yield folder, further
    for entry in _visible(folder):
        path = Path(entry.path)
        if is_deep and entry.is_dir(follow_symlinks=False):
            yield path, parts
        elif is_deep and further:
            continue
        # A link to itself is no folder; `DirEntry` raises an error there.
        elif fnmatch(entry.name, name) and os.path.isdir(path) == bool(further):
            yield path, further


def _visible(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder, if it is one that can be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []


def _is_there(path: Path) -> bool:
    """Return whether something has this name, a broken link say, or nobody may know."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True
