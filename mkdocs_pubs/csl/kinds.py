"""Publications as CSL's item types (CSL 1.0.2 specification, appendix III), and their genres."""

from __future__ import annotations

from mkdocs_pubs.entry_types import BIBSTRINGS, CSL_SUBTYPES, CSL_TYPES
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Publication

_ANY = "document"
_EVENT_FIELDS = ("eventdate", "eventtitle", "venue")
_SAID_BY_TYPE = frozenset("bachelorsthesis mastersthesis phdthesis techreport".split())
"""The entry types that say what kind of work they are."""


def csl_type(publication: Publication) -> str:
    """Return CSL's type of a publication; ``document`` where there is none."""
    kind, fields = publication.type, publication.fields
    found = CSL_TYPES.get(kind, _ANY)
    if is_on_arxiv_alone(publication):
        return "article"
    if found == "article-journal":
        return CSL_SUBTYPES.get(fields.get("entrysubtype", "").strip().lower(), found)
    if found == "manuscript" and any(fields.get(name) for name in _EVENT_FIELDS):
        return "speech"
    return found


def is_on_arxiv_alone(publication: Publication) -> bool:
    """Say whether a work is a preprint on arXiv that is in no journal, not even by name."""
    is_one = "preprint" in publication.statuses and "arxiv" in publication.verbatim
    return is_one and not publication.container


def genre(publication: Publication, words: Labels) -> str:
    """Return the TeX of what kind a work is, such as ``PhD thesis``."""
    written = publication.fields.get("type", "").strip()
    if written.lower() in BIBSTRINGS:
        return words(BIBSTRINGS[written.lower()])
    if not written and publication.type in _SAID_BY_TYPE:
        return words(f"kind_{publication.type}")
    return written
