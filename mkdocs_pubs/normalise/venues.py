"""Where a work came out: the journal, book, school or publisher that contains it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ARTICLES = "article suppperiodical review periodical".split()
_PARTS = "inproceedings incollection inbook bookinbook suppbook inreference suppcollection".split()
_THESES = "phdthesis mastersthesis thesis bachelorsthesis".split()
_REPORTS = "techreport report manual standard".split()

_FALLBACK = (
    "journal",
    "booktitle",
    "maintitle",
    "school",
    "institution",
    "eventtitle",
    "publisher",
    "organization",
    "howpublished",
)
_FIRST_CHOICES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ARTICLES, ("journal",)),
    **dict.fromkeys(_PARTS, ("booktitle", "maintitle", "eventtitle")),
    **dict.fromkeys(_THESES, ("school", "institution", "publisher")),
    **dict.fromkeys(_REPORTS, ("institution", "organization", "publisher")),
    **dict.fromkeys(("book", "proceedings", "collection", "mvbook"), ("publisher",)),
}
_ADDRESS_ONLY = re.compile(r"^\s*(?:\\url\s*\{[^{}]*\}|\\href\s*.*|https?://\S+)\s*$", re.DOTALL)


def container_of(kind: str, fields: Mapping[str, str]) -> str:
    """Return the TeX of the venue: what the type's venue is first, else any venue there is.

    A field that holds nothing but an address is no venue.
    """
    for name in (*_FIRST_CHOICES.get(kind, ()), *_FALLBACK):
        value = fields.get(name, "").strip()
        if value and not _ADDRESS_ONLY.match(value):
            return value
    return ""
