"""BibTeX text into entries: nothing dropped, what is wrong reported with its line."""

from mkdocs_pubs.bibtex.exported import by_key, exported
from mkdocs_pubs.bibtex.highlighted import highlighted
from mkdocs_pubs.bibtex.reader import SourceFile, read
from mkdocs_pubs.bibtex.shown import shown_source
from mkdocs_pubs.bibtex.text import decode, encoding_of
from mkdocs_pubs.bibtex.writing import entry_text, field_text, safe_key

__all__ = [
    "SourceFile",
    "by_key",
    "decode",
    "encoding_of",
    "entry_text",
    "exported",
    "field_text",
    "highlighted",
    "read",
    "safe_key",
    "shown_source",
]
