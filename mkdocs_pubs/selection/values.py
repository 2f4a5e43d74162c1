"""A publication's values by name, as plain text, numbers and lists: what expressions see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Publication

Value = str | int | bool | list[str] | None


def value_of(publication: Publication, name: str) -> Value:
    """Return one value; any field by its name, ``None`` where the publication has none."""
    if name in _COMPUTED:
        return _COMPUTED[name](publication)
    if name in publication.verbatim:
        return publication.verbatim[name]
    tex = publication.fields.get(name)
    return None if tex is None else to_text(tex)


def is_selected(publication: Publication) -> bool:
    """Say whether the field ``selected`` is set, as al-folio reads it: to anything but a no."""
    said = publication.fields.get("selected")
    return said is not None and said.strip().lower() not in ("", "no", "false", "0")


def known_fields(publications: Iterable[Publication]) -> frozenset[str]:
    """Return the names of their fields, and of those that mean something though none has them."""
    own = (name for one in publications for name in one.fields)
    return frozenset(own).union(_COMPUTED, _STANDARD_FIELDS)


# The fields of BibTeX's standard styles, and those that publication pages add.
_STANDARD_FIELDS = (
    "abbr abstract address annotation arxiv award blog booktitle chapter code date doi edition"
    " editor eprint hal howpublished html institution isbn issn journal language location note"
    " number organization pages pdf pmid poster publisher pubstate school series slides subtitle"
    " supp title url version video volume website"
).split()


_COMPUTED: Mapping[str, Callable[[Publication], Value]] = {
    "type": lambda publication: publication.type,
    "key": lambda publication: publication.key,
    "year": lambda publication: publication.date.year,
    "month": lambda publication: publication.date.month,
    "day": lambda publication: publication.date.day,
    "forthcoming": lambda publication: publication.date.forthcoming,
    "author": lambda publication: " and ".join(map(str, publication.authors.people)) or None,
    "authors": lambda publication: [str(name) for name in publication.authors.people],
    "editors": lambda publication: [str(name) for name in publication.editors.people],
    "keywords": lambda publication: list(publication.keywords),
    "venue": lambda publication: to_text(publication.container) or None,
    "selected": is_selected,
}
