"""The nouns of the package: frozen values that the rooms hand to each other."""

from mkdocs_pubs.models.entries import Definition, Entry, Span
from mkdocs_pubs.models.items import (
    Author,
    Badge,
    Citation,
    Cited,
    FindFile,
    Item,
    Link,
    LocalFile,
    Preview,
    Relation,
    span_of,
)
from mkdocs_pubs.models.lists import Bar, Chart, Choice, Column, Group, Published, Section
from mkdocs_pubs.models.mentions import Citing, Handle, Manner, Mention, Mentioned, Piece, Said
from mkdocs_pubs.models.pages import FindPage, PublicationPage
from mkdocs_pubs.models.publications import Date, Library, Name, Names, Person, Publication, Related

__all__ = [
    "Author",
    "Badge",
    "Bar",
    "Chart",
    "Choice",
    "Citation",
    "Cited",
    "Citing",
    "Column",
    "Date",
    "Definition",
    "Entry",
    "FindFile",
    "FindPage",
    "Group",
    "Handle",
    "Item",
    "Library",
    "Link",
    "LocalFile",
    "Manner",
    "Mention",
    "Mentioned",
    "Name",
    "Names",
    "Person",
    "Piece",
    "Preview",
    "Publication",
    "PublicationPage",
    "Published",
    "Related",
    "Relation",
    "Said",
    "Section",
    "Span",
    "span_of",
]
