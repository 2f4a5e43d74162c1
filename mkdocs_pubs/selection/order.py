"""The order of publications: by any fields, stable, so that ties keep the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Publication
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.selection.values import value_of

STYLE = "style"
"""The key of the order that the citation style gives."""

Ranks = Callable[[Sequence[Publication]], Sequence[int]]
"""What returns the place of each publication in the order of a style."""

# Python refuses to read longer ones than 4,300 digits, and no one counts so far.
_NUMBER = regex(r"\d{1,30}")


def ordered(
    publications: Sequence[Publication], keys: Sequence[str], style_order: Ranks | None = None
) -> tuple[Publication, ...]:
    """Sort by several keys, the first counting most; ``-`` in front of one reverses it.

    ``date`` is year, month and day; ``author`` the family name that stands first; ``style`` is
    the `style_order`. Who lacks a value comes last, whichever the direction.
    """
    result = list(publications)
    for key in reversed(keys):
        name = key.lstrip("-")
        found = _sort_keys(result, name, style_order)
        present = [place for place, value in enumerate(found) if value is not None]
        present.sort(key=lambda place: found[place] or (), reverse=key.startswith("-"))
        absent = [place for place, value in enumerate(found) if value is None]
        result = [result[place] for place in (*present, *absent)]
    return tuple(result)


def _sort_keys(
    publications: Sequence[Publication], name: str, style_order: Ranks | None
) -> Sequence[tuple[object, ...] | None]:
    if name == STYLE and style_order:
        return [(rank,) for rank in style_order(publications)]
    return [_sort_key(one, name) for one in publications]


def _sort_key(publication: Publication, name: str) -> tuple[object, ...] | None:
    if name == "date":
        return _date_key(publication)
    if name == "author":
        people = publication.byline.people
        return tuple(base_letters(f"{one.family} {one.given}") for one in people[:3]) or None
    if name == "title":
        title = base_letters(to_text(publication.fields.get("title", "")))
        return (title,) if title else None
    value = value_of(publication, name)
    if value is None or value in ("", []):
        return None
    if isinstance(value, int):
        return (0, value, "")
    text = base_letters(", ".join(value) if isinstance(value, list) else value)
    return (0, int(text), "") if _NUMBER.fullmatch(text) else (1, 0, text)


def _date_key(publication: Publication) -> tuple[int, int, int] | None:
    date = publication.date
    if date.year is None:
        return (9999, 0, 0) if date.forthcoming else None
    return (date.year, date.month or 0, date.day or 0)
