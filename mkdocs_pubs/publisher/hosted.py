"""What the page of a publication is told by what hosts it."""

from __future__ import annotations

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, FindFile, FindPage, Link


@dataclass(frozen=True)
class HostedPage:
    """A page as its host knows it: the way from there to the site's root, and what finds others.

    `lists` are links to where the publication is listed; files go with the page where it has an
    `address`.
    """

    base: str
    language: str
    find_file: FindFile | None
    find_page: FindPage
    lists: tuple[Link, ...] = ()
    address: Address | None = None
