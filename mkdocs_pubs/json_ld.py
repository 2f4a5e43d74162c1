"""JSON-LD 1.1: the nodes that describe a page's publications, and the text of a script element."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, partial
from urllib.parse import urljoin

from mkdocs_pubs.patterns import regex

Node = Mapping[str, object]
"""A node of JSON-LD, not to be changed."""

# "</script>" ends the element wherever it stands, and "<!--" hides that end (HTML, 4.12.1.3).
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PAGE = "\0"
"""Stands before an address that is relative to that of the page; no field has this sign."""
# One that begins with a sign is found much sooner than one that looks back for it.
_URL = regex(r'"\\u0000([^"]*)')


def node_text(node: Node) -> str:
    """Return a node as JSON in which no sign is HTML's, for a page whose address is still open."""
    url = f"{_PAGE}{node['@id']}"
    return _json({**node, "@id": url, "url": url})


def json_ld(texts: Iterable[str], page_url: str = "") -> str:
    """Return nodes, as JSON joined by commas, as the text of a script element on their page.

    Without the address of the page, theirs are relative to it.
    """
    whole_url = cache(partial(urljoin, _json(page_url)[1:-1]))
    graph = _URL.sub(lambda url: f'"{whole_url(url[1])}', ",".join(texts))
    return f'{{"@context":"https://schema.org","@graph":[{graph}]}}'


def _json(value: object) -> str:
    text = _ENCODER.encode(value)
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text
