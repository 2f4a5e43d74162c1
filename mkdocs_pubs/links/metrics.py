"""How a work is received: links to the pages that tell, and counts that the site itself holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from mkdocs_pubs.latex import to_verbatim
from mkdocs_pubs.models import Link, Publication

_LABELS = {"altmetric": "Altmetric", "dimensions": "Dimensions"}
_ALTMETRIC = "https://www.altmetric.com/details"
_DIMENSIONS = "https://badge.dimensions.ai/details"
# al-folio's order.
_BY_IDENTIFIER: Mapping[str, Mapping[str, str]] = {
    "altmetric": {
        "arxiv": f"{_ALTMETRIC}.php?arxiv_id={{}}",
        "doi": f"{_ALTMETRIC}/doi/{{}}",
        "pmid": f"{_ALTMETRIC}.php?pmid={{}}",
        "isbn": f"{_ALTMETRIC}.php?isbn={{}}",
    },
    "dimensions": {"doi": f"{_DIMENSIONS}/doi/{{}}", "pmid": f"{_DIMENSIONS}/pmid/{{}}"},
}
_BY_NUMBER = {"altmetric": f"{_ALTMETRIC}/{{}}", "dimensions": f"{_DIMENSIONS}/id/{{}}"}
_SCHOLAR = "https://scholar.google.com/citations?view_op=view_citation&citation_for_view={}"
_INSPIRE = "https://inspirehep.net/literature/{}"


def metric_links(publication: Publication, metrics: Sequence[str]) -> Iterator[Link]:
    """Yield links to those of `metrics` that the entry has a field for, by al-folio's rules.

    ``true`` or nothing stands for the first identifier that the service knows works by, anything
    else for the service's own.
    """
    for metric in metrics:
        if metric in publication.fields and (url := _metric_url(publication, metric)):
            yield Link(metric, _LABELS[metric], url)


def _metric_url(publication: Publication, metric: str) -> str:
    value = to_verbatim(publication.fields[metric])
    if value.lower() in ("false", "no"):
        return ""
    if value.lower() not in ("", "true", "yes"):
        return _BY_NUMBER[metric].format(quote(value, safe=""))
    for field, template in _BY_IDENTIFIER[metric].items():
        if field in publication.verbatim:
            return template.format(quote(publication.verbatim[field], safe="/"))
    return ""


class CitationCounts:
    """How often works were cited, by the numbers of Google Scholar or INSPIRE, or by their keys."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self._counts = dict(counts or {})
        # Google Scholar's numbers are a user's and a work's.
        self._by_work = {key.rpartition(":")[2]: key for key in self._counts}

    def count(self, publication: Publication) -> tuple[int, str]:
        """Return how often a work was cited, 0 if that is not known, and where that can be seen."""
        if not self._counts:
            return 0, ""
        scholar, inspire = (
            to_verbatim(publication.fields.get(name, ""))
            for name in ("google_scholar_id", "inspirehep_id")
        )
        if scholar and (key := self._scholar_key(scholar)):
            url = _SCHOLAR.format(quote(key, safe=":")) if ":" in key else ""
            return self._counts[key], url
        if inspire in self._counts:
            return self._counts[inspire], _INSPIRE.format(quote(inspire, safe=""))
        keys = (publication.key, *publication.entry.aliases)
        return next((self._counts[key] for key in keys if key in self._counts), 0), ""

    def _scholar_key(self, number: str) -> str:
        return number if number in self._counts else self._by_work.get(number, "")


def read_counts(table: Mapping[str, object]) -> tuple[CitationCounts, tuple[str, ...]]:
    """Return the counts of a mapping, and what is wrong with it.

    In al-folio's ``citations.yml``, they are the ``citations`` of each of the ``papers``.
    """
    papers = table.get("papers", table)
    if not isinstance(papers, Mapping):
        return CitationCounts(), ("'papers' holds no mapping",)
    counts: dict[str, int] = {}
    problems: list[str] = []
    for key, said in papers.items():
        count = said.get("citations") if isinstance(said, Mapping) else said
        if isinstance(count, str) and count.isascii() and count.isdigit() and len(count) < 10:
            counts[str(key)] = int(count)
        else:
            problems.append(f"'{key}' has no whole number of citations")
    return CitationCounts(counts), tuple(problems)
