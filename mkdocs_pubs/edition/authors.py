"""The people of a publication as a page shows them: folded, marked as the owner, linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from markupsafe import Markup

from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import SafeUrl, text_to_html, to_text
from mkdocs_pubs.models import Author, Citation, Name, Person, Publication
from mkdocs_pubs.normalise import People, is_same_person

_OWNER_ANNOTATIONS = frozenset("bold highlight me myself owner self".split())
"""The words with which people annotate their own name for a list of publications."""
_NOBODY = Person("")
_NOTHING = Markup()
_MOST_NAMED = 3


@dataclass(frozen=True)
class AuthorMaker:
    """Makes the author lines of one list; `link` makes an address of a person's safe.

    More than `shown` authors are folded, unless it is 0.
    """

    owners: Sequence[Name]
    shown: int
    people: People
    link: SafeUrl
    _doubtful: set[Name] = field(default_factory=set)

    def authors(
        self, publication: Publication, citation: Citation
    ) -> tuple[tuple[Author, ...], tuple[Diagnostic, ...]]:
        """Return the people as the style writes them, and in reading order whom it leaves out.

        A name that several people of the site's can bear is linked to nobody, which is said once.
        """
        people = publication.byline.people
        written = citation.authors
        if len(written) < len(people):
            written = (*written, *map(_name, people[len(written) :]))
        shown = self.shown or len(people)
        authors = [
            self._author(name, html, place < shown)
            for place, (name, html) in enumerate(zip(people, written, strict=False))
        ]
        return tuple(authors), tuple(self._doubts(publication, people))

    def _author(self, name: Name, html: Markup, shown: bool) -> Author:
        if name.marks:
            html = _with_marks(html, name)
        owner = self._is_owner(name)
        persons = self.people.candidates(name)
        person = persons[0] if len(persons) == 1 else _NOBODY
        # A style may have made a link of a name, and HTML has no links within links.
        url = (self.link(person.url) or "") if person.url and "<a " not in html else ""
        return Author(html, owner, not (shown or owner), url, person.orcid or name.orcid)

    def _doubts(self, publication: Publication, people: Sequence[Name]) -> Iterator[Diagnostic]:
        if self.people:
            for name in people:
                persons = self.people.candidates(name)
                if len(persons) > 1 and self._is_new(name):
                    yield self._doubt(publication, name, persons)

    def _is_owner(self, name: Name) -> bool:
        """Say whether a name is the owner's, by the options or by BibLaTeX's data annotations."""
        if name.annotations and not _OWNER_ANNOTATIONS.isdisjoint(map(str.lower, name.annotations)):
            return True
        return bool(self.owners) and any(is_same_person(name, one) for one in self.owners)

    def _is_new(self, name: Name) -> bool:
        is_new = name not in self._doubtful
        self._doubtful.add(name)
        return is_new

    def _doubt(self, publication: Publication, name: Name, persons: Sequence[Person]) -> Diagnostic:
        who = " or ".join(quoted(person.name) for person in persons[:_MOST_NAMED])
        if len(persons) > _MOST_NAMED:
            who = f"{who} or another of {len(persons)}"
        message = f"{quoted(str(name))} can be {who}; linked nobody"
        place = publication.entry.place_of(publication.byline_field)
        return Diagnostic(place, message, Code.AMBIGUOUS_PERSON)


def role_of(publication: Publication, words: Labels) -> Markup:
    """Return what people are: ``(ed.)``, ``(dirs.)``…, or the collaboration that they write for."""
    if "collaboration" in publication.fields:
        return text_to_html(f"({to_text(publication.fields['collaboration'])})")
    if not publication.byline_role:
        return _NOTHING
    byline = publication.byline
    several = len(byline.people) > 1 or byline.others
    return text_to_html(words.role(publication.byline_role, several=several))


def _name(name: Name) -> Markup:
    return text_to_html(str(name))


def _with_marks(html: Markup, name: Name) -> Markup:
    """Return a name with the signs behind it, which a style of ours leaves to the page."""
    return html + Markup("<sup>{}</sup>").format(name.marks)
