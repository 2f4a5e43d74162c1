"""Works that belong together: BibLaTeX's related entries, and versions of one work.

BibLaTeX manual, 3.5 (``related``, ``relatedtype``, ``relatedstring``). It knows no preprints, so
that the types that make two entries versions of one work are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Library, Publication, Related
from mkdocs_pubs.patterns import regex

MAX_RELATED = 16
"""How many entries one may be related to."""

ANYHOW = "related"
"""How works belong together of which nothing more is known."""

# What ``relatedtype`` says, and how the related work is told of.
_KINDS: Mapping[str, str] = {
    "bytranslator": "translationas",
    "preprintof": "published",
    "publishedas": "published",
    "versionof": "version",
    **{
        kind: kind
        for kind in (
            "origpubas origpubin preprint published reprintas reprintfrom reprintof reviewof"
            " translationas translationfrom translationof version".split()
        )
    },
}
_NAMES_A_VERSION = {"preprint": "preprint", "version": "version"}
_IS_A_VERSION = {
    "preprintof": "preprint",
    "published": "preprint",
    "publishedas": "preprint",
    "versionof": "version",
}
_ARXIV_DOI = regex(r"10\.48550/arxiv\.", re.IGNORECASE)
_ARXIV_VERSION = regex(r"v\d+$")

_Mains = dict[str, tuple[str, str]]
"""Of what each version is one, and how it is told of, by anchors."""


@dataclass(frozen=True)
class Arrangement:
    """Which publications are shown by themselves, and what belongs to each, by its anchor."""

    publications: tuple[Publication, ...]
    related: Mapping[str, tuple[Related, ...]]


def arrange(
    chosen: Sequence[Publication], library: Library, *, by_identifier: bool = False
) -> tuple[Arrangement, tuple[Diagnostic, ...]]:
    """Join the versions of one work among those chosen, and find what else belongs to them.

    Versions are those that entries name as such and, with `by_identifier`, preprints that have the
    DOI or the arXiv number of one published work.
    """
    named, problems = _named(chosen, library)
    mains = _mains_by_name(chosen, named)
    twins = _twins(chosen, mains) if by_identifier else {}
    mains = _without_rings({**mains, **twins})
    lines = {anchor: list(related) for anchor, related in named.items()}
    for one in chosen:
        if one.anchor in mains:
            main, kind = mains[one.anchor]
            inherited = lines.pop(one.anchor, [])
            joined = Related(one, kind, joined=True)
            lines.setdefault(main, []).extend((joined, *inherited))
    return Arrangement(
        tuple(one for one in chosen if one.anchor not in mains),
        {anchor: tuple(_once(anchor, related)) for anchor, related in lines.items()},
    ), (*problems, *_told(twins, chosen))


def _named(
    chosen: Sequence[Publication], library: Library
) -> tuple[dict[str, tuple[Related, ...]], tuple[Diagnostic, ...]]:
    """Return what entries name as related, and what was wrong with that."""
    asking = [one for one in chosen if one.fields.get("related", "").strip()]
    known = _by_key(library) if asking else {}
    named = {one.anchor: tuple(_related(one, known)) for one in asking}
    return named, tuple(problem for one in asking for problem in _amiss(one, known))


def _by_key(library: Library) -> Mapping[str, Publication]:
    known: dict[str, Publication] = {}
    every = (*library.publications, *library.unlisted)
    for one in every:
        known.setdefault(one.key.lower(), one)
    for one in every:
        for alias in one.entry.aliases:
            known.setdefault(alias.lower(), one)
    return known


def _related(publication: Publication, known: Mapping[str, Publication]) -> Iterator[Related]:
    kind = _KINDS.get(_type_of(publication), ANYHOW)
    for key in _related_keys(publication)[:MAX_RELATED]:
        if key.lower() in known:
            text = publication.fields.get("relatedstring", "")
            yield Related(known[key.lower()], kind, text)


def _amiss(publication: Publication, known: Mapping[str, Publication]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the related entries that an entry names."""
    place = publication.entry.place_of("related")
    keys = _related_keys(publication)
    if len(keys) > MAX_RELATED:
        what = f"'{publication.key}' has more than {MAX_RELATED} related entries; left the rest out"
        yield Diagnostic(place, what, Code.VALUE_TOO_LONG)
    for key in keys[:MAX_RELATED]:
        if key.lower() not in known:
            what = f"the related entry {quoted(key)} of '{publication.key}' does not exist"
            yield Diagnostic(place, f"{what}; left it out", Code.UNKNOWN_CROSSREF)


