"""BibTeX text into entries: nothing dropped, what is wrong reported with its line."""

from mkdocs_pubs.bibtex.exported import by_key, exported
from mkdocs_pubs.bibtex.fields import (
    BlockSource,
    FieldSource,
    Mistake,
    read_block,
)
from mkdocs_pubs.bibtex.files import BibFile, RawOffsets
from mkdocs_pubs.bibtex.highlighted import shown_html
from mkdocs_pubs.bibtex.outline import Block, blocks
from mkdocs_pubs.bibtex.reader import SourceFile, read
from mkdocs_pubs.bibtex.shown import shown_source
from mkdocs_pubs.bibtex.text import decode, encoding_of
from mkdocs_pubs.bibtex.values import MONTHS, Operand
from mkdocs_pubs.bibtex.writing import FIELD_ORDER, entry_text, field_text, safe_key, written_name

__all__ = [
    "FIELD_ORDER",
    "MONTHS",
    "BibFile",
    "Block",
    "BlockSource",
    "FieldSource",
    "Mistake",
    "Operand",
    "RawOffsets",
    "SourceFile",
    "blocks",
    "by_key",
    "decode",
    "encoding_of",
    "entry_text",
    "exported",
    "field_text",
    "read",
    "read_block",
    "safe_key",
    "shown_html",
    "shown_source",
    "written_name",
]
