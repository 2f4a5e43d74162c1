"""Publications into citations, through any pybtex style, first-party or foreign."""

from mkdocs_pubs.citation.citer import Citer
from mkdocs_pubs.citation.dates import years
from mkdocs_pubs.citation.finder import is_style

__all__ = ["Citer", "is_style", "years"]
