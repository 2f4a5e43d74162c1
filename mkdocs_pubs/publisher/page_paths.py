"""Where the pages of publications stand: paths by a pattern, safe and unlike each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.characters import to_ascii
from mkdocs_pubs.models import Publication
from mkdocs_pubs.options import BLANK
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher.reserved import unreserved
from mkdocs_pubs.selection import value_of

_NOT_IN_PATHS = regex(r"[^A-Za-z0-9_]+")
_LONGEST = 100


def page_paths(publications: Iterable[Publication], pattern: str) -> Mapping[str, str]:
    """Return the paths of the pages of publications, by the anchors of these.

    No two are the same, case ignored, and none has signs that URLs or file systems mind.
    """
    taken = Anchors()
    return {one.anchor: taken.unlike(_path(one, pattern)) for one in publications}


def _path(publication: Publication, pattern: str) -> str:
    path = BLANK.sub(lambda blank: _piece(publication, blank[1]), pattern.strip("/"))
    return "/".join(map(unreserved, path.split("/")))


def _piece(publication: Publication, name: str) -> str:
    """Return what stands for a name; for the key, what the publication's id is made of."""
    if name == "key":
        return publication.anchor.removeprefix("pub-")[:_LONGEST]
    if name == "year" and publication.date.year is None:
        return "forthcoming" if publication.date.forthcoming else "undated"
    value = value_of(publication, name)
    text = "-".join(value) if isinstance(value, list) else str(value or "")
    return _NOT_IN_PATHS.sub("-", to_ascii(text.lower()))[:_LONGEST].strip("-") or "other"
