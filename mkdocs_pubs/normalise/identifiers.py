"""Identifiers as the registries write them, however the entry gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_pubs.latex import to_text

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_URL_MACRO = re.compile(r"\\url\s*\{([^{}]*)\}")


_VERBATIM = (
    "arxiv blog code doi hal html isbn issn pdf pmcid pmid poster slides supp url video website"
).split()


def verbatim_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that hold no prose as plain text; DOIs and arXiv identifiers bare.

    DOIs as the DOI Handbook (2.2) writes them, arXiv identifiers as arXiv does since 2007 and did
    before. Which fields are verbatim: BibLaTeX manual, 2.2.2, and al-folio's own.
    """
    found = {name: _plain(fields[name]) for name in _VERBATIM if fields.get(name)}
    if "arxiv" not in found and (eprint := _eprint_on_arxiv(fields)):
        found["arxiv"] = _plain(eprint)
    for name, pattern in (("doi", _DOI), ("arxiv", _ARXIV)):
        if match := pattern.search(found.get(name, "")):
            found[name] = match.group().rstrip(".,;")
    return found


def _plain(value: str) -> str:
    inner = _URL_MACRO.search(value)
    value = inner[1] if inner else value
    return to_text(value).strip() if "\\" in value or "{" in value else value.strip()


def _eprint_on_arxiv(fields: Mapping[str, str]) -> str:
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    eprint = fields.get("eprint", "")
    is_arxiv = archive.strip().lower() == "arxiv" or eprint.lower().startswith("arxiv:")
    return eprint if is_arxiv else ""
