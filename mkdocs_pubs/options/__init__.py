"""The options, all in one frozen value; a mapping from any host becomes validated options."""

from mkdocs_pubs.options.mkdocs_bibtex import translated
from mkdocs_pubs.options.options import Options
from mkdocs_pubs.options.patterns import BLANK
from mkdocs_pubs.options.reading import OptionSpec, Problem, read_options, specs
from mkdocs_pubs.options.references import for_references
from mkdocs_pubs.options.values import (
    ALL_OTHERS,
    DISPLAY_FIELDS,
    FEEDS,
    FORMATS,
    PRIVATE_FIELDS,
    Button,
    Table,
    Years,
)

__all__ = [
    "ALL_OTHERS",
    "BLANK",
    "DISPLAY_FIELDS",
    "FEEDS",
    "FORMATS",
    "PRIVATE_FIELDS",
    "Button",
    "OptionSpec",
    "Options",
    "Problem",
    "Table",
    "Years",
    "for_references",
    "read_options",
    "specs",
    "translated",
]
