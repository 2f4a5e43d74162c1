"""Publications in the terms of CSL, the Citation Style Language."""

from mkdocs_pubs.csl.authors import with_authors
from mkdocs_pubs.csl.citing import citations, citing_document
from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.csl.pandoc import INSTALL, cited, document_version, find_pandoc, processed
from mkdocs_pubs.csl.reading import Reference, references
from mkdocs_pubs.csl.styles import CslStyle, read_style

__all__ = [
    "INSTALL",
    "CslStyle",
    "Reference",
    "citations",
    "cited",
    "citing_document",
    "csl_item",
    "csl_json",
    "csl_type",
    "document_version",
    "find_pandoc",
    "processed",
    "read_style",
    "references",
    "with_authors",
]
