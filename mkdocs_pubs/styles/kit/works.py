"""Entries as works: by CSL's names for the variables of an item, from the fields of BibTeX.

On a page, fields come in CSL's words where BibTeX has none (``container-title``, ``issued``); an
entry that pybtex has read itself has BibTeX's and BibLaTeX's alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pybtex.database import Entry, Person

from mkdocs_pubs.entry_types import CSL_SUBTYPES, CSL_TYPES
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.styles.kit.cases import sentence_case
from mkdocs_pubs.styles.kit.dates import MONTHS, Date, read_date
from mkdocs_pubs.styles.kit.numbers import count_of, ordinal
from mkdocs_pubs.styles.marks import Run, field_run

CONTAINER = "container-title"
"""The field in which a page tells the venue, as it knows it."""

_ALIASES = {"conference": "inproceedings", "electronic": "online", "www": "online"}
_ANY = "document"
SERIALS = frozenset("article-journal article-magazine article-newspaper periodical review".split())
"""Kinds that appear in instalments, or within something that does."""
_IN_SERIES = frozenset("book chapter entry-encyclopedia paper-conference".split())
_STANDING_ALONE = frozenset("book dataset pamphlet patent report software standard thesis".split())

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "publisher-place": ("address", "location"),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "container-title-short": ("shortjournal",),
    "chapter-number": ("chapter",),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "collection-title": ("series",),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
}
"""The fields that hold CSL's variables where they have other names; the first one counts."""
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle", "shortjournal")
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "techreport": "Technical report",
}
_DATES = {
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
_ROLES = {"container-author": "bookauthor"}
_ADDRESS = regex(r"(?:https?|ftp)://\S+")
_ESCAPES = regex(r"\\(?=[_%&#~$])|[{}]")
_BEFORE_DOI = regex(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_BEHIND_EDITION = regex(r"(?i) ed(ition|\.)?$")
_DASHES = regex("--?-?|[–—−]")
_ENGLISH = regex(
    r"(?:lang)?(?:en\b.*|english|american|british|canadian|australian|newzealand|us|uk)?", re.I
)


class Work:
    """What an entry says, by CSL's names; what it does not say is empty.

    `known` are variables that it need not say. `arxiv` is the bare identifier, `is_preprint` says
    that it is on arXiv and in no journal, `kind` is CSL's item type, and `issued` when it came out.
    It is edited if people did that, and serial if it is in a journal, or in proceedings that nobody
    edited.
    """

    def __init__(self, entry: Entry, known: Mapping[str, Run] | None = None) -> None:
        self.entry = entry
        self._known: dict[str, Run] = dict(known or {})
        self.arxiv = _arxiv(entry.fields)
        self.is_preprint = bool(self.arxiv) and not self.field(CONTAINER, *_CONTAINERS)
        self.kind = _kind(self)
        self.issued = _issued(entry.fields)
        self.is_edited = self.has_people("editor", "compiler")
        is_loose = self.kind == "paper-conference" and not self.is_edited
        self.is_serial = is_loose or self.kind in SERIALS

    def __getitem__(self, variable: str) -> Run:
        """Return a variable that is text or a number."""
        found = self._known.get(variable)
        if found is None:
            read = _READERS.get(variable)
            found = read(self) if read else self.field(*_FIELDS.get(variable, (variable,)))
            self._known[variable] = found
        return found

    def has(self, *variables: str) -> bool:
        """Say whether there is any of these variables."""
        return any(map(self.__getitem__, variables))

    def field(self, *names: str) -> Run:
        """Return the first of the fields that holds something, as a run."""
        for name in names:
            if value := self.entry.fields.get(name):
                return field_run(value).strip()
        return ""

    def verbatim(self, name: str) -> Run:
        """Return an address or an identifier, whose signs are no LaTeX but for their escapes."""
        return _ESCAPES.sub("", self.entry.fields.get(name, "")).strip()

    def is_a(self, *kinds: str) -> bool:
        """Say whether the work is of one of these kinds."""
        return self.kind in kinds

    @property
    def is_english(self) -> bool:
        """Whether the title is in English, as far as one knows."""
        fields = self.entry.fields
        return bool(_ENGLISH.fullmatch(fields.get("langid") or fields.get("language") or ""))

    def edition(self, word: str) -> Run:
        """Return the edition, as an ordinal before `word` if it is a number."""
        edition = self["edition"]
        number = count_of(edition) if edition else None
        return edition if number is None else f"{ordinal(number)} {word}"

    def date(self, variable: str) -> Date | None:
        """Return another date than that of its coming out."""
        fields = self.entry.fields
        return read_date(fields.get(variable) or fields.get(_DATES[variable]) or "")

    def people(self, role: str) -> Sequence[Person]:
        """Return the people who did something for it: ``author``, ``editor``, ``translator``."""
        persons: Mapping[str, Sequence[Person]] = self.entry.persons
        if found := persons.get(role):
            return found
        other = "holder" if role == "author" and self.kind == "patent" else _ROLES.get(role)
        return persons.get(other) or () if other else ()

    def has_people(self, *roles: str) -> bool:
        """Say whether anybody did one of these things."""
        return any(map(self.people, roles))


def _arxiv(fields: Mapping[str, str]) -> str:
    archive = fields.get("archiveprefix", "") or fields.get("eprinttype", "")
    found = fields.get("arxiv") or (archive.lower() == "arxiv" and fields.get("eprint")) or ""
    return found.removeprefix("arXiv:")


def _kind(work: Work) -> str:
    entry = work.entry
    kind = CSL_TYPES.get(_ALIASES.get(entry.type, entry.type), _ANY)
    if work.is_preprint:
        return "article"
    if kind == "article-journal":
        return CSL_SUBTYPES.get(entry.fields.get("entrysubtype", "").lower(), kind)
    if kind == "manuscript" and work.has("event-title", "event-date", "event-place"):
        return "speech"
    return kind


def _issued(fields: Mapping[str, str]) -> Date | None:
    written = fields.get("issued") or fields.get("date") or ""
    return read_date(written) or _from_parts(fields)


def _from_parts(fields: Mapping[str, str]) -> Date | None:
    """Read BibTeX's year, month and day, as far as they are numbers or English names."""
    found = re.search(r"\d{4}", fields.get("year", ""))
    if not found:
        return None
    name = fields.get("month", "").strip().lower()
    months = [at for at, month in enumerate(MONTHS, 1) if name[:3] == month[:3].lower()]
    month = int(name) if name.isdecimal() and len(name) <= 2 else months[0] if months else 0
    day = fields.get("day", "")
    if not 1 <= month <= 12:
        return Date((int(found[0]),))
    return Date((int(found[0]), month, *([int(day)] if re.fullmatch(r"\d{1,2}", day) else [])))


def _title(work: Work) -> Run:
    if work.kind == "book" and (
        main := _whole(work, "maintitle", "mainsubtitle", "maintitleaddon")
    ):
        return _in_sentences(work, main)
    return _in_sentences(work, _whole(work, "title", "subtitle", "titleaddon"))


def _volume_title(work: Work) -> Run:
    has_main = work.kind == "book" and work.field("maintitle")
    return _in_sentences(work, _whole(work, "title", "subtitle", "titleaddon")) if has_main else ""


def _in_sentences(work: Work, title: Run) -> Run:
    return sentence_case(title) if work.is_english else title


def _whole(work: Work, *names: str) -> Run:
    """Return a title with its subtitle and its addition; on a page, they are one already."""
    title, subtitle, addition = map(work.field, names)
    if not title or not subtitle:
        title = title or subtitle
    else:
        title = f"{title}{'' if title[-1:] in ':?!.' else ':'} {subtitle}"
    if not title or not addition:
        return title or addition
    return f"{title}{'' if title[-1:] in ':?!.' else '.'} {addition}"


def _container(work: Work) -> Run:
    if work.kind in _STANDING_ALONE:
        return work.field("journal", "journaltitle", "booktitle")
    if not any(map(work.field, _CONTAINERS)):
        return ""
    return work.field(CONTAINER, *_CONTAINERS)


def _publisher(work: Work) -> Run:
    """Return all that publish a work, each once; an address is none."""
    if work.is_preprint:
        return "arXiv"
    named = dict.fromkeys(map(work.field, _PUBLISHERS))
    return "; ".join(one for one in named if one and not _ADDRESS.fullmatch(one))


def _genre(work: Work) -> Run:
    return work.field("type") or _GENRES.get(work.entry.type, "")


def _volume(work: Work) -> Run:
    volume, part = work.field("volume"), work.field("part")
    return f"{volume}.{part}" if volume and part else volume or part


def _issue(work: Work) -> Run:
    parts = work.field("number") if work.kind in SERIALS else "", work.field("issue")
    return ", ".join(filter(None, parts))


def _number(work: Work) -> Run:
    if work.is_preprint:
        return f"arXiv:{work.arxiv}"
    if work.kind in _IN_SERIES:
        return ""
    return work.field("eid" if work.kind in SERIALS else "number")


def _collection_number(work: Work) -> Run:
    return work.field("number") if work.kind in _IN_SERIES else ""


def _page(work: Work) -> Run:
    return _DASHES.sub("-", work.field("pages", "eid"))


def _edition(work: Work) -> Run:
    edition = work.field("edition")
    number = count_of(_BEHIND_EDITION.sub("", edition)) if edition else None
    return edition if number is None else str(number)


def _url(work: Work) -> Run:
    url, doi = work.verbatim("url"), work["DOI"]
    if not url and work.is_preprint:
        return f"https://arxiv.org/abs/{work.arxiv}"
    return "" if doi and url.lower().endswith(f"doi.org/{doi.lower()}") else url


def _doi(work: Work) -> Run:
    return _BEFORE_DOI.sub("", work.verbatim("doi"))


def _status(work: Work) -> Run:
    return work.field("status", "pubstate")


_READERS: Mapping[str, Callable[[Work], Run]] = {
    "title": _title,
    "volume-title": _volume_title,
    "container-title": _container,
    "publisher": _publisher,
    "genre": _genre,
    "volume": _volume,
    "issue": _issue,
    "number": _number,
    "collection-number": _collection_number,
    "page": _page,
    "edition": _edition,
    "URL": _url,
    "DOI": _doi,
    "status": _status,
}
