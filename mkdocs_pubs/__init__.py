"""Publication pages from BibTeX, for MkDocs and anything that speaks Python-Markdown."""

__version__ = "0.1.0"
