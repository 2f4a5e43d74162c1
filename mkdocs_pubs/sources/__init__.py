"""Services that know publications: what to ask each, and its answers as drafts of entries.

Nothing here talks to a network; a module for each format of answers.
"""

from mkdocs_pubs.sources.arxiv import arxiv_request, read_arxiv
from mkdocs_pubs.sources.csl_json import doi_request, pubmed_request, read_csl
from mkdocs_pubs.sources.libraries import (
    bibtex_request,
    dblp_request,
    from_dblp,
    zotero_request,
)
from mkdocs_pubs.sources.open_library import isbn_request, read_book
from mkdocs_pubs.sources.orcid import (
    MAX_AT_ONCE,
    Work,
    read_full_works,
    read_works,
    works_request,
)
from mkdocs_pubs.sources.pages import page_request, read_page

__all__ = [
    "MAX_AT_ONCE",
    "Work",
    "arxiv_request",
    "bibtex_request",
    "dblp_request",
    "doi_request",
    "from_dblp",
    "isbn_request",
    "page_request",
    "pubmed_request",
    "read_arxiv",
    "read_book",
    "read_csl",
    "read_full_works",
    "read_page",
    "read_works",
    "works_request",
    "zotero_request",
]
