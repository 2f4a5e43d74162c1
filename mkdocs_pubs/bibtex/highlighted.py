"""BibTeX as HTML in colours: pieces of source in the classes that Pygments gives them.

A theme that colours code for Pygments colours this, too; no script has to. Numbers are left as they
are, since Material's colour for them is too faint on its dark pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from mkdocs_pubs.bibtex.braces import BRACED
from mkdocs_pubs.bibtex.shown import MAX_LENGTH, hidden_names, shown_parts
from mkdocs_pubs.models import Entry
from mkdocs_pubs.patterns import regex

_TYPE = regex(r"@\s*[^\s{(@]*")
_WORD = regex(r"[^\s@=,{}()\"#]+")
_BETWEEN = regex(r"[\s=#,()}]+")
_EQUALS = regex(r"\s*=")
# What most entries are, their signs escaped: in braces, a key, and fields of which each is a
# number, a macro, or a text in braces or quotation marks. What is anything else is the rest.
_PLAIN_WORD = r"[^\s@=,{}()\"#&]+"
_PLAIN_HEAD = regex(rf"(@\s*[^\s{{(@=#&]*)\{{({_PLAIN_WORD})(,\s*)")
_PLAIN_FIELD = regex(
    rf"({_PLAIN_WORD})(\s*=\s*)(?:({BRACED}|&#34;[^{{}}&]*(?:&(?!#34;)[^{{}}&]*)*&#34;)"
    rf"|({_PLAIN_WORD})(?=[\s,}}]))([\s,]*)|(.+)",
    re.DOTALL,
)
_BRACE = regex(r"[{}]")
_BRACE_OR_QUOTE = regex(r"[{}\"]")

_MACRO, _KEY, _NAME, _STRING, _ENTRY_TYPE = "nv", "nl", "na", "s", "nc"
_BEFORE_A_VALUE = frozenset("=#")


def shown_html(entry: Entry, hidden: tuple[str, ...]) -> Markup:
    """Return the HTML of an entry as it is shown, with the definitions that it needs, in colours.

    Most entries are plain: as these are looked through only once, what is hidden is left out then.
    """
    if entry.is_sound and not entry.definitions and len(entry.source) <= MAX_LENGTH:
        html = _plain_entry(str(escape(entry.source)), hidden_names(entry, hidden))
        if html:
            return Markup(html)
    definitions, source = shown_parts(entry, hidden)
    return Markup("\n").join([*map(_definition_html, definitions), highlighted(source)])


# What all entries of a journal need.
@lru_cache(maxsize=1 << 8)
def _definition_html(source: str) -> Markup:
    return highlighted(source)


def highlighted(source: str) -> Markup:
    """Return the HTML of an entry or a definition, whose text is `source`, sign for sign."""
    return Markup(_plain_entry(str(escape(source))) or "".join(_pieces(source)))


def _plain_entry(html: str, without: Collection[str] = ()) -> str:
    """Return an entry in colours, given as HTML, without some fields; nothing if it is not plain.

    Nor is there anything if no field would be left.
    """
    head = _PLAIN_HEAD.match(html)
    fields = _PLAIN_FIELD.findall(html, head.end()) if head else ()
    if head is None or not fields or fields[-1][-1].strip() != "}":
        return ""
    end = fields.pop()[-1]
    if without:
        kept = [one for one in fields if one[0].lower() not in without]
        if not kept:
            return ""
        end = f"{fields[-1][4]}{end}"
        fields = [*kept[:-1], (*kept[-1][:4], "", "")]
    parts = [
        f'<span class="{_NAME}">{name}</span>{equals}<span class="{_STRING}">{text}</span>{between}'
        if text
        else f"{_span(_NAME, name)}{equals}{_word(word)}{between}"
        for name, equals, text, word, between, _ in fields
    ]
    begin = f"{_span(_ENTRY_TYPE, head[1])}{{{_span(_KEY, head[2])}{head[3]}"
    return "".join((begin, *parts, end))


def _word(word: str) -> str:
    return word if word.isdecimal() else _span(_MACRO, word)


def _pieces(source: str) -> Iterator[str]:
    """Yield the HTML of one piece of source after the other."""
    place = 0
    before = ""
    while place < len(source):
        kind, end = _piece(source, place, before)
        yield _html(kind, source[place:end])
        before = source[place:end].strip()[-1:] or before
        place = end


def _html(kind: str, text: str) -> str:
    return _span(kind, escape(text)) if kind else escape(text)


def _span(kind: str, html: str) -> str:
    return f'<span class="{kind}">{html}</span>'


def _piece(source: str, place: int, before: str) -> tuple[str, int]:
    """Return the class and the end of the piece at `place`, behind the sign `before`."""
    is_value = before in _BEFORE_A_VALUE
    if is_value and source[place] in '{"':
        return _STRING, _end_of_string(source, place)
    if source[place] == "@" and (entry_type := _TYPE.match(source, place)):
        return _ENTRY_TYPE, entry_type.end()
    if word := _WORD.match(source, place):
        return _class_of(word.group(), source, word.end(), is_value), word.end()
    between = _BETWEEN.match(source, place)
    return "", between.end() if between else place + 1


def _class_of(word: str, source: str, end: int, is_value: bool) -> str:
    if is_value:
        return "" if word.isdecimal() else _MACRO
    return _NAME if _EQUALS.match(source, end) else _KEY


def _end_of_string(source: str, place: int) -> int:
    """Return where a value in braces or quotation marks ends; all the rest if it does not."""
    opening, depth = source[place], 0
    signs = _BRACE if opening == "{" else _BRACE_OR_QUOTE
    for found in signs.finditer(source, place + (opening == '"')):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth <= 0 and found.group() == ("}" if opening == "{" else '"'):
            return found.end()
    return len(source)
