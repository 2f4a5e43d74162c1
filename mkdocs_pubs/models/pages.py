"""Pages of publications: what each says, ready for a host to put it into its site."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.lists import SideFile
from mkdocs_pubs.models.publications import Publication

FindPage = Callable[[Publication], str]
"""What finds the page of a publication: its URL from the site's root, ``""`` if there is none."""


@dataclass(frozen=True)
class PublicationPage:
    """The page of a publication: its title and description as plain text, its HTML, its id.

    `pdf` is the URL of the work itself from there, if it has one; `files` go with the page.
    """

    title: str
    description: str
    html: Markup
    id: str
    pdf: str = ""
    files: tuple[SideFile, ...] = ()
