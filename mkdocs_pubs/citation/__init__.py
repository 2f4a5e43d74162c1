"""Publications into citations, through any pybtex style, first-party or foreign."""

from mkdocs_pubs.citation.citer import Citer
from mkdocs_pubs.citation.dates import years

__all__ = ["Citer", "years"]
