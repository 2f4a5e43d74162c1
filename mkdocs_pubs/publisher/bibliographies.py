"""The bibliographies of a site: files found, read once, and read again when they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

    @property
    def read_files(self) -> tuple[Path, ...]:
        """The files that were read so far, each once."""
        return tuple(dict.fromkeys(path for files in self._shelves for path in files))

    def library(
        self, patterns: Sequence[str], asked_at: Location
    ) -> tuple[Library, tuple[Diagnostic, ...]]:
        """Return the publications of all files that `patterns` name, and what was wrong.

        Files come in the order of the patterns, those of a glob by name; a file counts once.
        """
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
        if any(sign in pattern for sign in _GLOB_SIGNS):
            return sorted(path for path in self._root.glob(pattern) if path.is_file())
        path = self._root / pattern
        return [path] if path.exists() else []

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


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
