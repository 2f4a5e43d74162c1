"""Who is who: the people that a site knows, by all the names that they publish under.

al-folio's ``_data/coauthors.yml``: last names in lower case and without accents, each with a list
of people who have a ``firstname`` (several, for initials) and a ``url``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mkdocs_pubs.diagnostics import quoted, unknown_fields
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import SafeUrl
from mkdocs_pubs.models import Name, Person
from mkdocs_pubs.normalise.identifiers import bare_orcid
from mkdocs_pubs.normalise.likeness import folded_family, folded_words, given_names, is_same_person
from mkdocs_pubs.normalise.names import read_name

_FIELDS = ("url", "orcid", "variants")
_ALFOLIO_FIELDS = ("firstname", "url", "orcid")


@dataclass(frozen=True)
class Variant:
    """A name of a person; with `any_prefix`, a prefix such as ``van`` may stand before it."""

    name: Name
    person: Person
    any_prefix: bool = False


class People:
    """Finds people by their names, fast: only those whose names begin alike are compared."""

    def __init__(self, variants: Iterable[Variant] = ()) -> None:
        self._by_whole: dict[str, list[Variant]] = {}
        self._by_start: dict[tuple[str, str], list[Variant]] = {}
        self._by_orcid: dict[str, Person] = {}
        self._found: dict[Name, tuple[Person, ...]] = {}
        for variant in variants:
            name = variant.name
            self._by_whole.setdefault(folded_words(str(name)), []).append(variant)
            for start in _starts(name):
                self._by_start.setdefault((folded_family(name), start), []).append(variant)
            if variant.person.orcid:
                self._by_orcid[variant.person.orcid] = variant.person

    def __bool__(self) -> bool:
        return bool(self._by_whole)

    def candidates(self, name: Name) -> tuple[Person, ...]:
        """Return who can bear a name: nobody, one person, or several between whom it is open.

        An ORCID decides; then a name written out as the site has it counts more than one that
        only can be the same, such as ``A. Lovelace``.
        """
        if not self:
            return ()
        if name not in self._found:
            self._found[name] = tuple(self._candidates(name))
        return self._found[name]

    def _candidates(self, name: Name) -> Iterable[Person]:
        if name.orcid in self._by_orcid:
            return (self._by_orcid[name.orcid],)
        exact = (one for one in self._written_alike(name) if _is_written_as(name, one))
        alike = (one for one in self._begun_alike(name) if _is_known_as(name, one))
        return _persons(name, exact) or _persons(name, alike)

    def _written_alike(self, name: Name) -> Iterator[Variant]:
        for whole in {str(name), str(replace(name, prefix=""))}:
            yield from self._by_whole.get(folded_words(whole), ())

    def _begun_alike(self, name: Name) -> Iterator[Variant]:
        for family in {folded_family(name), folded_words(name.family)}:
            for start in _possible_starts(name):
                yield from self._by_start.get((family, start), ())


def _persons(name: Name, variants: Iterable[Variant]) -> Mapping[Person, None]:
    """Return whose names these are, each once; two ORCIDs are two people's."""
    persons = (variant.person for variant in variants)
    return dict.fromkeys(one for one in persons if not (name.orcid and one.orcid))


def _starts(name: Name) -> Iterable[str]:
    """Return how the given names of a person may begin where others write them."""
    given = given_names(name)
    first = "".join(given[:1]).rstrip(".")
    return {first[:1], first, "".join(given)}


def _possible_starts(name: Name) -> Iterable[str]:
    """Return how the given names begin of whoever may have a name: only an initial is vague."""
    given = given_names(name)
    first = "".join(given[:1])
    start = first.rstrip(".")
    is_abbreviated = len(start) <= 1 or start != first
    return {start[:1]} if is_abbreviated else {start, "".join(given)}


