"""Names as CSL's name variables (CSL 1.0.2 specification, "Name particles" and "csl-data.json")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_pubs.models import Name, Names, Publication
from mkdocs_pubs.private_use import OTHERS

CslName = Mapping[str, str]

_ROLES = {
    "annotator": "contributor",
    "bookauthor": "container-author",
    "director": "director",
    "translator": "translator",
}
_EDITOR_TYPES = {
    "collaborator": "contributor",
    "compiler": "compiler",
    "continuator": "contributor",
    "director": "director",
    "organizer": "organizer",
    "producer": "producer",
}
"""CSL's names for what BibLaTeX's ``editortype`` says editors are (manual, 2.3.6)."""
_UNNAMED = frozenset(("compiler", "contributor", "organizer"))
"""Roles of which most styles do not know, so that a book would be nobody's."""


def people(
    publication: Publication, *, disguised: bool
) -> Iterator[tuple[str, tuple[CslName, ...]]]:
    """Yield the name variables of a publication; inventors and holders are a patent's authors."""
    found: dict[str, list[CslName]] = {}
    drops_prefix = publication.drops_prefixes
    for role, names in _roles(publication, in_print=disguised):
        written = found.setdefault(role, [])
        written += [_csl_name(name, drops_prefix, disguised) for name in names.people]
        if names.others:
            written.append({"literal": OTHERS if disguised else "others"})
    yield from ((role, tuple(names)) for role, names in found.items())


def _roles(publication: Publication, *, in_print: bool) -> Iterator[tuple[str, Names]]:
    """Yield who did what; those whom no style would name `in_print` are editors there."""
    others = publication.contributors
    if publication.authors:
        yield "author", publication.authors
    elif publication.type == "patent" and "holder" in others:
        yield "author", others["holder"]
    if publication.editors:
        kind = publication.fields.get("editortype", "").strip().lower()
        role = _EDITOR_TYPES.get(kind, "editor")
        yield "editor" if in_print and role in _UNNAMED else role, publication.editors
    for field, names in others.items():
        if field in _ROLES:
            yield _ROLES[field], names


def _csl_name(name: Name, drops_prefix: bool, disguised: bool) -> CslName:
    """Return a name in its parts.

    A prefix stays with the family, as BibTeX has it ("BibTeXing", section 4), unless the entry's
    options say ``useprefix=false``. A processor would put points in a name of two characters.
    """
    if name.corporate or not (name.given or name.prefix or name.suffix):
        return {"literal" if name.corporate else "family": name.family}
    if disguised and name.is_family_first:
        return {"literal": str(name)}
    particle = "dropping-particle" if drops_prefix else "non-dropping-particle"
    parts = {
        "family": name.family,
        # A space that does not break is none for a processor that looks for initials.
        "given": name.given.replace("\u00a0", " "),
        particle: name.prefix,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
