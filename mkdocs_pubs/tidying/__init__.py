"""A bibliography in a settled layout, or mended, of which every entry means what it did."""

from mkdocs_pubs.tidying.formatter import Tidied, tidied
from mkdocs_pubs.tidying.layout import BibLayout, EntryOrder
from mkdocs_pubs.tidying.mending import Mended, macros_in, mended

__all__ = ["BibLayout", "EntryOrder", "Mended", "Tidied", "macros_in", "mended", "tidied"]
