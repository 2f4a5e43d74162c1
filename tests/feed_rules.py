"""What the standards of feeds want of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

_TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
_ATOM = "{http://www.w3.org/2005/Atom}"


def assert_atom(text: str) -> None:
    """Hold a feed to RFC 4287, 4.1.1 and 4.1.2: what must be there, once, and how it looks."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{_ATOM}feed"
    assert feed.find(f"{_ATOM}author/{_ATOM}name") is not None
    ids = []
    for element in (feed, *feed.iter(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{_ATOM}{name}")) == 1
        assert _TIME.fullmatch(element.findtext(f"{_ATOM}updated", ""))
        ids.append(element.findtext(f"{_ATOM}id", ""))
        assert ids[-1].startswith("https://")
        links = [(one.get("rel"), one.get("type")) for one in element.findall(f"{_ATOM}link")]
        assert len(set(links)) == len(links)
    assert len(set(ids)) == len(ids)


def assert_json_feed(feed: Mapping[str, Any]) -> None:
    """Hold a feed to JSON Feed 1.1: the names there are, what must be there, and the types."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert all(feed[name].startswith("https://") for name in ("home_page_url", "feed_url"))
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", feed["language"])
    assert [set(one) for one in feed["authors"]] == [{"name"}]
    known = "version title home_page_url feed_url language authors items".split()
    assert set(feed) <= set(known)
    of_item = "id url title content_html summary date_published authors tags".split()
    for item in feed["items"]:
        assert set(item) <= set(of_item)
        assert item["id"] == item["url"]
        assert item["id"].startswith("https://")
        assert all(isinstance(item.get(name, ""), str) for name in of_item[:6])
        assert item["content_html"]
        assert _TIME.fullmatch(item.get("date_published", "2020-01-01T00:00:00Z"))
        assert all(set(one) == {"name"} for one in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
