"""The case of titles: as a style has it, but for words whose case is their own.

Words in braces keep it, and so do those with a capital inside, such as ``LaTeX`` or ``iPhone``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_pubs.latex.cases import in_sentence, is_in_title_case
from mkdocs_pubs.styles.marks import PROTECTED, RELEASED, SILENT, Run

_HIDDEN = "\ue060-\ue062\U000f0000-\U000fffff"
_KEPT = rf"{PROTECTED}[^{RELEASED}]*{RELEASED}*|[{_HIDDEN}]+"
_UNIT = re.compile(rf"({_KEPT})|([^\W\d_]+(?:['’][^\W\d_]+)*)")
_KEPT_TEXT = re.compile(_KEPT)
_WORDY = re.compile(rf"[\w{_HIDDEN}]")
_ENDS_PART_OF_TITLE = re.compile(rf"[.:?!][\"'”’)\]{SILENT}]*\s[\"'“‘(\[{SILENT}]*$")
_NOT_SHOWN = re.compile(f"[{SILENT}]")

_SMALL_WORDS = frozenset(
    "about an and as at but by de down for from in into nor of on onto or over so the till to up"
    " van via von with yet".split()
)
"""Words that titles in English write small within (CSL 1.0.2, and pandoc's)."""


def title_case(run: Run) -> Run:
    """Capitalise the words of a title, but for small ones within."""
    return _cased(run, _in_title)


def sentence_case(run: Run) -> Run:
    """Write words small but for the first of a part, and those whose case is their own.

    A title that is not in title case has its capitals where they belong.
    """
    return _cased(run, in_sentence) if is_in_title_case(_KEPT_TEXT.sub(" ", run)) else run


def capitalised(run: Run) -> Run:
    """Capitalise the first letter, unless its word is protected or has a case of its own."""
    found = _UNIT.search(run)
    if not found or not found[2] or found[2] != found[2].lower():
        return run
    if _NOT_SHOWN.sub("", run[: found.start()]).strip(" ([“\"'‘"):
        return run
    return f"{run[: found.start()]}{found[2][0].upper()}{run[found.start() + 1 :]}"


def _cased(run: Run, change: Callable[[str, str, str], str]) -> Run:
    """Change each word, by what stands before it and behind it."""

    def changed(found: re.Match[str]) -> str:
        word = found[2]
        if not word or word[1:] != word[1:].lower():
            return found.group()
        start, end = found.span()
        before = _NOT_SHOWN.sub("", run[max(0, start - 12) : start]) if start else ""
        if before[-1:].isalpha():
            return word
        return change(word, before, run[end:])

    return _UNIT.sub(changed, run)


def _in_title(word: str, before: str, behind: str) -> str:
    is_first = not before.strip() or _ENDS_PART_OF_TITLE.search(before) is not None
    is_first = is_first or not _WORDY.search(behind)
    head = re.split("['’]", word)[0]
    is_whole = not behind[:1].isdigit()
    if word != word.lower() or before[-1:].isdigit() or before[-1:] == ".":
        return word
    if len(head) == 1 and is_whole and not is_first:
        return word
    if not is_first and is_whole and head.lower() in _SMALL_WORDS:
        return word.lower()
    return word[0].upper() + word[1:]
