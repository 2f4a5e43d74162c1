"""Fields in disguise, for their way through pybtex: markup as private-use characters.

pybtex reads every field as LaTeX of its own kind, which loses markup, escapes nothing and fails on
much. So it gets plain text in which one private-use character stands for a sign that it would
interpret, for the start or the end of styled text, or for a character of a formula or a URL. Braces
alone are real: they keep a style from changing the case. `clean` keeps such characters out of
fields, so that none can be forged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from markupsafe import Markup, escape

from mkdocs_pubs.characters import collapsed
from mkdocs_pubs.latex.cases import sentence_cased
from mkdocs_pubs.latex.html import SafeUrl, end_tag, math_html, start_tag, text_to_html
from mkdocs_pubs.latex.nodes import Hyperlink, Inlines, Math, Styled, Tag
from mkdocs_pubs.latex.parser import parse
from mkdocs_pubs.patterns import regex

_SIGNS = "\\{}$%~&#_^`'"
_SIGN_OF = {chr(code): sign for code, sign in enumerate(f"{_SIGNS}<>", 0xE000)}
_TAG_OF_START: dict[str, Tag] = {chr(code): tag for code, tag in enumerate(get_args(Tag), 0xE020)}
_END_OF: dict[Tag, str] = {tag: chr(code) for code, tag in enumerate(get_args(Tag), 0xE040)}
_INLINE_MATH, _DISPLAY_MATH, _MATH_END = "\ue060", "\ue061", "\ue062"
_LINK, _LINK_TEXT, _LINK_END = "\ue063", "\ue064", "\ue065"
OTHERS = "\ue0ff"
"""Stands for "and others" in the text of a style, where a person would stand."""
# Supplementary private use area A holds one character for each UTF-16 code unit.
_FIRST_UNIT = 0xF0000

_DISGUISE_OF = {sign: character for character, sign in _SIGN_OF.items()}
_TO_DISGUISE = str.maketrans({sign: _DISGUISE_OF[sign] for sign in _SIGNS})
_START_OF = {tag: character for character, tag in _TAG_OF_START.items()}
# One set of signs to begin with, as elsewhere a pattern is tried at each character.
_DISGUISED = regex(
    r"(?P<first>[\ue000-\uf8ff\U000f0000-\U000fffff<])(?:"
    rf"(?<=[{_INLINE_MATH}{_DISPLAY_MATH}])(?P<tex>[\U000f0000-\U000fffff]*){_MATH_END}?"
    rf"|(?<={_LINK})(?P<url>[\U000f0000-\U000fffff]*){_LINK_TEXT}?"
    r"|(?<=<)(?P<end>/?)(?P<name>[a-z]+)(?P<rest>[^<>]*)>"
    r"|(?<!<))"
)

_IN_DISGUISE = regex("[\ue000-\uf8ff\U000f0000-\U000fffff]")
_SIGN = regex(f"[{re.escape(_SIGNS)}]")
# One set of signs, as in the parser; of dashes, two are LaTeX.
_SIGN_OR_LATEX = regex(f"[{re.escape(_SIGNS)}<-](?:(?<!-)|-)")


def to_pybtex(tex: str, *, sentence_case: bool = False) -> str:
    """Return a field as pybtex may have it; with `sentence_case`, a title in sentence case."""
    if not sentence_case and not _SIGN_OR_LATEX.search(tex):
        return collapsed(tex).strip(" ")
    nodes = parse(tex)
    return _disguised(sentence_cased(nodes) if sentence_case else nodes)


def text_to_pybtex(text: str) -> str:
    """Return plain text as pybtex may have it."""
    return text.translate(_TO_DISGUISE) if _SIGN.search(text) else text


def from_pybtex(html: str, link: SafeUrl) -> Markup:
    """Return the HTML that a backend made of disguised fields with its markup restored.

    `html` must be escaped. Whatever a style did to the text, the tags are balanced: one that it
    tore apart ends where the tag around it ends.
    """
    return _Unmasked(link).html(html) if is_disguised(html) else Markup(html)


def is_disguised(html: str) -> bool:
    """Say whether `from_pybtex` has anything to restore."""
    # Of several links, one may stand in another. Private-use characters are not printable.
    has_none = html.isprintable() or not _IN_DISGUISE.search(html)
    return not has_none or html.count("<a ") > 1


def _disguised(nodes: Inlines) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(text_to_pybtex(node))
        elif isinstance(node, Math):
            parts.append(f"{{{disguised_math(node)}}}")
        elif isinstance(node, Styled):
            parts.append(disguised_styled(node.tag, _disguised(node.children)))
        elif isinstance(node, Hyperlink):
            parts.append(disguised_link(node.url, _disguised(node.children)))
        else:
            parts.append(f"{{{_disguised(node.children)}}}")
    return "".join(parts)


def disguised_math(formula: Math) -> str:
    """Return a formula in disguise."""
    opening = _DISPLAY_MATH if formula.display else _INLINE_MATH
    return f"{opening}{_units(formula.tex)}{_MATH_END}"


def disguised_styled(tag: Tag, text: str) -> str:
    """Return disguised text with a look, in disguise."""
    return f"{_START_OF[tag]}{text}{_END_OF[tag]}"


def disguised_link(url: str, text: str) -> str:
    """Return disguised text that leads to `url`, in disguise."""
    return f"{_LINK}{_units(url)}{_LINK_TEXT}{text}{_LINK_END}"


def disguised_sign(sign: str) -> str:
    """Return the character that stands for a sign."""
    return _DISGUISE_OF[sign]


def _units(text: str) -> str:
    """Return text as private-use characters, so that no style splits or changes it."""
    octets = text.encode("utf-16-le", errors="replace")
    units = (int.from_bytes(octets[at : at + 2], "little") for at in range(0, len(octets), 2))
    return "".join(chr(_FIRST_UNIT + unit) for unit in units)


def _from_units(units: str) -> str:
    octets = b"".join((ord(unit) - _FIRST_UNIT).to_bytes(2, "little") for unit in units)
    return octets.decode("utf-16-le", errors="replace")


class _Unmasked:
    """Disguised HTML on its way back; keeps the elements that are open."""

    def __init__(self, link: SafeUrl) -> None:
        self._link = link
        self._open: list[tuple[str, str]] = []

    def html(self, disguised: str) -> Markup:
        restored = _DISGUISED.sub(self._restored, disguised)
        return Markup(restored + "".join(self._ended(len(self._open))))

    def _restored(self, found: re.Match[str]) -> str:
        if found["tex"] is not None:
            return math_html(_from_units(found["tex"]), display=found["first"] == _DISPLAY_MATH)
        if found["url"] is not None:
            return self._started_link(found["url"])
        if found["name"]:
            return self._element(found)
        return self._character(found["first"])

    def _started_link(self, units: str) -> str:
        url = self._link(_from_units(units))
        if not url or any(end == "</a>" for _, end in self._open):
            return ""
        return self._started(_LINK_END, f'<a href="{escape(url)}">', "</a>")

    def _element(self, found: re.Match[str]) -> str:
        """Keep the backend's own elements in step with the disguised ones."""
        name, end = found["name"], f"</{found['name']}>"
        if found["end"]:
            return self._finished(name)
        if name == "a" and any(open_end == end for _, open_end in self._open):
            return ""
        return self._started(name, found.group(), end)

    def _character(self, character: str) -> str:
        if character in _SIGN_OF:
            return str(text_to_html(_SIGN_OF[character]))
        if character in _TAG_OF_START:
            tag = _TAG_OF_START[character]
            return self._started(_END_OF[tag], start_tag(tag), end_tag(tag))
        return self._finished(character)

    def _started(self, closer: str, start: str, end: str) -> str:
        self._open.append((closer, end))
        return start

    def _finished(self, closer: str) -> str:
        """End the innermost element of a kind, and those within it."""
        for count, (one, _) in enumerate(reversed(self._open), 1):
            if one == closer:
                return "".join(self._ended(count))
        return ""

    def _ended(self, count: int) -> Iterator[str]:
        for _ in range(count):
            yield self._open.pop()[1]
