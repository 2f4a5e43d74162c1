"""Files and options into published lists; the only room that reads files and keeps caches."""

from mkdocs_pubs.publisher.bibliographies import Bibliographies
from mkdocs_pubs.publisher.citing import Catalogue
from mkdocs_pubs.publisher.files import Source, content, head, lies_in
from mkdocs_pubs.publisher.page_paths import unreserved
from mkdocs_pubs.publisher.publication_pages import HostedPage, PublicationPages
from mkdocs_pubs.publisher.publisher import Publisher

__all__ = [
    "Bibliographies",
    "Catalogue",
    "HostedPage",
    "PublicationPages",
    "Publisher",
    "Source",
    "content",
    "head",
    "lies_in",
    "unreserved",
]
