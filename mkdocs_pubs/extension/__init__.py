"""The door to Python-Markdown: directives become headings, for the table of contents, and HTML."""

from mkdocs_pubs.extension.extension import PubsExtension, makeExtension
from mkdocs_pubs.extension.pages import Page
from mkdocs_pubs.passages import FrontMatter, front_matter

__all__ = ["FrontMatter", "Page", "PubsExtension", "front_matter", "makeExtension"]
