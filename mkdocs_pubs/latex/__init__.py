"""The one LaTeX decoder: fields to HTML, to plain text, to what pybtex and CSL take."""

from mkdocs_pubs.latex.disguise import (
    disguised_link,
    from_pybtex,
    text_to_pybtex,
    to_pybtex,
)
from mkdocs_pubs.latex.frames import MAX_DEPTH
from mkdocs_pubs.latex.html import (
    SafeUrl,
    as_html,
    escaped,
    is_plain,
    text_to_html,
    to_html,
    without_maths,
)
from mkdocs_pubs.latex.markdown import markdown_to_tex
from mkdocs_pubs.latex.plain import to_text
from mkdocs_pubs.latex.restoration import cut_at_authors, restored
from mkdocs_pubs.latex.verbatim import to_verbatim

__all__ = [
    "MAX_DEPTH",
    "SafeUrl",
    "as_html",
    "cut_at_authors",
    "disguised_link",
    "escaped",
    "from_pybtex",
    "is_plain",
    "markdown_to_tex",
    "restored",
    "text_to_html",
    "text_to_pybtex",
    "to_html",
    "to_pybtex",
    "to_text",
    "to_verbatim",
    "without_maths",
]
