"""CSL-JSON as drafts: what doi.org gives of any DOI, and NCBI of a PubMed number.

CSL 1.0.2 specification, appendices III and IV; types and fields as Crossref and DataCite fill them:
Crossref keeps its own names of types, lists for titles, and JATS in titles and abstracts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from mkdocs_pubs.models.sources import Draft, Failure, Reply, Request
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.sources.json_values import (
    Object,
    all_texts,
    first_text,
    inner,
    json_value,
    objects,
)
from mkdocs_pubs.sources.tex import filled, texed, texed_title, verbatim

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

_TYPES: Mapping[str, str] = {
    **dict.fromkeys(
        "article-journal article-magazine article-newspaper journal-article review".split(),
        "article",
    ),
    **dict.fromkeys(("paper-conference", "proceedings-article"), "inproceedings"),
    **dict.fromkeys(
        "chapter book-chapter book-section book-part entry entry-dictionary entry-encyclopedia"
        " reference-entry".split(),
        "incollection",
    ),
    **dict.fromkeys("book monograph edited-book reference-book".split(), "book"),
    **dict.fromkeys(("report", "report-component"), "techreport"),
    **dict.fromkeys(("thesis", "dissertation"), "phdthesis"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "online"),
    "proceedings": "proceedings",
    "dataset": "dataset",
    "software": "software",
    "manuscript": "unpublished",
    "patent": "patent",
}
"""The entry type for CSL's and Crossref's types of item; anything else is ``misc``."""

_CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "misc": "howpublished",
    "online": "howpublished",
}
_PUBLISHERS = {"mastersthesis": "school", "phdthesis": "school", "techreport": "institution"}
_OF_ANY_KIND = ("phdthesis", "techreport")
"""The entry types whose ``type`` says what kind of thesis or report it is."""
_ROLES = ("author", "editor", "translator")
_PARTS_OF_NAMES = "family given suffix dropping-particle non-dropping-particle name literal".split()
_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN"}
_NUMBERS = {
    "volume": "volume",
    "chapter": "chapter-number",
    "edition": "edition",
    "version": "version",
}
_RESOLVER = regex(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_ABSTRACT_LABEL = regex(r"^(?:Abstract|Summary)[:.]?\s+(?=[A-Z])")
_YEAR_AND_MONTH = regex(r"(?<!\d)(\d{4})(?:-(\d\d?))?(?!\d)")
_DASHES = str.maketrans("‐‑–—−", "-----")
# Wiley's, of what is online ahead of print.
_NO_PAGES = ("n/a", "n/a-n/a")
_JATS_TITLE = regex(r"<jats:title[^<>]*>[^<>]*</jats:title>")


def doi_request(resolver: str, doi: str) -> Request:
    """Return the question for a DOI to its resolver (content negotiation, citation.doi.org)."""
    return Request(
        f"{resolver}/{quote(doi, safe='/:;()')}", f"{MEDIA_TYPE}, application/x-bibtex;q=0.5"
    )


def pubmed_request(service: str, name: str, number: str) -> Request:
    """Return the question for a PubMed or PMC number (NCBI's Literature Citation Exporter)."""
    library = "pmc" if name == "pmcid" else "pubmed"
    bare = number.upper().removeprefix("PMC")
    return Request(f"{service}/lit/ctxp/v1/{library}/?format=csl&id={bare}&tool=mkdocs-pubs")


def read_csl(reply: Reply) -> tuple[Draft, ...] | Failure:
    """Return the works in an answer: one item, or a list of them."""
    items = [item for item in objects(json_value(reply.content)) if first_text(item.get("title"))]
    return tuple(map(draft, items)) or Failure("the answer is no CSL-JSON with a title")


def draft(item: Object) -> Draft:
    """Return an item of CSL-JSON as an entry."""
    kind = _type_of(item)
    fields = {
        **{role: _names(item, role) for role in _ROLES},
        "title": _title(item),
        **_containers(item, kind),
        **(_date(item, "issued") or _date(item, "published")),
        **{name: texed(first_text(item.get(csl))) for name, csl in _NUMBERS.items()},
        "number": texed(_first_of(item, "issue", "number", "collection-number")),
        "type": texed(first_text(item.get("genre"))) if kind in _OF_ANY_KIND else "",
        "pages": _pages(first_text(item.get("page"))),
        "eid": texed(first_text(item.get("article-number"))),
        _PUBLISHERS.get(kind, "publisher"): _publisher(item),
        "address": texed(first_text(item.get("publisher-place"))),
        **{name: _identifier(item.get(csl)) for name, csl in _IDENTIFIERS.items()},
        "abstract": _abstract(item),
    }
    if not fields["doi"]:
        fields["url"] = verbatim(first_text(item.get("URL")))
    if kind == "article":
        # Styles print the publisher of a journal nowhere, and few people keep it.
        fields = {name: text for name, text in fields.items() if name not in _OF_BOOKS}
    return Draft(kind, filled(fields))


_OF_BOOKS = frozenset(("publisher", "address", "isbn", "chapter", "edition"))


def _type_of(item: Object) -> str:
    kind = _TYPES.get(first_text(item.get("type")), "misc")
    if kind == "article" and not first_text(item.get("container-title")):
        return "misc"
    if kind == "phdthesis" and "master" in first_text(item.get("genre")).lower():
        return "mastersthesis"
    return kind


def _title(item: Object) -> str:
    title, subtitle = (first_text(item.get(name)) for name in ("title", "subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    # PubMed ends titles with a full stop, and puts what is a translation in brackets.
    title = title.strip().removesuffix(".")
    return texed_title(title[1:-1] if title[:1] == "[" and title[-1:] == "]" else title)


def _containers(item: Object, kind: str) -> Mapping[str, str]:
    """Return what a work is in; Crossref lists the series of a book before the book."""
    titles = list(map(texed, all_texts(item.get("container-title"))))
    series = texed(first_text(item.get("collection-title")))
    if not titles:
        return {"series": series, "eventtitle": texed(first_text(item.get("event-title")))}
    name = _CONTAINERS.get(kind, "series")
    if name == "booktitle" and len(titles) > 1:
        return {"series": series or titles[0], name: titles[-1]}
    return {"series": series, name: titles[0]}


def _names(item: Object, role: str) -> str:
    return " and ".join(filter(None, map(_name, objects(item.get(role)))))


def _name(name: Object) -> str:
    family, given, suffix, dropping, particle, whole, literal = (
        texed(first_text(name.get(part))) for part in _PARTS_OF_NAMES
    )
    if not family:
        return _corporate(whole or literal or given)
    family = " ".join(filter(None, (dropping, particle, family)))
    if not suffix:
        given, _, suffix = map(str.strip, given.partition(","))
    return ", ".join(map(_whole_part, filter(None, (family, suffix, given))))


def _whole_part(text: str) -> str:
    """Put braces around a part of a name that holds what parts names."""
    return f"{{{text}}}" if "," in text or " and " in text else text


def _corporate(name: str) -> str:
    return f"{{{name}}}" if name else ""


def _date(item: Object, name: str) -> Mapping[str, str]:
    parts = inner(item, name, "date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = list(_numbers(first)) if isinstance(first, list) else []
    if not numbers:
        return _date_in(first_text(inner(item, name, "raw") or inner(item, name, "literal")))
    month = str(numbers[1]) if len(numbers) > 1 and 1 <= numbers[1] <= 12 else ""
    return {"year": str(numbers[0]), "month": month}


def _date_in(text: str) -> Mapping[str, str]:
    found = _YEAR_AND_MONTH.search(text)
    return {"year": found[1], "month": found[2] or ""} if found else {}


def _numbers(parts: list[object]) -> Iterator[int]:
    for part in parts[:3]:
        text = first_text(part)
        if not text.isdecimal() or len(text) > 4:
            return
        yield int(text)


def _pages(text: str) -> str:
    """Return pages with BibTeX's dash; PubMed's ``123-9`` stands for 123–129."""
    if text.lower() in _NO_PAGES:
        return ""
    first, dash, last = (part.strip() for part in texed(text).translate(_DASHES).partition("-"))
    if not dash or "-" in last:
        return texed(text)
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}--{last}"


def _first_of(item: Object, *names: str) -> str:
    return next(filter(None, (first_text(item.get(name)) for name in names)), "")


def _publisher(item: Object) -> str:
    # Crossref names the institution of a thesis or report beside the one that registered it.
    institution = next(objects(item.get("institution")), {})
    return texed(first_text(institution.get("name")) or first_text(item.get("publisher")))


def _identifier(value: object) -> str:
    return _RESOLVER.sub("", verbatim(first_text(value).rpartition("/isbn/")[2]))


def _abstract(item: Object) -> str:
    text = _JATS_TITLE.sub(" ", first_text(item.get("abstract")))
    return _ABSTRACT_LABEL.sub("", texed(text))
