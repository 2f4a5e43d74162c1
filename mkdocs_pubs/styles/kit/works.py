"""Entries as works: by CSL's names for the variables of an item, from the fields of BibTeX.

On a page, fields come in CSL's words where BibTeX has none (``container-title``, ``issued``); an
entry that pybtex has read itself has BibTeX's and BibLaTeX's alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pybtex.database import Entry, Person

from mkdocs_pubs.entry_types import CSL_SUBTYPES, CSL_TYPES
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import PROTECTED, RELEASED
from mkdocs_pubs.styles.entries import runs_of, written_of
from mkdocs_pubs.styles.kit.cases import sentence_case
from mkdocs_pubs.styles.kit.dates import MONTHS, Date, read_date
from mkdocs_pubs.styles.kit.numbers import count_of, ordinal
from mkdocs_pubs.styles.marks import Run

CONTAINER = "container-title"
"""The field in which a page tells the venue, as it knows it."""

_KINDS = {**CSL_TYPES, "conference": "paper-conference", "electronic": "webpage", "www": "webpage"}
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
_ESCAPES = regex(rf"\\(?=[_%&#~$])|[{{}}{PROTECTED}{RELEASED}]")
_BEFORE_DOI = regex(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_BEHIND_EDITION = regex(r"(?i) ed(ition|\.)?$")
_DASHES = regex("--?-?|[–—−]")
_ENGLISH = regex(
    r"(?:lang)?(?:en\b.*|english|american|british|canadian|australian|newzealand|us|uk)?", re.I
)


class Work(dict[str, Run]):
    """What an entry says, by CSL's names; what it does not say is empty.

    A variable is read when it is first asked for, by `work["title"]`. `known` are variables that
    the entry need not say. `arxiv` is the bare identifier, `is_preprint` says that it is on arXiv
    and in no journal, `kind` is CSL's item type, and `issued` when it came out. It is edited if
    people did that, and serial if it is in a journal, or in proceedings that nobody edited.
    """

    def __init__(self, entry: Entry, known: Mapping[str, Run] | None = None) -> None:
        super().__init__(known or {})
        self.entry = entry
        self._runs, self._written = runs_of(entry), written_of(entry)
        self._persons: Mapping[str, Sequence[Person]] = entry.persons
        self.arxiv = _arxiv(self._written)
        self.is_preprint = bool(self.arxiv) and not self.field(CONTAINER, *_CONTAINERS)
        self.kind = _kind(self)
        self.issued = _issued(self._written)
        self.is_edited = bool(self._persons.get("editor") or self._persons.get("compiler"))
        is_loose = self.kind == "paper-conference" and not self.is_edited
        self.is_serial = is_loose or self.kind in SERIALS

    def __missing__(self, variable: str) -> Run:
        """Read a variable that is text or a number."""
        read = _READERS.get(variable)
        found = read(self) if read else self.field(*_FIELDS.get(variable, (variable,)))
        self[variable] = found
        return found

    def has(self, *variables: str) -> bool:
        """Say whether there is any of these variables."""
        return any(map(self.__getitem__, variables))

    def field(self, *names: str) -> Run:
        """Return the first of the fields that holds something, as a run."""
        for name in names:
            if run := self._runs[name]:
                return run.strip()
        return ""

    def verbatim(self, name: str) -> Run:
        """Return an address or an identifier, whose signs are no LaTeX but for their escapes."""
        written = self._written[name]
        return _ESCAPES.sub("", written).strip() if written else ""

    def is_a(self, *kinds: str) -> bool:
        """Say whether the work is of one of these kinds."""
        return self.kind in kinds

    @property
    def is_english(self) -> bool:
        """Whether the title is in English, as far as one knows."""
        return _is_english(self._written["langid"] or self._written["language"])

    def edition(self, word: str) -> Run:
        """Return the edition, as an ordinal before `word` if it is a number."""
        edition = self["edition"]
        number = count_of(edition) if edition else None
        return edition if number is None else f"{ordinal(number)} {word}"

    def date(self, variable: str) -> Date | None:
        """Return another date than that of its coming out."""
        written = self._written[variable] or self._written[_DATES[variable]]
        return read_date(written) if written else None

    def people(self, role: str) -> Sequence[Person]:
        """Return the people who did something for it: ``author``, ``editor``, ``translator``."""
        if found := self._persons.get(role):
            return found
        other = "holder" if role == "author" and self.kind == "patent" else _ROLES.get(role)
        return self._persons.get(other) or () if other else ()

    def has_people(self, *roles: str) -> bool:
        """Say whether anybody did one of these things."""
        return any(map(self.people, roles))


@lru_cache(maxsize=1 << 8)
def _is_english(language: str) -> bool:
    return _ENGLISH.fullmatch(language) is not None


def _arxiv(written: Mapping[str, str]) -> str:
    found = written["arxiv"]
    if not found and (eprint := written["eprint"]):
        archive = written["archiveprefix"] or written["eprinttype"]
        found = eprint if archive.lower() == "arxiv" else ""
    return found.removeprefix("arXiv:") if found else ""


def _kind(work: Work) -> str:
    entry = work.entry
    if work.is_preprint:
        return "article"
    kind = _KINDS.get(entry.type, _ANY)
    if kind == "article-journal":
        return CSL_SUBTYPES.get(work.field("entrysubtype").lower(), kind)
    if kind == "manuscript" and work.has("event-title", "event-date", "event-place"):
        return "speech"
    return kind


def _issued(written: Mapping[str, str]) -> Date | None:
    return read_date(written["issued"] or written["date"]) or _from_parts(written)


def _from_parts(written: Mapping[str, str]) -> Date | None:
    """Read BibTeX's year, month and day, as far as they are numbers or English names."""
    found = re.search(r"\d{4}", written["year"])
    if not found:
        return None
    name = written["month"].strip().lower()
    months = [at for at, month in enumerate(MONTHS, 1) if name[:3] == month[:3].lower()]
    month = int(name) if name.isdecimal() and len(name) <= 2 else months[0] if months else 0
    day = written["day"]
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
    if not work.field(*_CONTAINERS):
        return ""
    return work.field(CONTAINER, *_CONTAINERS)


def _publisher(work: Work) -> Run:
    """Return all that publish a work, each once; an address is none."""
    if work.is_preprint:
        return "arXiv"
    told = dict.fromkeys(map(work.field, _PUBLISHERS))
    return "; ".join([one for one in told if one and not _ADDRESS.fullmatch(one)])


def _genre(work: Work) -> Run:
    return work.field("type") or _GENRES.get(work.entry.type, "")


def _volume(work: Work) -> Run:
    volume, part = work.field("volume"), work.field("part")
    return f"{volume}.{part}" if volume and part else volume or part


def _issue(work: Work) -> Run:
    number, issue = work.field("number") if work.kind in SERIALS else "", work.field("issue")
    return f"{number}, {issue}" if number and issue else number or issue


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
    if not url:
        return f"https://arxiv.org/abs/{work.arxiv}" if work.is_preprint else ""
    return "" if doi and url.lower().endswith(f"doi.org/{doi.lower()}") else url


def _doi(work: Work) -> Run:
    doi = work.verbatim("doi")
    return doi if doi.startswith("10.") else _BEFORE_DOI.sub("", doi)


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
