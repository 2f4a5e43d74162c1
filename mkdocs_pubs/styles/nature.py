"""The style of Nature and its sister journals."""

from __future__ import annotations

from mkdocs_pubs.styles.kit import (
    BOOKS,
    PARTS,
    YEAR,
    KitStyle,
    NameList,
    Run,
    Work,
    capitalised,
    contained,
    doi_link,
    em,
    is_several,
    join,
    put,
    tagged,
    titled,
    url_link,
)

_WITH_IMPRINT = (BOOKS - {"report"}) | PARTS | {"thesis"}


class Nature(KitStyle):
    """Nature."""

    authors = NameList(
        inverted="all",
        initial=". ",
        conjunction="&",
        before_last="never",
        most=5,
        others=em("et al."),
    )

    stops_within_quotes = False
    number_brackets = ("", "")
    raises_numbers = True

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        is_part = work.kind in PARTS
        parts = (
            put("", self.creators(work, {}), "."),
            put("", _title(work), "."),
            "in" if is_part and work["container-title"] else "",
            _container(work),
            self._editors(work) if is_part else "",
            _volume(work),
            self.pages(work, "", ""),
            _issued(work),
            _access(work),
        )
        return put("", join(" ", *parts), ".")

    def _editors(self, work: Work) -> Run:
        editors = work.people("editor")
        return put("(eds " if len(editors) > 1 else "(ed. ", self.authors(editors), ")")


def _title(work: Work) -> Run:
    if work.kind in BOOKS:
        return em(titled(work.in_title_case(work["title"])))
    return titled(work["title"])


def _container(work: Work) -> Run:
    short = work["container-title-short"] if work.kind == "article-journal" else ""
    return em(contained(short or work["container-title"]))


def _volume(work: Work) -> Run:
    if work.kind == "article-journal":
        return put("", tagged("b", work["volume"]), ",")
    return put("vols " if is_several(work["volume"]) else "vol. ", work["volume"])


def _issued(work: Work) -> Run:
    year = put("(", YEAR(work.issued), ")")
    address = doi_link(work["DOI"]) or url_link(work["URL"])
    if work.kind in _WITH_IMPRINT:
        imprint = join(", ", work["publisher"], work["publisher-place"], YEAR(work.issued))
        return put("(", imprint, ").")
    if work.kind == "article":
        return join(" ", capitalised(work["genre"]) or "Preprint", "at", address, year)
    if work.kind in ("dataset", "software"):
        return join(" ", work["publisher"], doi_link(work["DOI"]), year)
    if work.kind in ("report", "webpage"):
        return join(" ", url_link(work["URL"]), year)
    if work.kind == "article-journal" and not work.has("volume", "page"):
        return join(" ", address, year)
    return year


def _access(work: Work) -> Run:
    if work["volume"] or work.kind in ("article", "dataset", "software"):
        return ""
    return doi_link(work["DOI"], "doi:")
