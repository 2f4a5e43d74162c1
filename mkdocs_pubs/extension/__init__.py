"""The door to Python-Markdown: directives become headings, for the table of contents, and HTML."""

from mkdocs_pubs.extension.extension import PubsExtension, makeExtension
from mkdocs_pubs.extension.pages import Page
from mkdocs_pubs.extension.scope import depends_on_site
from mkdocs_pubs.front_matter import FrontMatter, front_matter

__all__ = [
    "FrontMatter",
    "Page",
    "PubsExtension",
    "depends_on_site",
    "front_matter",
    "makeExtension",
]
