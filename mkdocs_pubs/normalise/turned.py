"""Names with the family first and no comma behind it, as PubMed lists them: ``Doe JA``.

To BibTeX, whose grammar is "BibTeXing" by Patashnik, section 4, the initials are the family.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mkdocs_pubs.models import Name
from mkdocs_pubs.patterns import regex

_INITIALS = regex(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_UNPARTED = regex(r"(?<=[^\W\d_])(?=[^\W\d_])|(?<=[^\W\d_])$")
_VOWEL = regex("[AEIOUY]")


def with_families(people: tuple[Name, ...]) -> tuple[Name, ...]:
    """Turn those whose family would be initials, if all people in their list have initials alone.

    ``Ann XU and Bo LI`` and ``Ann A and Bo B`` stay: these may be names.
    """
    if len(people) < 2 or all(one.family[-1:].islower() for one in people):
        return people
    turned = [_turned(one) for one in people]
    if not _are_no_names(new.given for new in turned if new):
        return people
    whole = [new or one for new, one in zip(turned, people, strict=True)]
    if not all(one.corporate or _are_initials(one.given) for one in whole):
        return people
    return tuple(
        replace(one, given=_UNPARTED.sub(". ", one.given).rstrip()) if new else one
        for new, one in zip(turned, whole, strict=True)
    )


def _turned(name: Name) -> Name | None:
    """Return a name with its last word for the given names, if only that can be initials."""
    family, _, given = f"{name.given} {name.family}".strip().rpartition(" ")
    if name.corporate or not family or _are_initials(family) or not _are_initials(given):
        return None
    return replace(name, family=family, given=given) if name.family.endswith(given) else None


def _are_initials(text: str) -> bool:
    return text.isupper() and _INITIALS.fullmatch(text) is not None


def _are_no_names(words: Iterable[str]) -> bool:
    """Say whether some initials have points or no vowel, or some are one letter and some more."""
    found = list(words)
    is_plain = any("." in word or (len(word) > 1 and not _VOWEL.search(word)) for word in found)
    return is_plain or {len(word) > 1 for word in found} == {False, True}
