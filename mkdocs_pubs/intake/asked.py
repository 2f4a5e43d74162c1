"""What a user asks for: a work by its identifier, or by an address that may hold one."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.normalise import identifier_in, is_identifier, isbn_13
from mkdocs_pubs.patterns import regex

_PREFIX = regex(r"(doi|arxiv|isbn|pmid|pmcid)\s*:\s*(?!//)(.+)", re.IGNORECASE)
_PUBMED = regex(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})(?!\d)")
_PMC = regex(r"(?:^|/)(PMC\d{4,9})(?!\d)", re.IGNORECASE)
_ISBN_IN_PATH = regex(r"/isbn/([\dXx-]{10,17})(?![\w-])")
_BEHIND_DOI = regex(r"/(?:abstract|epdf|full|fulltext|html|meta|pdf|references)$")
_PMID = regex(r"\d{1,8}")


@dataclass(frozen=True)
class Asked:
    """A work asked for: by which kind of identifier (a field's name, or ``url``), and which.

    `url` is the address that it was read from, if it was.
    """

    kind: str
    value: str
    url: str = ""


def read_asked(text: str) -> Asked | None:
    """Say what a text asks for; ``None`` where it is no identifier and no address."""
    text = text.strip()
    if "://" in text:
        return _in_address(text)
    if prefixed := _PREFIX.fullmatch(text):
        return _checked(prefixed[1].lower(), prefixed[2].strip())
    for kind in ("doi", "arxiv", "isbn", "pmcid", "pmid"):
        if asked := _checked(kind, text):
            return asked
    return None


def _checked(kind: str, text: str) -> Asked | None:
    if kind == "isbn":
        value = isbn_13(text)
    elif kind == "pmid":
        value = text if _PMID.fullmatch(text) else ""
    elif kind == "pmcid":
        value = text.upper() if _PMC.fullmatch(text) else ""
    else:
        value = text if is_identifier(kind, text) else ""
    return Asked(kind, value) if value else None


def _in_address(url: str) -> Asked | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    place = f"{parts.hostname.lower().removeprefix('www.')}{unquote(parts.path)}"
    if parts.hostname.lower().endswith("arxiv.org") and (one := identifier_in("arxiv", place)):
        return Asked("arxiv", one, url)
    if pubmed := _PUBMED.match(place):
        return Asked("pmid", pubmed[1], url)
    if "nlm.nih.gov" in parts.hostname.lower() and (pmc := _PMC.search(place)):
        return Asked("pmcid", pmc[1].upper(), url)
    if doi := identifier_in("doi", place):
        return Asked("doi", _BEHIND_DOI.sub("", doi), url)
    isbn = _ISBN_IN_PATH.search(place)
    if isbn and (whole := isbn_13(isbn[1])):
        return Asked("isbn", whole, url)
    return Asked("url", url, url)
