"""What is said to a site that comes from mkdocs-bibtex."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location

_PLUGIN = "bibtex"


def told(
    config_file: str, hints: Iterable[str], plugins: Container[str], *, cites: bool
) -> Iterator[Diagnostic]:
    """Yield what was made of that plugin's options, and what it does if it is still there."""
    found = list(hints)
    if _PLUGIN in plugins:
        both = (
            "cites before 'pubs' can, which so has nothing to list; take its entry out of 'plugins'"
            if cites
            else "cites, as 'pubs' can, too: move its options to 'pubs', and take its entry out"
        )
        found.append(f"the plugin '{_PLUGIN}' {both}")
    for message in found:
        yield Diagnostic(Location(config_file), message, Code.MKDOCS_BIBTEX)
