"""What options hold: the values that their readers make, and the words that these are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mkdocs_pubs.frozen import dataclass

PRIVATE_FIELDS = (
    "annote bdsk-* comment date-added date-modified file groups local-url mendeley-groups"
    " mendeley-tags owner priority rating read readstatus review timestamp"
).split()
"""Fields of reference managers that are nobody else's business."""

DISPLAY_FIELDS = (
    "abbr abstract additional_info altmetric annotation arxiv award award_name bibtex_show blog"
    " code dimensions eprint google_scholar_id hal html inspirehep_id oa open_access openaccess pdf"
    " pmid poster preview preview_alt selected slides supp video website"
).split()
"""The fields that steer the page: those that al-folio hides, and a few of ours."""

PANELS = ("award", "abstract", "annotation", "bibtex", "cite")
"""The panels of a publication, in their order."""

METRICS = ("altmetric", "dimensions")
"""The services that tell how works are received, which a page may link to."""


class Format(NamedTuple):
    """A format of exports: what a reader knows it as, and how its files' names end."""

    label: str
    ending: str


FORMATS: Mapping[str, Format] = {
    "bib": Format("BibTeX", ".bib"),
    "ris": Format("RIS", ".ris"),
    "csl-json": Format("CSL-JSON", ".json"),
}
"""The formats in which lists can be taken along."""
METADATA = ("json-ld", "coins")
"""The formats in which a list describes its publications to machines."""

FEEDS: Mapping[str, str] = {"atom": "application/atom+xml", "json": "application/feed+json"}
"""The formats of feeds, and their media types."""

ALL_OTHERS = "..."
"""What stands in a list of buttons for all of ours that it does not name."""


@dataclass(frozen=True)
class Years:
    """A range of years, both ends included; ``None`` leaves an end open."""

    first: int | None
    last: int | None

    def __contains__(self, year: object) -> bool:
        return (
            isinstance(year, int)
            and (self.first is None or year >= self.first)
            and (self.last is None or year <= self.last)
        )


@dataclass(frozen=True)
class Button:
    """A button as it was asked for; what is empty is as in our table.

    `icon` is a text or the path of an image in the site; `url` has ``{}`` for the field called
    `name`, and other fields by their names in braces.
    """

    name: str
    label: str = ""
    icon: str = ""
    url: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Table:
    """A mapping, as JSON whose scalars are all text, or the path of the YAML file that holds it."""

    path: str = ""
    json: str = "{}"
