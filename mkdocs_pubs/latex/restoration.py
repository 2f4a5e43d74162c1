"""Text in disguise on its way back to HTML: its markup restored, and balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from mkdocs_pubs.latex.html import SafeUrl, is_plain, math_html
from mkdocs_pubs.latex.outlines import MARK, MATHS, Slot, outline
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import DISPLAY_MATH, END_OF, FIRST_UNIT, LINK, LINK_END, START_OF

_UNITS = regex("[\U000f0000-\U000fffff]+")
_AUTHORS = START_OF["pubs-authors"]
_AUTHOR, _AUTHOR_END = START_OF["pubs-author"], END_OF["pubs-author"]
_TEXT = "[^\ue000-\ue1ff<\U000f0000-\U000fffff]"
_NAMES_FIRST = regex(f"{_AUTHORS}(?:{_TEXT}*{_AUTHOR}{_TEXT}+{_AUTHOR_END}(?!{_AUTHOR}))+")


def restored(disguised: str, link: SafeUrl) -> tuple[str, Mapping[str, Sequence[str]]]:
    """Return escaped text with its markup restored, and the parts of a citation by their names.

    Whatever a style did to the text, the elements are balanced: one that it tore apart ends where
    the element around it ends. One around nothing is left out.
    """
    pieces, names = _pieces(disguised)
    found = outline("".join(pieces[1::2]), bytes(map(bool, pieces[::2])))
    pieces[1::2] = found.html
    for place, ends in found.ends.items():
        pieces[place] += ends
    for slot in found.slots:
        _fill(pieces, slot, link)
    html = "".join(pieces)
    if not html.isprintable():
        pieces = [_UNITS.sub("", piece) for piece in pieces]
        html = "".join(pieces)
    parts = {
        css_class: ["".join(pieces[place]) for place in places]
        for css_class, places in found.parts.items()
    }
    return html, {**parts, "pubs-author": names} if names else parts


def _pieces(disguised: str) -> tuple[list[str], Sequence[str]]:
    """Return a text cut at its marks, and whom it names first, if there is no mark in any name.

    Citations name many or few, and have more of the order of their marks in common without these.
    """
    found = _NAMES_FIRST.match(disguised)
    if not found or disguised.find(_AUTHOR, found.end()) >= 0:
        return MARK.split(disguised), ()
    people = found.group()
    shown = people.replace(_AUTHOR, '<span class="pubs-author">').replace(_AUTHOR_END, "</span>")
    pieces = MARK.split(_AUTHORS + disguised[found.end() :])
    pieces[2] = shown[1:] + pieces[2]
    return pieces, [name.partition(_AUTHOR_END)[0] for name in people.split(_AUTHOR)[1:]]


def _fill(pieces: list[str], slot: Slot, link: SafeUrl) -> None:
    """Put a formula in its place, or the tags of a link if that is safe."""
    shown = behind = ""
    text = "".join(pieces[slot.start : slot.stop])
    pieces[slot.start : slot.stop] = [""] * (slot.stop - slot.start)
    if slot.mark == LINK:
        is_url = is_plain(text) and " " not in text
        url = text if is_url else Markup(_UNITS.sub("", text)).striptags()
    else:
        units = found[0] if (found := _UNITS.match(text)) else ""
        behind, url = text[len(units) :], _from_units(units)
    if slot.mark in MATHS:
        shown = math_html(url, display=slot.mark == DISPLAY_MATH)
    elif slot.end:
        safe = link(url)
        shown = f'<a href="{escape(safe)}">' if safe else ""
        pieces[slot.end] = pieces[slot.end].replace(LINK_END, "</a>" if safe else "")
    pieces[slot.start] = f"{shown}{behind}"


def _from_units(units: str) -> str:
    octets = b"".join((ord(unit) - FIRST_UNIT).to_bytes(2, "little") for unit in units)
    return octets.decode("utf-16-le", errors="replace")
