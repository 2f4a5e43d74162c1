"""Names compared, as people and tables write them: initials, accents and case do not matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mkdocs_pubs.models import Name


def is_same_person(name: Name, wanted: Name) -> bool:
    """Say whether two names can be one person's: initials, accents and case do not matter.

    All given names of the shorter form must agree in order, an initial or what ends with a point
    with what it begins; without given names, the family decides.
    """
    family, whole = folded_family(name), folded(str(wanted))
    if whole in (family, folded(str(name))):
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
    return folded(name.given, kept=".").replace(".", ". ").replace("-", " ").split()


def folded_family(name: Name) -> str:
    """Return the family with its prefix, folded."""
    return folded(f"{name.prefix} {name.family}")


@lru_cache(maxsize=1 << 16)
def folded(text: str, kept: str = "") -> str:
    """Fold case, accents and punctuation but for what is `kept`, as for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c in f"-{kept}" else " " for c in letters).split())
