"""Citation styles by name: pybtex's own, installed plugins, or a class by its dotted path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol, runtime_checkable

from pybtex.plugin import PluginNotFound, enumerate_plugin_names, find_plugin

from mkdocs_pubs.errors import StyleError
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Manner
from mkdocs_pubs.own_styles import STYLES, own_style


@runtime_checkable
class Style(Protocol):
    """What is used of a pybtex formatting style (``pybtex.style.formatting.BaseStyle``)."""

    label_style: Any

    def format_entry(self, label: str, entry: Any) -> Any:
        """Format one entry as a ``pybtex.style.FormattedEntry``."""

    def format_labels(self, sorted_entries: list[Any]) -> Any:
        """Yield a label for each entry."""

    def sort(self, entries: list[Any]) -> Any:
        """Return entries in the style's own order."""


@runtime_checkable
class NamingStyle(Style, Protocol):
    """A style that asks another for its names, as all do that are made of pybtex's templates."""

    format_name: Callable[..., Any]


@runtime_checkable
class WordedStyle(Style, Protocol):
    """A style that speaks the language of the list."""

    words: Labels


@runtime_checkable
class RunStyle(Style, Protocol):
    """A style that writes a work in one run of text, and tells apart works that look alike.

    It does so where it has a manner of citing people `in_text`.
    """

    in_text: Manner | None

    def distinctions(self, entries: list[Any]) -> Sequence[Mapping[str, str]]:
        """Return the fields that tell each entry of a list from those that look alike."""


def find_style(name: str) -> Style:
    """Return a new style by its name (``plain``) or its path (``package.module:Class``).

    Raises:
        StyleError: if there is no such style, or it cannot be loaded.
    """
    found = _class_at(name) if ":" in name or "." in name else _plugin(name)
    try:
        style = found()
    except Exception as error:
        raise StyleError([f"the citation style '{name}' cannot be used: {error}"]) from error
    if not isinstance(style, Style):
        raise StyleError([f"the citation style '{name}' cannot be used: it is no pybtex style"])
    return style


def is_style(name: str) -> bool:
    """Say whether a style of this name is installed; whether it can be loaded is another matter."""
    return name in enumerate_plugin_names(STYLES)


def rivals(name: str) -> tuple[str, ...]:
    """Return the paths of the styles that installed packages call by the name of one of ours."""
    ours = own_style(name)
    if ours is None:
        return ()
    found = {one.value for one in entry_points(group=STYLES, name=name)}
    return tuple(sorted(found - {ours.value}))


def _plugin(name: str) -> Any:
    if ours := own_style(name):
        return ours.load()
    try:
        return find_plugin(STYLES, name)
    except PluginNotFound:
        names = ", ".join(sorted(set(enumerate_plugin_names(STYLES))))
        problem = f"there is no citation style '{name}'; installed are {names}"
        raise StyleError([problem]) from None


def _class_at(path: str) -> Any:
    module, _, attribute = path.partition(":") if ":" in path else path.rpartition(".")
    try:
        return getattr(import_module(module), attribute)
    # A module whose name begins with a dot is a TypeError.
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise StyleError([f"the citation style '{path}' cannot be loaded: {error}"]) from error
