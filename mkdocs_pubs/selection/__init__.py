"""Which publications are shown, in which order, under which headings."""

from mkdocs_pubs.selection.filters import select
from mkdocs_pubs.selection.grouping import KEYWORD, TYPES, Value, Values, group
from mkdocs_pubs.selection.order import ordered
from mkdocs_pubs.selection.values import is_selected, known_fields, value_of

__all__ = [
    "KEYWORD",
    "TYPES",
    "Value",
    "Values",
    "group",
    "is_selected",
    "known_fields",
    "ordered",
    "select",
    "value_of",
]
