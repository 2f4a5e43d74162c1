"""The references in pandoc's document, as HTML in disguise.

The document is JSON of the form that pandoc-types has ("Text.Pandoc.Definition").
Only text, the few looks that CSL knows and links are read; raw text of another format, images and
notes are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import disguised_link, text_to_html
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import OTHERS

_ENTRY = "csl-entry"
_LABEL = "csl-left-margin"
ID = "ref-"
"""Begins the ids of entries."""
_ELEMENTS: Mapping[str, tuple[str, str]] = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Underline": ("<u>", "</u>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span class="pubs-smallcaps">', "</span>"),
    "Strikeout": ("", ""),
}
_SPACES = ("Space", "SoftBreak", "LineBreak")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
# A short word before the sign is the style's "and", in whatever language.
_AND_OTHERS = regex(rf"(?:,\s*|(?<!\s)\s+)?(?:(?:&amp;|\w{{1,3}})\s+)?{OTHERS}\.?")


@dataclass(frozen=True)
class Reference:
    """An item as a style writes it: a label such as ``[1]`` or ``[Xu25]``, and the text."""

    label: str
    text: str


def references(document: bytes) -> tuple[dict[str, Reference], str]:
    """Return the references in a document by the ids of their items, and what is wrong with it.

    They are in the order of the style.
    """
    try:
        return dict(_references(json.loads(document)["blocks"])), ""
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}, "pandoc wrote no document that can be read"


def _references(blocks: list[Any]) -> Iterator[tuple[str, Reference]]:
    for block in blocks:
        for inner in block["c"][1] if block["t"] == "Div" else ():
            if inner["t"] == "Div" and _ENTRY in inner["c"][0][1]:
                yield inner["c"][0][0].removeprefix(ID), _reference(inner["c"][1])


def _reference(blocks: list[Any]) -> Reference:
    inlines = [one for block in blocks if block["t"] in ("Para", "Plain") for one in block["c"]]
    label = "".join(html_of(one) for one in inlines if _is_label(one))
    text = "".join(html_of(one) for one in inlines if not _is_label(one))
    return Reference(label.strip(), _AND_OTHERS.sub(" et al.", text).strip())


def _is_label(inline: Any) -> bool:
    return inline["t"] == "Span" and _LABEL in inline["c"][0][1]


def _all_html(inlines: list[Any]) -> str:
    return "".join(map(html_of, inlines))


def html_of(inline: Any) -> str:
    """Return an inline as HTML in disguise."""
    kind, content = inline["t"], inline.get("c")
    if kind == "Str":
        return str(text_to_html(content))
    if kind in _SPACES:
        return " "
    if kind in _ELEMENTS:
        return _all_html(content).join(_ELEMENTS[kind])
    if kind == "Quoted":
        return _all_html(content[1]).join(_QUOTES[content[0]["t"]])
    if kind == "Link":
        return disguised_link(content[2][0], _all_html(content[1]))
    if kind in ("Span", "Cite"):
        return _all_html(content[1])
    return str(text_to_html(content[1])) if kind in ("Code", "Math") else ""
