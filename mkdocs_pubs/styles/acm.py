"""The style of the Association for Computing Machinery."""

from __future__ import annotations

import re

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.styles.kit import (
    BOOKS,
    YEAR,
    DateForm,
    KitStyle,
    NameList,
    Run,
    Work,
    contained,
    doi_link,
    em,
    is_numeric,
    join,
    put,
    titled,
    url_link,
)

_NAMED = regex(r"\bed(?:\.|ition\b|n\b)", re.IGNORECASE)
"""What says within an edition that it is one."""
_MONTH = DateForm("{month} {year}")
_DAY = DateForm()
_DAY_OF_CONFERENCE = DateForm(day_digits=2)
_ROLES = {"editor": (" (Ed.)", " (Eds.)")}
_EDITORS = NameList(conjunction="and", before_last="never")


class Acm(KitStyle):
    """ACM."""

    authors = NameList(conjunction="and")
    is_sorted = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        head = join(". ", self.creators(work, _ROLES), YEAR(work.issued), _title(work))
        body = put("", self._body(work), ".")
        return join(" ", put("", head, "."), body, _access(work))

    def _body(self, work: Work) -> Run:
        pages = self.pages(work, "", "")
        match work.kind:
            case kind if kind in BOOKS:
                return _imprint(work)
            case "paper-conference":
                series = put("(", em(work["collection-title"]), ")")
                source = put("In ", join(" ", em(contained(work["container-title"])), series))
                day = _DAY_OF_CONFERENCE(work.issued)
                return join(". ", join(", ", source, day), join(", ", _imprint(work), pages))
            case "chapter":
                name = em(contained(work["container-title"]))
                book = join(" ", name, put("(", work.edition("ed."), ")"))
                source = put("In ", join(", ", book, _editors(work)))
                return join(". ", source, join(", ", _imprint(work), pages))
            case "speech":
                event = put("In ", join(", ", em(work["event-title"]), _editors(work)))
                return join(". ", event, join(", ", _imprint(work), pages))
            case "article-journal":
                return join(", ", _journal(work), pages)
            case "thesis":
                return join(". ", work["genre"], _imprint(work))
            case _:
                name = contained(work["container-title"])
                return join(", ", em(join(" ", name, work["volume"])), pages)

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people, then the date."""
        people, year, title = super().sort_key(work)
        return (people, work.issued.parts if work.issued else (year,), title)


def _title(work: Work) -> Run:
    if work.kind not in BOOKS:
        return titled(work["title"])
    return join(" ", em(titled(work["title"])), put("(", _edition(work), ")"))


def _edition(work: Work) -> Run:
    """Return the edition with its word, unless ``Rev. ed.`` says it already."""
    edition = work["edition"]
    if is_numeric(edition) or _NAMED.search(edition):
        return work.edition("ed.")
    return put("", edition, " ed.")


def _editors(work: Work) -> Run:
    return _EDITORS.with_role(work.other_editors, " (ed.)", " (eds.)")


def _imprint(work: Work) -> Run:
    return join(", ", work["publisher"], work["publisher-place"])


def _journal(work: Work) -> Run:
    name = em(contained(work["container-title-short"] or work["container-title"]))
    issue = put("", work["issue"], " ") + put("(", _MONTH(work.issued), ")")
    return join(" ", name, put("", work["volume"], ","), issue)


def _access(work: Work) -> Run:
    if work["DOI"]:
        return doi_link(work["DOI"])
    retrieved = join(" ", "Retrieved", _DAY(work.date("accessed")), "from")
    return put(f"{retrieved} ", url_link(work["URL"]))
