"""Which publications are shown, in which order, under which headings."""

from mkdocs_pubs.selection.expressions import Expression, InvalidExpression
from mkdocs_pubs.selection.filters import select
from mkdocs_pubs.selection.grouping import TYPES, group
from mkdocs_pubs.selection.order import ordered
from mkdocs_pubs.selection.values import known_names

__all__ = [
    "TYPES",
    "Expression",
    "InvalidExpression",
    "group",
    "known_names",
    "ordered",
    "select",
]
