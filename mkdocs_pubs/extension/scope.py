"""Whose citations a list counts: those of its page, or those of the site."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_pubs.directive import BIBLIOGRAPHY, PUBLICATIONS, REFERENCES, find
from mkdocs_pubs.options import Options, for_references, read_options

SITE = "site"
_PAGE = "page"


def base_of(name: str, site: Options) -> Options:
    """Return the options that a block of this name begins with."""
    if name == BIBLIOGRAPHY:
        return replace(for_references(site), cited=None)
    return for_references(site) if name == REFERENCES else site


def asks_for_site(name: str, options: Options) -> bool:
    """Return whether a block of this name shows what the whole site cites, or what it does not."""
    if name == REFERENCES:
        return options.scope == SITE
    return options.cited is not None and options.scope != _PAGE


def depends_on_site(text: str, site: Options) -> bool:
    """Return whether a block in the text of a page shows what the whole site cites, or does not."""
    if not site.citations or not any(name in text for name in (PUBLICATIONS, REFERENCES)):
        return False
    for directive in find(text.splitlines()):
        base = base_of(directive.name, site)
        options, _ = read_options(directive.options, base, in_block=True)
        if asks_for_site(directive.name, options):
            return True
    return False
