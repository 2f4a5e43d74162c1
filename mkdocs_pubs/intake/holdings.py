"""The works that a bibliography has: by their identifiers, and by who wrote what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_pubs.entry_types import BOOKS
from mkdocs_pubs.intake.differences import different_numbers
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import folded_family, folded_words, isbn_13
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.relations import identifiers, is_preprint

MAX_LIKELY = 50
"""With how many works of one title, year and first author a work is compared."""

_TitleMark = tuple[str, tuple[int | None, str]]
"""A title, the year and the first author's family, folded."""
_VERSION = regex(r"v\d+$")


class Holdings:
    """The works of a bibliography, found by what a draft has in common with one."""

    def __init__(self, publications: Iterable[Publication]) -> None:
        self._by_mark: dict[str, Publication] = {}
        self._by_title: dict[_TitleMark, list[Publication]] = {}
        self._by_key: dict[str, Publication] = {}
        self.keys: set[str] = set()
        for publication in publications:
            self.enter(publication, publication.key)

    def enter(self, publication: Publication, key: str) -> None:
        """Note a work under its key; of several that are the same, the first is found."""
        self.keys.update(one.lower() for one in (key, *publication.entry.aliases) if one)
        for mark in _marks(publication):
            self._by_mark.setdefault(mark, publication)
        self._by_title.setdefault(_title_mark(publication), []).append(publication)
        self._by_key.setdefault(key, publication)

    def has(self, kind: str, value: str) -> bool:
        """Say whether a work with an identifier (``doi``) is here."""
        return _mark(kind, value) in self._by_mark

    def same(self, publication: Publication, key: str) -> Publication | None:
        """Return the work that a publication is, which has a key at its source, if it is here.

        One with the same title, year and first author is the same, and so is one with the same key
        of which the title or the others are the same. But they are two if both have an identifier
        of one kind that differs, as a preprint with a DOI and the paper with another have, or if
        they stand at two places, as the editorials of a year do; and a preprint is not yet the
        paper, though a paper may do for its preprint.
        """
        for mark in _marks(publication):
            if mark in self._by_mark:
                return self._by_mark[mark]
        title = _title_mark(publication)
        likely = self._by_title.get(title, [])[:MAX_LIKELY]
        namesake = self._by_key.get(key) if key else None
        if namesake and _is_likely_same(title, _title_mark(namesake)):
            likely.insert(0, namesake)
        return next((one for one in likely if not _differ(one, publication)), None)


def _differ(ours: Publication, theirs: Publication) -> bool:
    """Say whether two works cannot be one; a single number may be somebody's correction."""
    marks, others = (
        dict(mark.split(":", 1) for mark in _marks(publication)) for publication in (ours, theirs)
    )
    if any(marks[kind] != others[kind] for kind in marks.keys() & others.keys()):
        return True
    if is_preprint(ours) and not is_preprint(theirs):
        return True
    return len(list(different_numbers(ours, theirs))) > 1


def _marks(publication: Publication) -> Iterator[str]:
    """Yield identifiers with their kinds; a part of a book has its ISBN, but is not the book."""
    yield from identifiers(publication)
    for kind in ("pmid", "pmcid"):
        if value := publication.verbatim.get(kind):
            yield _mark(kind, value)
    isbn = isbn_13(publication.verbatim.get("isbn", ""))
    if isbn and publication.type in BOOKS:
        yield _mark("isbn", isbn)


def _mark(kind: str, value: str) -> str:
    if kind == "isbn":
        value = isbn_13(value)
    elif kind == "arxiv":
        value = _VERSION.sub("", value)
    return f"{kind}:{value.lower()}"


def _title_mark(publication: Publication) -> _TitleMark:
    title, people = to_text(publication.title), publication.byline.people
    family = folded_family(people[0]) if people else ""
    return folded_words(title) or title, (publication.date.year, family)


def _is_likely_same(one: _TitleMark, other: _TitleMark) -> bool:
    return one[0] == other[0] or (one[1] == other[1] and one[1] != (None, ""))
