"""Publications in the terms of CSL, the Citation Style Language."""

from mkdocs_pubs.csl.authors import with_authors
from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.csl.pandoc import INSTALL, find_pandoc, processed
from mkdocs_pubs.csl.reading import Reference, references
from mkdocs_pubs.csl.styles import CslStyle, read_style

__all__ = [
    "INSTALL",
    "CslStyle",
    "Reference",
    "csl_item",
    "csl_json",
    "csl_type",
    "find_pandoc",
    "processed",
    "read_style",
    "references",
    "with_authors",
]
