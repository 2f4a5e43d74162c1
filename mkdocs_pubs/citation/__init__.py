"""Publications into citations, through any pybtex style, first-party or foreign."""

from mkdocs_pubs.citation.citer import Citer

__all__ = ["Citer"]
