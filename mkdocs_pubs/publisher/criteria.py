"""What the options of a list ask of publications, and what is wrong with the asking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mkdocs_pubs.characters import base_letters
from mkdocs_pubs.diagnostics import Code, Diagnostic, did_you_mean
from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.links import LINKED_FIELDS
from mkdocs_pubs.metadata.names import family_first
from mkdocs_pubs.models import Citing, Library, Name, Person, Publication
from mkdocs_pubs.normalise import People, bare_orcid, is_same_person, read_name
from mkdocs_pubs.options import ALL_OTHERS, Button, Options
from mkdocs_pubs.publisher.hosted import PlaceOf
from mkdocs_pubs.publisher.indices import PEOPLE
from mkdocs_pubs.selection import KEYWORD, TYPES, Condition, known_fields

if TYPE_CHECKING:
    from mkdocs_pubs.selection.expressions import Expression

_ORDERS = ("author", "date", "style", "title")


def check_where(where: str) -> None:
    """Check an expression of a whole site.

    Raises:
        OptionError: if it is no expression, or says what expressions may not.
    """
    _, problem = _expression(where)
    if problem:
        raise OptionError([problem])


def conditions(
    options: Options, place_of: PlaceOf, people: People
) -> tuple[tuple[Condition, ...], tuple[Diagnostic, ...]]:
    """Return what a publication must satisfy beside the plain filters, and what is wrong there."""
    found: list[Condition] = [_is_by(options.authors, people)] if options.authors else []
    expression, problem = _expression(options.where)
    if expression:
        found.append(expression.holds_for)
    if not problem:
        return tuple(found), ()
    message = f"{problem}; the list goes without it"
    return tuple(found), (Diagnostic(place_of("where"), message, Code.INVALID_EXPRESSION),)


def cited_ones(options: Options, citing: Citing) -> Iterator[Condition]:
    """Yield what holds for the publications that are cited, or for the others, if asked for."""
    if options.cited is not None:
        cited = {one.origin for one in citing.publications}
        yield lambda one: (one.origin in cited) is options.cited


def unknown_names(
    options: Options, library: Library, place_of: PlaceOf, people: People
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field, type, key and so on that the options name in vain."""
    every = library.publications
    if not every:
        return
    fields = known_fields(every)
    headings = fields.union(PEOPLE, (KEYWORD,))
    types = {kind for one in every for kind in (one.type, one.entry.type)}.union(TYPES)
    keys = {key for one in every for key in (one.key, *one.entry.aliases)}
    orders = fields.union(_ORDERS)
    asked: Iterable[tuple[str, str, Iterable[str], Collection[str]]] = (
        ("where", "field", _fields_in(options.where), fields),
        ("group_by", "field", options.group_by, headings),
        ("sort_by", "field", (name.lstrip("-") for name in options.sort_by), orders),
        ("buttons", "field", _bare_names(options.buttons), fields.union(LINKED_FIELDS)),
        ("types", "type", map(str.lower, options.types), types),
        ("keys", "key", options.keys, keys),
        ("keywords", "keyword", *_unknown_keywords(options.keywords, every)),
        ("authors", "author", *_unknown_authors(options.authors, every, people)),
        ("highlight", "author", *_unknown_owners(options.highlight, every)),
    )
    for option, kind, names, known in asked:
        for name in sorted(set(names) - set(known)):
            message = f"no publication has the {kind} '{name}', which '{option}' asks for"
            message = f"{message}{did_you_mean(name, known)}"
            yield Diagnostic(place_of(option), message, Code.UNKNOWN_NAME)


def _unknown_keywords(
    wanted: Sequence[str], every: Iterable[Publication]
) -> tuple[Iterable[str], Collection[str]]:
    """Return the keywords that are not among the known ones, and those."""
    known = {word for one in every for word in one.keywords} if wanted else set()
    as_compared = set(map(base_letters, known))
    return [word for word in wanted if base_letters(word) not in as_compared], known


def _unknown_authors(
    wanted: Sequence[str], every: Sequence[Publication], people: People
) -> tuple[Iterable[str], Collection[str]]:
    """Return the people who wrote nothing, and who wrote something, the family first or last."""
    unknown = [author for author in wanted if not any(map(_is_by([author], people), every))]
    if not unknown:
        return (), ()
    names = {name for one in every for name in one.authors.people}
    return unknown, {text for name in names for text in (str(name), family_first(name))}


def _unknown_owners(
    wanted: Sequence[str], every: Sequence[Publication]
) -> tuple[Iterable[str], Collection[str]]:
    """Return the owners who wrote nothing, and the names of all others who wrote something.

    Where one did, another may yet have to write: only who is called like an author counts then.
    """
    owners = {text: read_name(text) for text in wanted}
    unknown = [text for text, owner in owners.items() if not any(_named_like(owner, every))]
    if not unknown:
        return (), ()
    others = {name for one in every for name in one.byline.people}
    others.difference_update(*(_named_like(owner, every) for owner in owners.values()))
    known = {text for name in others for text in (str(name), family_first(name))}
    is_all = len(unknown) == len(owners)
    return [text for text in unknown if is_all or did_you_mean(text, known)], known


def _named_like(owner: Name, every: Iterable[Publication]) -> Iterator[Name]:
    """Yield the names of the owner among those who wrote something."""
    names = (name for one in every for name in one.byline.people)
    yield from (name for name in names if is_same_person(name, owner))


def _bare_names(buttons: Iterable[Button]) -> Iterator[str]:
    """Yield the names of the buttons of which nothing else is said, which may be mistyped."""
    yield from (one.name for one in buttons if one == Button(one.name) and one.name != ALL_OTHERS)


def _expression(where: str) -> tuple[Expression | None, str]:
    """Return an expression, unless there is none, and what is wrong with it."""
    if not where:
        return None, ""
    # Few lists have one.
    from mkdocs_pubs.selection.expressions import Expression, InvalidExpression

    try:
        return Expression(where), ""
    except InvalidExpression as error:
        return None, f"cannot use where '{where[:60]}': {error}"


def _fields_in(where: str) -> Collection[str]:
    expression, _ = _expression(where)
    return expression.names if expression else ()


def _is_by(authors: Iterable[str], people: People) -> Condition:
    """Return what holds for the works of any of these people, given by name or by ORCID."""
    wanted = [_Wanted.of(author, people) for author in authors]
    return lambda one: any(
        author.is_meant_by(name, people) for name in one.authors.people for author in wanted
    )


@dataclass(frozen=True)
class _Wanted:
    """A person whose works are asked for; `known` is who that is to the site."""

    name: Name | None
    orcid: str
    known: Sequence[Person]

    @classmethod
    def of(cls, text: str, people: People) -> _Wanted:
        orcid = bare_orcid(text)
        name = Name(orcid=orcid) if orcid else read_name(text)
        return cls(None if orcid else name, orcid, people.candidates(name))

    def is_meant_by(self, name: Name, people: People) -> bool:
        if self.orcid and name.orcid:
            return name.orcid == self.orcid
        if self.name is not None and is_same_person(name, self.name):
            return True
        return len(self.known) == 1 and tuple(self.known) == people.candidates(name)
