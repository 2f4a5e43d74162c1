"""Titles in another language than English, which has a case of its own for titles.

Small words tell languages apart. A title that is wrongly taken for foreign keeps its capitals as
they are written; the nouns of a German title wrongly taken for English would lose theirs.
"""

from __future__ import annotations

from mkdocs_pubs.patterns import regex

_WORD = regex(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "an and are at by for from how is its of on or the their to using what why with".split()
)
_GERMAN = frozenset("eine einen einer eines für und zum zur über".split())
_CLEAR = frozenset(
    "am auf aus bei das dem des durch ein im ist mit nach nicht oder seit sich unter vom zwischen"
    " aux avec chez dans est et les par pour qui sur une"
    " del el las los para por que una y"
    " alla della delle di gli il nel nella"
    " ao com da dos em os pela pelo um uma"
    " een het met och og voor".split()
)
_IN_NAMES = frozenset("de den der die do du e en l la le o van von".split())
"""What English has, too, most in names: ``van der Waals``."""
_ENOUGH = 3


def is_foreign(title: str) -> bool:
    """Say whether the small words of a title are those of another language, and none English."""
    # Most titles have an English one, which is seen much sooner than what the others have.
    return _ENGLISH.isdisjoint(title.split()) and _has_foreign_words(title)


def _has_foreign_words(title: str) -> bool:
    first, *others = _WORD.findall(title) or [""]
    words = [first.lower(), *filter(str.islower, others)]
    return _ENGLISH.isdisjoint(words) and sum(map(_weight, words)) >= _ENOUGH


def _weight(word: str) -> int:
    if word in _GERMAN:
        return _ENOUGH
    if word in _CLEAR or not word.isascii():
        return 2
    return 1 if word in _IN_NAMES else 0
