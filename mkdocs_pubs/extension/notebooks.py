"""Notebooks that mkdocs-jupyter puts on a page: what their Markdown cites, found in its HTML.

nbconvert makes HTML of a notebook without Python-Markdown. Its Markdown cells are read here as
texts within the text of a page that holds nothing else, so that all is counted and written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from mkdocs_pubs.directive import find
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.inner_texts import mark_of_list, mark_of_mention
from mkdocs_pubs.mentions import mentions
from mkdocs_pubs.models import Mention
from mkdocs_pubs.patterns import regex

NOTEBOOK_CLASS = "jp-RenderedMarkdown"
"""The class of an element that holds the HTML of a Markdown cell."""

_CELL = regex(rf'<div\b[^<>]*\bclass="[^"]*\b{NOTEBOOK_CLASS}\b[^"]*"[^<>]*>')
_DIVISION = regex(r"<(?P<end>/?)div\b[^<>]*>", re.IGNORECASE)
_BLOCK = regex(
    r'<pre>\s*<code class="language-(?P<name>\w+)">(?P<body>[^<]*)</code>\s*</pre>', re.IGNORECASE
)
_PARAGRAPH = regex("<p>(?P<text>[^<>]*)</p>", re.IGNORECASE)
_OPAQUE = regex(
    r"<!--.*?(?:-->|\Z)|<(?P<tag>a|button|code|kbd|math|option|pre|samp|script|select|style|svg|textarea"
    r"|title|var)\b[^<>]*>.*?(?:</(?P=tag)\s*>|\Z)|\$\$?[^$<>]+\$\$?",
    re.DOTALL | re.IGNORECASE,
)
_EDGE = regex(
    r"(</?(?:blockquote|br|d[dlt]|div|figcaption|figure|h[1-6]|hr|img|li|ol|p|section|t[dhr]|table"
    r"|tbody|thead|ul)\b[^<>]*>)",
    re.IGNORECASE,
)
_HIDDEN = regex(rf"{STX}(\d+){ETX}")
_LEVEL = 2
"""The level of the headings of lists in a notebook, whose own headings are only HTML."""


def write_notebook(html: str, md: Markdown) -> str:
    """Return the HTML of a notebook with its citations and lists, written by a new Markdown."""
    desk = next(one for one in md.registeredExtensions if isinstance(one, Desk))
    md.preprocessors.register(_Reader(desk, html), "pubs-notebook", 1)
    return md.convert("notebook")


def uncited(title: str) -> str:
    """Return a title without the citations in brackets that stand in it, as menus show titles."""
    kept = []
    position = 0
    for place in mentions(title, lambda _: False, lambda _: False):
        kept.append(title[position : place.start].rstrip())
        position = place.end
    return "".join((*kept, title[position:])).strip()


class _Reader(Preprocessor):
    """Puts the HTML of a notebook in place of the text of a page."""

    def __init__(self, desk: Desk, html: str) -> None:
        super().__init__(desk.md)
        self._desk = desk
        self._html = html
        self._hidden: list[str] = []

    def run(self, lines: list[str]) -> list[str]:  # noqa: ARG002
        """Return what stands for the notebook, in which marks stand for citations and lists."""
        html = self._html.replace(STX, "").replace(ETX, "").strip()
        return [self.md.htmlStash.store("".join(self._marked(html)))]

    def _marked(self, html: str) -> list[str]:
        """Return the pieces of a notebook; all its blocks are known before what cites is read."""
        pieces = list(_pieces(html))
        pieces[1::2] = [_BLOCK.sub(self._listed, cell) for cell in pieces[1::2]]
        pieces[1::2] = [_PARAGRAPH.sub(self._commanded, cell) for cell in pieces[1::2]]
        pieces[1::2] = [self._cell(cell) for cell in pieces[1::2]]
        return pieces

    def _cell(self, html: str) -> str:
        self._hidden = []
        parts = _EDGE.split(_OPAQUE.sub(self._hide, html))
        parts[::2] = ["".join(self._cited(part)) for part in parts[::2]]
        return self._revealed("".join(parts))

    def _listed(self, found: re.Match[str]) -> str:
        """Return the mark of a list in place of a block; nbconvert repeats the block's name."""
        name = found["name"]
        body = unescape(found["body"]).removeprefix(f"{name}\n").rstrip("\n")
        fence = f"{'`' * 3}{name}\n{body}\n{'`' * 3}"
        for directive in find(fence.splitlines()):
            return mark_of_list(self._desk, directive, _LEVEL)
        return found[0]

    def _commanded(self, found: re.Match[str]) -> str:
        """Return the mark of a list in place of a paragraph that is nothing but a command."""
        for directive in find([unescape(found["text"]).strip()], self._desk.commands):
            return mark_of_list(self._desk, directive, _LEVEL)
        return found[0]

    def _cited(self, text: str) -> Iterator[str]:
        position = 0
        if self._desk.cites and "@" in text:
            for place in mentions(text, self._desk.cites_in_prose, lambda _: False):
                yield text[position : place.start]
                yield self._mark(place.mention)
                position = place.end
        yield text[position:]

    def _mark(self, mention: Mention) -> str:
        affixes = {
            f"{number}-{side}": f"<span>{self._revealed(text)}</span>"
            for number, work in enumerate(mention.works)
            for side, text in (("before", work.before), ("after", work.after))
            if text
        }
        return mark_of_mention(self._desk, mention, affixes)

    def _hide(self, found: re.Match[str]) -> str:
        self._hidden.append(found[0])
        return f"{STX}{len(self._hidden) - 1}{ETX}"

    def _revealed(self, html: str) -> str:
        return _HIDDEN.sub(lambda found: self._hidden[int(found[1])], html)


def _pieces(html: str) -> Iterator[str]:
    """Yield the HTML before each Markdown cell, then that of the cell; last what stands behind."""
    position = 0
    while opening := _CELL.search(html, position):
        depth, end = 1, len(html)
        for tag in _DIVISION.finditer(html, opening.end()):
            depth += -1 if tag["end"] else 1
            if not depth:
                end = tag.start()
                break
        yield html[position : opening.end()]
        yield html[opening.end() : end]
        position = end
    yield html[position:]
