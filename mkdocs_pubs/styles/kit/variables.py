"""The variables of a work by CSL's names, from the fields of BibTeX that say them.

On a page, fields come in CSL's words where BibTeX has none (``container-title``, ``issued``); an
entry that pybtex has read itself has BibTeX's and BibLaTeX's alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pybtex.database import Entry

from mkdocs_pubs.entry_types import CSL_CONTAINER, CSL_SUBTYPES, CSL_TYPES
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import HYPERLINK, HYPERLINK_TEXT, PROTECTED, RELEASED
from mkdocs_pubs.styles.entries import runs_of, said_of, written_of
from mkdocs_pubs.styles.kit.cases import sentence_case
from mkdocs_pubs.styles.kit.numbers import count_of
from mkdocs_pubs.styles.marks import Run

SERIALS = frozenset("article-journal article-magazine article-newspaper periodical review".split())
"""Kinds that appear in instalments, or within something that does."""
BOOKS = frozenset("bill book graphic legal_case legislation motion_picture report song".split())
"""Kinds that many styles write as books."""
PARTS = frozenset(("chapter", "paper-conference"))
"""Kinds that are in a book."""

_KINDS = {**CSL_TYPES, "conference": "paper-conference", "electronic": "webpage", "www": "webpage"}
_ANY = "document"
_IN_SERIES = frozenset("book chapter entry-encyclopedia paper-conference".split())
_STANDING_ALONE = frozenset("book dataset pamphlet patent report software standard thesis".split())

_ARXIV = ("arxiv", "eprint")
_TITLE = ("title", "subtitle", "titleaddon")
_MAIN_TITLE = ("maintitle", "mainsubtitle", "maintitleaddon")
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle", "shortjournal")

FIELDS: Mapping[str, tuple[str, ...]] = {
    "DOI": ("doi",),
    "PMCID": ("pmcid",),
    "PMID": ("pmid",),
    "URL": ("url", *_ARXIV),
    "chapter-number": ("chapter",),
    "collection-number": ("number",),
    "collection-title": ("series",),
    "container-title": (CSL_CONTAINER, *_CONTAINERS),
    "container-title-short": ("shortjournal",),
    "edition": ("edition",),
    "event-place": ("venue",),
    "event-title": ("eventtitle",),
    "full-names": ("full-names",),
    "genre": ("type",),
    "issue": ("number", "issue"),
    "number": ("number", "eid", *_ARXIV),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "original-publisher": ("origpublisher",),
    "original-title": ("origtitle",),
    "page": ("pages", "eid"),
    "publisher": (*_PUBLISHERS, *_ARXIV),
    "publisher-place": ("address", "location"),
    "shown-names": ("shown-names",),
    "status": ("status", "pubstate"),
    "title": (*_TITLE, *_MAIN_TITLE),
    "version": ("version",),
    "volume": ("volume", "part"),
    "volume-title": ("maintitle",),
    "year-suffix": ("year-suffix",),
}
"""The fields that say a variable: the first of them that an entry has, unless there is a reader.

