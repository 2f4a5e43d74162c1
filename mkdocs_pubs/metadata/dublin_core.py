"""Dublin Core's elements (DCMI Metadata Terms, section 3) as tags of a page."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_pubs.metadata.names import family_first
from mkdocs_pubs.metadata.record import Record

NAMESPACE = "http://purl.org/dc/elements/1.1/"


def dublin_core(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the names of the tags with their values, some of which are empty."""
    yield "DC.title", record.title
    for name in record.authors:
        yield "DC.creator", family_first(name)
    for name in record.editors:
        yield "DC.contributor", family_first(name)
    yield "DC.date", record.date
    yield "DC.relation.ispartof", record.container
    yield "DC.publisher", record.publisher
    for scheme in ("doi", "isbn", "issn"):
        if identifier := record.identifiers.get(scheme):
            yield "DC.identifier", f"{scheme}:{identifier}"
    yield "DC.language", record.language
    for keyword in record.keywords:
        yield "DC.subject", keyword
    yield "DC.description", record.fields.get("abstract", "")
