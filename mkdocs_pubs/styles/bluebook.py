"""Cases, statutes and treaties as *The Bluebook* has them, which APA and Chicago follow."""

from __future__ import annotations

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.styles.kit import (
    YEAR,
    DateForm,
    Run,
    Work,
    capitalised,
    contained,
    is_numeric,
    is_several,
    join,
    named_people,
    put,
    titled,
)

LEGAL = frozenset(("legal_case", "legislation", "treaty"))
"""The kinds of work that stand under their titles, whoever wrote them."""

_DAY = DateForm()
_FIRST_PAGE = regex(r"[^-–,&]+")


def legal(work: Work) -> Run:
    """Return a legal work, without its address."""
    title = titled(work.in_title_case(work["title"]))
    if work.kind == "treaty":
        parties = "-".join([name.family for name in named_people(work.people("author"))])
        return join(", ", title, parties, _DAY(work.issued), _reported(work) or _number(work))
    if work.kind == "legislation":
        original = put("", YEAR(work.date("original-date")), " &")
        return join(" ", join(", ", title, _law(work)), _within(original, YEAR(work.issued)))
    if work["container-title"]:
        place = join(" ", _reported(work), "" if work["page"] else "___")
        return join(" ", join(", ", title, place), _within(YEAR(work.issued)))
    return join(" ", join(", ", title, _number(work)), _within(_DAY(work.issued)))


def _within(*parts: Run) -> Run:
    return put("(", join(" ", *parts), ")")


def _law(work: Work) -> Run:
    kind = capitalised(work["genre"]) or "Pub. L."
    return join(", ", put(f"{kind} ", _number(work)), _reported(work))


def _number(work: Work) -> Run:
    number = work["number"]
    if not number or not (is_numeric(number) or work.kind == "legislation"):
        return capitalised(number)
    return put("Nos. " if is_several(number) else "No. ", capitalised(number))


def _reported(work: Work) -> Run:
    """Return the reporter or the code, behind its volume and before the first page."""
    page = _FIRST_PAGE.match(work["page"])
    name = contained(work["container-title"])
    return join(" ", work["volume"], name, page.group().strip() if page else "")
