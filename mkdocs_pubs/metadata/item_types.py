"""Zotero's item types, for the kinds of works that no field of other formats tells."""

from __future__ import annotations

from collections.abc import Mapping

ZOTERO_TYPES: Mapping[str, str] = {
    "article": "preprint",
    "book": "book",
    "dataset": "dataset",
    "graphic": "artwork",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "motion_picture": "film",
    "pamphlet": "book",
    "patent": "patent",
    "personal_communication": "letter",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "webpage": "webpage",
}
"""Zotero's names by CSL's item types (https://www.zotero.org/support/kb/item_types_and_fields)."""
