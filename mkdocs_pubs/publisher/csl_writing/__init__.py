"""Citing in the CSL styles of a site as pandoc applies them, in lists and in texts."""

from mkdocs_pubs.publisher.csl_writing.writer import CslWriter

__all__ = ["CslWriter"]
