"""The feeds of a list, beside what is printed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.models import Address, Origin, Published, SideFile
from mkdocs_pubs.options import FEEDS, Options
from mkdocs_pubs.publisher.chosen import Chosen
from mkdocs_pubs.publisher.hosted import PlaceOf

_ENDINGS = {"atom": ".xml", "json": ".json"}


def with_feeds(
    published: Published,
    found: Chosen,
    options: Options,
    address: Address | None,
    place_of: PlaceOf,
) -> tuple[Published, tuple[Diagnostic, ...]]:
    """Return a list with the feeds that its options ask for, where a page can have some."""
    if address is None or not options.feed or not published.sections:
        return published, ()
    if not address.site_url:
        message = "a feed needs the site's address; set 'site_url'; left the feed out"
        return published, (Diagnostic(place_of("feed"), message, Code.NO_SITE_URL),)
    feeds = tuple(feed_file(form, found, options, address, published.ids) for form in options.feed)
    return replace(published, files=(*published.files, *feeds)), ()


def feed_file(
    form: str,
    found: Chosen,
    options: Options,
    address: Address,
    ids: Mapping[Origin, str] = MappingProxyType({}),
) -> SideFile:
    """Return a feed of a list that has these ids on its page, and else those of its own."""
    from mkdocs_pubs.exports.posts import feed_of, feed_text

    path = address.free_path("feed", _ENDINGS[form])
    feed = feed_of(found.whole.distinct_members(), options, address, path, found.cited, ids)
    return SideFile.of(path, feed_text(form, feed), FEEDS[form], feed.title)
