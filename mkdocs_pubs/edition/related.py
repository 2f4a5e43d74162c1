"""What a page says of the works that belong to one: how, and where they are."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Citation, Related, Relation


@dataclass(frozen=True)
class RelationMaker:
    """Says what belongs to a work in these `words`; `html` decodes a field."""

    html: Callable[[str], Markup]
    words: Labels

    def relation(
        self, related: Related, citation: Citation, main: Citation, url: str, identifier: str
    ) -> Relation:
        """Return what is said of a related work, as cited beside the `main` one.

        A version is told apart by where it was published, since it has the same title.
        """
        before, after = self._around(related)
        text, more = self._parts(citation, main)
        if "<a " in text:
            url = ""
        return Relation(before, text, more + after, url, identifier if related.joined else "")

    def _around(self, related: Related) -> tuple[Markup, Markup]:
        """Return what stands before and behind the work: the entry's word, else the language's."""
        if related.string and not related.joined:
            return self.html(related.string) + " ", Markup()
        before, _, after = self.words.pieces(f"related_{related.kind}")
        return escape(before), escape(after)

    def _parts(self, citation: Citation, main: Citation) -> tuple[Markup, Markup]:
        """Return what leads to a work, and what stands behind that."""
        if citation.title is None:
            return citation.text, Markup()
        venue = citation.venue or Markup()
        if citation.title == main.title and venue:
            return venue, Markup()
        return citation.title, escape(self.words("venue_next")) + venue if venue else Markup()
