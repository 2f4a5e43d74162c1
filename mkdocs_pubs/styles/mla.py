"""MLA style: the Handbook of the Modern Language Association, 9th edition."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    SERIALS,
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
    is_numeric,
    is_several,
    join,
    least_names,
    put,
    quoted,
    titled,
    url_link,
)

_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_MONTH = DateForm("{month} {year}", months=_MONTHS)
_DAY = DateForm("{day} {month} {year}", months=_MONTHS)
_DATES = {
    **dict.fromkeys("book chapter motion_picture paper-conference thesis".split(), YEAR),
    "article-journal": _MONTH,
}
_ROLES = {
    "editor": (", editor", ", editors"),
    "translator": (", translator", ", translators"),
}
_NAMES = NameList(conjunction="and", most=2, points=True)
_PLAIN = frozenset("legal_case legislation treaty".split())
_IN_ITALICS = frozenset("book graphic map periodical".split())
_IN_QUOTES = frozenset(
    "article dataset document manuscript paper-conference personal_communication speech".split()
)


class Mla(KitStyle):
    """MLA."""

    authors = NameList(
        inverted="first",
        conjunction="and",
        before_last="always",
        before_others="always",
        most=2,
        points=True,
    )
    page_range = "minimal two"
    in_text = InText(adds_names=True, given="all", dated=False, before_year=", ", before_pages=" ")
    is_sorted = True
    sorts_by_particle = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        who, title = self.creators(work, _ROLES), _title(work)
        if not who:
            who, title = title, ""
        return put("", join(". ", who, title, _label(work), self._container(work), _end(work)), ".")

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people, then the title."""
        people, _, title = super().sort_key(work)
        return (people, title)

    def _container(self, work: Work) -> Run:
        """Return all about the journal or the book, or about the work if it stands alone."""
        name = em(contained(work.in_title_case(work["container-title"])))
        if work.kind == "periodical" and name and work["title"]:
            name = f"Special issue of {name}"
        place = put("[", work["publisher-place"], "]") if work.is_serial else ""
        contributors = _contributors(work)
        location = join(", ", _event(work), self.pages(work), _address(work))
        return join(
            ", ",
            join(" ", name, place),
            contributors,
            _edition(work),
            _numbers(work, begins=not (name or place or contributors or _edition(work))),
            "" if work.kind == "thesis" or work.is_serial else _publisher(work),
            _date(work),
            location,
        )


def _title(work: Work) -> Run:
    if work.kind == "review":
        return ""
    if work["volume-title"] and not work["container-title"]:
        return em(titled(work.in_title_case(work["volume-title"])))
    title = titled(work.in_title_case(work["title"]))
    if work.kind in _PLAIN:
        return title
    if work.kind in _IN_ITALICS:
        return em(title)
    return quoted(title) if work["container-title"] or work.kind in _IN_QUOTES else em(title)


def _label(work: Work) -> Run:
    """Return what kind of thing a work is, where that is said, and when it first came out."""
    original = "" if work["original-publisher"] else YEAR(work.date("original-date"))
    if work.kind == "review":
        return join(
            ", ", original, put("Review of ", em(titled(work.in_title_case(work["title"]))))
        )
    is_told = work.kind == "thesis" or work["number"]
    return join(", ", original, "" if is_told else capitalised(work["genre"]))


def _contributors(work: Work) -> Run:
    """Return editors and translators who do not stand first."""
    if not work.has_contributors:
        return ""
    first = work.first_role
    editors = "" if first == "editor" else _names(work, "editor")
    translators = "" if first == "translator" else _names(work, "translator")
    edited, translated = ("edited", "translated")
    if not work["container-title"]:
        edited, translated = ("Edited", "Translated")
    if first == "author" and (both := _names(work, "editor-translator")):
        others = put(f"{edited} and translated by ", both)
    else:
        others = join(", ", put(f"{edited} by ", editors), put(f"{translated} by ", translators))
    directed = "directed" if work["container-title"] else "Directed"
    directors = put(f"{directed} by ", _names(work, "director"))
    return join(", ", put("by ", _names(work, "container-author")), others, directors)


def _names(work: Work, role: str) -> Run:
    people = work.people(role)
    return _NAMES(people, least=least_names(work)) if people else ""


def _edition(work: Work) -> Run:
    version = put("version " if work["edition"] else "Version ", work["version"])
    return join(", ", capitalised(work.edition("ed.")), version)


def _numbers(work: Work, *, begins: bool) -> Run:
    series = work["collection-title"] if work.is_serial else ""
    label = "Vol." if begins and not work["volume-title"] else "vol."
    number = put("no. " if is_numeric(work["number"]) else "", work["number"])
    kind = join(" ", work["genre"], number) if number else ""
    return join(
        ", ",
        series,
        work.volume(label),
        put("nos. " if is_several(work["issue"]) else "no. ", work["issue"]),
        kind,
    )


def _publisher(work: Work) -> Run:
    return work["publisher"] or work["publisher-place"]


def _date(work: Work) -> Run:
    date = work.issued
    if date is None or work.kind == "speech":
        return ""
    form = _DATES.get(work.kind)
    if date.circa:
        return f"[{form(date)}?]" if form else f"Circa {_DAY(date)}"
    return (form or _DAY)(date)


def _event(work: Work) -> Run:
    """Return where something was held, unless its proceedings were published."""
    if work.kind in SERIALS:
        return ""
    if work.kind == "paper-conference" and work.is_published:
        return ""
    day = _DAY(work.date("event-date"))
    if not work["event-title"] and not day:
        return ""
    return join(", ", capitalised(work["event-title"]), day, work["event-place"])


def _address(work: Work) -> Run:
    return doi_link(work["DOI"]) or url_link(work["URL"])


def _end(work: Work) -> Run:
    """Return what stands at the end: when a page was seen, a thesis's school, a book's series."""
    accessed = "" if work.issued else put("Accessed ", _DAY(work.date("accessed")))
    school = join(", ", work["publisher"], work["genre"]) if work.kind == "thesis" else ""
    if work.is_serial:
        return accessed
    series, number = work.in_title_case(work["collection-title"]), work["collection-number"]
    series = join(" " if is_numeric(number) else ", ", series, number) if series else ""
    main = em(work.in_title_case(work["title"])) if work["volume-title"] else ""
    volume = put("", work.volume("Vol."), " of ")
    volumes = "" if work["volume"] else put("", work["number-of-volumes"], " vols.")
    return join(", ", accessed, school, _original(work), series, put(volume, main), volumes)


def _original(work: Work) -> Run:
    title = put("as ", em(work.in_title_case(work["original-title"])))
    publisher = put("" if title else "by ", work["original-publisher"])
    year = YEAR(work.date("original-date")) if publisher else ""
    return put("Originally published ", join(", ", title, publisher, year))
