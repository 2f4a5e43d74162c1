"""Where a work came out: the journal, book, school or publisher that contains it."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.entry_types import BOOKS, PARTS, THESES
from mkdocs_pubs.patterns import regex

_ARTICLES = "article suppperiodical review periodical".split()
_REPORTS = "techreport report manual standard".split()

_FALLBACK = (
    "journal",
    "booktitle",
    "maintitle",
    "school",
    "institution",
    "eventtitle",
    "publisher",
    "organization",
    "howpublished",
    "shortjournal",
)
_FIRST_CHOICES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ARTICLES, ("journal", "shortjournal")),
    **dict.fromkeys(PARTS, ("booktitle", "maintitle", "eventtitle")),
    "inproceedings": ("booktitle", "maintitle", "eventtitle", "journal", "series"),
    **dict.fromkeys(("presentation", "talk"), ("eventtitle",)),
    **dict.fromkeys(THESES, ("school", "institution", "university", "publisher")),
    **dict.fromkeys(_REPORTS, ("institution", "organization", "publisher")),
    **dict.fromkeys(BOOKS, ("publisher", "organization", "institution")),
    **dict.fromkeys(("dataset", "software"), ("publisher", "organization", "institution")),
    **dict.fromkeys(("patent",), ("holder", "assignee", "publisher")),
    **dict.fromkeys(("online",), ("organization", "publisher", "institution")),
}
_SUBTITLES: Mapping[str, tuple[str, str]] = {
    "journal": ("journalsubtitle", "journaltitleaddon"),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "maintitle": ("mainsubtitle", "maintitleaddon"),
    "title": ("subtitle", "titleaddon"),
}
_ADDRESS = regex(
    r"\\url\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}\s*\{\s*(?:https?:|www\.)|(?<!\\href\{)https?://\S+"
)
# What people write before an address, up to when they saw it: ``[Online]. Available: …``.
_BEFORE_ADDRESS = frozenset("at available from http https online retrieved see url website".split())
_WORD = regex(r"[^\W\d_]+")
# People write what styles do, before what cannot be a title of its own: ``In Proceedings``.
_OWN_IN = regex(
    r"\A[Ii]n(?::\s*|\s+(?=\{*(?:the\s+)?\{*(?:[Pp]roc(?:eedings|\.)|Advances\b|\d|[A-Z]{2})))"
)
_ENDS_A_TITLE = regex(r"[.:!?]\}*\s*$")


def container_of(kind: str, fields: Mapping[str, str]) -> str:
    """Return the TeX of the venue: what the type's venue is first, else any venue there is.

    A field that holds nothing but an address is no venue.
    """
    for name in (*_FIRST_CHOICES.get(kind, ()), *_FALLBACK):
        value = fields.get(name, "").strip()
        if ("\\" in value or "://" in value) and (address := _ADDRESS.search(value)):
            before = value[: address.start()]
            value = "" if _is_lead(before) else before if name == "howpublished" else value
        if value:
            container = (whole_title(name, fields) if name in _SUBTITLES else value).rstrip(",; \n")
            return _book(container, fields) if name == "booktitle" else container
    return ""


def _is_lead(text: str) -> bool:
    """Say whether a text only leads to the address that follows it."""
    words = _WORD.findall(text.lower().partition("accessed")[0])
    return all(word in _BEFORE_ADDRESS for word in words)


def _book(title: str, fields: Mapping[str, str]) -> str:
    title = _OWN_IN.sub("", title)
    whole = whole_title("maintitle", fields)
    return f"{whole}. {title}" if whole else title


def whole_title(name: str, fields: Mapping[str, str]) -> str:
    """Return a title with its subtitle and its addition (BibLaTeX manual, 2.2.2)."""
    title = fields.get(name, "").strip()
    if name not in _SUBTITLES or fields.keys().isdisjoint(_SUBTITLES[name]):
        return title
    subtitle, addition = (fields.get(part, "").strip() for part in _SUBTITLES[name])
    return _joined(_joined(title, ":", subtitle), ".", addition)


def _joined(title: str, sign: str, more: str) -> str:
    """Put `sign` between two parts of a title, unless the first ends with one of its own."""
    if not title or not more:
        return title or more
    return f"{title}{'' if _ENDS_A_TITLE.search(title) else sign} {more}"
