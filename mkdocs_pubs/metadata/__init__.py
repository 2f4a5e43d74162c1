"""What machines read of a publication: reference managers, search engines, harvesters."""

from mkdocs_pubs.metadata.coins import coins
from mkdocs_pubs.metadata.record import Record, is_in_another, iso_date, record
from mkdocs_pubs.metadata.schema_org import schema_node
from mkdocs_pubs.metadata.tags import Addresses, head_tags

__all__ = [
    "Addresses",
    "Record",
    "coins",
    "head_tags",
    "is_in_another",
    "iso_date",
    "record",
    "schema_node",
]
