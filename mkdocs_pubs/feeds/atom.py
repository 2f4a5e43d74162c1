"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mkdocs_pubs.feeds.feeds import Feed, Post
from mkdocs_pubs.patterns import regex

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_IN_XML = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot say, in whatever way ("Extensible Markup Language (XML) 1.0", 2.2)."""


def atom(feed: Feed) -> str:
    """Return a feed as the text of an Atom file."""
    root = Element("feed", {"xmlns": _NAMESPACE, _LANGUAGE: feed.language})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "href": feed.url, "type": "application/atom+xml"})
    SubElement(root, "link", {"rel": "alternate", "href": feed.page_url, "type": "text/html"})
    for post in feed.posts:
        _add_post(SubElement(root, "entry"), post)
    ElementTree.indent(root)
    xml = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{xml}\n'


def _add_post(entry: Element, post: Post) -> None:
    _add(entry, "id", post.url)
    _add(entry, "title", post.title)
    _add(entry, "updated", post.updated)
    if post.date:
        _add(entry, "published", post.date)
    for name in post.authors:
        _add(SubElement(entry, "author"), "name", name)
    SubElement(entry, "link", {"rel": "alternate", "href": post.url, "type": "text/html"})
    for word in post.keywords:
        SubElement(entry, "category", {"term": _said(word)})
    if post.summary:
        _add(entry, "summary", post.summary)
    _add(entry, "content", post.content, type="html")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _said(text)


def _said(text: str) -> str:
    """Return what XML can say of a text."""
    return _NOT_IN_XML.sub("", str(text))
