"""Publications: entries with standard names, and an anchor of its own for each."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Entry, Library, Publication
from mkdocs_pubs.normalise.dates import read_date
from mkdocs_pubs.normalise.identifiers import verbatim_fields
from mkdocs_pubs.normalise.names import read_names
from mkdocs_pubs.normalise.venues import container_of

DATA_TYPES = frozenset({"xdata", "set"})
"""Entry types that hold data for others and are no publications (BibLaTeX manual, 2.1.1)."""

_TYPE_ALIASES = {"conference": "inproceedings", "electronic": "online", "www": "online"}
_FIELD_ALIASES = {
    "journaltitle": "journal",
    "location": "address",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
}
_SEPARATOR = re.compile(r"\s*[,;]\s*")
_NOT_IN_ANCHORS = re.compile(r"[^A-Za-z0-9_]+")


def library(entries: Iterable[Entry]) -> Library:
    """Return the publications that `entries` describe, in order, each with its anchor."""
    anchors: set[str] = set()
    publications = (
        _publication(entry, _anchor(entry, anchors))
        for entry in entries
        if entry.type not in DATA_TYPES
    )
    return Library(tuple(publications))


def _publication(entry: Entry, anchor: str) -> Publication:
    kind = _TYPE_ALIASES.get(entry.type, entry.type)
    fields = _standard_fields(entry.fields)
    return Publication(
        entry=entry,
        type=kind,
        fields=fields,
        verbatim=verbatim_fields(fields),
        authors=read_names(fields.get("author", "")),
        editors=read_names(fields.get("editor", "")),
        date=read_date(fields),
        container=container_of(kind, fields),
        keywords=_keywords(fields.get("keywords", "") or fields.get("keyword", "")),
        anchor=anchor,
    )


def _standard_fields(given: Mapping[str, str]) -> Mapping[str, str]:
    """Add BibTeX's name for each field that has only BibLaTeX's."""
    fields = dict(given)
    for name, standard in _FIELD_ALIASES.items():
        if name in given and not given.get(standard):
            fields[standard] = given[name]
    return fields


def _keywords(tex: str) -> tuple[str, ...]:
    return tuple(word for word in _SEPARATOR.split(to_text(tex)) if word)


def _anchor(entry: Entry, taken: set[str]) -> str:
    """Make an id from the key: safe in URLs and selectors, and unlike any other, case ignored."""
    decomposed = unicodedata.normalize("NFKD", entry.key)
    slug = _NOT_IN_ANCHORS.sub("-", decomposed.encode("ascii", "ignore").decode()).strip("-")
    if not slug:
        content = entry.key or repr((entry.type, sorted(entry.fields.items())))
        slug = hashlib.sha256(content.encode()).hexdigest()[:8]
    anchor, number = f"pub-{slug}", 1
    while anchor.lower() in taken:
        number += 1
        anchor = f"pub-{slug}-{number}"
    taken.add(anchor.lower())
    return anchor
