"""Keys of new entries: who, when, and the first word that says something (``lee2024learning``)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import count
from string import ascii_lowercase

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import folded_family, folded_words
from mkdocs_pubs.patterns import regex

MAX_PART = 24
"""How many signs of a name or a word are in a key."""

_EMPTY_WORDS = frozenset(
    "a an and are as at by can do does for from how in into is it its of on or our that the their"
    " this to toward towards via we what when where why with without"
    " das dem den der des die ein eine im le la les un une el los las uma".split()
)
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "þ": "th", "ı": "i"}
)
_NO_SIGN = regex(r"[^a-z0-9]+")


class NewKeys:
    """Makes keys that are unlike those `taken`, which are in lower case, and grow more."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._tried: dict[str, int] = {}

    def key_of(self, publication: Publication) -> str:
        """Return a key for a publication."""
        return self.unlike("".join(_parts(publication)) or "work")

    def unlike(self, key: str) -> str:
        """Return a key, with a letter or a number behind it if another entry has it."""
        for number in count(self._tried.get(key.lower(), 1)):
            numbered = _numbered(key, number)
            if numbered.lower() not in self._taken:
                self._tried[key.lower()] = number
                return numbered
        raise AssertionError("numbers do not end")


def _numbered(stem: str, number: int) -> str:
    """Return a stem as the key of one, of the second (``b``) or, behind ``z``, the 27th."""
    if number <= len(ascii_lowercase):
        return stem if number == 1 else f"{stem}{ascii_lowercase[number - 1]}"
    return f"{stem}-{number}"


def _parts(publication: Publication) -> Iterator[str]:
    people = publication.byline.people
    yield _plain(folded_family(people[0])) if people else ""
    yield str(publication.date.year or "")
    words = (_plain(word) for word in folded_words(to_text(publication.title)).split())
    yield next((word for word in words if word and word not in _EMPTY_WORDS), "")


def _plain(text: str) -> str:
    return _NO_SIGN.sub("", text.translate(_LETTERS))[:MAX_PART]
