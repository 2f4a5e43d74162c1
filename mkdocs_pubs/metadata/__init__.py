"""What machines read of a publication: reference managers, search engines, harvesters."""

from mkdocs_pubs.metadata.coins import coins
from mkdocs_pubs.metadata.record import Record, is_in_another, iso_date, record

__all__ = [
    "Record",
    "coins",
    "is_in_another",
    "iso_date",
    "record",
]
