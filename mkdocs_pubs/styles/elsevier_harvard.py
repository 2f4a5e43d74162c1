"""Elsevier's style with authors and years."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    BOOKS,
    PARTS,
    YEAR,
    DateForm,
    InText,
    KitStyle,
    NameList,
    Run,
    Work,
    contained,
    doi_link,
    is_numeric,
    join,
    put,
    titled,
    url_link,
)

_NUMBERS = DateForm("{month_number}.{day}.{year}", "{month_number}.{year}")
_ROLES = {"editor": (" (Ed.)", " (Eds.)"), "translator": (" (Trans.)", " (Trans.)")}
_ARTICLES = frozenset("article-journal article-magazine article-newspaper".split())


class ElsevierHarvard(KitStyle):
    """Elsevier, Harvard."""

    authors = NameList(inverted="all", initial=".")
    in_text = InText(given="all", before_year=", ", order="list")
    is_sorted = True
    sorts_by_particle = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        who, title = self.creators(work, _ROLES), _title(work)
        if not who:
            who, title = title, ""
        body = title + self._container(work) + self._numbers(work)
        text = put("", join(". ", join(", ", who, _year(work)), body), ".")
        return join(" ", text, _access(work))

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people, then the latest first."""
        people, year, _ = super().sort_key(work)
        return (people, -year)

    def _container(self, work: Work) -> Run:
        name, series = contained(work["container-title"]), work["collection-title"]
        if work.kind in PARTS:
            book = join(", ", work.in_title_case(name), work.in_title_case(series))
            return put(", in: ", join(", ", self._editors(work), book))
        if work.kind in BOOKS:
            return put(", ", join(", ", name, series))
        return put(". ", join(", ", contained(work["container-title-short"]) or name, series))

    def _editors(self, work: Work) -> Run:
        """Return who edited and who translated a book, if its part has authors."""
        if not (work.has_contributors and work.people("author")):
            return ""
        if both := work.people("editor-translator"):
            return self.authors.with_role(both, " (Ed. & trans.)", " (Eds. & trans.)")
        editors = self.authors.with_role(work.people("editor"), " (Ed.)", " (Eds.)")
        translators = put("", self.authors(work.people("translator")), " (Trans.)")
        return join(", ", editors, translators)

    def _numbers(self, work: Work) -> Run:
        imprint = join(", ", work["publisher"], work["publisher-place"])
        event = put("Presented at the ", work["event-title"])
        if work.kind in _ARTICLES:
            return put(" ", join(", ", work["volume"], self.pages(work, "", "")))
        if work.kind in BOOKS or work.kind == "thesis":
            return put(". ", join(", ", event, imprint))
        if work.kind in PARTS:
            return put(". ", join(", ", event, imprint, self.pages(work)))
        return put(". ", work["number"]) if work.kind == "patent" else ""


def _year(work: Work) -> Run:
    if work.issued:
        return YEAR(work.issued) + work["year-suffix"]
    return put("n.d.", work["year-suffix"], ".") or "n.d."


def _title(work: Work) -> Run:
    title = titled(work["title"])
    if work.kind in ("report", "thesis"):
        kind = join(" ", work["genre"], put("No. ", work["number"]))
        return title + put(" (", kind, ")")
    if work.kind in BOOKS or work.kind == "speech":
        edition = work["edition"]
        named = work.edition("ed") if is_numeric(edition) else put("", edition, ". ed")
        return join(", ", title, named)
    return put("", title, " [WWW Document]") if work.kind == "webpage" else title


def _access(work: Work) -> Run:
    if work["DOI"]:
        return doi_link(work["DOI"])
    if work.kind != "webpage":
        return ""
    accessed = put(" (accessed ", _NUMBERS(work.date("accessed")), ").")
    return put("URL ", url_link(work["URL"]), accessed)
