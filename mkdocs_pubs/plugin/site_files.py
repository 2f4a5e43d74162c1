"""The files of the site that is being built, those that other plugins made among them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from mkdocs_pubs.models import LocalFile
from mkdocs_pubs.publisher import head, lies_in

HEAD = 1 << 18
"""How many bytes of a file say what it is; in a JPEG, a small one and a profile may come first."""


class SiteFiles:
    """Finds files by their paths below `docs`, by those in the site, or by their URLs.

    With `allow_outside`, links in `docs` may lead out of it.
    """

    def __init__(self, files: Files, docs: Path, *, allow_outside: bool) -> None:
        self._files = files
        self._docs = docs
        self._allow_outside = allow_outside
        self._count = 0
        self._by_address: Mapping[str, File] = {}

    def find(self, path: str) -> LocalFile | None:
        """Return the file at `path`, if the site will have it."""
        file = self._files.src_uris.get(path) or self._addresses().get(path)
        if file is None or not file.inclusion.is_included():  # type: ignore[no-untyped-call]
            return None
        return LocalFile(file.url, self._leads_out(file), lambda: _head(file))

    def _addresses(self) -> Mapping[str, File]:
        """Return the files by where they will be in the site; plugins add files until the end."""
        if self._count != len(self._files):
            self._count = len(self._files)
            self._by_address = {
                address: file
                for file in self._files
                for address in (file.dest_uri, unquote(file.url).rstrip("/"))
            }
        return self._by_address

    def _leads_out(self, file: File) -> bool:
        """Say whether a file of the user's is a link out of the docs folder."""
        if self._allow_outside or file.abs_src_path is None or file.src_dir != str(self._docs):
            return False
        return not lies_in(self._docs, Path(file.abs_src_path))


def _head(file: File) -> bytes:
    """Return the beginning of a file; nothing of one that cannot be read, as MkDocs will say."""
    if file.abs_src_path is None:
        return file.content_bytes[:HEAD]
    return head(Path(file.abs_src_path), HEAD)
