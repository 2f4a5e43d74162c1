"""What a list is of: publications filtered, arranged, ordered and grouped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.edition import ReferenceList
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Citation, Group, Library, Publication, Related
from mkdocs_pubs.normalise import People
from mkdocs_pubs.publisher.criteria import cited_ones, conditions
from mkdocs_pubs.publisher.hosted import ListRequest
from mkdocs_pubs.publisher.indices import people_in
from mkdocs_pubs.relations import Arrangement, arrange
from mkdocs_pubs.selection import group, ordered, select


@dataclass(frozen=True)
class Chosen:
    """Publications `in_order`, in the groups of the page, and those that belong to each.

    `references` cite them; `problems` are what was wrong so far.
    """

    library: Library
    references: ReferenceList
    whole: Group[Publication]
    in_order: Sequence[Publication]
    related: Mapping[str, Sequence[Related]]
    problems: tuple[Diagnostic, ...]

    def cited(self, publications: Sequence[Publication]) -> Sequence[Citation]:
        """Return how some publications are cited."""
        return self.references.citations(publications)[0]


def chosen(
    request: ListRequest, library: Library, references: ReferenceList, people: People
) -> Chosen:
    """Choose what a list that is asked for is of."""
    options, place_of, citing = request.options, request.place_of, request.citing
    demands, problems = conditions(options, place_of, people)
    if citing is not None:
        demands = (*demands, *cited_ones(options, citing))
    pool = citing.publications if citing and request.is_references else library.publications
    found = select(pool, options, *demands)
    # A work that is cited is listed, also where it belongs to another.
    arrangement, doubts = (
        (Arrangement(found, {}), ())
        if request.is_references
        else arrange(found, library, by_identifier=options.join_preprints)
    )
    in_order = ordered(arrangement.publications, options.sort_by, references.ranks)
    several = people_in(in_order, options, people)
    whole = _limited(group(in_order, options.group_by, options, several), options.limit)
    return Chosen(library, references, whole, in_order, arrangement.related, (*doubts, *problems))


def _limited(whole: Group[Publication], limit: int | None) -> Group[Publication]:
    """Keep the first so many publications in the order of the page, and no empty group."""
    if limit is None:
        return whole
    members = whole.members[:limit]
    groups = []
    for part in whole.groups:
        kept = _limited(part, limit)
        if shown := len(kept.all_members()):
            groups.append(kept)
            limit -= shown
    return Group(whole.title, whole.slug, members, tuple(groups))
