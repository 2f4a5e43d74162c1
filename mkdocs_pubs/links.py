"""What a publication links to: fields into buttons whose URLs are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.models import Link, Publication

SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
"""The URL schemes that a link may have; a URL without one is relative to the site."""

# What RFC 3986 lets stand in a URL, and "%", so that what is escaped already stays as it is.
_URL_CHARACTERS = "%!#$&'()*+,/:;=?@[]~"
_IDENTIFIER_CHARACTERS = "!$&'()*+,/:;=@~"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# An address whose scheme was left out: ``github.com/…``, not ``talk.html``.
_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/|$)(?<!\.html)(?<!\.htm)(?<!\.pdf)", re.IGNORECASE
)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


@dataclass(frozen=True)
class LinkKind:
    """A kind of link: the field it comes from, its label, and how the value becomes a URL.

    `template` holds ``{}`` for a value that is an identifier; `folder` is where a value without a
    scheme is looked up, relative to the site's root; `types` are those of the entries that have
    such a link, all if there are none.
    """

    field: str
    label: str
    template: str = ""
    folder: str = ""
    types: frozenset[str] = frozenset()


# What an ISBN stands for; that of a chapter or a paper is its book's.
_WHOLE_BOOKS = frozenset("book collection mvbook mvcollection proceedings reference".split())


KINDS: Sequence[LinkKind] = (
    LinkKind("arxiv", "arXiv", "https://arxiv.org/abs/{}"),
    LinkKind("doi", "DOI", "https://doi.org/{}"),
    LinkKind("hal", "HAL", "https://hal.science/{}"),
    LinkKind("pmid", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    LinkKind("pmcid", "PMC", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    LinkKind("hdl", "Handle", "https://hdl.handle.net/{}"),
    LinkKind("jstor", "JSTOR", "https://www.jstor.org/stable/{}"),
    LinkKind("googlebooks", "Google Books", "https://books.google.com/books?id={}"),
    LinkKind("isbn", "ISBN", "https://openlibrary.org/isbn/{}", types=_WHOLE_BOOKS),
    LinkKind("html", "HTML", folder="assets/html/"),
    LinkKind("pdf", "PDF", folder="assets/pdf/"),
    LinkKind("supp", "Supp", folder="assets/pdf/"),
    LinkKind("video", "Video"),
    LinkKind("blog", "Blog"),
    LinkKind("code", "Code"),
    LinkKind("poster", "Poster", folder="assets/pdf/"),
    LinkKind("slides", "Slides", folder="assets/pdf/"),
    LinkKind("website", "Website"),
)
"""The buttons: al-folio's in its order and with its labels, other archives' behind HAL."""

_URL = LinkKind("url", "URL")
_BY_FIELD: Mapping[str, LinkKind] = {kind.field: kind for kind in (_URL, *KINDS)}
_FOR_TITLE = ("url", "doi", "arxiv", "html", "pdf")


def links(
    publication: Publication, base: str = ""
) -> tuple[tuple[Link, ...], tuple[Diagnostic, ...]]:
    """Return a publication's buttons, and what was wrong with their URLs.

    `base` leads from the page to the site's root: ``""`` or ``"../"``.
    """
    found = [link for kind in KINDS if (link := _link(publication, kind, base))]
    return tuple(found), tuple(_refusals(publication))


def title_url(publication: Publication, base: str = "") -> str:
    """Return where a title leads: the first of url, doi, arxiv, html and pdf, or ``""``."""
    candidates = (_link(publication, _BY_FIELD[field], base) for field in _FOR_TITLE)
    return next((link.url for link in candidates if link), "")


def safe_url(url: str, base: str = "") -> str | None:
    """Return `url` as it may stand in a link, or ``None`` if its scheme is not a reader's.

    White space and invisible characters, which browsers skip when they look for a scheme, do not
    hide one. A URL that begins with ``www.`` gets ``https``; one without a scheme is relative to
    the site's root, to which `base` leads, and may not climb above it.
    """
    visible = _INVISIBLE.sub("", url)
    scheme = _SCHEME.match(visible)
    if not visible or (scheme and scheme.group()[:-1].lower() not in SCHEMES):
        return None
    if scheme:
        return quote(visible, safe=_URL_CHARACTERS)
    if visible.startswith("www."):
        return quote(f"https://{visible}", safe=_URL_CHARACTERS)
    if visible.startswith(("//", "#", "\\")):
        return None
    path = url.strip().lstrip("/")
    if _leaves_site(path):
        return None
    # Without the slash, the rest of "/javascript:…" would have a scheme.
    root = base or ("./" if _SCHEME.match(path) else "")
    return root + quote(path, safe=_URL_CHARACTERS)


def _leaves_site(path: str) -> bool:
    """Say whether a path climbs above the site's root, as browsers read it (WHATWG URL, 4.4)."""
    depth = 0
    for part in unquote(re.split("[?#]", path)[0]).replace("\\", "/").split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False


def _link(publication: Publication, kind: LinkKind, base: str) -> Link | None:
    value = publication.verbatim.get(kind.field, "")
    if not value or (kind.types and publication.type not in kind.types):
        return None
    if kind.template and "://" not in value:
        value = kind.template.format(quote(value, safe=_IDENTIFIER_CHARACTERS))
    elif not kind.folder and _HOST.match(value):
        value = f"https://{value}"
    elif kind.folder and not _SCHEME.match(value) and not value.startswith(("/", "www.")):
        value = kind.folder + value
    url = safe_url(value, base)
    return Link(kind.field, kind.label, url) if url else None


def _refusals(publication: Publication) -> Iterator[Diagnostic]:
    for kind in (_URL, *KINDS):
        applies = not kind.types or publication.type in kind.types
        value = publication.verbatim.get(kind.field)
        if value and applies and _link(publication, kind, "") is None:
            message = f"the {kind.field} of '{publication.key}' is no safe address; not linked"
            place = publication.entry.place_of(kind.field)
            yield Diagnostic(place, message, Code.UNSAFE_URL)