def read_people(table: Mapping[str, object], link: SafeUrl) -> tuple[People, tuple[str, ...]]:
    """Return the people of a mapping, in our form or in al-folio's, and what is wrong with it.

    `link` returns an address as it may stand in a link, or ``None``.
    """
    variants = [one for key, said in table.items() for one in _variants(key, said)]
    problems = [one for key, said in table.items() for one in _problems(key, said)]
    for one in dict.fromkeys(variant.person for variant in variants):
        if one.url and link(one.url) is None:
            problems.append(f"'{one.name}' has a url that is no safe address: '{one.url}'")
    return People(variants), tuple(problems)


def _variants(key: str, said: object) -> Iterator[Variant]:
    """Yield the variants of one person in our form, or of all with a last name in al-folio's."""
    if isinstance(said, list):
        for one in said:
            given = _texts(one, "firstname")
            for first in given:
                person = _person(f"{given[0]} {key}", one)
                yield Variant(Name(family=key, given=first), person, any_prefix=True)
    elif isinstance(said, str | Mapping):
        person = _person(key, {"url": said} if isinstance(said, str) else said)
        for name in (key, *_texts(said, "variants")):
            yield Variant(replace(read_name(name), marks=""), person)


def _person(name: str, said: Mapping[str, object]) -> Person:
    url, orcid = ("".join(_texts(said, field)[:1]) for field in ("url", "orcid"))
    return Person(name, url.strip(), bare_orcid(orcid))


def _texts(said: object, field: str) -> tuple[str, ...]:
    """Return what a mapping has in a field: a text, or a list of texts."""
    value = said.get(field) or [] if isinstance(said, Mapping) else []
    values = [value] if isinstance(value, str) else value
    is_right = isinstance(values, list) and all(isinstance(one, str) for one in values)
    return tuple(values) if is_right else ()


def _problems(key: str, said: object) -> Iterator[str]:
    """Yield what is wrong with what a table says of a person, or of all with a last name."""
    if isinstance(said, list):
        for one in said:
            yield from _problems_of_namesake(key, one)
    elif isinstance(said, Mapping):
        yield from unknown_fields(key, said, _FIELDS)
        yield from _wrong_texts(key, said, "variants")
        yield from _wrong_person(key, said)


def _problems_of_namesake(key: str, said: object) -> Iterator[str]:
    if not isinstance(said, Mapping):
        found = quoted(said) if isinstance(said, str) else "a list"
        yield f"'{key}' holds {found}, where a person with a firstname was expected"
        return
    yield from unknown_fields(key, said, _ALFOLIO_FIELDS)
    yield from _wrong_texts(key, said, "firstname")
    if given := _texts(said, "firstname"):
        yield from _wrong_person(f"{given[0]} {key}", said)
    else:
        yield f"'{key}' holds a person without a firstname"


def _wrong_person(name: str, said: Mapping[str, object]) -> Iterator[str]:
    yield from _wrong_texts(name, said, "url", "orcid")
    for orcid in _texts(said, "orcid")[:1]:
        if not bare_orcid(orcid):
            yield f"'{name}' has an orcid that is none: '{orcid}'"


def _wrong_texts(name: str, said: Mapping[str, object], *fields: str) -> Iterator[str]:
    for field in fields:
        if said.get(field) and not _texts(said, field):
            yield f"'{name}' has no text, nor a list of texts, as its {field}"


def _is_written_as(name: Name, variant: Variant) -> bool:
    return folded_words(str(_comparable(name, variant))) == folded_words(str(variant.name))


def _is_known_as(name: Name, variant: Variant) -> bool:
    """Say whether a name can only be a shorter or fuller form of a variant.

    An initial of the variant's is not taken for a name written out, which may be another's.
    """
    given, known = given_names(name), given_names(variant.name)
    if not given or not known or all(len(one.rstrip(".")) == 1 for one in known):
        return False
    is_fuller = len(known[0].rstrip(".")) < len(given[0].rstrip("."))
    return not is_fuller and is_same_person(_comparable(name, variant), variant.name)


def _comparable(name: Name, variant: Variant) -> Name:
    return replace(name, prefix="") if variant.any_prefix else name
