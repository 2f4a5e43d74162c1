"""Vancouver style, as the National Library of Medicine has it in Citing Medicine."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    PARTS,
    SERIALS,
    YEAR,
    DateForm,
    KitStyle,
    NameList,
    Run,
    Work,
    capitalised,
    contained,
    doi_link,
    is_numeric,
    join,
    put,
    titled,
    unpointed,
    url_link,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_TO_THE_DAY = DateForm("{year} {month} {day}", "{year} {month}", months=_MONTHS)
_TO_THE_MONTH = DateForm("{year} {month}", "{year} {month}", months=_MONTHS)
_ROLES = {"editor": (", editor", ", editors"), "translator": (", translator", ", translators")}
_PARTS = PARTS | {"entry-encyclopedia"}
_ABBREVIATED = frozenset(("article-journal", "review"))
_INTERNET = "[Internet]"


class Vancouver(KitStyle):
    """Vancouver."""

    authors = NameList(
        inverted="all", initial="", hyphen="", separator=" ", most=6, shown=6, others="et al"
    )
    page_range = "minimal"
    number_brackets = ("(", ")")

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        is_page = work.kind == "webpage" and work["container-title"] != ""
        title = contained(work["container-title"]) if is_page else titled(work["title"])
        has_medium = is_page or (not work["container-title"] and work.kind not in _PARTS)
        medium = _INTERNET if has_medium and work["URL"] else ""
        parts = (
            self.creators(work, _ROLES),
            join(" ", title, put("[", work["genre"], "]"), medium),
            "" if work["container-title"] else work.edition("ed."),
            self._source(work),
            join("; ", _publisher(work), join(";", _date(work), self._place_in_serial(work))),
            self._place_in_book(work),
            titled(work["title"]) if is_page else "",
            _series(work),
            _report_number(work),
        )
        return join(" ", put("", join(". ", *parts), "."), _access(work), _notes(work))

    def _source(self, work: Work) -> Run:
        """Return what a work is in, with those who edited it."""
        editors = self.authors.with_role(work.other_editors, ", editor", ", editors")
        source = join(". ", editors, _container(work))
        return put("In: " if work.kind in _PARTS else "", source)

    def _place_in_serial(self, work: Work) -> Run:
        if work.kind not in SERIALS or work.kind == "article-newspaper":
            return ""
        volume = work["collection-title"] + work["volume"] + put("(", work["issue"], ")")
        return join(":", volume, work["number"] or self.pages(work, "", ""))

    def _place_in_book(self, work: Work) -> Run:
        if work.kind in SERIALS:
            return ""
        if work.kind != "book":
            return self.pages(work, "p. ", "p. ")
        count = work["number-of-pages"]
        return put("", count, " p." if is_numeric(count) else "")


def _container(work: Work) -> Run:
    if work.kind == "webpage":
        return ""
    name = work["container-title"]
    if not name:
        if work.kind == "speech":
            return put(
                f"{put('', capitalised(work['genre']), ' ')}presented at: ", work["event-title"]
            )
        volume = work.volume("Vol.")
        return join(", ", "" if work.kind in SERIALS else volume, work["volume-title"])
    if work.kind in _ABBREVIATED:
        name = unpointed(work["container-title-short"] or name)
    medium = _INTERNET if work["URL"] and not _is_identified(work) else ""
    return join(". ", join(" ", contained(name), medium), work.edition("ed."))


def _is_identified(work: Work) -> bool:
    """Say whether an article has an identifier, so that its address need not be told."""
    return work.kind == "article-journal" and work.has("DOI", "PMID", "PMCID")


def _publisher(work: Work) -> Run:
    if work.kind in SERIALS:
        return ""
    place = "" if work.kind == "speech" else work["publisher-place"]
    return join(": ", put("[", place, "]") if work.kind == "thesis" else place, work["publisher"])


def _date(work: Work) -> Run:
    cited = put("[cited ", _TO_THE_DAY(work.date("accessed")), "]") if work["URL"] else ""
    if work.kind in SERIALS:
        day = join(" ", _TO_THE_DAY(work.issued), "" if _is_identified(work) else cited)
        return join(":", day, work["page"] if work.kind == "article-newspaper" else "")
    if work.kind == "speech":
        return join("; ", join(" ", _TO_THE_DAY(work.issued), cited), work["event-place"])
    if work.kind == "patent":
        return join(" ", join(", ", work["number"], YEAR(work.issued)), cited)
    form = _TO_THE_MONTH if work.kind == "report" else YEAR
    return join(" ", form(work.issued), cited)


def _series(work: Work) -> Run:
    if work.kind in SERIALS:
        return ""
    number = work["collection-number"]
    number = put("no. " if is_numeric(number) else "", number)
    return (
        put("(", join("; ", work["collection-title"], number), ")")
        if work["collection-title"]
        else ""
    )


def _report_number(work: Work) -> Run:
    if work.kind != "report" or not work["number"]:
        return ""
    number = put("no.: " if is_numeric(work["number"]) else "", work["number"])
    return join(" ", capitalised(work["genre"]) or "Report", number)


def _access(work: Work) -> Run:
    url = "" if _is_identified(work) else put("Available from: ", url_link(work["URL"]))
    return join(" ", url, doi_link(work["DOI"], "doi:"))


def _notes(work: Work) -> Run:
    pmid, pmcid = put("PubMed PMID: ", work["PMID"]), put("PubMed Central PMCID: ", work["PMCID"])
    return put("", join("; ", pmid, pmcid), ".")
