"""The door to Python-Markdown: directives become headings, for the table of contents, and HTML."""

from mkdocs_pubs.extension.extension import PubsExtension, makeExtension
from mkdocs_pubs.extension.front_matter import FrontMatter, front_matter
from mkdocs_pubs.extension.pages import Page

__all__ = ["FrontMatter", "Page", "PubsExtension", "front_matter", "makeExtension"]
