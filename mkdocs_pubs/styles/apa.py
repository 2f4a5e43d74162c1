"""APA style: the Publication Manual of the American Psychological Association, 7th edition."""

from __future__ import annotations

from mkdocs_pubs.styles.bluebook import LEGAL, legal
from mkdocs_pubs.styles.kit import (
    SERIALS,
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
    join,
    put,
    titled,
    url_link,
)

_YEAR = DateForm("{year}", "{year}", bc=" B.C.E.", ad=" C.E.")
_MONTH_AND_DAY = DateForm(day="{month} {day}", month="{month}", year="")
_FULL = DateForm(bc=" B.C.E.", ad=" C.E.")
_ROLES = {"director": (" (Director)", " (Directors)"), "editor": (" (Ed.)", " (Eds.)")}
_OTHERS = NameList(initial=". ", conjunction="&")
_DATED_TO_THE_DAY = frozenset(
    "article-magazine article-newspaper collection document motion_picture pamphlet performance"
    " personal_communication song speech webpage".split()
)
_SORTED_BY_YEAR = frozenset(
    "article article-journal book chapter entry-encyclopedia dataset graphic manuscript map patent"
    " paper-conference report review thesis".split()
)
_KNOWN_BY_PUBLISHER = frozenset(("entry-encyclopedia", "software", "webpage"))
"""What stands under its publisher if nobody is named."""
_NO_BOOKS = SERIALS | {"patent", "performance", "speech", "webpage"}
_IN_SERIES = frozenset("document report standard".split())
_DESCRIBED_IN_SOURCE = frozenset("document report software standard".split())
_EVENTS = frozenset("paper-conference performance speech".split())
_TERMS = {
    "dataset": "Dataset",
    "graphic": "Graphic",
    "map": "Map",
    "motion_picture": "Video recording",
    "performance": "",
    "review": "Review",
    "software": "Computer software",
    "song": "Audio recording",
}


