"""Files and options into published lists; the only room that reads files and keeps caches."""

from typing import TYPE_CHECKING

from mkdocs_pubs.publisher.bibliographies import Bibliographies
from mkdocs_pubs.publisher.files import Source, content, head, lies_in
from mkdocs_pubs.publisher.hosted import HostedPage, ListRequest
from mkdocs_pubs.publisher.publisher import Publisher
from mkdocs_pubs.publisher.reserved import unreserved

if TYPE_CHECKING:
    # Types of what the publisher returns, whose modules wait for the first list.
    from mkdocs_pubs.publisher.citing import Catalogue
    from mkdocs_pubs.publisher.publication_pages import PublicationPages

__all__ = [
    "Bibliographies",
    "Catalogue",
    "HostedPage",
    "ListRequest",
    "PublicationPages",
    "Publisher",
    "Source",
    "content",
    "head",
    "lies_in",
    "unreserved",
]
