"""Publications into items: what a page shows of each, in one style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from mkdocs_pubs.bibtex import shown_source
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.latex import text_to_html, to_html
from mkdocs_pubs.links import Linker, safe_url
from mkdocs_pubs.models import Author, Citation, Item, Name, Publication
from mkdocs_pubs.normalise import is_same_person
from mkdocs_pubs.options import Options


@dataclass(frozen=True)
class ItemMaker:
    """Makes items for one list, with its options, on the page of its `linker`."""

    options: Options
    owners: Sequence[Name]
    linker: Linker

    def item(
        self, publication: Publication, citation: Citation, identifier: str
    ) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Return the item of a publication as cited, under an id, and what was wrong with it."""
        html = partial(to_html, link=partial(safe_url, base=self.linker.base))
        fields = publication.fields
        buttons, url, problems = self.linker.linked(publication)
        item = Item(
            id=identifier,
            key=publication.key,
            type=publication.type,
            year="" if publication.date.year is None else str(publication.date.year),
            citation=citation,
            authors=self._authors(publication, citation),
            others=(publication.authors or publication.editors).others,
            role=_role(publication),
            note=html(fields.get("note", "")) if citation.has_lines else Markup(),
            abstract=html(fields.get("abstract", "")) if self.options.show_abstract else Markup(),
            bibtex=self._bibtex(publication),
            url=url,
            links=buttons,
        )
        return item, problems

    def _bibtex(self, publication: Publication) -> str:
        if not self.options.show_bibtex:
            return ""
        return shown_source(publication.entry, self.options.hidden_fields)

    def _authors(self, publication: Publication, citation: Citation) -> tuple[Author, ...]:
        people = (publication.authors or publication.editors).people
        shown = self.options.max_authors or len(people)
        owned = [self._is_owner(one) for one in people]
        return tuple(
            Author(name, owner, folded=index >= shown and not owner)
            for index, (name, owner) in enumerate(zip(_names(people, citation), owned, strict=True))
        )

    def _is_owner(self, name: Name) -> bool:
        """Say whether a name is the owner's, by the options or by BibLaTeX's data annotations."""
        if not _OWNER_ANNOTATIONS.isdisjoint(map(str.lower, name.annotations)):
            return True
        return any(is_same_person(name, owner) for owner in self.owners)


_OWNER_ANNOTATIONS = frozenset("bold highlight me myself owner self".split())
"""The words with which people annotate their own name for a list of publications."""


def _names(people: Sequence[Name], citation: Citation) -> Sequence[Markup]:
    """Return the names as the style writes them, or in reading order if it wrote others."""
    if len(citation.authors) == len(people):
        return citation.authors
    return [_name(name) for name in people]


def _name(name: Name) -> Markup:
    marks = Markup("<sup>{}</sup>").format(name.marks) if name.marks else ""
    return text_to_html(str(name)) + marks


def _role(publication: Publication) -> str:
    if publication.authors or not publication.editors:
        return ""
    return "ed." if len(publication.editors.people) == 1 else "eds."
