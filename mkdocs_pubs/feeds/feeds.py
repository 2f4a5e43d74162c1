"""What a feed says, in whatever format."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass

NEVER = "1970-01-01T00:00:00Z"
"""When a feed was updated in which nothing is."""


@dataclass(frozen=True)
class Post:
    """A publication in a feed: `url` is where the page shows it, and what it is known by for ever.

    `date` is when it came out, a time by RFC 3339, or ``""`` while it is still to come; one that is
    not known to the day is that of its first. `updated` is never ``""``, as Atom wants it.
    """

    url: str
    title: str
    date: str
    updated: str
    authors: Sequence[str] = ()
    content: Markup = Markup()
    summary: str = ""
    keywords: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """Posts, the newest first, of the page at `page_url`; `url` is where the feed is itself."""

    title: str
    author: str
    url: str
    page_url: str
    language: str
    posts: Sequence[Post] = ()

    @property
    def updated(self) -> str:
        """When the newest post came, so that two builds of one list are alike."""
        return max((post.updated for post in self.posts), default=NEVER)
