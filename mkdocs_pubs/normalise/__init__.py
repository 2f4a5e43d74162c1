"""Entries into publications: standard names for fields and types, people, dates, venues."""

from mkdocs_pubs.normalise.bylines import known_names
from mkdocs_pubs.normalise.identifiers import (
    bare_orcid,
    identifier_in,
    is_identifier,
    isbn_13,
)
from mkdocs_pubs.normalise.likeness import folded_family, folded_words, is_same_person
from mkdocs_pubs.normalise.name_lists import bibtex_names, read_names
from mkdocs_pubs.normalise.names import read_name
from mkdocs_pubs.normalise.people import People, read_people
from mkdocs_pubs.normalise.publications import DATA_TYPES, library
from mkdocs_pubs.normalise.status import says_status, state_of

__all__ = [
    "DATA_TYPES",
    "People",
    "bare_orcid",
    "bibtex_names",
    "folded_family",
    "folded_words",
    "identifier_in",
    "is_identifier",
    "is_same_person",
    "isbn_13",
    "known_names",
    "library",
    "read_name",
    "read_names",
    "read_people",
    "says_status",
    "state_of",
]