A variable that is not here has the name of its field.
"""
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "techreport": "Technical report",
}
# Also as the text of a link, which ``\url`` makes of it.
_ADDRESS = regex(rf"(?:{HYPERLINK}[^{HYPERLINK_TEXT}]*{HYPERLINK_TEXT})?(?:https?|ftp)://\S+")
_ESCAPES = regex(rf"\\(?=[_%&#~$])|[{{}}{PROTECTED}{RELEASED}]")
_BEFORE_DOI = regex(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_BEHIND_EDITION = regex(r"(?i) ed(ition|\.)?$")
_DASHES = regex("--?-?|[–—−]")
_ENGLISH = regex(
    r"(?:lang)?(?:en\b.*|english|american|british|canadian|australian|newzealand|us|uk)?", re.I
)


class Variables(dict[str, Run]):
    """What an entry says, by CSL's names; what it does not say is empty.

    A variable is read when it is first asked for, by `work["title"]`, but what no field says is
    there from the start. `arxiv` is the bare identifier, `is_preprint` says that it is on arXiv and
    in no journal, `kind` is CSL's item type, and it is English if its title is as far as one knows.
    """

    def __init__(self, entry: Entry) -> None:
        self._said, unsaid = _said(entry.type, said_of(entry))
        super().__init__(unsaid)
        self.entry = entry
        self._runs, self._written = runs_of(entry), written_of(entry)
        self.arxiv = _arxiv(self)
        self.is_preprint = bool(self.arxiv) and not self.field(CSL_CONTAINER, *_CONTAINERS)
        self.kind = _kind(self)
        self.is_english = _is_english(self.written("langid") or self.written("language"))

    def __missing__(self, variable: str) -> Run:
        """Read a variable that is text or a number."""
        read = _READERS.get(variable)
        found = read(self) if read else self.field(*FIELDS.get(variable, (variable,)))
        self[variable] = found
        return found

    def has(self, *variables: str) -> bool:
        """Say whether there is any of these variables."""
        return any(map(self.__getitem__, variables))

    def field(self, *names: str) -> Run:
        """Return the first of the fields that holds something, as a run."""
        for name in names:
            if name in self._said and (run := self._runs[name]):
                return run.strip()
        return ""

    def written(self, name: str) -> str:
        """Return a field as it is written in the entry, be it TeX or a run."""
        return self._written[name] if name in self._said else ""

    def verbatim(self, name: str) -> Run:
        """Return an address or an identifier, whose signs are no LaTeX but for their escapes."""
        written = self.written(name)
        return _ESCAPES.sub("", written).strip() if written else ""


@lru_cache(maxsize=1 << 8)
def _is_english(language: str) -> bool:
    return _ENGLISH.fullmatch(language) is not None


# Most entries of a bibliography have the same fields as others.
@lru_cache(maxsize=1 << 10)
def _said(entry_type: str, names: tuple[str, ...]) -> tuple[frozenset[str], Mapping[str, Run]]:
    """Return the names of fields as a set, and the variables that none of them says."""
    said = frozenset(names)
    unsaid = {name: "" for name, sources in FIELDS.items() if said.isdisjoint(sources)}
    if "genre" in unsaid:
        unsaid["genre"] = _GENRES.get(entry_type, "")
    return said, unsaid


def _arxiv(work: Variables) -> str:
    found = work.written("arxiv")
    if not found and (eprint := work.written("eprint")):
        archive = work.written("archiveprefix") or work.written("eprinttype")
        found = eprint if archive.lower() == "arxiv" else ""
    return found.removeprefix("arXiv:") if found else ""


def _kind(work: Variables) -> str:
    if work.is_preprint:
        return "article"
    kind = _KINDS.get(work.entry.type, _ANY)
    if kind == "article-journal":
        return CSL_SUBTYPES.get(work.field("entrysubtype").lower(), kind)
    if kind == "manuscript" and work.has("event-title", "event-date", "event-place"):
        return "speech"
    return kind


def _title(work: Variables) -> Run:
    main = _whole(work, _MAIN_TITLE) if work.kind == "book" else ""
    return _in_sentences(work, main or _whole(work, _TITLE))


def _volume_title(work: Variables) -> Run:
    has_main = work.kind == "book" and work.field("maintitle")
    return _in_sentences(work, _whole(work, _TITLE)) if has_main else ""


def _in_sentences(work: Variables, title: Run) -> Run:
    return sentence_case(title) if work.is_english else title


def _whole(work: Variables, names: Sequence[str]) -> Run:
    """Return a title with its subtitle and its addition; on a page, they are one already."""
    title, subtitle, addition = map(work.field, names)
    if not title or not subtitle:
        title = title or subtitle
    else:
        title = f"{title}{'' if title[-1:] in ':?!.' else ':'} {subtitle}"
    if not title or not addition:
        return title or addition
    return f"{title}{'' if title[-1:] in ':?!.' else '.'} {addition}"


def _container(work: Variables) -> Run:
    if work.kind in _STANDING_ALONE:
        return work.field("journal", "journaltitle", "booktitle")
    if not any(map(work.written, _CONTAINERS)):
        return ""
    return work.field(CSL_CONTAINER, *_CONTAINERS)


def _publisher(work: Variables) -> Run:
    """Return all that publish a work, each once; an address is none."""
    if work.is_preprint:
        return "arXiv"
    told = dict.fromkeys(map(work.field, _PUBLISHERS))
    return "; ".join([one for one in told if one and not _ADDRESS.fullmatch(one)])


def _genre(work: Variables) -> Run:
    return work.field("type") or _GENRES.get(work.entry.type, "")


def _volume(work: Variables) -> Run:
    volume, part = work.field("volume"), work.field("part")
    return f"{volume}.{part}" if volume and part else volume or part


def _issue(work: Variables) -> Run:
    number, issue = work.field("number") if work.kind in SERIALS else "", work.field("issue")
    return f"{number}, {issue}" if number and issue else number or issue


def _number(work: Variables) -> Run:
    if work.is_preprint:
        return f"arXiv:{work.arxiv}"
    if work.kind in _IN_SERIES:
        return ""
    return work.field("eid" if work.kind in SERIALS else "number")


def _collection_number(work: Variables) -> Run:
    return work.field("number") if work.kind in _IN_SERIES else ""


def _page(work: Variables) -> Run:
    return _DASHES.sub("-", work.field("pages", "eid"))


def _edition(work: Variables) -> Run:
    edition = work.field("edition")
    number = count_of(_BEHIND_EDITION.sub("", edition)) if edition else None
    return edition if number is None else str(number)


def _url(work: Variables) -> Run:
    url, doi = work.verbatim("url"), work["DOI"]
    if not url:
        return f"https://arxiv.org/abs/{work.arxiv}" if work.is_preprint else ""
    return "" if doi and url.lower().endswith(f"doi.org/{doi.lower()}") else url


def _doi(work: Variables) -> Run:
    doi = work.verbatim("doi")
    found = doi if doi.startswith("10.") else _BEFORE_DOI.sub("", doi)
    return found if found.startswith("10.") else ""


_READERS: Mapping[str, Callable[[Variables], Run]] = {
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
}
