"""One entry as BibTeX: fields in a settled order, each value kept inside its braces."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.bibtex.values import MONTHS
from mkdocs_pubs.characters import clean, has_paired_braces
from mkdocs_pubs.patterns import regex

FIELD_ORDER = (
    "author editor title subtitle journal booktitle year date month volume number series edition"
    " pages eid chapter publisher address school institution organization howpublished note"
    " doi eprint archiveprefix eprinttype primaryclass eprintclass pmid pmcid isbn issn url urldate"
    " langid keywords abstract"
).split()
"""The order in which people read an entry; what is not among these comes behind, as it came."""

_ESCAPED = regex(r"\\[{}]")
_MONTH_MACROS = {month.lower(): macro for macro, month in MONTHS.items()}
_CASED = {"archiveprefix": "archivePrefix", "primaryclass": "primaryClass"}
_NOT_IN_TYPES = regex(r"[^A-Za-z0-9_-]+")
_NOT_IN_NAMES = regex(r"[^A-Za-z0-9_:.+/-]+")
_NOT_IN_KEYS = regex(r"[\s,{}()=\"#%~\\@']+")


def entry_text(type_: str, key: str, fields: Mapping[str, str], indent: str = "  ") -> str:
    """Return an entry as text, a field a line, without a line end behind it.

    Nothing in type, key, names or values can leave its place: what BibTeX would end them at is
    taken out of names, and braces without a partner out of values.
    """
    ordered = sorted(fields, key=lambda name: _ORDER.get(name.lower(), len(_ORDER)))
    lines = [f"{indent}{field_text(name, fields[name])}," for name in ordered if _field_name(name)]
    head = f"@{_NOT_IN_TYPES.sub('', type_) or 'misc'}{{{safe_key(key)},"
    return "\n".join((head, *lines, "}"))


def field_text(name: str, value: str) -> str:
    """Return a field as ``name = {value}``; a month is BibTeX's macro for it."""
    name = _field_name(name)
    if name.lower() == "month" and (macro := _month(value)):
        return f"{name} = {macro}"
    return f"{written_name(name)} = {{{_enclosed(value)}}}"


def written_name(name: str) -> str:
    """Return the name of a field, given in lower case, as people write it: ``archivePrefix``."""
    return _CASED.get(name, name)


def safe_key(key: str) -> str:
    """Return a key without the signs that end one, or that TeX makes something else of."""
    return _NOT_IN_KEYS.sub("", key)


def _field_name(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name)


def _month(value: str) -> str:
    lower = value.strip().lower()
    if lower.isdecimal() and len(lower) <= 2 and 1 <= int(lower) <= len(MONTHS):
        return tuple(MONTHS)[int(lower) - 1]
    return lower if lower in MONTHS else _MONTH_MACROS.get(lower, "")


def _enclosed(value: str) -> str:
    """Return a value on one line, with braces only in pairs.

    BibTeX counts escaped ones, too, and some readers do not.
    """
    value = clean(value)
    if not (has_paired_braces(value) and has_paired_braces(_ESCAPED.sub("", value))):
        value = value.replace("{", "").replace("}", "")
    line = " ".join(value.split())
    # Some readers take a backslash before the closing brace for an escape, even the second of two.
    return f"{line} " if line.endswith("\\") else line


_ORDER = {name: place for place, name in enumerate(FIELD_ORDER)}
