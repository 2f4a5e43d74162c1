"""A feed as JSON Feed (version 1.1, jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mkdocs_pubs.feeds.feeds import Feed, Post

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """Return a feed as the text of a JSON Feed file."""
    content = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(post) for post in feed.posts],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def _item(post: Post) -> Mapping[str, object]:
    item = {
        "id": post.url,
        "url": post.url,
        "title": post.title,
        "content_html": str(post.content),
        "summary": post.summary,
        "date_published": post.date,
        "authors": [{"name": name} for name in post.authors],
        "tags": list(post.keywords),
    }
    return {name: value for name, value in item.items() if value}
