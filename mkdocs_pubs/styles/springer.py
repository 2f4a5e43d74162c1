"""Springer's basic style with authors and years."""

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
    capitalised,
    contained,
    doi_link,
    join,
    put,
    titled,
    unpointed,
    url_link,
)

_MONTHS = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()
_DAY = DateForm("{day} {month} {year}", months=_MONTHS)
_ROLES = {"editor": (" (ed)", " (eds)"), "translator": (" (trans)", " (trans)")}


class Springer(KitStyle):
    """Springer, basic."""

    authors = NameList(inverted="all", initial="", separator=" ", most=4, shown=3, others="et al")
    in_text = InText(order="year", letters_alone=True)
    is_sorted = True
    sorts_by_particle = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        year = put("(", YEAR(work.issued) + work["year-suffix"], ")") if work.issued else ""
        head = join(" ", self.creators(work, _ROLES), year, _title(work))
        return head + put(". ", self._source(work)) if head else self._source(work)

    def sort_key(self, work: Work) -> tuple[object, ...]:
        """Return what a work is sorted by: people alone, editors behind authors."""
        return (*super().sort_key(work)[:1], not work.people("author"))

    def _source(self, work: Work) -> Run:
        imprint = join(", ", work["publisher"], work["publisher-place"])
        if work.kind in PARTS:
            pages = self.pages(work, "p ", "pp ")
            return join(". ", self._book(work), join(", ", imprint, pages))
        if work.kind == "article-journal":
            return self._article(work)
        if work.kind in BOOKS:
            return join(
                ". ", imprint, put("URL ", url_link(work["URL"])) if work["version"] else ""
            )
        if work.kind == "webpage":
            accessed = put("Accessed ", _DAY(work.date("accessed")))
            name = put("In: ", contained(_container(work)))
            return join(". ", name, url_link(work["URL"]), accessed)
        if work.kind == "thesis":
            return join(", ", capitalised(work["genre"]), work["publisher"])
        return join(" ", contained(_container(work)), self._numbers(work))

    def _book(self, work: Work) -> Run:
        editors = self.authors.with_role(work.other_editors, " (ed)", " (eds)")
        book = join(", ", contained(work["container-title"]), work.edition("edn"))
        return put("In: ", join(" ", editors, book))

    def _article(self, work: Work) -> Run:
        name = contained(unpointed(_container(work)))
        return join(". ", join(" ", name, self._numbers(work)), doi_link(work["DOI"]))

    def _numbers(self, work: Work) -> Run:
        # The official style has the colon even where no pages are known.
        volume = put("", work["volume"], ":" if work.kind == "article-journal" else "")
        return join(":", volume, self.pages(work, "", ""))


def _title(work: Work) -> Run:
    title = titled(work["title"])
    if work.kind != "book":
        return title
    return join(". ", join(", ", title, work.edition("edn")), put("Version ", work["version"]))


def _container(work: Work) -> Run:
    return work["container-title-short"] or work["container-title"]
