"""What must hold of a published list, whatever its bibliography holds."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from mkdocs_pubs.characters import UNCLEAN
from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.models import Address, Published
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import HostedPage, ListRequest, Publisher
from tests.projection import Node, parse

FILE = "papers.bib"

_ITEM = set(
    "class data-key data-keywords data-selected data-type data-venue data-year id value".split()
)
_ATTRIBUTES: Mapping[str, set[str]] = {
    "a": set("aria-label class data-ids data-kind download href id rel role title".split()),
    "article": _ITEM,
    "b": set(),
    "code": {"class"},
    "data": {"class", "value"},
    "details": {"class", "data-search-exclude", "open"},
    "div": set(
        "aria-label class data-fewer data-index data-labels data-search-exclude data-values dir"
        " hidden lang role".split()
    ),
    "em": set(),
    "h1": {"class", "lang"},
    "h2": set(),
    "i": set(),
    "img": {"alt", "class", "decoding", "height", "loading", "src", "width"},
    "input": {"aria-label", "autocomplete", "disabled", "name", "placeholder", "type", "value"},
    "li": _ITEM,
    "small": set(),
    "nav": {"aria-label", "class", "data-search-exclude"},
    "noscript": set(),
    "ol": {"class", "data-count", "data-ids"},
    "option": {"label", "value"},
    "output": {"aria-live"},
    "p": {"class", "data-style", "dir", "lang"},
    "pre": {"class"},
    "rect": {"fill", "fill-opacity", "height", "width", "x", "y"},
    "select": {"aria-label", "autocomplete", "name"},
    "span": {"aria-current", "aria-label", "class", "data-status", "role", "title"},
    "strong": set(),
    "sub": set(),
    "summary": set(),
    "sup": set(),
    "svg": {
        "aria-hidden",
        "display",
        "fill",
        "font-size",
        "height",
        "overflow",
        "text-anchor",
        "width",
    },
    "table": {"class", "data-count", "data-ids"},
    "tbody": set(),
    "td": {"class", "colspan"},
    "text": {"text-anchor", "x", "y"},
    "th": {"class", "scope"},
    "thead": set(),
    "time": {"class", "datetime"},
    "tr": _ITEM,
    "u": set(),
    "video": set("aria-label class controls height muted playsinline preload src width".split()),
}
_CLASS = re.compile(
    r"Z3988|pubs-[a-z-]+|h-card|h-cite|p-author|p-name|p-publication|u-url|dt-published|arithmatex|(?:no)?highlight|n[aclv]|s"
)
_ID = re.compile(r"pubs?-[A-Za-z0-9_-]+")
# Browsers take tabs and line breaks out of an address, and what is blank off its ends.
_IGNORED_IN_ADDRESSES = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = {"http:", "https:", "mailto:", "ftp:"}
_UNCLEAN = re.compile(f"[{UNCLEAN}]")


class Press:
    """Publishes one bibliography after the other in a style; `folder` is its own to write in.

    Files go with a list that has an `address`.
    """

    def __init__(
        self,
        folder: Path,
        style: str = "card",
        address: Address | None = None,
        **chosen: object,
    ) -> None:
        named = {"bibliography": FILE, "style": style, **chosen}
        self._options, problems = read_options(named)
        assert not problems
        self._address = address
        self._file = folder / FILE
        self._publisher = Publisher(folder, self._options)
        self._clock = count(1)

    def publish(self, content: str | bytes) -> tuple[Published, tuple[Diagnostic, ...]]:
        """Publish the bibliography that `content` is."""
        self._file.write_bytes(content.encode() if isinstance(content, str) else content)
        # Two files of one size, written in quick succession, would be taken for the same.
        now = next(self._clock)
        os.utime(self._file, ns=(now, now))
        request = ListRequest(self._options, lambda _: Location("index.md", 1))
        return self._publisher.publish(request, HostedPage(address=self._address))


def sound_items(published: Published) -> list[Node]:
    """Return the publications on a page, whose HTML must be ours, whole, safe, and clean."""
    items: list[Node] = []
    ids = [section.anchor for section in published.sections if section.anchor]
    for section in published.sections:
        assert not _UNCLEAN.search(section.html + section.title)
        for node in parse(section.html).walk():
            assert_ours(node)
            if "id" in node.attributes:
                ids.append(str(node.attributes["id"]))
            if "pubs-item" in node.classes:
                items.append(node)
    assert len({one.lower() for one in ids}) == len(ids)
    assert all(_ID.fullmatch(one) for one in ids)
    assert published.anchors >= set(ids)
    return items


def assert_ours(node: Node) -> None:
    """Hold an element to what our templates and the inline tags of fields can make."""
    assert node.tag in _ATTRIBUTES, f"<{node.tag}>"
    assert node.attributes.keys() <= _ATTRIBUTES[node.tag], f"<{node.tag} {node.attributes}>"
    assert all(_CLASS.fullmatch(one) for one in node.classes), node.classes
    if "href" in node.attributes:
        assert_safe_address(node.attributes["href"] or "")
    if "src" in node.attributes:
        assert_address_in_site(node.attributes["src"] or "")


def assert_address_in_site(address: str) -> None:
    """Hold what a page loads to the site itself."""
    assert_safe_address(address)
    assert not _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address)), address


def assert_safe_address(address: str) -> None:
    """Hold an address to the schemes that are promised, as a browser would read it."""
    address = _IGNORED_IN_ADDRESSES.sub("", address)
    scheme = _SCHEME.match(address)
    assert scheme is None or scheme.group().lower() in _SCHEMES, address
    assert not address.startswith(("//", "\\", "/\\")), address
