"""Files of the site, as entries name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import normpath
from urllib.parse import quote

from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import FindFile, LocalFile, Publication
from mkdocs_pubs.patterns import regex

TAIL = regex("[?#]")
"""Where the path of an address may end."""


@dataclass(frozen=True)
class Files:
    """The files in these `folders` of the site; without `find`, it is not known which there are."""

    folders: Sequence[str] = ()
    find: FindFile | None = None

    @property
    def are_unknown(self) -> bool:
        """Whether nobody knows which files there are."""
        return self.find is None

    def found(self, address: str) -> tuple[LocalFile, str] | None:
        """Return the first file that an address may mean, and what follows the path in it."""
        if self.find is None:
            return None
        for path in self._candidates(address):
            # A name may hold such a sign, but mostly it begins a query or a fragment.
            for end in (len(path), len(TAIL.split(path, maxsplit=1)[0])):
                normal = normpath(path[:end])
                if not normal.startswith("../") and (file := self.find(normal)):
                    return file, quote(path[end:], safe="%!#$&'()*+,/:;=?@~")
        return None

    def _candidates(self, address: str) -> Iterator[str]:
        if address.startswith("/"):
            yield address.lstrip("/")
        else:
            yield from (f"{folder}/{address}" for folder in self.folders)


def leads_out(publication: Publication, field: str) -> Diagnostic:
    """Say that a file is not linked to, since it is a symbolic link to somewhere else."""
    what = f"the {field} of '{publication.key}' is a link out of the docs folder"
    what = f"{what}; not linked (the option 'allow_outside' lets it in)"
    return Diagnostic(publication.entry.place_of(field), what, Code.OUTSIDE_FILE)
