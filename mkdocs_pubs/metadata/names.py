"""Names of people as indexes have them."""

from __future__ import annotations

from mkdocs_pubs.models import Name


def family_first(name: Name) -> str:
    """Return a name with the family first, behind it a comma; a corporate body as it is."""
    family = whole_family(name)
    return f"{family}, {name.given}" if name.given else family


def whole_family(name: Name) -> str:
    """Return all of a name but the given ones."""
    return " ".join(filter(None, (name.prefix, name.family, name.suffix)))
