"""Entries into publications: standard names for fields and types, people, dates, venues."""

from mkdocs_pubs.normalise.name_lists import read_names
from mkdocs_pubs.normalise.names import is_same_person, read_name
from mkdocs_pubs.normalise.people import People, read_people
from mkdocs_pubs.normalise.publications import library
from mkdocs_pubs.normalise.status import says_status, state_of

__all__ = [
    "People",
    "is_same_person",
    "library",
    "read_name",
    "read_names",
    "read_people",
    "says_status",
    "state_of",
]
