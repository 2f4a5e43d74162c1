"""The pieces of a citation as elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from itertools import groupby
from xml.etree import ElementTree

from markdown.util import AtomicString
from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Piece
from mkdocs_pubs.patterns import regex

_PAGES = regex(r"^, (?:pp?\.\s*|pages?\s+)(?=[\divxlcm]+\b)")


@dataclass(frozen=True)
class PieceWriter:
    """Writes the pieces of one citation.

    `affixes` are what is said around works, `urls` where works are, by their keys; `unknown` is
    said of what no work has the key of; `stash` keeps HTML and returns what stands for it. `titles`
    name works that are on other pages, where a reader does not see them.
    """

    affixes: Mapping[str, ElementTree.Element]
    urls: Mapping[str, str]
    unknown: str
    stash: Callable[[str], str]
    titles: Mapping[str, str] = field(default_factory=dict)

    def write(self, place: ElementTree.Element, pieces: Iterable[Piece]) -> None:
        """Put pieces behind all that an element holds."""
        for is_raised, group in groupby(pieces, lambda one: one.is_raised):
            inner = ElementTree.SubElement(place, "sup") if is_raised else place
            for piece in group:
                self._add(inner, piece)

    def _add(self, place: ElementTree.Element, piece: Piece) -> None:
        url = self.urls.get(piece.key, "")
        if piece.affix:
            number, side = piece.affix
            affix = self.affixes.get(f"{number}-{side}")
            # A CSL style can write the signs that stand for one.
            if affix is not None:
                affix.text = _begun(affix.text or "", piece)
                place.append(affix)
        elif piece.is_unknown:
            unknown = {"class": "pubs-unknown", "title": self.unknown}
            ElementTree.SubElement(place, "span", unknown).text = self._text(piece)
        elif url and "<a " not in piece.text:
            title = {"title": self.titles[piece.key]} if piece.key in self.titles else {}
            link = {"href": url, "role": "doc-biblioref", **title}
            ElementTree.SubElement(place, "a", link).text = self._text(piece)
        else:
            add_text(place, self._text(piece))

    def _text(self, piece: Piece) -> AtomicString:
        is_html = isinstance(piece.text, Markup)
        return AtomicString(self.stash(piece.text) if is_html else piece.text)


def _begun(text: str, piece: Piece) -> str:
    """Return the text of an affix as it begins where it stands."""
    if piece.before_pages:
        text = _PAGES.sub(piece.before_pages, text)
    return text.lstrip(", ") if piece.begins else text


def add_text(place: ElementTree.Element, text: str) -> None:
    """Put a text behind all that an element holds."""
    if len(place):
        place[-1].tail = f"{place[-1].tail or ''}{text}"
    else:
        place.text = f"{place.text or ''}{text}"
