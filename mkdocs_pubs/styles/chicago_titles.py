"""What a list in Chicago style says of works: their titles, what they are, where they were held."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    SERIALS,
    DateForm,
    Run,
    Work,
    capitalised,
    em,
    join,
    put,
    quoted,
    titled,
)

_DAY = DateForm()
_IN_ITALICS = frozenset("book graphic map".split())
_IN_QUOTES = frozenset(
    "article dataset document manuscript paper-conference personal_communication speech thesis"
    " webpage".split()
)
_EVENTS = frozenset(("performance", "speech"))
DESCRIBED_IN_SOURCE = frozenset("document report software standard".split())
"""The kinds of work whose form is told with what they are in."""


def title_of(work: Work) -> Run:
    """Return the title that stands behind the year; that of a review is told by its description."""
    if work.kind == "review":
        return ""
    if work["volume-title"] and not work["container-title"]:
        return em(titled(work.in_title_case(work["volume-title"])))
    return main_title(work)


def main_title(work: Work) -> Run:
    """Return the title of a work, of several volumes perhaps, in italics or in quotation marks."""
    title = titled(work.in_title_case(work["title"]))
    if work.kind == "patent":
        return titled(capitalised(work["title"]))
    if work.kind in _IN_ITALICS:
        return em(title)
    return quoted(title) if work["container-title"] or work.kind in _IN_QUOTES else em(title)


def description(work: Work) -> Run:
    """Return what kind of thing a work is, where that is said."""
    if work.kind == "review":
        review = "Review of " if work.first_role else "Unsigned review of "
        return put(review, em(titled(work.in_title_case(work["title"]))))
    if work.kind in ("thesis", "patent"):
        return ""
    if work.kind == "paper-conference" and not work.is_edited:
        return join(". ", format_of(work), "" if work.is_published else event_of(work))
    is_alone = not work["container-title"] or work.kind in SERIALS
    is_lone_event = work.kind in _EVENTS and not work.is_published
    is_told_in_source = work.kind in DESCRIBED_IN_SOURCE or is_lone_event
    return format_of(work) if is_alone or not is_told_in_source else ""


def format_of(work: Work) -> Run:
    """Return what form a work has, where a number does not tell it."""
    if work["genre"]:
        return "" if work["number"] or work.kind == "article" else capitalised(work["genre"])
    is_lone = work.kind == "manuscript" and not work.can_be_found
    return "Unpublished manuscript" if is_lone else ""


def event_of(work: Work) -> Run:
    """Return where and when a work was held."""
    day = _DAY(work.date("event-date"))
    if not work["event-title"] and not day:
        return ""
    event = join(", ", work["event-title"], day, work["event-place"])
    if work.kind != "paper-conference":
        return capitalised(event)
    paper = "Presented" if work["genre"] else "Paper presented"
    return put(f"{paper} at " if work["event-title"] else f"{paper} ", event)
