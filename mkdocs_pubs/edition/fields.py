"""A publication's fields as templates see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from mkdocs_pubs.latex import SafeUrl, text_to_html, to_html
from mkdocs_pubs.models import Publication


class Fields(Mapping[str, Markup]):
    """Fields by their names, as HTML; one that the publication lacks is empty.

    Each is decoded when a template asks for it, since most templates ask for none.
    """

    def __init__(self, publication: Publication, link: SafeUrl) -> None:
        self._publication = publication
        self._link = link

    def __getitem__(self, name: str) -> Markup:
        verbatim = self._publication.verbatim.get(name)
        if verbatim is not None:
            return text_to_html(verbatim)
        return to_html(self._publication.fields.get(name, ""), self._link)

    def __contains__(self, name: object) -> bool:
        return name in self._publication.fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._publication.fields)

    def __len__(self) -> int:
        return len(self._publication.fields)
