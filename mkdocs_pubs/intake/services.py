"""The services that works come from: each asked in its way, whatever it answers made drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from mkdocs_pubs import sources
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.intake.asked import Asked
from mkdocs_pubs.intake.drafts import drafts_in
from mkdocs_pubs.models.sources import Draft, Failure, Fetch, Reply, Request
from mkdocs_pubs.normalise import identifier_in

Drafts = tuple[Draft, ...]
Answer = TypeVar("Answer")

MAX_PAGES = 200
"""How many pages of a Zotero library are read, of a hundred entries each."""

_ARXIV_DOI = "10.48550/arxiv."


@dataclass(frozen=True)
class Addresses:
    """Where the services are."""

    doi: str = "https://doi.org"
    arxiv: str = "https://export.arxiv.org"
    ncbi: str = "https://api.ncbi.nlm.nih.gov"
    books: str = "https://openlibrary.org"
    orcid: str = "https://pub.orcid.org"
    dblp: str = "https://dblp.org"
    zotero: str = "https://api.zotero.org"


@dataclass(frozen=True)
class Services:
    """The services by their addresses, what brings their answers, and what tells how far it is."""

    fetch: Fetch
    at: Addresses = Addresses()
    say: Callable[[str], object] = str

    def work(self, asked: Asked) -> Drafts | Failure:
        """Return the work that was asked for; of a bibliography's address, all that it holds."""
        found = self._by_identifier(asked)
        if isinstance(found, Failure) and found.status == 404 and asked.url and asked.kind == "doi":
            # What looks like a DOI in an address may be more than that: 10.1101/123456v2.full.
            return self._page(asked.url)
        return found

    def bibliography(self, url: str) -> Drafts | Failure:
        """Return the entries of a BibTeX file on the web."""
        return self.read(sources.bibtex_request(url), drafts_in)

    def dblp(self, person: str) -> Drafts | Failure:
        """Return the works of a person, whom DBLP knows by a ``pid``."""
        request = sources.dblp_request(self.at.dblp, person)
        if request is None:
            return Failure("is no pid of DBLP, which reads such as 12/3456 or 12/3456-1")
        found = self.read(request, drafts_in)
        return found if isinstance(found, Failure) else tuple(map(sources.from_dblp, found))

    def zotero(self, library: str, key: str) -> Drafts | Failure:
        """Return the works of a library or a collection, page by page."""
        request = sources.zotero_request(self.at.zotero, library, key)
        if request is None:
            return Failure("is no library of Zotero, which reads such as users/1 or groups/2")
        drafts: list[Draft] = []
        for _ in range(MAX_PAGES):
            reply = self.fetch(request)
            if isinstance(reply, Failure):
                return reply
            found = drafts_in(reply) if reply.content.strip() else ()
            if isinstance(found, Failure):
                return found
            drafts.extend(found)
            if not reply.next_url:
                return tuple(drafts)
            if not reply.next_url.startswith(f"{self.at.zotero}/"):
                return Failure("Zotero's next page is on another host; not followed")
            request = replace(request, url=reply.next_url)
        return Failure(f"the library has more than {MAX_PAGES} pages")

    def _by_identifier(self, asked: Asked) -> Drafts | Failure:
        value = asked.value
        if asked.kind == "doi":
            return self._by_doi(value)
        if asked.kind == "arxiv":
            request = sources.arxiv_request(self.at.arxiv, value)
            return self.read(request, sources.read_arxiv)
        if asked.kind == "isbn":
            request = sources.isbn_request(self.at.books, value)
            return self.read(request, lambda reply: sources.read_book(reply, value))
        if asked.kind in ("pmid", "pmcid"):
            request = sources.pubmed_request(self.at.ncbi, asked.kind, value)
            return _with(asked.kind, value, self.read(request, sources.read_csl))
        return self._page(value)

    def _by_doi(self, doi: str) -> Drafts | Failure:
        if doi.lower().startswith(_ARXIV_DOI):
            return self._by_identifier(Asked("arxiv", doi[len(_ARXIV_DOI) :]))
        found = self.read(sources.doi_request(self.at.doi, doi), _of_any_format)
        if isinstance(found, Failure) and found.status == 404:
            return Failure("there is no such DOI", 404)
        return _with("doi", doi, found)

    def _page(self, url: str) -> Drafts | Failure:
        """Return what a page is about, by the DOI that it names, else by what it says itself."""
        if urlsplit(url).path.lower().endswith((".bib", ".bibtex")):
            return self.bibliography(url)
        found = self.read(sources.page_request(url), _of_any_format)
        if isinstance(found, Failure) or len(found) != 1:
            return found
        doi = identifier_in("doi", found[0].fields.get("doi", ""))
        better = self._by_doi(doi) if doi else found
        return found if isinstance(better, Failure) else better

    def read(self, request: Request, read: Callable[[Reply], Answer | Failure]) -> Answer | Failure:
        """Return what an answer is read as, or why there is none."""
        reply = self.fetch(request)
        return reply if isinstance(reply, Failure) else read(reply)


def _of_any_format(reply: Reply) -> Drafts | Failure:
    """Return what an answer holds that may be in one of several formats."""
    media_type = reply.media_type
    if media_type.endswith("json"):
        return sources.read_csl(reply)
    if media_type.endswith(("html", "xhtml+xml")):
        return sources.read_page(reply)
    if "bibtex" in media_type or media_type == "text/plain":
        return drafts_in(reply)
    return Failure(f"the answer is {media_type}, which is not understood")


def _with(name: str, value: str, found: Drafts | Failure) -> Drafts | Failure:
    """Put the identifier that was asked for into the one work that has it not."""
    if isinstance(found, Failure) or len(found) != 1:
        return found
    return (replace(found[0], fields={name: value, **found[0].fields}),)
