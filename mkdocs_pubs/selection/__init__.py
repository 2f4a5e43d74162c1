"""Which publications are shown, in which order, under which headings."""

from mkdocs_pubs.selection.filters import Condition, select
from mkdocs_pubs.selection.grouping import KEYWORD, TYPES, GroupValue, GroupValues, group
from mkdocs_pubs.selection.order import ordered
from mkdocs_pubs.selection.values import is_selected, known_fields, value_of

__all__ = [
    "KEYWORD",
    "TYPES",
    "Condition",
    "GroupValue",
    "GroupValues",
    "group",
    "is_selected",
    "known_fields",
    "ordered",
    "select",
    "value_of",
]
