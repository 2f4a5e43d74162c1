"""One list in one edition: publications as chosen and cited become sections of HTML.

It reads no file and keeps nothing for the next list; all that it needs is handed to it.
"""

from mkdocs_pubs.edition.authors import AuthorMaker
from mkdocs_pubs.edition.bars import bar_of
from mkdocs_pubs.edition.edition import Edition
from mkdocs_pubs.edition.items import Ingredients, ItemMaker
from mkdocs_pubs.edition.list_items import ListItems, ReferenceList

__all__ = [
    "AuthorMaker",
    "Edition",
    "Ingredients",
    "ItemMaker",
    "ListItems",
    "ReferenceList",
    "bar_of",
]
