"""``mkdocs-pubs check --fix``: what is certain is mended in the files of a site, and said."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_pubs.cli.differences import difference
from mkdocs_pubs.cli.site import Site
from mkdocs_pubs.cli.writing import print_text, write_over
from mkdocs_pubs.diagnostics import Code, Location, Severity
from mkdocs_pubs.publisher import Bibliographies, content
from mkdocs_pubs.tidying import macros_in, mended


def mend(site: Site, *, only_show: bool) -> None:
    """Mend the bibliographies of a site, or show what that would change.

    Raises:
        ClickException: if one cannot be written.
    """
    shelf = Bibliographies(site.root, allow_outside=site.options.allow_outside)
    files = {path: content(path)[0] for path in shelf.paths(site.options.bibliography)}
    macros = frozenset(name for text in files.values() for name in macros_in(text))
    for path, before in files.items():
        shown = Path(site.shown(Location(str(path))).path)
        result = mended(str(shown), before, macros, lambda code: _is_heard(site, code))
        if not result.done:
            continue
        if only_show:
            print_text(difference(shown, before, result.content))
            continue
        write_over(shown, before, result.content)
        for one in result.done:
            click.echo(str(one), err=True)


def _is_heard(site: Site, code: Code) -> bool:
    return site.options.severity_of(code) is not Severity.IGNORE
