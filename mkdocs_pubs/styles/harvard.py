"""Harvard style, as in Pears and Shields' *Cite Them Right*."""

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
    em,
    is_numeric,
    join,
    least_names,
    put,
    quoted,
    titled,
    url_link,
)

_DAY = DateForm()
_BRITISH_DAY = DateForm("{day} {month} {year}")
_DAY_AND_MONTH = DateForm("{day} {month}", "{month}", "")
_NAMES = NameList(initial=".", conjunction="and", most=3, others=em("et al."))
_ROLES = {"editor": (" (ed.)", " (eds.)"), "translator": (" (trans.)", " (trans.)")}
_ARTICLES = frozenset("article-journal article-magazine article-newspaper".split())
_IN_ITALICS = BOOKS | {"thesis", "webpage"}
_DATED = frozenset("article-newspaper article-magazine speech".split())
_WITH_PAGES = _ARTICLES | PARTS | {"article", "book", "review", "report"}


class Harvard(KitStyle):
    """Cite Them Right. British where the list is (`language: en-GB`), else American in signs."""

    authors = NameList(
        inverted="all",
        initial=".",
        conjunction="and",
        before_last="never",
        most=3,
        others=em("et al."),
    )
    in_text = InText(
        most=3, adds_names=True, given="all", before_year=", ", order="year", last_comma=False
    )
    is_sorted = True

    @property
    def is_british(self) -> bool:
        """Whether the list is in British English."""
        return self.words.tag.lower() == "en-gb"

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        who, title, container = (
            self.creators(work, _ROLES),
            self._title(work),
            self._container(work),
        )
        if not who and work.kind in _ARTICLES and container:
            who, container = em(contained(work.in_title_case(work["container-title"]))), ""
        elif not who and work.kind not in _ARTICLES:
            who, title = title, ""
        source = join(" ", self._editors(work), container)
        first = join(" ", who, _date(work), join(", ", title, source))
        body = join(". ", first, self._contributors(work), _publisher(work))
        day = _DAY_AND_MONTH(work.issued) if work.kind in _DATED else ""
        pages = self.pages(work) if work.kind in _WITH_PAGES else ""
        text = join(", ", body, _volume(work), day, pages)
        return put("", join(". ", text, self._access(work)), ".")

    def _title(self, work: Work) -> Run:
        title = titled(work["title"])
        if work.kind not in _IN_ITALICS:
            return quoted(title)
        count = "" if work["volume"] else work["number-of-volumes"]
        volumes = put("(", count, " vols)" if is_numeric(count) else ")")
        edition = "" if work["container-title"] else self._edition(work)
        return join(". ", join(" ", em(title), volumes), edition)

    def _container(self, work: Work) -> Run:
        if not work["container-title"]:
            return ""
        is_new = work.kind in ("article", "article-journal") and not work.has("page", "volume")
        name = join(" ", em(contained(work["container-title"])), "[Preprint]" if is_new else "")
        return join(". ", name, self._edition(work))

    def _edition(self, work: Work) -> Run:
        return work.edition("edn" if self.is_british else "ed")

    def _editors(self, work: Work) -> Run:
        if work.kind not in PARTS:
            return ""
        if work.people("container-author"):
            return put("in ", _names(work, "container-author"), ",")
        if not (work.has_contributors and work.people("author")):
            return ""
        if both := _with_role(work, "editor-translator", " (ed. & trans.)", " (eds. & trans.)"):
            return put("in ", both)
        editors = _with_role(work, "editor", " (ed.)", " (eds.)")
        translators = _with_role(work, "translator", " (trans.)", " (trans.)")
        return put("in ", join(", ", editors, translators))

    def _contributors(self, work: Work) -> Run:
        """Return editors and translators who do not stand first."""
        if not work.has_contributors or (
            work.kind in PARTS and not work.people("container-author")
        ):
            return ""
        has_authors = bool(work.people("author"))
        if has_authors and (both := _names(work, "editor-translator")):
            return put("Edited & translated by ", both)
        editors = _names(work, "editor") if has_authors else ""
        is_told = has_authors or work.people("editor")
        translators = _names(work, "translator") if is_told else ""
        return join(". ", put("Edited by ", editors), put("Translated by ", translators))

    def _access(self, work: Work) -> Run:
        if work["DOI"]:
            return put("Available at: ", doi_link(work["DOI"]))
        day = (_BRITISH_DAY if self.is_british else _DAY)(work.date("accessed"))
        accessed = put(" (Accessed: ", day, ")")
        return put("Available at: ", url_link(work["URL"]), accessed)


def _names(work: Work, role: str) -> Run:
    return _NAMES(work.people(role), least=least_names(work))


def _with_role(work: Work, role: str, one: str, many: str) -> Run:
    return _NAMES.with_role(work.people(role), one, many, least=least_names(work))


def _date(work: Work) -> Run:
    if work.issued:
        return f"({YEAR(work.issued)}{work['year-suffix']})"
    return f"({join(' ', 'no date', work['year-suffix'])})"


def _publisher(work: Work) -> Run:
    place = join(": ", work["publisher-place"], work["publisher"])
    if work.kind in _ARTICLES:
        return ""
    if work.kind == "thesis":
        return join(". ", work["genre"], work["publisher"])
    if work.kind == "report":
        return join(". ", join(" ", work["genre"], work["number"]), place)
    series = put("(", join(", ", work["collection-title"], work["collection-number"]), ")")
    return join(" ", join(", ", em(work["event-title"]), place), series)


def _volume(work: Work) -> Run:
    return work["volume"] + put("(", work["issue"], ")") if work.kind == "article-journal" else ""
