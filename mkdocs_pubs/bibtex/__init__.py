"""BibTeX text into entries: nothing dropped, what is wrong reported with its line."""

from mkdocs_pubs.bibtex.exported import exported
from mkdocs_pubs.bibtex.fields import BlockSource, FieldSource, read_block
from mkdocs_pubs.bibtex.highlighted import shown_html
from mkdocs_pubs.bibtex.keys import by_key
from mkdocs_pubs.bibtex.outline import Block, blocks
from mkdocs_pubs.bibtex.reader import SourceFile, read
from mkdocs_pubs.bibtex.text import decode
from mkdocs_pubs.bibtex.values import MONTHS, Operand
from mkdocs_pubs.bibtex.writing import FIELD_ORDER, entry_text, written_name

__all__ = [
    "FIELD_ORDER",
    "MONTHS",
    "Block",
    "BlockSource",
    "FieldSource",
    "Operand",
    "SourceFile",
    "blocks",
    "by_key",
    "decode",
    "entry_text",
    "exported",
    "read",
    "read_block",
    "shown_html",
    "written_name",
]