class Apa(KitStyle):
    """APA."""

    authors = NameList(
        inverted="all",
        initial=". ",
        conjunction="&",
        before_last="always",
        most=20,
        shown=19,
        with_last=True,
    )
    page_range = "expanded"
    in_text = InText(
        adds_names=True,
        given="first",
        short=True,
        tells_status=True,
        joiner=" & ",
        before_year=", ",
        order="list",
    )
    is_sorted = True
    sorts_by_particle = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        if work.kind in LEGAL:
            return join(" ", put("", legal(work), "."), _access(work))
        authors = self.creators(work, _ROLES)
        is_of_publisher = not authors and work.kind in _KNOWN_BY_PUBLISHER
        if is_of_publisher:
            authors = work["publisher"]
        title, told, date = _title(work), self._identifier(work), _date(work)
        description = put("[", self._description(work), "]")
        if authors or not work["title"]:
            parts = authors, date, join(" ", title, told, description)
        elif work.kind == "review":
            parts = description, date, ""
        else:
            parts = join(" ", title, told), date, description
        publisher = "" if is_of_publisher else _publisher(work)
        text = put("", join(". ", *parts, self._source(work), publisher, _event(work)), ".")
        return join(" ", text, _access(work), _history(work))

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people, then the date as far as it is told."""
        people, year, title = super().sort_key(work)
        is_told = work.issued and (_is_talk(work) or work.kind not in _SORTED_BY_YEAR)
        date = work.issued.parts if work.issued and is_told else (year,)
        return (people, date, not work["status"], work["status"], title, work["volume"])

    def _identifier(self, work: Work) -> Run:
        """Return what tells a work from others, in parentheses."""
        if work.kind == "patent":
            number = _number(work)
            told = join(" ", capitalised(work["genre"]) or ("Patent" if number else ""), number)
        elif work["container-title"] and work.kind != "webpage":
            told = _contributors(work)
        else:
            parts = _contributors(work), _kind_and_number(work), self._book_numbers(work)
            told = join("; ", *parts)
        return put("(", told, ")")

    def _book_numbers(self, work: Work) -> Run:
        """Return edition, volume and the like, of what is a book or in a book."""
        if work.kind in _NO_BOOKS or work.is_serial:
            return ""
        series = join(" ", work.in_title_case(work["collection-title"]), work["collection-number"])
        volumes = put("Vols. 1–", work["number-of-volumes"])
        is_told = work["volume-title"] or not is_numeric(work["volume"])
        chapter = put("Chapter ", work["chapter-number"]) if work.has("genre", "title") else ""
        return join(
            ", ",
            put("Version ", work["version"]),
            work.edition("ed."),
            series if work.kind in _IN_SERIES else "",
            (volumes if not work["volume"] else "") if is_told else _volume(work),
            put("Issue ", work["issue"]),
            self.pages(work) or chapter,
        )

    def _description(self, work: Work) -> Run:
        """Return what stands in brackets: what kind of thing it is."""
        if work.kind == "review":
            return put("Review of ", em(titled(work["title"])))
        if work.kind == "thesis":
            school = work["publisher"] if work.has("DOI", "URL") else ""
            return join(", ", capitalised(work["genre"]), school)
        is_alone = not work["container-title"] or work.kind in SERIALS
        return _format(work) if is_alone or not _is_described_in_source(work) else ""

    def _source(self, work: Work) -> Run:
        if work.kind == "webpage":
            return contained(work.in_title_case(work["container-title"]))
        return self._serial(work) if work.is_serial else self._book(work)

    def _serial(self, work: Work) -> Run:
        names = (
            contained(work.in_title_case(work["container-title"])),
            work.in_title_case(work["collection-title"]),
        )
        volume = em(work["volume"]) + put("(", work["issue"], ")")
        place = put("Article ", work["number"]) or self.pages(work, "", "")
        text = join(", ", em(join(", ", *names)), volume, place)
        is_told = work["status"] and work.issued and not _is_numbered(work)
        return join(". ", text, capitalised(work["status"])) if is_told else text

    def _book(self, work: Work) -> Run:
        """Return the book that a work is in."""
        if not work["container-title"]:
            return ""
        editors = _OTHERS.with_role(work.people("editor"), " (Ed.)", " (Eds.)")
        names = _OTHERS(work.people("container-author")) or editors
        volume = put("", work["volume-title"])
        if not is_numeric(work["volume"]):
            volume = volume or _volume(work)
        book = em(join(": ", contained(work["container-title"]), volume))
        numbers = put("(", join("; ", _kind_and_number(work), self._book_numbers(work)), ")")
        description = put("[", _format(work), "]") if _is_described_in_source(work) else ""
        within = "On " if work.kind == "song" else "In "
        return put(within, join(" ", join(", ", names, book), numbers, description))


def _is_described_in_source(work: Work) -> bool:
    """Say whether what is in another work has the word for its kind behind that."""
    is_lone_event = work.kind in _EVENTS and not work.is_published
    return work.kind in _DESCRIBED_IN_SOURCE or is_lone_event


def _is_talk(work: Work) -> bool:
    return work.kind == "paper-conference" and not work.is_published


def _is_numbered(work: Work) -> bool:
    return work.has("collection-title", "issue", "number", "page", "volume")


def _date(work: Work) -> Run:
    if work.issued is None:
        text = work["status"].lower() or "n.d."
        return f"({join('-', text, work['year-suffix'])})"
    year = f"{'ca. ' if work.issued.circa else ''}{_YEAR(work.issued)}{work['year-suffix']}"
    if _is_talk(work) or work.kind in _DATED_TO_THE_DAY:
        year = join(", ", year, _MONTH_AND_DAY(work.issued))
    return f"({year})"


def _title(work: Work) -> Run:
    """Return the title; in italics if it stands alone."""
    if work.kind == "review":
        return ""
    title = titled(work["title"])
    if work["container-title"] and work.kind != "webpage":
        return title
    volume = work["volume-title"]
    if not is_numeric(work["volume"]) or volume:
        volume = join(". ", _volume(work), volume)
    return em(join(": ", title, "" if work.is_serial or work.kind == "webpage" else volume))


def _contributors(work: Work) -> Run:
    """Return editors and translators who do not stand first."""
    if not work.has_contributors:
        return ""
    translator = put("", _OTHERS(work.people("translator")), ", Trans.")
    if work.is_serial or (work["container-title"] and work.kind != "webpage"):
        return translator
    editors = work.other_editors
    if editors and (both := work.people("editor-translator")):
        return _OTHERS.with_role(both, ", Ed. & Trans.", ", Eds. & Trans.")
    return join("; ", _OTHERS.with_role(editors, ", Ed.", ", Eds."), translator)


def _kind_and_number(work: Work) -> Run:
    if work.kind == "thesis" and work["genre"]:
        return put("Publication ", _number(work))
    return join(" ", work.in_title_case(work["genre"]), _number(work)) if work["number"] else ""


def _number(work: Work) -> Run:
    has_label = is_numeric(work["number"]) or work.kind == "patent"
    has_label = has_label and work.kind != "standard"
    return put("No. " if has_label else "", capitalised(work["number"]))


def _volume(work: Work) -> Run:
    return capitalised(work.volume("Vol."))


def _format(work: Work) -> Run:
    """Return the genre of a work, or the word for its kind where one is wanted."""
    if work["genre"]:
        return "" if work["number"] else capitalised(work["genre"])
    if work.kind == "manuscript":
        return "" if work.can_be_found else "Unpublished manuscript"
    if work.kind == "personal_communication":
        return "Letter" if work.can_be_found else "Personal communication"
    if work.kind == "periodical":
        return "Special issue" if work["container-title"] and work["title"] else ""
    return _TERMS.get(work.kind, "")


def _publisher(work: Work) -> Run:
    if work.kind == "thesis":
        return "" if work.has("DOI", "URL") else work["publisher"]
    return "" if work.is_serial else work["publisher"]


def _event(work: Work) -> Run:
    """Return where something was held, unless its proceedings were published."""
    if not work["event-title"] or (work.kind == "paper-conference" and work.is_published):
        return ""
    day = _FULL(work.date("event-date"))
    return join(", ", capitalised(work["event-title"]), work["event-place"], day)


def _access(work: Work) -> Run:
    if work["DOI"]:
        return doi_link(work["DOI"])
    day = "" if work.issued or work["status"] else _FULL(work.date("accessed"))
    return put(put("Retrieved ", day, ", from "), url_link(work["URL"]))


def _history(work: Work) -> Run:
    """Return what became of a work, or what it was before."""
    if work.kind == "patent":
        return ""
    is_told = work["status"] and work.issued and _is_numbered(work)
    status = capitalised(work["status"]) if is_told else ""
    title, date = put("as ", em(work["original-title"])), work.date("original-date")
    year = f"{'ca. ' if date and date.circa else ''}{_YEAR(date)}"
    original = join(", ", title, year, work["original-publisher"])
    return put("(", join("; ", status, put("Original work published ", original)), ")")
