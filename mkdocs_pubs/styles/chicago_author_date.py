"""The Chicago Manual of Style, 18th edition, with authors and dates."""

from __future__ import annotations

from mkdocs_pubs.styles.bluebook import LEGAL, legal
from mkdocs_pubs.styles.chicago_titles import (
    DESCRIBED_IN_SOURCE,
    description,
    event_of,
    format_of,
    main_title,
    title_of,
)
from mkdocs_pubs.styles.kit import (
    YEAR,
    DateForm,
    InText,
    KitStyle,
    NameList,
    Run,
    Work,
    capitalised,
    contained,
    doi_link,
    em,
    folded,
    is_numeric,
    is_several,
    join,
    put,
    url_link,
)

_MONTH = DateForm("{month}", "{month}", "")
_MONTH_AND_DAY = DateForm("{month} {day}", "{month}", "")
_DAY = DateForm()
_ROLES = {
    "editor": (", ed.", ", eds."),
    "translator": (", trans.", ", trans."),
    "director": (", dir.", ", dirs."),
}
_NAMES = NameList(conjunction="and", most=6, shown=3, points=True)
_DATED = frozenset(
    "article dataset document graphic manuscript map performance personal_communication software"
    " song speech standard webpage".split()
)
_KNOWN_BY_SERIAL = frozenset(("article-magazine", "article-newspaper", "review"))
"""What stands under its magazine or newspaper if nobody signed it."""


