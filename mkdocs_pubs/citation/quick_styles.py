"""Styles made of pybtex's templates, put to work quickly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs_pubs.citation.finder import NamingStyle, Style
from mkdocs_pubs.citation.quick_latex import quicken
from mkdocs_pubs.citation.quick_names import remembered
from mkdocs_pubs.citation.quick_templates import entry_text


def quickened(style: Style) -> Callable[[Any], Any]:
    """Let a style work quickly, and return what makes the text of an entry in it."""
    quicken()
    if isinstance(style, NamingStyle):
        style.format_name = remembered(style.format_name)
    return partial(entry_text, style)
