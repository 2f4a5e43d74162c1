"""The style of the IEEE: titles in quotation marks, journals in italics, months abbreviated."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    BOOKS,
    PARTS,
    YEAR,
    DateForm,
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
    quoted,
    titled,
    url_link,
)

_MONTHS = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.".split()
_TO_THE_DAY = DateForm(months=_MONTHS, day_digits=2)
_TO_THE_MONTH = DateForm(day="{month} {year}", months=_MONTHS)
_DATES = {
    **dict.fromkeys(("article-journal", "report", "paper-conference"), _TO_THE_MONTH),
    **dict.fromkeys("bill book chapter graphic legal_case legislation song thesis".split(), YEAR),
    "motion_picture": DateForm(
        day="({month} {day}, {year})",
        month="({month} {year})",
        year="({year})",
        months=_MONTHS,
        day_digits=2,
    ),
}
_EDITORS = NameList(initial=". ", conjunction="and")
_ROLES = {
    "editor": (", Ed.", ", Eds."),
    "translator": (", Trans.", ", Trans."),
    "director": (", Dir.", ", Dirs."),
}
_BOOKS = BOOKS - {"report"}
_IN_ITALICS = _BOOKS | {"standard", "software"}
_PLACE_FIRST = _BOOKS | PARTS
_WITH_EDITION = _PLACE_FIRST | {"report"}
_LIKE_PAGES = frozenset(
    "article-magazine article-newspaper interview manuscript map personal_communication".split()
)


class Ieee(KitStyle):
    """Institute of Electrical and Electronics Engineers."""

    authors = NameList(initial=". ", conjunction="and", most=6, others=em("et al."))

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        return put("", self.creators(work, _ROLES), ", ") + self._body(work) + _access(work)

    def _body(self, work: Work) -> Run:
        match work.kind:
            case "article-journal":
                return self._article(work)
            case "paper-conference" | "speech":
                return self._paper(work)
            case "chapter":
                return self._chapter(work)
            case "report" | "thesis" | "standard":
                return self._report(work)
            case "software":
                parts = _title(work), put("(", _issued(work), ")"), work["genre"], _publisher(work)
                return put("", join(". ", *parts), ".")
            case "article":
                source = join(": ", em(contained(_publisher(work))), work["number"])
                return put("", join(", ", _title(work), _issued(work), source), ".")
            case "webpage" | "motion_picture":
                return _on_screen(work)
            case "patent":
                return join(", ", _title(work), work["number"], _issued(work))
            case kind if kind in _BOOKS:
                return self._book(work)
            case _:
                return self._anything(work)

    def _article(self, work: Work) -> Run:
        where = _container(work, short=True)
        place = join(", ", _title(work), where, _locators(work), self._pages(work), _issued(work))
        return put("", join(", ", place, _status(work)), "," if work.has("URL", "DOI") else ".")

    def _paper(self, work: Work) -> Run:
        event = put("in ", _container(work)) or put("presented at the ", work["event-title"])
        first = join(", ", _title(work), event, _editors(work))
        rest = join(", ", _publisher(work), _issued(work), self._pages(work), _status(work))
        return put("", first, ", ") + _series(work) + put("", rest, ".")

    def _chapter(self, work: Work) -> Run:
        source = put("in ", _container(work)), _locators(work), _editors(work), _series(work)
        chapter = put("ch. ", work["chapter-number"])
        imprint = _publisher(work), _issued(work), chapter, self._pages(work)
        return put("", join(", ", _title(work), *source, *imprint), ".")

    def _report(self, work: Work) -> Run:
        kind, place = join(" ", work["genre"], work["number"]), _publisher(work)
        middle = {
            "report": (place, kind),
            "thesis": (work["genre"], place),
            "standard": (kind, put("", work["publisher-place"], ".")),
        }[work.kind]
        return put("", join(", ", _title(work), *middle, _issued(work)), ".")

    def _book(self, work: Work) -> Run:
        first = put("", join(", ", _title(work), _locators(work)), ". ")
        rest = join(", ", _publisher(work), _issued(work), self._pages(work))
        return first + _series(work) + put("", rest, ".")

    def _anything(self, work: Work) -> Run:
        first = join(", ", _title(work), _container(work), _locators(work))
        rest = join(", ", _publisher(work), self._pages(work), _issued(work))
        if work.kind in _LIKE_PAGES:
            return put("", join(", ", first, rest), ".")
        return put("", first, ". ") + _series(work) + put("", rest, ".")

    def _pages(self, work: Work) -> Run:
        if work.kind == "article-journal" and work["number"]:
            return put("Art. no. ", work["number"])
        return self.pages(work)


def _on_screen(work: Work) -> Run:
    if work.kind == "webpage":
        return put("", join(", ", _title(work), contained(work["container-title"])), ".")
    place = put("", work["publisher-place"] or work["event-place"], ".")
    return join(" ", place, put("", join(", ", _title(work), _issued(work)), "."))


def _title(work: Work) -> Run:
    title = titled(work["title"])
    return em(title) if work.kind in _IN_ITALICS else quoted(title)


def _container(work: Work, *, short: bool = False) -> Run:
    name = work["container-title-short"] if short else ""
    return em(contained(name or work["container-title"]))


def _editors(work: Work) -> Run:
    return _EDITORS.with_role(work.other_editors, ", Ed.", ", Eds.")


def _locators(work: Work) -> Run:
    issue = work["issue"]
    volumes = put("", work["number-of-volumes"], " vols.")
    return join(
        ", ",
        _edition(work),
        put("vol. ", work["volume"]),
        volumes,
        put("no. ", issue.lstrip("0") if issue.isdecimal() else issue),
    )


def _edition(work: Work) -> Run:
    if work.kind not in _WITH_EDITION or not work["edition"]:
        return ""
    if is_numeric(work["edition"]):
        return work.edition("ed.")
    return put("", capitalised(work["edition"]), ".")


def _series(work: Work) -> Run:
    series = work["collection-title"]
    number, volume = put("no. ", work["collection-number"]), put("vol. ", work["volume"])
    return put("in ", join(", ", series, number, volume), ". ") if series else ""


def _publisher(work: Work) -> Run:
    place, publisher = work["publisher-place"], work["publisher"]
    if work.kind in _PLACE_FIRST:
        return join(": ", place, publisher)
    return join(", ", publisher, place)


def _issued(work: Work) -> str:
    return _DATES.get(work.kind, _TO_THE_DAY)(work.issued)


def _status(work: Work) -> Run:
    return "" if work.has("page", "issue", "volume") else capitalised(work["status"])


def _access(work: Work) -> Run:
    url, day = url_link(work["URL"]), _TO_THE_DAY(work.date("accessed"))
    medium = "[Online Video]. " if work.kind == "motion_picture" else "[Online]. "
    online = put("Accessed: ", day, f". {medium}") or (medium if work.kind == "webpage" else "")
    if work["DOI"] and work.kind != "webpage":
        return put(" doi: ", doi_link(work["DOI"], ""), ".")
    return put(f" {online}Available: ", url)
