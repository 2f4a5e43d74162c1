"""Markdown's links and emphasis as TeX, for the fields in which al-folio reads Markdown."""

from __future__ import annotations

from mkdocs_pubs.patterns import regex

_LINK = regex(r"(?<![!\\])\[([^\[\]]+)\]\(((?:[^(){}\\\s]|\([^(){}\\\s]*\))+)\)")
_WITHIN_STARS = r"(?=[^\s*])((?:[^*{}]|\{[^*{}]*\})+)(?<!\s)"
_STRONG = regex(rf"\*\*{_WITHIN_STARS}\*\*")
_EMPHASIS = regex(rf"(?<![\w*\\])\*{_WITHIN_STARS}\*(?![\w*])")


def markdown_to_tex(text: str) -> str:
    r"""Return a field with ``\href`` for its links, ``\textbf`` and ``\emph`` for its stars."""
    if "](" in text:
        text = _LINK.sub(r"\\href{\2}{\1}", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\\emph{\1}", _STRONG.sub(r"\\textbf{\1}", text))
    return text
