"""The bibliographies of a site: files found, read once, and read again when they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.models import Library
from mkdocs_pubs.normalise import library

_GLOB_SIGNS = "*?["


@dataclass(frozen=True)
class _Shelf:
    """A library that was read, and the state in which its files were then."""

    state: tuple[tuple[int, int], ...]
    library: Library
    problems: tuple[Diagnostic, ...]


class Bibliographies:
    """Reads libraries; `root` is the folder that their paths are relative to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._shelves: dict[tuple[Path, ...], _Shelf] = {}
        self._asked: dict[str, None] = {}

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that were read, and the folders in which others are looked for, each once."""
        files = [path for files in self._shelves for path in files if path.exists()]
        open_ended = (one for one in self._asked if _is_glob(one) or not self._matches(one))
        return tuple(dict.fromkeys((*files, *map(self._folder_of, open_ended))))

    def library(
        self, patterns: Sequence[str], asked_at: Location
    ) -> tuple[Library, tuple[Diagnostic, ...]]:
        """Return the publications of all files that `patterns` name, and what was wrong.

        Files come in the order of the patterns, those of a glob by name; a file counts once.
        """
        self._asked.update(dict.fromkeys(patterns))
        missing = tuple(self._missing(patterns, asked_at))
        found = (path for pattern in patterns for path in self._matches(pattern))
        files = tuple(dict.fromkeys(found))
        state = tuple(map(_state, files))
        shelf = self._shelves.get(files)
        if shelf is None or shelf.state != state:
            shelf = self._read(files, state)
            self._shelves[files] = shelf
        return shelf.library, missing + shelf.problems

    def _matches(self, pattern: str) -> list[Path]:
        if _is_glob(pattern):
            return sorted(path for path in self._root.glob(pattern) if path.is_file())
        path = self._root / pattern
        return [path] if path.exists() else []

    def _folder_of(self, pattern: str) -> Path:
        """Return the nearest folder that exists in which the files of `pattern` may be."""
        parts = Path(pattern).parts
        fixed = list(takewhile(lambda part: not _is_glob(part), parts[:-1]))
        folder = self._root.joinpath(*fixed)
        return next(one for one in (folder, *folder.parents) if one.is_dir())

    def _missing(self, patterns: Sequence[str], asked_at: Location) -> Iterator[Diagnostic]:
        if not patterns:
            message = "no bibliography is named; set 'bibliography' to a .bib file"
            yield Diagnostic(asked_at, message, Code.NO_BIBLIOGRAPHY)
        for pattern in patterns:
            if not self._matches(pattern):
                message = f"no file '{pattern}' in {self._root}; the list goes without it"
                yield Diagnostic(asked_at, message, Code.MISSING_FILE)

    def _read(self, files: Sequence[Path], state: tuple[tuple[int, int], ...]) -> _Shelf:
        sources: list[SourceFile] = []
        problems: list[Diagnostic] = []
        for path in files:
            source, problem = self._source(path)
            sources.append(source)
            problems.extend(problem)
        entries, mistakes = read(sources)
        return _Shelf(state, library(entries), (*problems, *mistakes))

    def _source(self, path: Path) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
        shown = self._shown(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            message = f"cannot be read ({error.strerror}); the list goes without it"
            problem = Diagnostic(Location(shown), message, Code.UNREADABLE_FILE)
            return SourceFile(shown, ""), (problem,)
        text, guessed = decode(content)
        if guessed is None:
            return SourceFile(shown, text), ()
        message = f"not UTF-8; read it as {guessed}"
        return SourceFile(shown, text), (Diagnostic(Location(shown), message, Code.ENCODING),)

    def _shown(self, path: Path) -> str:
        return str(path.relative_to(self._root)) if path.is_relative_to(self._root) else str(path)


def _is_glob(pattern: str) -> bool:
    return any(sign in pattern for sign in _GLOB_SIGNS)


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