class ChicagoAuthorDate(KitStyle):
    """Chicago, author and date."""

    authors = NameList(
        inverted="first",
        conjunction="and",
        before_last="always",
        most=6,
        shown=3,
        demoted=True,
        points=True,
    )
    page_range = "chicago"
    in_text = InText(adds_names=True, given="first", tells_status=True, before_pages=", ")
    is_sorted = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        if work.kind in LEGAL:
            return put("", join(". ", legal(work), _access(work)), ".")
        who, title = self.creators(work, _ROLES), title_of(work)
        if not who and work.kind in ("software", "webpage"):
            who = work["publisher"]
        name = _serial_name(work) if work.is_serial else ""
        if not who and work.kind in _KNOWN_BY_SERIAL:
            who, name = name, ""
        if not who:
            who, title = title, ""
        parts = (
            who,
            _date(work),
            title,
            description(work),
            _identifier(work),
            self._serial(work, name) if work.is_serial else _book(work),
            _publication(work),
            _original(work),
            _access(work),
        )
        return put("", join(". ", *parts), ".")

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people, year, title, and then where it is."""
        source = work["container-title"] or work["collection-title"] or work["publisher"]
        if work["container-title"] and not work.is_serial:
            source = f"in {source}"
        people, year, title = super().sort_key(work)
        title = f"review of {title}" if work.kind == "review" else title
        return (people, year, title, folded(source), work["volume"])

    def _serial(self, work: Work, name: Run) -> Run:
        """Return the journal, or the proceedings without editors, with volume and pages."""
        pages = work["number"] or self.pages(work, "", "")
        if work.kind in ("article-magazine", "article-newspaper"):
            pages = ""
        if not work.has("volume", "issue"):
            ahead = "ahead of print" if name and not pages and _is_ahead(work) else ""
            return join(", ", name, ahead, work["collection-title"], _day(work), pages)
        numbers = join(": ", join(", ", work["collection-title"], _volume(work)), pages)
        return join(", " if work["collection-title"] or not work["volume"] else " ", name, numbers)


def _serial_name(work: Work) -> Run:
    name = em(contained(work.in_title_case(work["container-title"])))
    place = "" if work["event-title"] else work["publisher-place"]
    is_special = work.kind == "periodical" and name and work["title"]
    return join(", ", "Special issue" if is_special else "", join(" ", name, put("(", place, ")")))


def _is_ahead(work: Work) -> bool:
    """Say whether an article has come out, but not yet in a volume."""
    is_out = work.kind == "article-journal" and work["DOI"] != "" and work.issued is not None
    return is_out and not work.has("collection-title", "status")


def _date(work: Work) -> Run:
    suffix = work["year-suffix"]
    if work.issued is None and (held := _year(work, "event-date")):
        return held
    if work.issued is None:
        return join("-", capitalised(work["status"]) or "n.d.", suffix)
    original = put("(", _year(work, "original-date"), ")")
    return join(" ", original, _year(work) + suffix)


def _year(work: Work, variable: str = "") -> str:
    date = work.date(variable) if variable else work.issued
    return f"[{YEAR(date)}?]" if date and date.circa else YEAR(date)


def _day(work: Work) -> Run:
    """Return the month and the day, with what became of a work."""
    is_told = work.is_serial or work.kind in _DATED
    day = _MONTH_AND_DAY(work.issued) if is_told else ""
    status = work["status"] if work.issued else ""
    if not status and work.kind == "software":
        return put("released " if work["publisher"] else "Released ", day)
    return join(" ", status if work["publisher"] else capitalised(status), day)


def _volume(work: Work) -> Run:
    """Return the volume with the issue, or else with the month."""
    volume, issue = work["volume"], work["issue"]
    if not volume:
        label = "nos. " if is_several(issue) else "no. "
        return join(" ", put(label, issue), put("(", _MONTH(work.issued), ")"))
    told = work.volume("vol.") if work["collection-title"] else volume
    return join(" ", told, put("(", issue or _MONTH(work.issued), ")"))


def _identifier(work: Work) -> Run:
    """Return number, version, edition, contributors and volume."""
    if work.kind == "patent":
        kind = join(" ", capitalised(work["genre"]) or "Patent", work["number"])
        return join(", ", kind, put("issued ", _DAY(work.issued)))
    if work["container-title"] and work.kind != "webpage":
        return _contributors(work) if work.is_serial else ""
    version = put("V. " if work.kind == "software" else "Version ", work["version"])
    numbers = _number(work), version, _edition(work), _contributors(work)
    if work.kind == "webpage" or work.is_serial:
        return join(". ", *numbers)
    return join(". ", *numbers, _book_volume(work))


def _number(work: Work) -> Run:
    if work.kind == "thesis" or not work["number"]:
        return ""
    has_label = is_numeric(work["number"]) and work.kind != "standard"
    number = put("No. " if has_label else "", capitalised(work["number"]))
    return join(" ", work.in_title_case(work["genre"]), number)


def _edition(work: Work) -> Run:
    return capitalised(work.edition("ed."))


def _contributors(work: Work) -> Run:
    """Return editors and translators who do not stand first."""
    if not work.has_contributors:
        return ""
    first = work.first_role
    if first == "author" and not work.is_serial and (both := work.people("editor-translator")):
        return put("Edited and translated by ", _NAMES(both))
    editors = "" if first == "editor" or work.is_serial else _NAMES(work.people("editor"))
    translators = "" if first == "translator" else _NAMES(work.people("translator"))
    return join(". ", put("Edited by ", editors), put("Translated by ", translators))


def _book_volume(work: Work) -> Run:
    volume = capitalised(work.volume("Vol."))
    if work["volume-title"]:
        return join(" ", put("", volume, " of"), main_title(work))
    return volume or put("", work["number-of-volumes"], " vols.")


def _book(work: Work) -> Run:
    """Return the book that a work is in, its series, and where it was shown."""
    if work.kind in ("patent", "webpage"):
        return ""
    source = ""
    if work["container-title"]:
        chapter = work["chapter-number"]
        chapter = put("Chap. " if is_numeric(chapter) else "", capitalised(chapter), " in ")
        name = em(contained(work.in_title_case(work["container-title"])))
        description = format_of(work) if work.kind in DESCRIBED_IN_SOURCE else ""
        numbers = (
            _number(work),
            put("v. " if work.kind == "software" else "version ", work["version"]),
            work.edition("ed."),
        )
        people = _contributors_of_book(work)
        within = "" if work.kind == "motion_picture" else "In "
        source = put(
            chapter or within, join(", ", name, description, *numbers, people, work.volume("vol."))
        )
    number = work["collection-number"]
    series = work.in_title_case(work["collection-title"])
    series = join(" " if is_numeric(number) else ", ", series, number) if series else ""
    event = "" if work.kind == "paper-conference" else event_of(work)
    others = _contributors(work) if source and work.people("container-author") else ""
    return join(". ", source, others, series, event)


def _contributors_of_book(work: Work) -> Run:
    if not work.has_contributors:
        return ""
    if work.people("container-author"):
        return put("by ", _NAMES(work.people("container-author")))
    if work.people("author") and (both := work.people("editor-translator")):
        return put("edited and translated by ", _NAMES(both))
    editors = _NAMES(work.people("editor")) if work.people("author") else ""
    translators = put("translated by ", _NAMES(work.people("translator")))
    return join(", ", put("edited by ", editors), translators)


def _publication(work: Work) -> Run:
    """Return who published a book, and when in the year."""
    if work.kind == "patent" or work.is_serial:
        return ""
    kind = capitalised(work["genre"]) if work.kind == "thesis" else ""
    if work.kind == "article" and not work["genre"]:
        kind = "Preprint"
    place = "" if work["event-title"] else work["publisher-place"]
    container = work.in_title_case(work["container-title"]) if work.kind == "webpage" else ""
    publisher = capitalised(work["publisher"] or place)
    shown = work.people("author") or work.kind not in ("software", "webpage")
    return join(", ", container, kind, publisher if shown else "", _day(work))


def _original(work: Work) -> Run:
    if not work["original-title"]:
        return ""
    original = em(work.in_title_case(work["original-title"]))
    imprint = capitalised(work["original-publisher"])
    return join(" ", put("Originally published as ", original), put("(", imprint, ")"))


def _access(work: Work) -> Run:
    if work["DOI"]:
        return doi_link(work["DOI"])
    is_dated = work.issued or work["status"]
    accessed = put("Accessed ", _DAY(work.date("accessed"))) if work["URL"] and not is_dated else ""
    return join(". ", accessed, url_link(work["URL"]))
