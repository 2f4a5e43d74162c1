"""What stands between blocks, where BibTeX reads nothing, and was meant to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_pubs.bibtex.outline import Block
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.patterns import regex

_TYPE = (
    "article|book|booklet|collection|conference|dataset|inbook|incollection|inproceedings|manual"
    "|mastersthesis|misc|online|patent|phdthesis|proceedings|report|software|techreport|thesis"
    "|unpublished"
)
# What JabRef and others keep in comments may look like anything.
_COMMENT = regex(r"@\s*comment", re.IGNORECASE)
_FIELD_BEHIND_END = regex(r"\s*(?:,\s*)?[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_BROKEN_HEAD = regex(
    rf"^[^\S\n]*(?:(@)[^\S\n]*\{{|(@(?:{_TYPE}))\b|({_TYPE})[^\S\n]*\{{"
    r"|(@[A-Za-z]+(?:[^\S\n]+[A-Za-z]+){1,3})[^\S\n]*\{)"
    r"[^\S\n]*[^\s,{}=]+[^\S\n]*,",
    re.IGNORECASE | re.MULTILINE,
)


def strays(path: str, text: str, blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """Yield a problem for what is between the `blocks` of a file and looks like a part of one."""
    counted, line = 0, 1
    for offset, message in _found(text, blocks):
        line += text.count("\n", counted, offset)
        counted = offset
        yield Diagnostic(Location(path, line), f"{message}; took it as text", Code.STRAY_ENTRY)


def _found(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    behind = 0
    for start, end in (*((one.start, one.end) for one in blocks), (len(text), len(text))):
        if start - behind > 2 and not text[behind:start].isspace():
            yield from _found_between(text[behind:start], behind)
        behind = end


def _found_between(gap: str, start: int) -> Iterator[tuple[int, str]]:
    if start and _FIELD_BEHIND_END.match(gap):
        blank = len(gap) - len(gap.lstrip())
        yield start + blank, "fields stand behind an entry, whose braces close too early"
    comment = _COMMENT.search(gap)
    for head in _BROKEN_HEAD.finditer(gap, 0, comment.start() if comment else len(gap)):
        yield start + head.start(head.lastindex or 0), _wrong_with(*head.groups())


def _wrong_with(
    sign: str | None, typed: str | None, unsigned: str | None, spaced: str | None
) -> str:
    if sign:
        return "'@' has no type behind it"
    if spaced:
        return f"a type is one word, not {quoted(spaced)}"
    if typed:
        return f"{quoted(typed)} has no brace behind it"
    return f"{quoted(unsigned or '')} has no '@' before it"
