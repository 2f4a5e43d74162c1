"""A bibliography in a settled layout, of which every entry means what it did."""

from mkdocs_pubs.tidying.formatter import Tidied, tidied
from mkdocs_pubs.tidying.layout import EntryOrder, Layout

__all__ = ["EntryOrder", "Layout", "Tidied", "tidied"]
