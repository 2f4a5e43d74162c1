"""Publications as RIS's types of reference ("RIS Format Specifications", 2011)."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.entry_types import CSL_SUBTYPES, CSL_TYPES
from mkdocs_pubs.models import Publication

_ANY = "GEN"
_EDITED = frozenset("collection mvcollection".split())
_VOLUMES = frozenset("proceedings mvproceedings".split())
_TYPES: Mapping[str, str] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""RIS's type for each of CSL's."""


def ris_type(publication: Publication) -> str:
    """Return the type of reference of a publication; ``GEN`` where there is none."""
    kind = publication.type
    if kind in _VOLUMES:
        return "CONF"
    if kind in _EDITED:
        return "EDBOOK"
    if "preprint" in publication.statuses and not publication.container:
        return "UNPB"
    found = CSL_TYPES.get(kind, "")
    if found == "article-journal":
        written = publication.fields.get("entrysubtype", "").strip().lower()
        found = CSL_SUBTYPES.get(written, found)
    return _TYPES.get(found, _ANY)
