"""What is known of a publication, as plain text: what all formats of metadata are made from."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.entry_types import BOOKS, PARTS, THESES
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Date, Name, Publication
from mkdocs_pubs.patterns import regex

_PUBLISHERS = ("publisher", "institution", "school", "organization")
_PAGES = regex(r"\s*(?P<first>[^\s,;-]+)\s*-+\s*(?P<last>[^\s,;-]+)\s*")
_TO_HYPHENS = str.maketrans("–—", "--")
_TEXTS = "volume number issue address edition series version chapter pagetotal abstract".split()


@dataclass(frozen=True)
class Record:
    """What is known of a publication.

    `kind` is CSL's item type (CSL 1.0.2, appendix III), `date` as exact as known (ISO 8601), `year`
    that of it. `container` is the journal or the book that it is in; `fields` has other texts by
    BibTeX's names, `identifiers` are bare, by BibLaTeX's.
    """

    kind: str
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    date: str
    container: str
    publisher: str
    pages: str
    first_page: str
    last_page: str
    language: str
    keywords: tuple[str, ...]
    fields: Mapping[str, str]
    identifiers: Mapping[str, str]

    @property
    def is_serial(self) -> bool:
        """Whether it is in a journal, a magazine or a newspaper."""
        return self.kind.startswith("article-")

    @property
    def issue(self) -> str:
        """The issue of the journal; BibTeX has it in ``number``, BibLaTeX in ``issue``, too."""
        return self.fields.get("number") or self.fields.get("issue") or ""


def record(publication: Publication, kind: str) -> Record:
    """Return what is known of a publication that is of a `kind` of CSL's."""
    fields = publication.fields
    pages = to_text(fields.get("pages", "")) or to_text(fields.get("eid", ""))
    ends = _PAGES.fullmatch(pages.translate(_TO_HYPHENS))
    texts = {name: to_text(fields[name]) for name in _TEXTS if fields.get(name, "").strip()}
    publishers = (to_text(fields.get(name, "")) for name in _PUBLISHERS)
    return Record(
        kind=kind,
        title=to_text(publication.title),
        authors=publication.authors.people,
        editors=publication.editors.people,
        date=iso_date(publication.date),
        container=to_text(publication.container) if is_in_another(publication, kind) else "",
        publisher=next(filter(None, publishers), ""),
        pages=pages,
        first_page=ends["first"] if ends else pages,
        last_page=ends["last"] if ends else "",
        language=publication.language,
        keywords=publication.keywords,
        fields=texts,
        identifiers=publication.verbatim,
    )


def iso_date(date: Date) -> str:
    """Return when a work came out, or began to, as far as known (ISO 8601); a season is left out.

    A year before Christ, or one of more than four digits, has no form that all readers know.
    """
    if date.year is None or not 0 < date.year < 10000:
        return ""
    parts = [f"{date.year:04}"]
    if date.month:
        parts += [f"{date.month:02}", *([f"{date.day:02}"] if date.day else [])]
    return "-".join(parts)


def is_in_another(publication: Publication, kind: str) -> bool:
    """Say whether the venue is a work that the publication is a part of, not who published it.

    `kind` is CSL's item type.
    """
    if publication.type in PARTS or kind.startswith("article-"):
        return True
    standing_alone = publication.type in BOOKS or publication.type in THESES
    return not standing_alone and bool(
        publication.fields.get("journal") or publication.fields.get("booktitle")
    )
