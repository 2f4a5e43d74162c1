"""The case of titles: as a style has it, but for words whose case is their own.

Words in braces keep it, and so do those with a capital inside, such as ``LaTeX`` or ``iPhone``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from mkdocs_pubs.latex.cases import in_sentence, is_in_title_case
from mkdocs_pubs.latex.foreign import is_foreign
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import PROTECTED, RELEASED, SILENT
from mkdocs_pubs.styles.marks import Run, plain

_HIDDEN = "\ue060-\ue062\U000f0000-\U000fffff"
_KEPT = rf"{PROTECTED}[^{RELEASED}]*{RELEASED}*|[{_HIDDEN}]+"
_UNIT = regex(rf"({_KEPT})|([^\W\d_]+(?:['’][^\W\d_]+)*)")
_KEPT_TEXT = regex(_KEPT)
_WORDY = regex(rf"[\w{_HIDDEN}]")
_UP_TO_LAST_WORD = regex(rf".*{_WORDY.pattern}", re.DOTALL)
_OTHER_SCRIPT = regex("[\u0370-\u1dff\u1f00-\u1fff]")
_ENDS_PART = regex(rf"[.:?!][{SILENT}]* +")
_ENDS_PART_OF_TITLE = regex(rf"[.:?!][\"'”’)\]{SILENT}]* ")

# Signs at words that stand out, so that all others are the same wherever they stand.
_FIRST, _FIRST_OF_PART, _LAST = "\ue1fc", "\ue1fd", "\ue1fe"
_BEFORE = {_FIRST: "", _FIRST_OF_PART: ": "}
_SPACE_WITHIN = "\x1f"
"""In the place of a space between words that are kept together, in braces."""
_WINDOW = 12
"""How many characters before a word say whether a part begins with it."""

_SMALL_WORDS = frozenset(
    "about an and as at but by de down for from in into nor of on onto or over so the till to up"
    " van via von with yet".split()
)
"""Words that titles in English write small within (CSL 1.0.2, and pandoc's)."""


# Journals come again and again, and a title in the order of a list as well as in its citation.
@lru_cache(maxsize=1 << 12)
def title_case(run: Run) -> Run:
    """Capitalise the words of a title, but for small ones within; only English has such titles."""
    found = _UP_TO_LAST_WORD.match(run)
    if not found or is_foreign(run):
        return run
    marked = f"{found.group()}{_LAST}{run[found.end() :]}"
    return _word_by_word(marked, _ENDS_PART_OF_TITLE, _word_of_title)


@lru_cache(maxsize=1 << 12)
def sentence_case(run: Run) -> Run:
    """Write words small but for the first of a part, and those whose case is their own.

    A title that is not in title case has its capitals where they belong.
    """
    if not is_in_title_case(run if run.isascii() else _KEPT_TEXT.sub(" ", run)):
        return run
    return _word_by_word(run, _ENDS_PART, _word_of_sentence)


def capitalised(run: Run) -> Run:
    """Capitalise the first letter, unless its word is protected or has a case of its own."""
    found = _UNIT.search(run) if run else None
    if not found or not found[2] or found[2] != found[2].lower():
        return run
    if plain(run[: found.start()]).strip(" ([“\"'‘"):
        return run
    return f"{run[: found.start()]}{found[2][0].upper()}{run[found.start() + 1 :]}"


def _word_by_word(run: Run, ends_part: re.Pattern[str], cased: Callable[[str], str]) -> Run:
    """Change each word, by itself, with what is written on to it."""
    if PROTECTED in run:
        run = _KEPT_TEXT.sub(_in_one_word, run)
    marked = _FIRST + ends_part.sub(_with_mark, run)
    return " ".join(map(cased, marked.split(" "))).replace(_SPACE_WITHIN, " ")


def _in_one_word(found: re.Match[str]) -> str:
    return found.group().replace(" ", _SPACE_WITHIN)


def _with_mark(end_of_part: re.Match[str]) -> str:
    return end_of_part.group() + _FIRST_OF_PART


# Titles are made of few words, most of which come again and again.
@lru_cache(maxsize=1 << 13)
def _word_of_title(word: Run) -> Run:
    return _cased(word, _is_lower, _in_title)


@lru_cache(maxsize=1 << 13)
def _word_of_sentence(word: Run) -> Run:
    return _cased(word, _is_capitalised, in_sentence)


def _cased(
    marked: Run, is_changed: Callable[[str], bool], change: Callable[[str, str, str], str]
) -> Run:
    """Change a word, or several without a space between, by what stands before and behind."""
    before_all = _BEFORE.get(marked[0], "x ") if marked else ""
    word, mark, rest = marked.lstrip(_FIRST + _FIRST_OF_PART).partition(_LAST)
    behind_all = rest if mark else " x"
    if word.isalpha():
        return (change(word, before_all, behind_all) if is_changed(word) else word) + rest

    def changed(found: re.Match[str]) -> str:
        unit = found[2]
        if not unit or not is_changed(unit):
            return found.group()
        start, end = found.span()
        before = word[start - _WINDOW : start] if start > _WINDOW else before_all + word[:start]
        before = plain(before)
        if before[-1:].isalpha():
            return unit
        return change(unit, before, word[end:] + behind_all)

    return _UNIT.sub(changed, word) + rest


def _is_lower(word: str) -> bool:
    """Say whether a word is small, and Latin: ``μm`` stays, and so do words in Russian."""
    return word == word.lower() and not _OTHER_SCRIPT.match(word[:1].upper())


def _is_capitalised(word: str) -> bool:
    return word != word.lower() and word[1:] == word[1:].lower()


def _in_title(word: str, before: str, behind: str) -> str:
    """Return a word in small letters as title case has it between two texts."""
    if before[-1:].isdigit() or before[-1:] == ".":
        return word
    is_small = _is_small(word) and not behind[:1].isdigit()
    if is_small and not _is_at_an_end(before, behind):
        return word
    return word[0].upper() + word[1:]


def _is_small(word: str) -> bool:
    head = word.replace("’", "'").partition("'")[0]
    return len(head) == 1 or head in _SMALL_WORDS


def _is_at_an_end(before: str, behind: str) -> bool:
    """Say whether a word is the first of a part of a title, or the last of all."""
    return not before.strip() or _ends_part(before) or not _WORDY.search(behind)


def _ends_part(before: str) -> bool:
    """Say whether a part of a title ends before what comes next, quotes and brackets apart."""
    spaced = before.rstrip("\"'“‘([")
    return spaced[-1:].isspace() and spaced[:-1].rstrip("\"'”’)]").endswith((".", ":", "?", "!"))
