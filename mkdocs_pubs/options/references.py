"""What is different in lists of the works that a text cites."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_pubs.options.options import Options


def for_references(site: Options) -> Options:
    """Return the site's options as a list of the works cited begins with them.

    What chooses and groups the site's own publications is not meant, nor what shows more of them
    than a reference; the order is that of the style, else that of the text.
    """
    default = Options()
    kept = {name: getattr(default, name) for name in _OF_PUBLICATION_LISTS}
    quiet = {"buttons": (), "show_abstract": False, "show_bibtex": False, "show_badge": False}
    return replace(
        site,
        **kept,
        **quiet,  # type: ignore[arg-type]
        show_preview=False,
        group_by=(),
        sort_by=("style",),
        search_bar=False,
        exports=(),
        export_each=False,
        feed=(),
        cited=True,
    )


_OF_PUBLICATION_LISTS = (
    "authors chart cite_styles collapsible join_preprints keys keywords limit metrics numbering"
    " scope selected types where years"
).split()
