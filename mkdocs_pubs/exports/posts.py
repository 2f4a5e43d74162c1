"""The newest publications of a list as a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from markupsafe import Markup, escape

from mkdocs_pubs.feeds import NEVER, Feed, Post, atom, json_feed
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Address, Citation, Origin, Publication, SideFile
from mkdocs_pubs.options import Options
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.rendering import plain

MOST = 30
"""How many publications a feed has."""

Cite = Callable[[Sequence[Publication]], Sequence[Citation]]
"""What returns the citations of publications."""

_ADDRESS = regex(r' (href|src)="([^"]*)"')
_LAST_YEAR = 9999


def feed_of(
    publications: Sequence[Publication],
    options: Options,
    address: Address,
    file: str,
    cite: Cite,
    ids: Mapping[Origin, str],
) -> Feed:
    """Return the newest of `publications` as the feed that will be the `file` beside a page.

    `ids` are those that the page has for them, by where they come from. What is still to come is
    first, as of the time of the newest that is out. What has no year otherwise is in no feed, since
    nobody knows when it came.
    """
    page_url = urljoin(address.site_url, address.url)
    newest = _newest(publications)
    latest = max(map(_time, newest), default="") or NEVER
    posts = [
        _post(one, citation, f"{page_url}#{name}", page_url, latest)
        for one, citation, name in zip(newest, cite(newest), _ids_of(newest, ids), strict=True)
    ]
    title = options.words("publications")
    name = address.site_name
    return Feed(
        f"{title} – {name}" if name else title,
        name or title,
        urljoin(page_url, SideFile(file, b"").url),
        page_url,
        options.words.tag,
        posts,
    )


def _newest(publications: Sequence[Publication]) -> Sequence[Publication]:
    coming = [one for one in publications if one.date.forthcoming and one.date.year is None]
    dated = [one for one in publications if 0 < (one.date.year or 0) <= _LAST_YEAR]
    return [*coming, *sorted(dated, key=_time, reverse=True)][:MOST]


def _ids_of(publications: Sequence[Publication], ids: Mapping[Origin, str]) -> Iterator[str]:
    """Yield the id that the page has for each; its own, where several have the same key."""
    shown, own = set(ids.values()), {one.anchor for one in publications}
    taken: set[str] = set()
    for one in publications:
        found = ids.get(one.origin, one.anchor)
        if one.anchor in shown or found in taken | (own - {one.anchor}):
            found = one.anchor
        taken.add(found)
        yield found


def feed_text(form: str, feed: Feed) -> str:
    """Return a feed in one of the formats that the option ``feed`` has."""
    return _WRITERS[form](feed)


_WRITERS: Mapping[str, Callable[[Feed], str]] = {"atom": atom, "json": json_feed}


def _post(
    publication: Publication, citation: Citation, url: str, page_url: str, latest: str
) -> Post:
    time = _time(publication)
    return Post(
        url,
        _title(publication, citation),
        time,
        time or latest,
        tuple(map(str, publication.byline.people)),
        _absolute(_content(citation), page_url),
        to_text(publication.fields.get("abstract", "")),
        publication.keywords,
    )


def _title(publication: Publication, citation: Citation) -> str:
    """Return a title, which Atom wants; what has none is known by what a page shows of it."""
    title = to_text(publication.title) or publication.key
    return title or plain(citation.text) or publication.type


def _content(citation: Citation) -> Markup:
    """Return what a reader is told below the title; the lines of a card are a paragraph each."""
    lines = (Markup(", ").join(citation.authors), citation.venue) if citation.has_lines else ()
    said = [line for line in lines if line] or [citation.text]
    return Markup().join(Markup("<p>{}</p>").format(line) for line in said)


def _time(publication: Publication) -> str:
    """Return when a publication came out, as RFC 3339 has it; its first day where none is known.

    What is still to come has no time.
    """
    date = publication.date
    if date.year is None:
        return ""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


def _absolute(html: Markup, page_url: str) -> Markup:
    """Return HTML with addresses that hold wherever it is read."""
    return Markup(
        _ADDRESS.sub(
            lambda found: f' {found[1]}="{escape(urljoin(page_url, Markup(found[2]).unescape()))}"',
            html,
        )
    )
