"""The files of a list: all of it in each format, and each of its publications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.bibtex import by_key, exported
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, Entry, Library, Link, Publication, Related, SideFile
from mkdocs_pubs.normalise import bibtex_names
from mkdocs_pubs.options import DISPLAY_FIELDS, FORMATS, PRIVATE_FIELDS, Options

_FOR_EACH = ("bib", "ris")
_ROLES = ("author", "editor", "translator")


@dataclass(frozen=True)
class Exports:
    """The files of a list, and links: to those of all of it, and of each, by its anchor."""

    files: tuple[SideFile, ...] = ()
    of_list: tuple[Link, ...] = ()
    of_each: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Exporter:
    """Exports publications of a `library`, with the versions joined to them, by their anchors."""

    options: Options
    library: Library
    related: Mapping[str, Sequence[Related]]

    def text(self, form: str, publications: Iterable[Publication]) -> str:
        """Return publications in one of the formats that the option ``exports`` has."""
        return self._writers[form](tuple(self._with_versions(publications)))

    def files(
        self, publications: Sequence[Publication], address: Address | None, *, has_bar: bool
    ) -> Exports:
        """Return the files of a list on a page at this address, as the options have them."""
        forms = self.options.exports
        if forms is None:
            forms = ("bib",) if has_bar else ()
        if address is None or not publications:
            return Exports()
        whole = [self._file(form, publications, address) for form in forms]
        each = {
            one.anchor: [self._file(form, (one,), address, one.anchor) for form in _FOR_EACH]
            for one in (publications if self.options.export_each else ())
        }
        every = [*whole, *(pair for pairs in each.values() for pair in pairs)]
        return Exports(
            tuple(file for _, file in every),
            tuple(link for link, _ in whole),
            {anchor: tuple(link for link, _ in pairs) for anchor, pairs in each.items()},
        )

    def _file(
        self, form: str, publications: Sequence[Publication], address: Address, name: str = ""
    ) -> tuple[Link, SideFile]:
        """Return a file, and the link to it: by its ending, if it is of one publication."""
        label, ending = FORMATS[form]
        file = SideFile.of(address.free_path(name, ending), self.text(form, publications))
        return Link(form, ending if name else label, file.url, file=file.name), file

    def _with_versions(self, publications: Iterable[Publication]) -> Iterator[Publication]:
        for one in publications:
            yield one
            for other in self.related.get(one.anchor, ()):
                if other.joined:
                    yield other.publication

    @cached_property
    def _writers(self) -> Mapping[str, Callable[[Sequence[Publication]], str]]:
        return {"bib": self._bibtex, "ris": self._ris, "csl-json": self._csl}

    @cached_property
    def _hidden(self) -> Sequence[str]:
        """The fields that the user hides from all, and not from the page alone."""
        return sorted({*self.options.hidden_fields} - {*DISPLAY_FIELDS} | {*PRIVATE_FIELDS})

    @cached_property
    def _entries(self) -> Mapping[int, Entry]:
        """The entries for a file, by the identity of those that were read."""
        return {id(one): _with_plain_names(one) for one in self.library.entries}

    @cached_property
    def _known(self) -> Mapping[str, Entry]:
        return by_key(tuple(self._entries.values()))

    def _bibtex(self, publications: Sequence[Publication]) -> str:
        entries = [self._entries[id(one.entry)] for one in publications]
        return exported(entries, self._known, self._hidden)

    def _ris(self, publications: Sequence[Publication]) -> str:
        from mkdocs_pubs.ris import ris

        return ris(publications)

    def _csl(self, publications: Sequence[Publication]) -> str:
        from mkdocs_pubs.csl.items import csl_item, csl_json

        ids = Anchors()
        words = self.options.words
        return csl_json(
            {**csl_item(one, words, with_abstract=True), "id": ids.unlike(one.key or "untitled")}
            for one in publications
        )


def _with_plain_names(entry: Entry) -> Entry:
    """Return an entry whose people others find, too; one that must be mended is not sound."""
    written = {role: entry.fields[role] for role in _ROLES if role in entry.fields}
    plain = {role: bibtex_names(tex) for role, tex in written.items()}
    if plain == written:
        return entry
    return replace(entry, fields={**entry.fields, **plain}, is_sound=False)
