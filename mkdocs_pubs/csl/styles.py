"""CSL style files: what they are, and what must not reach a processor.

CSL 1.0.2 specification, "File types": an independent style says how to cite, a dependent one only
which independent style stands for it. Pandoc would fetch that one from the network.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

_DECLARATION = regex(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST = 4 << 20
"""How many characters a style may have; the longest official one has 250,000."""
_PARENT = "independent-parent"
_BEHIND_PATH = regex(r"[?#].*", re.DOTALL)
# A list may hold other works between two of one author, or stand in another order.
_SUBSTITUTE = regex(r"\ssubsequent-author-substitute(?:-rule)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True)
class CslStyle:
    """A style's text; a dependent style has no more than the name of its `parent`.

    `cites` is how it cites within a text (CSL 1.0.2, "Category": ``author-date``, ``numeric``, …);
    `is_sorted` says whether its bibliography has an order of its own.
    """

    text: str
    parent: str = ""
    cites: str = ""
    is_sorted: bool = False


def read_style(text: str) -> tuple[CslStyle, str]:
    """Read a style, and say what is wrong with it where it cannot be used."""
    if len(text) > _LONGEST:
        return CslStyle(""), f"it is longer than {_LONGEST >> 20} MiB"
    if _DECLARATION.search(text):
        return CslStyle(""), "it declares entities, as no CSL style needs to"
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return CslStyle(""), f"it is no XML: {error}"
    if _local(root) != "style":
        return CslStyle(""), "it is no CSL style"
    for element in root.iter():
        if _local(element) == "link" and element.get("rel", "").strip() == _PARENT:
            parent = _BEHIND_PATH.sub("", element.get("href", "")).rpartition("/")[2]
            return CslStyle("", parent), "" if parent else "it depends on a style without a name"
    if all(_local(child) != "bibliography" for child in root):
        return CslStyle(""), "it has no bibliography"
    formats = (one.get("citation-format") for one in root.iter() if _local(one) == "category")
    return CslStyle(
        _SUBSTITUTE.sub("", text),
        cites="note" if root.get("class") == "note" else next(filter(None, formats), ""),
        is_sorted=_is_sorted(root),
    ), ""


def _is_sorted(root: ElementTree.Element) -> bool:
    """Say whether a bibliography has an order of its own, and not that of the text."""
    parts = (part for child in root if _local(child) == "bibliography" for part in child)
    keys = next((list(part) for part in parts if _local(part) == "sort"), [])
    return bool(keys) and keys[0].get("variable") != "citation-number"


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
