"""The options, all in one frozen value; a mapping from any host becomes validated options."""

from mkdocs_pubs.options.options import (
    Options,
    OptionSpec,
    Problem,
    for_references,
    read_options,
    specs,
)
from mkdocs_pubs.options.values import ALL_OTHERS, PRIVATE_FIELDS, Button, Table, Years

__all__ = [
    "ALL_OTHERS",
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
]
