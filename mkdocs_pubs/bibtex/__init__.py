"""BibTeX text into entries: nothing dropped, what is wrong reported with its line."""

from mkdocs_pubs.bibtex.exported import exported
from mkdocs_pubs.bibtex.highlighted import highlighted
from mkdocs_pubs.bibtex.reader import SourceFile, read
from mkdocs_pubs.bibtex.shown import shown_source
from mkdocs_pubs.bibtex.text import decode

__all__ = ["SourceFile", "decode", "exported", "highlighted", "read", "shown_source"]
