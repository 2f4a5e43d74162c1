"""The works of an ORCID record (ORCID public API 3.0: ``/works``, ``/works/{put-codes}``).

ORCID groups the works that share an identifier, and puts the one first that the person prefers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.sources import Draft, Failure, Reply, Request
from mkdocs_pubs.sources.json_values import Object, first_text, inner, json_value, objects
from mkdocs_pubs.sources.tex import filled, named, texed, texed_title, verbatim

MAX_AT_ONCE = 100
"""How many works one question may be about."""

_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("journal-article", "magazine-article", "newspaper-article"), "article"),
    **dict.fromkeys(("conference-paper", "conference-abstract"), "inproceedings"),
    **dict.fromkeys(("book-chapter", "encyclopedia-entry"), "incollection"),
    **dict.fromkeys(("book", "edited-book"), "book"),
    **dict.fromkeys(("report", "working-paper"), "techreport"),
    **dict.fromkeys(("dissertation", "dissertation-thesis"), "phdthesis"),
    "data-set": "dataset",
    "software": "software",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_IDENTIFIERS = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmc": "pmcid", "isbn": "isbn"}


@dataclass(frozen=True)
class Work:
    """A work as the record lists it: its number there, and identifiers by the name of the field."""

    code: str
    identifiers: Mapping[str, str]


def works_request(service: str, orcid: str, codes: Sequence[str] = ()) -> Request:
    """Return the question for a record's list of works, or for those with some numbers in full."""
    which = f"/{','.join(codes)}" if codes else ""
    return Request(f"{service}/v3.0/{orcid}/works{which}", "application/json")


def read_works(reply: Reply) -> tuple[Work, ...] | Failure:
    """Return the works that a record lists, one of each group."""
    answer = json_value(reply.content)
    if not isinstance(answer, dict) or "group" not in answer:
        return Failure("the answer is no list of works of ORCID")
    summaries = (
        next(objects(group.get("work-summary")), None) for group in objects(answer["group"])
    )
    return tuple(_work(one) for one in summaries if one)


def read_full_works(reply: Reply) -> tuple[tuple[Draft, ...], tuple[str, ...]] | Failure:
    """Return works as drafts, and the BibTeX of those that have it in their record."""
    answer = json_value(reply.content)
    if not isinstance(answer, dict) or "bulk" not in answer:
        return Failure("the answer is no works of ORCID")
    works = [work for one in objects(answer["bulk"]) for work in objects(one.get("work")) if work]
    cited = [work for work in works if _bibtex(work)]
    others = [work for work in works if not _bibtex(work) and inner(work, "title", "title")]
    return tuple(map(_draft, others)), tuple(map(_bibtex, cited))


def _bibtex(work: Object) -> str:
    if first_text(inner(work, "citation", "citation-type")).lower() != "bibtex":
        return ""
    return first_text(inner(work, "citation", "citation-value"))


def _work(summary: Object) -> Work:
    return Work(verbatim(first_text(summary.get("put-code"))), dict(_identifiers(summary)))


def _identifiers(work: Object) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of the work itself, not of the whole that it is a part of."""
    found = inner(work, "external-ids", "external-id")
    for one in reversed(list(objects(found if isinstance(found, list) else []))):
        name = _IDENTIFIERS.get(first_text(one.get("external-id-type")).lower())
        if name and first_text(one.get("external-id-relationship")).lower() == "self":
            yield name, verbatim(first_text(one.get("external-id-value")))


def _draft(work: Object) -> Draft:
    kind = _TYPES.get(first_text(work.get("type")), "misc")
    title, subtitle = (_value(inner(work, "title", name)) for name in ("title", "subtitle"))
    month = _value(inner(work, "publication-date", "month")).lstrip("0")
    identifiers = dict(_identifiers(work))
    fields = {
        "author": " and ".join(_contributors(work)),
        "title": texed_title(f"{title}: {subtitle}" if subtitle else title),
        _CONTAINERS.get(kind, "howpublished"): texed(_value(work.get("journal-title"))),
        "year": verbatim(_value(inner(work, "publication-date", "year"))),
        "month": month if month.isdecimal() else "",
        "url": verbatim(_value(work.get("url"))),
        "abstract": texed(first_text(work.get("short-description"))),
        **{name: text for name, text in identifiers.items() if name != "arxiv"},
    }
    if "arxiv" in identifiers:
        fields |= {"eprint": identifiers["arxiv"], "archiveprefix": "arXiv"}
    return Draft(kind, filled(fields))


def _contributors(work: Object) -> Iterable[str]:
    for one in objects(inner(work, "contributors", "contributor")):
        if name := _value(one.get("credit-name")):
            yield named(name)


def _value(holder: object) -> str:
    return first_text(inner(holder, "value"))
