"""Previews: the picture or the film that an entry names, as a thumbnail on one page."""

from __future__ import annotations

import re

from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import to_text, to_verbatim
from mkdocs_pubs.links.addresses import is_absolute, safe_url
from mkdocs_pubs.links.files import Files, leads_out
from mkdocs_pubs.models import LocalFile, Preview, Publication
from mkdocs_pubs.patterns import regex

FIELD = "preview"

_FILM = regex(r"\.(?:m4v|mov|mp4|og[gv]|webm)(?:[?#]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Previewer:
    """Makes previews on a page from which `base` leads to the site's root.

    `files` are looked through first where al-folio has them, in the first folder.
    """

    base: str
    files: Files

    def preview(self, publication: Publication) -> tuple[Preview | None, Diagnostic | None]:
        """Return the preview of a publication, if it has one to be shown, and what is wrong."""
        address = to_verbatim(publication.fields.get(FIELD, ""))
        if not address:
            return None, None
        if is_absolute(address) and safe_url(address) is None:
            return None, _unsafe(publication)
        if is_absolute(address):
            what = f"the preview of '{publication.key}' is on another host; not shown"
            return None, _problem(publication, what, Code.REMOTE_PREVIEW)
        found = self.files.found(address)
        if found is None and not self.files.are_unknown:
            what = f"there is no file {quoted(address)} for the preview of '{publication.key}'"
            return None, _problem(publication, f"{what}; not shown", Code.MISSING_ATTACHMENT)
        return self._shown(publication, address, found[0] if found else None)

    def _shown(
        self, publication: Publication, address: str, file: LocalFile | None
    ) -> tuple[Preview | None, Diagnostic | None]:
        if file is not None and file.outside:
            return None, leads_out(publication, FIELD)
        url = safe_url(file.url if file else self._place(address), self.base)
        if url is None:
            return None, _unsafe(publication)
        is_film = _FILM.search(address) is not None
        width, height = (not is_film and file and _size(file)) or (0, 0)
        alt = to_text(publication.fields.get("preview_alt", ""))
        return Preview(url, alt, is_film, width, height), None

    def _place(self, address: str) -> str:
        return address if address.startswith("/") else f"{self.files.folders[0]}/{address}"


def _size(file: LocalFile) -> tuple[int, int] | None:
    # Few entries name pictures.
    from mkdocs_pubs.links.pictures import picture_size

    return picture_size(file.head())


def _unsafe(publication: Publication) -> Diagnostic:
    what = f"the preview of '{publication.key}' is no safe address; not shown"
    return _problem(publication, what, Code.UNSAFE_URL)


def _problem(publication: Publication, what: str, code: Code) -> Diagnostic:
    return Diagnostic(publication.entry.place_of(FIELD), what, code)
