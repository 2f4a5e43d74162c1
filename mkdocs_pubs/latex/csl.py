"""Nodes as the rich text of CSL-JSON.

CSL's elements are those of citeproc-js ("CSL-JSON markup", "HTML-like formatting tags"): italics,
bold, subscripts, superscripts, small capitals, and ``nocase`` for what keeps its capitals.
"""

from __future__ import annotations

from mkdocs_pubs.latex.cases import sentence_cased
from mkdocs_pubs.latex.disguise import (
    disguised_link,
    disguised_math,
    disguised_sign,
    disguised_styled,
)
from mkdocs_pubs.latex.nodes import Hyperlink, Inlines, Math, Protected, Styled
from mkdocs_pubs.latex.parser import parse
from mkdocs_pubs.latex.plain import nodes_text
from mkdocs_pubs.private_use import Tag

_ELEMENTS: dict[Tag, tuple[str, str]] = {
    "i": ("<i>", "</i>"),
    "em": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "smallcaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_NO_CASE = '<span class="nocase">{}</span>'


def to_csl(tex: str, *, sentence_case: bool = False) -> str:
    """Return a field as CSL-JSON holds it; a formula is its characters, a link its text.

    With `sentence_case`, a title in title case becomes one in sentence case.
    """
    return _plain(_nodes(tex, sentence_case))


def to_disguised_csl(tex: str, *, sentence_case: bool = False) -> str:
    """Return a field as a CSL processor of ours gets it: what CSL lacks is disguised.

    `from_pybtex` brings the formulas, links and signs back.
    """
    return _disguised(_nodes(tex, sentence_case))


def _nodes(tex: str, sentence_case: bool) -> Inlines:
    nodes = parse(tex)
    return sentence_cased(nodes) if sentence_case else nodes


def _plain(nodes: Inlines) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Math):
            parts.append(_NO_CASE.format(nodes_text((node,))))
        elif isinstance(node, Protected):
            parts.append(_protected(_plain(node.children)))
        elif isinstance(node, Styled) and node.tag in _ELEMENTS:
            parts.append(_plain(node.children).join(_ELEMENTS[node.tag]))
        else:
            parts.append(_plain(node.children))
    return "".join(parts)


def _disguised(nodes: Inlines) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node.translate(_ANGLES))
        elif isinstance(node, Math):
            parts.append(_NO_CASE.format(disguised_math(node)))
        elif isinstance(node, Protected):
            parts.append(_protected(_disguised(node.children)))
        elif isinstance(node, Hyperlink):
            parts.append(disguised_link(node.url, _disguised(node.children)))
        elif node.tag in _ELEMENTS:
            parts.append(_disguised(node.children).join(_ELEMENTS[node.tag]))
        else:
            parts.append(disguised_styled(node.tag, _disguised(node.children)))
    return "".join(parts)


_ANGLES = str.maketrans({sign: disguised_sign(sign) for sign in "<>"})


def _protected(text: str) -> str:
    has_case = any(map(str.isalpha, text))
    return _NO_CASE.format(text) if has_case else text
