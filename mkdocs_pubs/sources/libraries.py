"""What DBLP and Zotero are asked for, and what their BibTeX has that is of no use elsewhere.

DBLP: "How to retrieve BibTeX" and "persons" in its FAQ (``/pid/….bib``, ``param=1`` for entries
that stand alone). Zotero: Web API 3, "Read Requests" (``format=bibtex``, ``limit``, ``Link``).
"""

from __future__ import annotations

from dataclasses import replace

from mkdocs_pubs.models.sources import Draft, Request
from mkdocs_pubs.patterns import regex

_BIBTEX = "application/x-bibtex, text/x-bibtex, text/plain;q=0.5"
_ADDRESS = regex(r"\w+://[^/?#]*/*(?P<path>[^?#]*)")
_PID = regex(r"(?:pid/)?([\w-]+/[\w-]+?)(?:\.(?:html|bib|xml|rdf))?$")
_HOMONYM = regex(r"\s\d{4}(?=\s+and\s|$)")
_OF_DBLP = frozenset(("timestamp", "biburl", "bibsource"))
_LIBRARY = regex(r"(users|groups)/(\d+)(?:/[^/]+)?(?:/(?:collections/(\w+)))?/?$")


def bibtex_request(url: str) -> Request:
    """Return the question for a bibliography that somebody has put on the web."""
    return Request(url, f"{_BIBTEX}, */*;q=0.1", names_contact=False)


def dblp_request(service: str, person: str) -> Request | None:
    """Return the question for a person's bibliography; ``None`` where that is no ``pid``."""
    pid = _PID.fullmatch(_path(person))
    return Request(f"{service}/pid/{pid[1]}.bib?param=1", _BIBTEX) if pid else None


def from_dblp(draft: Draft) -> Draft:
    """Return an entry of DBLP without its own bookkeeping and its numbers behind names."""
    fields = {name: text for name, text in draft.fields.items() if name not in _OF_DBLP}
    for role in ("author", "editor"):
        if role in fields:
            fields[role] = _HOMONYM.sub("", fields[role])
    return replace(draft, fields=fields, key="")


def zotero_request(service: str, library: str, key: str) -> Request | None:
    """Return the question for a library's first hundred entries.

    A library is ``users/1``, ``groups/2``, with ``/collections/KEY`` perhaps, or its address in the
    web; ``None`` where it is none of these. The API key, if there is one, goes as a secret.
    """
    found = _LIBRARY.search(_path(library))
    if found is None:
        return None
    collection = f"/collections/{found[3]}" if found[3] else ""
    path = f"{found[1]}/{found[2]}{collection}/items/top"
    secrets = {"Zotero-API-Key": key} if key else {}
    return Request(f"{service}/{path}?v=3&format=bibtex&limit=100", _BIBTEX, secrets)


def _path(address: str) -> str:
    found = _ADDRESS.match(address)
    return found["path"] if found else address.strip("/ ")
