"""Getting entries in: works asked for, found at services, and put into a bibliography.

It asks through what it is given for that (`Fetch`), and touches neither network nor files itself.
"""

from mkdocs_pubs.intake.asked import Asked, read_asked
from mkdocs_pubs.intake.holdings import Holdings
from mkdocs_pubs.intake.records import Gathered, IsKnown, record
from mkdocs_pubs.intake.revision import Revision, holdings_of, revised
from mkdocs_pubs.intake.services import Addresses, Services

__all__ = [
    "Addresses",
    "Asked",
    "Gathered",
    "Holdings",
    "IsKnown",
    "Revision",
    "Services",
    "holdings_of",
    "read_asked",
    "record",
    "revised",
]
