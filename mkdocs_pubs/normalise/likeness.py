"""Names compared, as people and tables write them: initials, accents and case do not matter."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.models import Name


def is_same_person(name: Name, wanted: Name) -> bool:
    """Say whether two names can be one person's: initials, accents and case do not matter.

    All given names of the shorter form must agree in order, an initial or what ends with a point
    with what it begins; without given names, the family decides.
    """
    family, whole = folded_family(name), folded_words(str(wanted))
    if whole in (family, folded_words(str(name))):
        return True
    if family != folded_family(wanted):
        return False
    given, wanted_given = given_names(name), given_names(wanted)
    return "".join(given) == "".join(wanted_given) or all(map(_can_be_one, given, wanted_given))


def _can_be_one(given: str, other: str) -> bool:
    """Say whether two given names can be one: ``a.`` and ``ada``, but not ``yu`` and ``yuhui``."""
    short, long = sorted((given, other), key=len)
    start = short.rstrip(".")
    is_abbreviated = len(start) == 1 or short.endswith(".")
    return long.rstrip(".") == start or (is_abbreviated and long.startswith(start))


def given_names(name: Name) -> list[str]:
    """Return the given names, folded; an abbreviation keeps its point."""
    return folded_words(name.given, kept=".").replace(".", ". ").replace("-", " ").split()


def folded_family(name: Name) -> str:
    """Return the family with its prefix, folded."""
    return folded_words(f"{name.prefix} {name.family}")


@lru_cache(maxsize=1 << 16)
def folded_words(text: str, kept: str = "") -> str:
    """Fold case, accents and punctuation but for hyphens and what is `kept`, to compare names."""
    signs = f"-{kept}"
    letters = base_letters(text)
    return " ".join("".join([c if c.isalnum() or c in signs else " " for c in letters]).split())
