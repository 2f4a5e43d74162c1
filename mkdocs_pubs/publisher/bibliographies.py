"""The bibliographies of a site: files found, read once, and read again when they change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from glob import iglob
from itertools import takewhile
from pathlib import Path

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.models import Library
from mkdocs_pubs.normalise import library

MAX_FILE_SIZE = 256 << 20
"""How many bytes a file may have; 100,000 publications are 60 MiB."""

_GLOB_SIGNS = "*?["
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True)
class _Shelf:
    """A library that was read, and the state in which its files were then."""

    state: tuple[tuple[int, int], ...]
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
        self._asked: dict[str, None] = {}

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that were read, and the folders in which others are looked for, each once."""
        files = [path for files in self._shelves for path in files if path.exists()]
        open_ended = (one for one in self._asked if _is_glob(one) or not self._found(one))
        return tuple(dict.fromkeys((*files, *map(self._folder_of, open_ended))))

    def library(
        self, patterns: Sequence[str], asked_at: Location
    ) -> tuple[Library, tuple[Diagnostic, ...]]:
        """Return the publications of all files that `patterns` name, and what was wrong.

        Files come in the order of the patterns, those of a glob by name; a file counts once.
        """
        self._asked.update(dict.fromkeys(patterns))
        files: dict[Path, None] = {}
        problems: list[Diagnostic] = []
        if not patterns:
            message = "no bibliography is named; set 'bibliography' to a .bib file"
            problems.append(Diagnostic(asked_at, message, Code.NO_BIBLIOGRAPHY))
        for pattern in patterns:
            found, problem = self._files(pattern, asked_at)
            files.update(dict.fromkeys(found))
            problems.extend(problem)
        shelf = self._shelf(tuple(files))
        return shelf.library, (*problems, *shelf.problems)

    def _shelf(self, files: tuple[Path, ...]) -> _Shelf:
        state = tuple(map(_state, files))
        shelf = self._shelves.get(files)
        if shelf is None or shelf.state != state:
            shelf = self._shelves[files] = self._read(files, state)
        return shelf

    def _files(self, pattern: str, asked_at: Location) -> tuple[list[Path], tuple[Diagnostic, ...]]:
        """Return the files of a pattern, and what is wrong where there are none."""
        if _URL.match(pattern):
            message = f"'{pattern}' is an address, and nothing is fetched in a build"
            message = f"{message}; fetch it with 'curl -o papers.bib {pattern}' and name the file"
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
        path = self._root / pattern
        if path.exists() or not _is_glob(pattern):
            return [path] if path.exists() else []
        matches = map(Path, iglob(str(self._root / pattern), recursive=True))
        return sorted(path for path in matches if path.is_file())

    def _is_allowed(self, path: Path) -> bool:
        return self._allow_outside or path.resolve().is_relative_to(self._root.resolve())

    def _folder_of(self, pattern: str) -> Path:
        """Return the nearest folder that exists in which the files of `pattern` may be."""
        parts = Path(pattern).parts
        fixed = list(takewhile(lambda part: not _is_glob(part), parts[:-1]))
        folder = self._root.joinpath(*fixed)
        return next(one for one in (folder, *folder.parents) if one.is_dir())

    def _read(self, files: Sequence[Path], state: tuple[tuple[int, int], ...]) -> _Shelf:
        sources: list[SourceFile] = []
        problems: list[Diagnostic] = []
        for path in files:
            source, problem = self._source(path)
            sources.append(source)
            problems.extend(problem)
        entries, mistakes = read(sources)
        publications, doubts = library(entries)
        return _Shelf(state, publications, (*problems, *mistakes, *doubts))

    def _source(self, path: Path) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
        shown = self._shown(path)
        content, failure = _content(path)
        if failure:
            message = f"cannot be read ({failure}); the list goes without it"
            problem = Diagnostic(Location(shown), message, Code.UNREADABLE_FILE)
            return SourceFile(shown, ""), (problem,)
        text, oddity = decode(content)
        if not oddity:
            return SourceFile(shown, text), ()
        return SourceFile(shown, text), (Diagnostic(Location(shown), oddity, Code.ENCODING),)

    def _shown(self, path: Path) -> str:
        return str(path.relative_to(self._root)) if path.is_relative_to(self._root) else str(path)


def _content(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a regular file, or why there are none; a pipe would wait for ever."""
    if path.exists() and not path.is_file():
        return b"", "not a regular file"
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        return b"", error.strerror or type(error).__name__
    if len(content) > MAX_FILE_SIZE:
        return b"", f"larger than {MAX_FILE_SIZE >> 20} MiB"
    return content, ""


def _is_glob(pattern: str) -> bool:
    return any(sign in pattern for sign in _GLOB_SIGNS)


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
