"""Citations of publications in one style, come what may: the next best template is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle as NumberLabels

from mkdocs_pubs.characters import clean
from mkdocs_pubs.citation.backend import Backend
from mkdocs_pubs.citation.dates import years
from mkdocs_pubs.citation.entries import pybtex_entry
from mkdocs_pubs.citation.finder import RunStyle, Style, WordedStyle, find_style
from mkdocs_pubs.citation.own_entries import OwnEntry
from mkdocs_pubs.labels import ENGLISH, Labels
from mkdocs_pubs.latex import SafeUrl, from_pybtex, text_to_html, to_html
from mkdocs_pubs.models import LABEL, Citation, Manner, Publication

# pybtex calls whatever method of a style an entry's type names, so types are a closed set:
# BibTeX's and BibLaTeX's (manual, 2.1), with what stands for them in styles that lack them.
_NEAREST: Mapping[str, str] = {
    **dict.fromkeys(
        "article book booklet inbook incollection inproceedings manual mastersthesis misc online"
        " phdthesis proceedings techreport unpublished software dataset patent".split(),
        "misc",
    ),
    **dict.fromkeys(["thesis", "bachelorsthesis"], "phdthesis"),
    **dict.fromkeys(["collection", "reference", "mvbook", "mvcollection", "mvreference"], "book"),
    **dict.fromkeys(["bookinbook", "suppbook"], "inbook"),
    **dict.fromkeys(["inreference", "suppcollection"], "incollection"),
    **dict.fromkeys(["review", "suppperiodical"], "article"),
    "mvproceedings": "proceedings",
    "report": "techreport",
    "standard": "manual",
}
_LAST_RESORT = "misc"
_AT_ONCE = 1_000
"""Of how many publications the texts are kept until all have their citations."""

Distinction = tuple[tuple[str, str], ...]
"""The fields that tell a publication from others of its list, with their values."""

Told = tuple[Distinction, Entry | None]
"""What tells a publication from others, and its entry where one was made to find that out."""


class Citer:
    """Cites publications in the style called `name`.

    `safe_url` returns a URL as it may stand in a link, or ``None``. A style that has the attribute
    `words` gets those of the list, in its language; what other styles say is English. Without
    marks, signs such as ``*`` behind names are left out.

    Raises:
        StyleError: if there is no such style, or it cannot be loaded.
    """

    def __init__(
        self, name: str, safe_url: SafeUrl, words: Labels = ENGLISH, *, with_marks: bool = True
    ) -> None:
        self.name = name
        self._with_marks = with_marks
        self._style = find_style(name)
        self._words = ENGLISH
        self._is_ours = False
        if isinstance(self._style, WordedStyle):
            self._is_ours = True
            self._words = self._style.words = words
        self._text_of = _text_of(self._style, is_ours=self._is_ours)
        # Asking a protocol takes longer than reading a name, and would be done for each entry.
        self._run_style = self._style if isinstance(self._style, RunStyle) else None
        self._safe_url = safe_url
        self._backend = Backend(safe_url, in_one_run=self._run_style is not None)

    def cite(self, publication: Publication, told: Told = ((), None)) -> tuple[Citation, str]:
        """Return the citation of one publication, and what is to be said if the style cannot."""
        refusals: list[str] = []
        for kind in self._kinds(publication.type):
            try:
                text = self._rendered(self._text_of(self._told_entry(publication, kind, told)))
            except Exception as error:  # noqa: BLE001 - a style may raise anything
                refusals.append(f"{kind} ({_reason(error)})")
                continue
            citation = self._backend.citation(text)
            if _says_something(citation):
                return citation, self._fallback(publication, kind, refusals)
        return self._plainly(publication), self._fallback(publication, "plain text", refusals)

    def cite_all(
        self, publications: Sequence[Publication], told: Sequence[Told]
    ) -> Iterator[tuple[Citation, str]]:
        """Yield of each publication what `cite` returns.

        Each step is taken for many before the next one, since a processor is quick at doing again
        what it just did. Where one fails, the publication is cited by itself.
        """
        wanted = list(zip(publications, told, strict=True))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            made: list[Any] = some
            for step in (self._first_entry, self._text_of, self._rendered, self._backend.citation):
                made = [_attempted(step, one) for one in made]
            for one, citation in zip(some, made, strict=True):
                is_made = citation is not None and _says_something(citation)
                yield (citation, "") if is_made else self.cite(*one)

    def _first_entry(self, wanted: tuple[Publication, Told]) -> Entry:
        """Return a publication as an entry of the type that is tried first."""
        publication, told = wanted
        return self._told_entry(publication, self._kinds(publication.type)[0], told)

    def _told_entry(self, publication: Publication, kind: str, told: Told) -> Entry:
        """Return a publication as an entry of some type, with what tells it from others."""
        distinction, entry = told
        known = entry or self._entry(publication, kind)
        if distinction:
            (known.learn if self._is_ours else known.fields.update)(distinction)
        return known

    def _rendered(self, text: Any) -> Any:
        return text.render(self._backend)

    def _kinds(self, kind: str) -> tuple[str, ...]:
        """Return the entry types to try; a style that writes runs knows them all itself."""
        return (kind,) if self._run_style is not None else _templates(kind)

    def labels(self, publications: Sequence[Publication]) -> tuple[Markup, ...]:
        """Return the style's labels, such as ``XDW25``; none where the style only numbers."""
        if isinstance(self._style.label_style, NumberLabels):
            return ()
        entries = [
            pybtex_entry(one, _templates(one.type)[0], self._words, with_marks=False)
            for one in publications
        ]
        try:
            labels = list(self._style.format_labels(entries))
        except Exception:  # noqa: BLE001 - a style may raise anything
            return ()
        return tuple(map(self._plain, labels))

    @property
    def manner(self) -> Manner:
        """How the style cites within a text, as far as it says."""
        in_text = self._run_style.in_text if self._run_style is not None else None
        if in_text is not None:
            # What else a style says of itself there makes no other manner of this one.
            return Manner(**{one.name: getattr(in_text, one.name) for one in fields(Manner)})
        if not isinstance(self._style.label_style, NumberLabels):
            return Manner(LABEL)
        brackets = getattr(self._style, "number_brackets", ("[", "]"))
        return Manner(brackets=brackets, raised=getattr(self._style, "raises_numbers", False))

    def distinctions(self, publications: Sequence[Publication]) -> Sequence[Distinction]:
        """Return what tells each publication of a list from those that look alike, as 2020a."""
        return [distinction for distinction, _ in self.told_apart(publications)]

    def told_apart(self, publications: Sequence[Publication]) -> Sequence[Told]:
        """Return what tells each from the others, for citing it."""
        if self._run_style is None or self._run_style.in_text is None:
            return [((), None)] * len(publications)
        entries = [self._entry(one, one.type) for one in publications]
        found = self._run_style.distinctions(entries)
        return [(tuple(one.items()), entry) for one, entry in zip(found, entries, strict=True)]

    def ranks(self, publications: Sequence[Publication]) -> Sequence[int]:
        """Return the place of each publication in the style's own order, if it can tell."""
        entries = [self._entry(one, self._kinds(one.type)[0]) for one in publications]
        try:
            in_order = list(self._style.sort(entries))
        except Exception:  # noqa: BLE001 - a style may raise anything
            return range(len(publications))
        places = {id(entry): place for place, entry in enumerate(in_order)}
        return [places.get(id(entry), len(places)) for entry in entries]

    def _entry(self, publication: Publication, kind: str) -> Entry:
        """Return an entry as the style likes it; ours leave the marks of names to the page."""
        if self._is_ours:
            return OwnEntry(publication, kind, self._words)
        return pybtex_entry(publication, kind, self._words, with_marks=self._with_marks)

    def _plain(self, label: object) -> Markup:
        """Return a label, which a style cuts from fields in disguise, without its markup.

        pybtex tells like labels apart by ``a``, ``b``, and whatever characters come behind ``z``.
        """
        return text_to_html(clean(from_pybtex(escape(label), self._safe_url).striptags()))

    def _fallback(self, publication: Publication, used: str, refusals: Sequence[str]) -> str:
        if not refusals or (used in _NEAREST.values() and used != _LAST_RESORT):
            return ""
        refused = f"style '{self.name}' cannot cite '{publication.key}' as {refusals[0]}"
        return f"{refused}; cited it as {used}"

    def _plainly(self, publication: Publication) -> Citation:
        """Cite without the style: title, venue and year."""
        texts = (
            to_html(publication.title, self._safe_url),
            to_html(publication.container, self._safe_url),
            text_to_html(years(publication.date, self._words) or publication.key),
        )
        return Citation((Markup(". ").join(text for text in texts if text),))


def _text_of(style: Style, *, is_ours: bool) -> Callable[[Any], Any]:
    """Return what makes the text of an entry in a style; ours have no templates of pybtex's."""
    if is_ours and type(style).format_entry is not BaseStyle.format_entry:
        return lambda entry: style.format_entry("", entry).text
    # What makes others quick takes longer to import than ours take for a short list.
    from mkdocs_pubs.citation.quick_styles import quickened

    return quickened(style)


@lru_cache(maxsize=1 << 6)
def _templates(kind: str) -> tuple[str, ...]:
    """Return the entry types to try for a publication's type, the best first, each once."""
    own = (kind, _NEAREST[kind]) if kind in _NEAREST else ()
    return tuple(dict.fromkeys((*own, _LAST_RESORT)))


def _attempted(step: Callable[[Any], Any], value: Any) -> Any:
    """Return what a step makes of a value, or nothing if it fails, as it does with nothing."""
    try:
        return step(value)
    except Exception:  # noqa: BLE001 - a style may raise anything
        return None


def _says_something(citation: Citation) -> bool:
    shown = (*citation.around, *citation.authors)
    return citation.has_lines or any(piece and not piece.isspace() for piece in shown)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
