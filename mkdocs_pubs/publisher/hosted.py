"""What a host asks for: a list, on a page as it knows that."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, Citing, FindFile, FindPage, Publication, Split
from mkdocs_pubs.options import Options

PlaceOf = Callable[[str], Location]
"""What returns the place of an option by its name; that of the block by ``""``."""


@dataclass(frozen=True)
class ListRequest:
    """A list that is asked for: the options of its block, and where these stand.

    `citing` is what is cited, by the page or the site, which the list is of if it `is_references`.
    With a `split`, the part that it says is asked for.
    """

    options: Options
    place_of: PlaceOf
    citing: Citing | None = None
    is_references: bool = False
    split: Split | None = None


@dataclass(frozen=True)
class HostedPage:
    """A page of a list or of a publication, as its host knows it.

    `base` leads from there to the site's root (``"../"``). `find_file` finds the site's files,
    without which none is looked for, `find_page` the pages of publications. Files go with the page
    where it has an `address`. `taken` are the ids that it has already, in lower case.
    """

    base: str = ""
    find_file: FindFile | None = None
    find_page: FindPage | None = None
    address: Address | None = None
    taken: Collection[str] = ()
    language: str = ""

    def url_of(self, publication: Publication) -> str:
        """Return the way to a publication's own page; nothing if the site has none."""
        url = self.find_page(publication) if self.find_page else ""
        return f"{self.base}{url}" if url else ""
