"""Text in disguise on its way back to HTML: its markup restored, and balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from mkdocs_pubs.latex.html import SafeUrl, is_plain, math_html
from mkdocs_pubs.latex.outlines import MARK, MATHS, TAG_OR_MARK, Slot, outline
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import DISPLAY_MATH, END_OF, FIRST_UNIT, LINK, LINK_END, START_OF

_UNITS = regex("[\U000f0000-\U000fffff]+")
_AUTHOR, _AUTHOR_END = START_OF["pubs-author"], END_OF["pubs-author"]
_TEXT = "[^\ue000-\ue1ff<\U000f0000-\U000fffff]"
_NAME = f"{_TEXT}*{_AUTHOR}{_TEXT}+{_AUTHOR_END}(?!{_AUTHOR})"
_NAMES_FIRST = regex(f"{START_OF['pubs-authors']}(?:{_NAME})+")


class Cut(NamedTuple):
    """A citation as HTML, cut at its authors: what stands around them is one piece more."""

    around: Sequence[str]
    authors: Sequence[str]
    pieces: Sequence[str]
    places: Mapping[str, Sequence[slice]]

    def part(self, name: str) -> str:
        """Return another part of the citation, the first if there are several."""
        places = self.places.get(name)
        return "".join(self.pieces[places[0]]) if places else ""


def restored(disguised: str, link: SafeUrl) -> str:
    """Return escaped text with its markup restored.

    Whatever a style did to the text, the elements are balanced: one that it tore apart ends where
    the element around it ends. One around nothing is left out.
    """
    return "".join(_pieces(disguised, link)[0])


def cut_at_authors(disguised: str, link: SafeUrl) -> Cut:
    """Return what `restored` does, cut at the authors of a citation."""
    first, others = _first_named(disguised)
    pieces, places = _pieces(first, link)
    around, authors, done = [], [], 0
    for place in places.get("pubs-author", ()):
        if place.start > done:
            around.append("".join(pieces[done : place.start - 1]))
            authors.append("".join(pieces[place]))
            done = place.stop + 1
    around.append("".join(pieces[done:]))
    around[1:1], authors[1:1] = others[:-1:2], others[1::2]
    return Cut(around, authors, pieces, places)


def _first_named(disguised: str) -> tuple[str, Sequence[str]]:
    """Return a text without whom it names first, but for one, and what it names these between.

    Citations name many or few, and have more of the order of their marks in common without these.
    They stay where there are marks in a name.
    """
    found = _NAMES_FIRST.match(disguised)
    if not found or disguised.find(_AUTHOR, found.end()) >= 0:
        return disguised, ()
    before, first, *others = found.group().replace(_AUTHOR_END, _AUTHOR).split(_AUTHOR)
    return f"{before}{_AUTHOR}{first}{_AUTHOR_END}{disguised[found.end() :]}", others


def _pieces(disguised: str, link: SafeUrl) -> tuple[list[str], Mapping[str, Sequence[slice]]]:
    """Return text and markup piece by piece, and where among them parts of a citation are."""
    pieces = (TAG_OR_MARK if "<" in disguised else MARK).split(disguised)
    found = outline("".join(pieces[1::2]), bytes(map(bool, pieces[::2])))
    pieces[1::2] = found.html
    for place, ends in found.ends.items():
        pieces[place] += ends
    for slot in found.slots:
        _fill(pieces, slot, link)
    if not "".join(pieces).isprintable():
        pieces = [_UNITS.sub("", piece) for piece in pieces]
    return pieces, found.parts


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
