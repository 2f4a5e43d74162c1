"""The pages that mkdocs-jupyter makes of notebooks."""

from __future__ import annotations

from mkdocs.structure.pages import Page

from mkdocs_pubs.extension import NOTEBOOK_CLASS, uncited


def is_notebook(page: Page, html: str) -> bool:
    """Return whether mkdocs-jupyter made the HTML of a page, which renders such pages itself."""
    return "render" in vars(page) and NOTEBOOK_CLASS in html


def leave_out_citations(page: Page) -> None:
    """Take citations from the titles that menus show of a notebook."""
    page.title = uncited(page.title or "")
    items = list(page.toc)
    while items:
        item = items.pop()
        item.title = uncited(item.title)
        items += item.children
