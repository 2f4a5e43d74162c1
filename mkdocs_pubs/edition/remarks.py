"""What is said beside a citation: notes, the meaning of marks, where a work stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Citation, Publication
from mkdocs_pubs.normalise import says_status, state_of
from mkdocs_pubs.patterns import regex

_BREAK = regex(r"<br\s*/?>|\\\\(?![A-Za-z])|\n\s*\n", re.IGNORECASE)
_SAYING = frozenset(("addendum", "annotation", "note"))
_BEFORE_A_MARK = " \t\n({$^"
_SAME_MARKS = str.maketrans("∗‖", "*|")


@dataclass(frozen=True)
class Remarks:
    """What is said of a publication; each thing once.

    `legend` holds what marks of its people mean, `annotation` the rest of the entry's, `statuses`
    the keys of those that no text says already.
    """

    note: Markup = Markup()
    annotation: tuple[Markup, ...] = ()
    legend: tuple[Markup, ...] = ()
    statuses: tuple[str, ...] = ()


_NOTHING = Remarks()


@dataclass(frozen=True)
class RemarkMaker:
    """Makes remarks; `html` turns TeX into HTML, `legend` has meanings for marks."""

    html: Callable[[str], Markup]
    legend: Sequence[tuple[str, str]]
    words: Labels

    def remarks(self, publication: Publication, citation: Citation) -> Remarks:
        """Return what is to be said beside a citation."""
        fields = publication.fields
        if not (self.legend or publication.statuses or not _SAYING.isdisjoint(fields)):
            return _NOTHING
        tex = _note(fields)
        note = to_text(tex)
        marks = _marks(publication)
        parts = [part for part in _BREAK.split(fields.get("annotation", "")) if part]
        mark_of = {part: _mark_of(to_text(part), marks) for part in parts}
        rest = [part for part in parts if not mark_of[part] and to_text(part) != note]
        unexplained = marks.difference(mark_of.values())
        more = self._more_meanings(unexplained, f"{note} {to_text(' '.join(parts))}")
        # Styles that write one run of text have the note in it.
        shows_note = bool(tex) and citation.has_lines and not state_of(note)
        return Remarks(
            note=self.html(tex) if shows_note else Markup(),
            annotation=tuple(map(self.html, rest)),
            legend=(*(self.html(part) for part in parts if mark_of[part]), *more),
            statuses=tuple(self._unsaid(publication, citation, note if shows_note else "")),
        )

    def _more_meanings(self, marks: set[str], said: str) -> Iterator[Markup]:
        """Yield what the site's legend says of marks, unless the entry says it."""
        for mark, meaning in self.legend:
            is_used = _plain(mark) in marks
            if is_used and mark not in said and meaning.casefold() not in said.casefold():
                yield Markup("{} {}").format(mark, meaning)

    def _unsaid(self, publication: Publication, citation: Citation, note: str) -> Iterator[str]:
        """Yield the statuses that neither the citation nor the note shown with it says in words."""
        if not publication.statuses:
            return
        shown = f"{(citation.venue or citation.text).striptags()} {note}"
        for status in publication.statuses:
            ours = self.words(f"state_{status}").casefold()
            if ours not in shown.casefold() and not says_status(status, shown):
                yield status


def _note(fields: Mapping[str, str]) -> str:
    """Return the note and BibLaTeX's addendum; a note that is a state is told elsewhere."""
    note, addendum = fields.get("note", ""), fields.get("addendum", "")
    if not note or not addendum:
        return note or addendum
    if state_of(to_text(note)):
        return addendum
    return f"{note}{'' if note.endswith(('.', '!', '?')) else '.'} {addendum}"


def _marks(publication: Publication) -> set[str]:
    """Return the signs behind people, without what is said there in brackets."""
    signs = (name.marks.partition("(")[0] for name in publication.byline.people)
    return {_plain(mark) for mark in "".join(signs)}


def _mark_of(text: str, marks: set[str]) -> str:
    """Return the mark that a text begins with, if it is one of `marks`."""
    first = _plain(text.lstrip(_BEFORE_A_MARK)[:1])
    return first if first in marks else ""


def _plain(mark: str) -> str:
    return mark.translate(_SAME_MARKS)
