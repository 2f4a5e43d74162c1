"""The site that a command is for, as its mkdocs.yml and the command line tell of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import click

from mkdocs_pubs.cli.parameters import COMMAND_LINE
from mkdocs_pubs.configuration import inherited, options_in, read_configuration
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, Severity
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options import Options, Problem, read_options, translated
from mkdocs_pubs.passages import MARKDOWN, MODULE, NOTEBOOK
from mkdocs_pubs.publisher import content, lies_in

CONFIG_NAME = "mkdocs.yml"
_ENDINGS = (*MARKDOWN, MODULE, NOTEBOOK)


@dataclass(frozen=True)
class Site:
    """A site: the folder that its paths are relative to, its options, its pages.

    `place` is where these are said, `problems` what is wrong there and could be left out.
    """

    root: Path
    options: Options
    pages: tuple[Path, ...] = ()
    place: Location = COMMAND_LINE
    problems: tuple[Diagnostic, ...] = ()

    def with_severity(self, chosen: Iterable[tuple[Code, Severity]]) -> Site:
        """Return the site with other severities for some codes; the last for a code counts."""
        severity = (*self.options.severity, *chosen)
        return replace(self, options=replace(self.options, severity=severity))

    def shown(self, location: Location) -> Location:
        """Return a place in a file as its path is from the current folder."""
        if location == COMMAND_LINE:
            return location
        return replace(location, path=os.path.relpath(self.root / location.path))


class UsageError(click.ClickException):
    """The command cannot be carried out as it was given."""

    exit_code = 2


def site_of(files: tuple[str, ...], pages: tuple[str, ...], config: str | None) -> Site:
    """Return the site of a configuration, else one of bibliographies and pages that are named.

    Raises:
        UsageError: if there is none, or its options cannot be used.
    """
    config = config or _found_config(files, pages)
    if config is None:
        bibliographies = {"bibliography": list(files), "allow_outside": True, "citations": True}
        options, _ = read_options(bibliographies)
        return Site(Path.cwd(), options, tuple(_files(pages)))
    configuration = _joined(Path(config))
    given = options_in(configuration)
    if given is None:
        raise UsageError(f"{config} has no plugin 'pubs'")
    root = Path(config).resolve().parent
    place = Location(os.path.relpath(config, root))
    options, unknown = _site_options(given, root)
    if files:
        relative = tuple(os.path.relpath(file, root) for file in files)
        options = replace(options, bibliography=relative, allow_outside=True)
    if pages:
        options = replace(options, citations=True)
    folder = str(root / (_path(configuration, "docs_dir", Path(config)) or "docs"))
    problems = tuple(Diagnostic(place, one.message, one.code) for one in unknown)
    return Site(root, options, tuple(_files(pages or (folder,))), place, problems)


def _found_config(files: tuple[str, ...], pages: tuple[str, ...]) -> str | None:
    """Return the configuration in the current folder, where nothing else says what to check."""
    if files:
        return None
    if not os.path.isfile(CONFIG_NAME):
        wanted = f"name bibliographies, or a configuration; there is no {CONFIG_NAME} here"
        raise UsageError(f"{wanted}{' for the pages' if pages else ''}")
    return CONFIG_NAME


def _joined(path: Path) -> Mapping[str, object]:
    """Return a configuration with all that it inherits."""
    lineage = reversed(list(_lineage(path)))
    try:
        return reduce(inherited, lineage)
    # With YAML's anchors, a mapping can hold itself.
    except RecursionError:
        raise UsageError(f"cannot read {path}: its mappings have no end") from None


def _lineage(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield a configuration, and those that it inherits from; in a ring, each once."""
    seen: set[str] = set()
    found = _configuration(path)
    while os.path.realpath(path) not in seen:
        seen.add(os.path.realpath(path))
        yield found
        parent = _path(found, "INHERIT", path)
        if not parent:
            return
        path = path.parent / parent
        found = _configuration(path)


def _path(configuration: Mapping[str, object], name: str, place: Path) -> str:
    """Return the path that a configuration says; ``""`` where it says none."""
    said = configuration.get(name) or ""
    if not isinstance(said, str):
        raise UsageError(f"cannot read {place}: {name} is no path")
    return said


def _configuration(path: Path) -> Mapping[str, object]:
    data, seen = content(path)
    if isinstance(seen, str):
        raise UsageError(f"cannot read {path}: {seen}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"cannot read {path}: {error}") from None
    found, refusal = read_configuration(text)
    if refusal:
        raise UsageError(f"cannot read {path}: {refusal}")
    return found


def _site_options(given: Mapping[str, object], root: Path) -> tuple[Options, Sequence[Problem]]:
    """Read the options of a site, which may be those of mkdocs-bibtex, and name unknown ones."""
    translation = translated(given, lambda path: not lies_in(root, root / path))
    options, wrong = read_options(translation.values)
    problems = (*translation.problems, *wrong)
    bad = [one.message for one in problems if one.code is not Code.UNKNOWN_OPTION]
    if bad:
        raise UsageError("\n".join(bad))
    return options, problems


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files that are named, and those in folders that hold Markdown, each once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not os.path.exists(path):
            raise UsageError(f"there is no file or folder '{path}'")
        found.update(dict.fromkeys(_in_folder(path) if path.is_dir() else [path]))
    yield from found


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the files with Markdown in a folder; hidden ones are none, as for MkDocs."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if name.endswith(_ENDINGS) and not name.startswith("."):
                yield Path(place, name)