def _related_keys(publication: Publication) -> list[str]:
    written = publication.fields["related"].split(",")
    return list(dict.fromkeys(filter(None, map(str.strip, written))))


def _type_of(publication: Publication) -> str:
    return publication.fields.get("relatedtype", "").strip().lower()


def _mains_by_name(chosen: Sequence[Publication], named: Mapping[str, Sequence[Related]]) -> _Mains:
    """Return the versions that entries name, both of which are to be shown."""
    here = {one.anchor for one in chosen}
    mains: _Mains = {}
    for one in chosen:
        others = [related.publication.anchor for related in named.get(one.anchor, ())]
        others = [other for other in others if other in here and other != one.anchor]
        kind = _type_of(one)
        if kind in _NAMES_A_VERSION:
            for other in others:
                mains.setdefault(other, (one.anchor, _NAMES_A_VERSION[kind]))
        elif kind in _IS_A_VERSION and others:
            mains.setdefault(one.anchor, (others[0], _IS_A_VERSION[kind]))
    return mains


def _twins(chosen: Sequence[Publication], known: _Mains) -> _Mains:
    """Return the preprints that have an identifier of exactly one published work."""
    works: dict[str, set[str]] = {}
    for one in chosen:
        if not is_preprint(one):
            for identifier in identifiers(one):
                works.setdefault(identifier, set()).add(one.anchor)
    twins: _Mains = {}
    for one in chosen:
        if is_preprint(one) and one.anchor not in known:
            found = set().union(*(works.get(name, set()) for name in identifiers(one)))
            if len(found) == 1:
                twins[one.anchor] = (found.pop(), "preprint")
    return twins


def is_preprint(publication: Publication) -> bool:
    """Say whether a work is one of an archive, for all that is known of it."""
    return "preprint" in publication.statuses or bool(_arxiv_of_doi(publication))


def identifiers(publication: Publication) -> Iterator[str]:
    """Yield what names a work anywhere: its arXiv number, whatever the version, and its DOI."""
    arxiv = publication.verbatim.get("arxiv", "") or _arxiv_of_doi(publication)
    if arxiv:
        yield f"arxiv:{_ARXIV_VERSION.sub('', arxiv).lower()}"
    if doi := publication.verbatim.get("doi", ""):
        yield f"doi:{doi.lower()}"


def _arxiv_of_doi(publication: Publication) -> str:
    doi = publication.verbatim.get("doi", "")
    found = _ARXIV_DOI.match(doi)
    return doi[found.end() :] if found else ""


def _without_rings(mains: _Mains) -> _Mains:
    """Lead versions of versions to the work that is shown; where there is none, join nothing."""
    rooted: _Mains = {}
    for version, (main, kind) in mains.items():
        met = {version}
        while main in mains and main not in met:
            met.add(main)
            main = mains[main][0]
        if main not in met:
            rooted[version] = (main, kind)
    return rooted


def _once(main: str, related: Iterable[Related]) -> Iterator[Related]:
    """Yield each related work once, the versions that are joined first, and not the work itself."""
    met = {main}
    for one in sorted(related, key=lambda one: not one.joined):
        if one.publication.anchor not in met:
            met.add(one.publication.anchor)
            yield one


def _told(twins: _Mains, chosen: Sequence[Publication]) -> Iterator[Diagnostic]:
    """Yield what was joined without an entry's having said so."""
    known = {one.anchor: one for one in chosen}
    for version, (main, _) in twins.items():
        what = f"'{known[version].key}' has an identifier of '{known[main].key}'"
        what = f"{what}; shown with it as its preprint"
        yield Diagnostic(known[version].location, what, Code.JOINED_VERSIONS)
