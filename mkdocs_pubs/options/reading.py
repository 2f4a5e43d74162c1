"""The way from a mapping of any host to options, and the table as a door shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, replace
from typing import Any

from mkdocs_pubs.diagnostics import Code, did_you_mean
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options import mappings, readers
from mkdocs_pubs.options.options import Options
from mkdocs_pubs.options.site_options import SiteOptions


@dataclass(frozen=True)
class Problem:
    """What is wrong with one option; `name` is the option as the user wrote it."""

    name: str
    message: str
    code: Code = Code.INVALID_OPTION

    @property
    def reason(self) -> str:
        """The message without the option's name, for a host that says it anyway."""
        return self.message.removeprefix(f"option '{self.name}': ")


@dataclass(frozen=True)
class OptionSpec:
    """One option as a door shows it: its name, default, help text and the type of its value.

    `is_list` says that several values may be given.
    """

    name: str
    default: object
    help: str
    type: type
    is_list: bool
    in_blocks: bool


def specs() -> tuple[OptionSpec, ...]:
    """Return every option, in the order of the documentation."""
    return tuple(
        OptionSpec(
            one.name,
            one.default,
            one.metadata["help"],
            _TYPES.get(one.metadata["read"], str),
            one.metadata["read"] in _LISTS,
            one.name not in _OF_SITE,
        )
        for one in fields(Options)
    )


_OF_SITE = frozenset(one.name for one in fields(SiteOptions))
_LISTS = (
    mappings.buttons,
    readers.feeds,
    readers.field_names,
    readers.folders,
    readers.formats,
    readers.headings,
    readers.listed,
    readers.metadata,
    readers.metrics,
    readers.panels,
    readers.paths,
    readers.texts,
    readers.year_ranges,
)
_TYPES: Mapping[object, type] = {
    readers.whole_number: int,
    readers.heading_level: int,
    readers.truth: bool,
}


def read_options(
    values: Mapping[str, object], base: Options | None = None, *, in_block: bool = False
) -> tuple[Options, tuple[Problem, ...]]:
    """Return `base` changed by `values`, and what is wrong with these; wrong ones change nothing.

    ``None`` stands for "not set"; with `in_block` for the option's default, and options of the
    whole site are refused.
    """
    known = {one.name: one for one in fields(Options)}
    reading = "read_in_block" if in_block else "read"
    chosen: dict[str, object] = {}
    problems = []
    for name, value in values.items():
        problem = _misplaced(name, known, in_block)
        if problem is None and value is None and in_block:
            chosen[name] = known[name].default
        elif problem is None and value is not None:
            try:
                chosen[name] = known[name].metadata[reading](value)
            except ValueError as error:
                problem = Problem(name, f"option '{name}': {error}")
        if problem is not None:
            problems.append(problem)
    return replace(base or Options(), **chosen), tuple(problems)  # type: ignore[arg-type]


def _misplaced(name: object, known: Mapping[str, Field[Any]], in_block: bool) -> Problem | None:
    if not isinstance(name, str) or name not in known:
        message = f"unknown option '{name}'{did_you_mean(str(name), known)}"
        return Problem(str(name), message, Code.UNKNOWN_OPTION)
    if in_block and name in _OF_SITE:
        return Problem(name, f"option '{name}' is for the whole site, not for a block")
    return None
