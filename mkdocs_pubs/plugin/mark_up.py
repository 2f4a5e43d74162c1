"""Plain text as MkDocs and its themes take titles: as HTML, in which nobody finds a template."""

from __future__ import annotations

from html import escape

from mkdocs_pubs.patterns import regex

_TEMPLATE_SIGNS = regex(r"\{(?=[{%#])")
_INVISIBLE = "\u2060"


def as_html(text: str) -> str:
    """Return plain text as HTML, also for attributes; other plugins run templates in titles."""
    # Few sites have pages of their own for works or for parts of lists.
    from mkdocs_pubs.latex import without_maths

    return escape(_TEMPLATE_SIGNS.sub("{" + _INVISIBLE, without_maths(text)))
