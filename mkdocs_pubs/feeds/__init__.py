"""Feeds: the newest publications of a list, for those who wait for them."""

from mkdocs_pubs.feeds.atom import atom
from mkdocs_pubs.feeds.feeds import NEVER, Feed, Post
from mkdocs_pubs.feeds.json_feed import json_feed

__all__ = ["NEVER", "Feed", "Post", "atom", "json_feed"]
