"""What a text says of the works that it cites, in a style's manner."""

from mkdocs_pubs.in_text.handles import handles, short_title, title_of
from mkdocs_pubs.in_text.notes import noted, unstopped
from mkdocs_pubs.in_text.pieces import pieces

__all__ = [
    "handles",
    "noted",
    "pieces",
    "short_title",
    "title_of",
    "unstopped",
]
