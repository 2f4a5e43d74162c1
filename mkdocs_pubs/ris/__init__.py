"""Publications as RIS, which reference managers exchange."""

from mkdocs_pubs.ris.records import ris

__all__ = ["ris"]
