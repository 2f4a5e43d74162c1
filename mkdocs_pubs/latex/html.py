"""Nodes as HTML that may enter a page: all text escaped, no attribute but our own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from mkdocs_pubs.latex.nodes import Hyperlink, Inlines, Math, Protected, Styled
from mkdocs_pubs.latex.parser import parse
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import Tag

SafeUrl = Callable[[str], str | None]
"""What returns a URL as it may stand in a link, or ``None`` where it may not."""

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""What takes text for the HTML that it is; ``Markup`` itself asks each whether it is some."""

_MATH_SIGN = regex(r"[\\$]")
_SIGN = regex(r"[\\$&<>\"']")
_MACRO = regex(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
# What lets MathJax make links, load more of itself, set attributes, or change other formulas.
_UNSAFE_IN_MATHS = frozenset(
    "\\" + name
    for name in "DeclareMathOperator Newextarrow bbox char class csname cssId data def"
    " definecolor edef futurelet gdef global href htmlClass htmlData htmlId htmlStyle"
    " includegraphics let mathtoolsset mmlToken newcommand newenvironment newtagform"
    " providecommand renewcommand renewenvironment renewtagform require style unicode"
    " url usetagform xdef".split()
)


def to_html(tex: str, link: SafeUrl) -> Markup:
    """Return the HTML of a field; what leads to a URL that `link` refuses is its text alone."""
    return _html(parse(tex), link)


def text_to_html(text: str) -> Markup:
    r"""Return plain text as HTML in which nobody finds a formula.

    MathJax may be set up to look for ``\(…\)`` and ``$…$`` on the whole page, and a formula can
    link to anything. It looks at one element at a time, so each of these signs gets its own.
    """
    return as_html(escaped(text))


def escaped(text: str) -> str:
    """Return what `text_to_html` does, for a piece of what becomes HTML as a whole."""
    if not _SIGN.search(text):
        return text
    html = str(escape(text))
    return _MATH_SIGN.sub(r"<span>\g<0></span>", html) if "\\" in html or "$" in html else html


def is_plain(text: str) -> bool:
    """Say whether text is its own HTML: nothing is to be escaped, and no marks are in it."""
    return text.isprintable() and not _SIGN.search(text)


def without_maths(text: str) -> str:
    r"""Return plain text in which nobody finds ``\(…\)`` or ``$…$``, where it can hold no tags.

    An invisible sign (U+2060) behind each backslash and dollar is no part of a macro or delimiter.
    """
    return _MATH_SIGN.sub("\\g<0>\u2060", text)


def start_tag(tag: Tag) -> Markup:
    """Return what begins styled text."""
    return Markup('<span class="pubs-smallcaps">' if tag == "smallcaps" else f"<{tag}>")


def end_tag(tag: Tag) -> Markup:
    """Return what ends styled text."""
    return Markup("</span>" if tag == "smallcaps" else f"</{tag}>")


def math_html(tex: str, *, display: bool) -> Markup:
    r"""Return a formula as MathJax and KaTeX find it: ``\(…\)`` in an ``arithmatex`` element.

    Macros that reach beyond a formula (``\href``) are made to print what follows them.
    """
    harmless = _MACRO.sub(_harmless, tex)
    before, behind = ("\\[", "\\]") if display else ("\\(", "\\)")
    return Markup('<span class="arithmatex">{}</span>').format(f"{before}{harmless}{behind}")


def _harmless(macro: re.Match[str]) -> str:
    return "\\text" if macro.group() in _UNSAFE_IN_MATHS else macro.group()


def _html(nodes: Inlines, link: SafeUrl) -> Markup:
    parts: list[Markup] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(text_to_html(node))
        elif isinstance(node, Math):
            parts.append(math_html(node.tex, display=node.display))
        elif isinstance(node, Styled):
            parts += [start_tag(node.tag), _html(node.children, link), end_tag(node.tag)]
        elif isinstance(node, Protected):
            parts.append(_html(node.children, link))
        else:
            parts.append(_link_html(node, link))
    return Markup("".join(parts))


def _link_html(node: Hyperlink, link: SafeUrl) -> Markup:
    text = _html(node.children, _no_link)
    url = link(node.url)
    return Markup('<a href="{}">{}</a>').format(url, text) if url else text


def _no_link(url: str) -> None:
    """Refuse every URL: HTML has no links within links."""
