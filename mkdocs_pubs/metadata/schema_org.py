"""schema.org: a publication as a node of JSON-LD 1.1, in the types of the vocabulary.

https://schema.org/ScholarlyArticle and its neighbours; a volume and an issue stand between an
article and its journal, as the example at https://schema.org/PublicationIssue has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_pubs.json_ld import Node
from mkdocs_pubs.metadata.record import Record
from mkdocs_pubs.models import Name

_TYPES = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "entry-encyclopedia": "Chapter",
    "graphic": "VisualArtwork",
    "legislation": "Legislation",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "pamphlet": "Book",
    "periodical": "Periodical",
    "report": "Report",
    "review": "ScholarlyArticle",
    "software": "SoftwareSourceCode",
    "song": "MusicRecording",
    "speech": "PresentationDigitalDocument",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_ANY = "CreativeWork"
_PAGED = frozenset(("Article", "Chapter", "NewsArticle", "Report", "ScholarlyArticle"))
"""The types that have pages in what they are part of."""


def schema_node(record: Record, anchor: str, page: str = "") -> Node:
    """Return a publication as a node whose IRI is that of its id on the page, or on its own `page`.

    Where a list and the page of a work tell of it, they tell of one thing.
    """
    kind = _TYPES.get(record.kind, _ANY)
    node = {
        "@type": kind,
        "@id": f"{page}#{anchor}",
        "name": record.title,
        "author": [*map(_agent, record.authors)],
        "editor": [*map(_agent, record.editors)],
        "datePublished": record.date,
        "inLanguage": record.language,
        "keywords": list(record.keywords),
        "abstract": record.fields.get("abstract", ""),
        "identifier": list(_identifiers(record)),
        "sameAs": list(_other_addresses(record)),
        "publisher": _organization(record.publisher),
        "isPartOf": _whole(record),
        "version": record.fields.get("version", ""),
        **dict(_of_type(record, kind)),
    }
    return _filled(node)


def _agent(name: Name) -> Node:
    if name.corporate:
        return {"@type": "Organization", "name": str(name)}
    family = " ".join(part for part in (name.prefix, name.family) if part)
    return _filled(
        {
            "@type": "Person",
            "name": str(name),
            "givenName": name.given,
            "familyName": family,
            "honorificSuffix": name.suffix,
            "sameAs": f"https://orcid.org/{name.orcid}" if name.orcid else "",
        }
    )


def _organization(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _identifiers(record: Record) -> Iterator[Node]:
    for name in ("doi", "arxiv", "pmid", "pmcid", "hal", "hdl"):
        if value := record.identifiers.get(name):
            yield {"@type": "PropertyValue", "propertyID": name, "value": value}


def _other_addresses(record: Record) -> Iterator[str]:
    known = record.identifiers
    if "doi" in known:
        yield f"https://doi.org/{known['doi']}"
    if "arxiv" in known:
        yield f"https://arxiv.org/abs/{known['arxiv']}"
    url = known.get("url", "")
    if url.startswith(("http://", "https://")) and "doi.org/" not in url:
        yield url


def _of_type(record: Record, kind: str) -> Iterator[tuple[str, object]]:
    fields = record.fields
    if kind in _PAGED:
        if record.last_page:
            yield "pageStart", record.first_page
            yield "pageEnd", record.last_page
        else:
            yield "pagination", record.pages
    if kind == "Book":
        yield "isbn", record.identifiers.get("isbn", "")
        yield "bookEdition", fields.get("edition", "")
        yield "numberOfPages", _whole_number(fields.get("pagetotal", ""))
    if kind == "Report":
        yield "reportNumber", fields.get("number", "")
    if kind == "Periodical":
        yield "issn", record.identifiers.get("issn", "")
    if kind == "SoftwareSourceCode":
        yield "codeRepository", record.identifiers.get("code", "")


def _whole(record: Record) -> Node | None:
    """Return what a publication is part of: an issue, a volume, a journal; a book; a series."""
    fields = record.fields
    if record.container and record.kind in ("chapter", "entry-encyclopedia", "paper-conference"):
        return _filled(
            {
                "@type": "Book",
                "name": record.container,
                "isbn": record.identifiers.get("isbn", ""),
                "isPartOf": _series(fields),
            }
        )
    if not record.container:
        return _series(fields)
    whole = _filled(
        {
            "@type": "Periodical",
            "name": record.container,
            "issn": record.identifiers.get("issn", ""),
        }
    )
    if volume := fields.get("volume"):
        whole = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": whole}
    if record.issue:
        whole = {"@type": "PublicationIssue", "issueNumber": record.issue, "isPartOf": whole}
    return whole


def _series(fields: Mapping[str, str]) -> Node | None:
    series = fields.get("series", "")
    return {"@type": "BookSeries", "name": series} if series else None


def _filled(node: Node) -> Node:
    """Return a node with the properties alone that have a value."""
    return {name: value for name, value in node.items() if value}


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
