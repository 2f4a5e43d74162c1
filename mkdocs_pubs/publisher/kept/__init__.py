"""What one build leaves to the next: lists and texts by what they are made of, while that holds."""

from mkdocs_pubs.publisher.kept.cache import Cache
from mkdocs_pubs.publisher.kept.lists import PrintedLists, Result, anywhere, placed
from mkdocs_pubs.publisher.kept.lookups import Answers, Lookups
from mkdocs_pubs.publisher.kept.texts import KeptTexts
from mkdocs_pubs.publisher.kept.versions import is_settled

__all__ = [
    "Answers",
    "Cache",
    "KeptTexts",
    "Lookups",
    "PrintedLists",
    "Result",
    "anywhere",
    "is_settled",
    "placed",
]
