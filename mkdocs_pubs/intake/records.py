"""The works of a person's ORCID record: by their identifiers, else as the record has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mkdocs_pubs import sources
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.intake.asked import Asked
from mkdocs_pubs.intake.drafts import drafts_of
from mkdocs_pubs.intake.services import Services
from mkdocs_pubs.models.sources import Draft, Failure
from mkdocs_pubs.normalise import identifier_in

_BEST = ("doi", "arxiv", "pmid")
"""The identifiers by which a work is better known elsewhere, best first."""

IsKnown = Callable[[str, str], bool]
"""Whether a bibliography has the work with an identifier of a kind already."""


@dataclass(frozen=True)
class Gathered:
    """What came together: drafts, and why some works could not be had."""

    drafts: tuple[Draft, ...] = ()
    failures: tuple[str, ...] = ()


def record(services: Services, orcid: str, is_known: IsKnown) -> Gathered | Failure:
    """Return the works of a record that are not known yet."""
    request = sources.works_request(services.at.orcid, orcid)
    works = services.read(request, sources.read_works)
    if isinstance(works, Failure):
        return works
    drafts: list[Draft] = []
    failures: list[str] = []
    bare: list[str] = []
    new = [work for work in works if not _is_known(work, is_known)]
    if new:
        services.say(f"ORCID lists {len(works)} works; asking about {len(new)} of them")
    for work in new:
        asked = next(_known_as(work), None)
        found = services.work(asked) if asked else Failure("known by nothing else")
        if not isinstance(found, Failure):
            drafts.extend(found)
        elif asked and found.passing:
            failures.append(f"{asked.value}: {found.message}")
        else:
            bare.append(work.code)
    for start in range(0, len(bare), sources.MAX_AT_ONCE):
        in_full = _in_full(services, orcid, bare[start : start + sources.MAX_AT_ONCE])
        if isinstance(in_full, Failure):
            failures.append(in_full.message)
        else:
            drafts.extend(in_full)
    return Gathered(tuple(drafts), tuple(failures))


def _is_known(work: sources.Work, is_known: IsKnown) -> bool:
    return any(is_known(asked.kind, asked.value) for asked in _known_as(work))


def _known_as(work: sources.Work) -> Iterator[Asked]:
    for kind in _BEST:
        if found := identifier_in(kind, work.identifiers.get(kind, "")):
            yield Asked(kind, found)


def _in_full(services: Services, orcid: str, codes: Sequence[str]) -> tuple[Draft, ...] | Failure:
    """Return works as the record itself has them."""
    request = sources.works_request(services.at.orcid, orcid, codes)
    found = services.read(request, sources.read_full_works)
    if isinstance(found, Failure):
        return found
    drafts, texts = found
    cited = [one for one in map(drafts_of, texts) if not isinstance(one, Failure)]
    return (*drafts, *(replace(one[0], key="") for one in cited))
