"""The pages that mkdocs-jupyter makes of notebooks."""

from __future__ import annotations

from mkdocs.structure.pages import Page


def is_notebook(page: Page, html: str) -> bool:
    """Return whether mkdocs-jupyter made the HTML of a page, which renders such pages itself."""
    if "render" not in vars(page):
        return False
    # Few sites have notebooks.
    from mkdocs_pubs.extension.notebooks import NOTEBOOK_CLASS

    return NOTEBOOK_CLASS in html


def leave_out_citations(page: Page) -> None:
    """Take citations from the titles that menus show of a notebook."""
    from mkdocs_pubs.extension.notebooks import uncited

    page.title = uncited(page.title or "")
    items = list(page.toc)
    while items:
        item = items.pop()
        item.title = uncited(item.title)
        items += item.children
