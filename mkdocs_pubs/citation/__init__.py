"""Publications into citations, through any pybtex style, first-party or foreign."""

from mkdocs_pubs.citation.citer import Citer, Told
from mkdocs_pubs.citation.dates import years
from mkdocs_pubs.citation.finder import is_style, rivals

__all__ = ["Citer", "Told", "is_style", "rivals", "years"]
