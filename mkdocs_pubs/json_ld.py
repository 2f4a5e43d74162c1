"""JSON-LD 1.1: the nodes that describe a page's publications, and the text of a script element."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

Node = Mapping[str, object]
"""A node of JSON-LD, not to be changed."""

# "</script>" ends the element wherever it stands, and "<!--" hides that end (HTML, 4.12.1.3).
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(nodes: Iterable[Node], page_url: str = "") -> str:
    """Return the nodes of a page as the text of a script element, where no sign is HTML's.

    Without the address of the page, theirs are relative to it.
    """
    graph = [{**node, "@id": (url := _whole_url(page_url, node)), "url": url} for node in nodes]
    document = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text


def _whole_url(page_url: str, node: Node) -> str:
    return urljoin(page_url, str(node["@id"]))
