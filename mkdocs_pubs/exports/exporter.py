"""The files of a list: all of it in each format, and each of its publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_pubs.bibtex import exported
from mkdocs_pubs.models import Address, Library, Link, Publication, Related, SideFile
from mkdocs_pubs.options import DISPLAY_FIELDS, FORMATS, PRIVATE_FIELDS, Options


@dataclass(frozen=True)
class Exporter:
    """Exports publications of a `library`, with the versions joined to them, by their anchors."""

    options: Options
    library: Library
    related: Mapping[str, Sequence[Related]]

    def text(self, form: str, publications: Sequence[Publication]) -> str:
        """Return publications in one of the formats that the option ``exports`` has."""
        whole = tuple(self._with_versions(publications))
        return _WRITERS[form](self, whole)

    def files(
        self, publications: Sequence[Publication], address: Address | None, *, has_bar: bool
    ) -> Mapping[Link, SideFile]:
        """Return the files of a list, each by a link from a page at this address."""
        forms = self.options.exports
        if forms is None:
            forms = ("bib",) if has_bar else ()
        if address is None or not publications:
            return {}
        return dict(self._file(form, publications, address) for form in forms)

    def _file(
        self, form: str, publications: Sequence[Publication], address: Address
    ) -> tuple[Link, SideFile]:
        label, ending = FORMATS[form]
        path = address.free_path("", ending)
        file = SideFile(path, self.text(form, publications))
        return Link(form, label, file.url, file=file.name), file

    def _with_versions(self, publications: Sequence[Publication]) -> Iterator[Publication]:
        for one in publications:
            yield one
            yield from (
                other.publication for other in self.related.get(one.anchor, ()) if other.joined
            )

    def _bibtex(self, publications: Sequence[Publication]) -> str:
        hidden = {*self.options.hidden_fields} - {*DISPLAY_FIELDS} | {*PRIVATE_FIELDS}
        entries = [one.entry for one in publications]
        return exported(entries, self.library.entries, sorted(hidden))


_WRITERS = {"bib": Exporter._bibtex}
