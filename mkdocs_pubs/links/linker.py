"""Links of a publication, as they stand on one page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from posixpath import normpath

from mkdocs_pubs.diagnostics import Code, Diagnostic, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.links.addresses import is_absolute, is_plain_url, safe_url
from mkdocs_pubs.links.files import TAIL, Files, leads_out
from mkdocs_pubs.links.kinds import FOR_TITLE, URL, LinkAddress, LinkKind, kind_of
from mkdocs_pubs.models import Link, LocalFile, Publication
from mkdocs_pubs.patterns import regex

# An address whose scheme was left out: ``github.com/…``, not ``talk.html``.
_HOST = regex(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)
_FILE = regex(
    r"[^/]+\.(?:avi|bib|csv|docx?|epub|gz|html?|ipynb|jpe?g|json|key|mkv|mov|od[pst]|og[gv]|pdf|png"
    r"|pptx?|ps|svg|tar|tex|tsv|txt|webm|webp|xlsx?|ya?ml|zip)",
    re.IGNORECASE,
)
# People write "coming soon" where an address is to be.
_SIGN_OF_ADDRESS = regex("[./:?#]")
_IMAGE = regex(r"\.(?:avif|gif|ico|jpe?g|png|svg|webp)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a link leads, or what is wrong with it that it leads nowhere, or not for sure."""

    url: str = ""
    problem: Diagnostic | None = None


@dataclass(frozen=True)
class Linker:
    """Makes links of these `kinds` on a page from which `base` leads to the site's root."""

    kinds: Sequence[LinkKind]
    base: str
    files: Files

    @cached_property
    def _considered(self) -> Mapping[str, LinkKind]:
        """The kinds of button, and those that titles lead to, by their fields."""
        for_title = (kind_of(field, self.kinds) for field in FOR_TITLE)
        return {kind.field: kind for kind in (URL, *self.kinds, *for_title)}

    @cached_property
    def _for_all(self) -> Collection[str]:
        """The fields of the kinds that link to an entry that lacks the field, too."""
        return {field for field, kind in self._considered.items() if kind.is_for_all}

    @cached_property
    def _with_button(self) -> Collection[str]:
        """The fields of the kinds that have a button."""
        return {kind.field for kind in self.kinds}

    def linked(
        self, publication: Publication
    ) -> tuple[tuple[Link, ...], str, tuple[Diagnostic, ...]]:
        """Return a publication's buttons, where its title leads, and what was wrong with them."""
        targets = dict(self._targets(publication))
        if not targets:
            return (), "", ()
        linked = {field: target.url for field, target in targets.items() if target.url}
        buttons = [
            self._button(kind, linked[kind.field]) for kind in self.kinds if kind.field in linked
        ]
        lead = next((field for field in FOR_TITLE if field in linked), "url")
        problems = [
            target.problem
            for field, target in targets.items()
            if target.problem and (field in ("url", lead) or field in self._with_button)
        ]
        return tuple(buttons), linked.get(lead, ""), tuple(problems)

    def _targets(self, publication: Publication) -> Iterator[tuple[str, _Target]]:
        """Yield where links lead, by their fields; an entry lacks most kinds."""
        present = {*publication.verbatim, *publication.fields, *self._for_all}
        for field, kind in self._considered.items():
            if field in present and (address := kind.address(publication)).text:
                yield field, self._target(address, publication, kind)

    def _button(self, kind: LinkKind, url: str) -> Link:
        if kind.icon and _IMAGE.search(kind.icon):
            image = safe_url(kind.icon, self.base) or ""
            return Link(kind.field, kind.label, url, image=image)
        return Link(kind.field, kind.label, url, icon=kind.icon)

    def _target(self, address: LinkAddress, publication: Publication, kind: LinkKind) -> _Target:
        if is_plain_url(address.text):
            return _Target(address.text)
        if is_absolute(address.text):
            return self._checked(address.text, publication, kind)
        if found := self.files.found(address.text):
            return self._to_file(*found, publication, kind)
        if not kind.folder and _HOST.match(address.text) and not _FILE.fullmatch(address.text):
            return self._checked(f"https://{address.text}", publication, kind)
        if not kind.folder and not _SIGN_OF_ADDRESS.search(address.text):
            what = f"the {kind.field} of '{publication.key}' is no address; not linked"
            return _Target(problem=_problem(publication, kind, what, Code.UNSAFE_URL))
        return self._to_missing(address, publication, kind)

    def _checked(self, address: str, publication: Publication, kind: LinkKind) -> _Target:
        url = safe_url(address, self.base)
        if url is None:
            what = f"the {kind.field} of '{publication.key}' is no safe address; not linked"
            return _Target(problem=_problem(publication, kind, what, Code.UNSAFE_URL))
        return _Target(url)

    def _to_file(
        self, file: LocalFile, tail: str, publication: Publication, kind: LinkKind
    ) -> _Target:
        if file.outside:
            return _Target(problem=leads_out(publication, kind.field))
        return _Target(safe_url(file.url + tail, self.base) or "")

    def _to_missing(
        self, address: LinkAddress, publication: Publication, kind: LinkKind
    ) -> _Target:
        """Link to where al-folio has the file; without a word where only a template names it."""
        path = address.text
        if not path.startswith("/"):
            path = self._home(kind) + path
        target = self._checked(path, publication, kind)
        if not address.in_entry:
            return _Target(problem=target.problem)
        if self.files.are_unknown or not target.url or not _names_a_file(path, kind):
            return target
        what = f"there is no file {quoted(address.text)} for the {kind.field} of"
        what = f"{what} '{publication.key}'; linked to {quoted(path)} all the same"
        return _Target(target.url, _problem(publication, kind, what, Code.MISSING_ATTACHMENT))

    def _home(self, kind: LinkKind) -> str:
        """Return the folder where a file of this kind is, unless it was found elsewhere."""
        if not kind.folder or not self.files.folders or normpath(kind.folder) in self.files.folders:
            return kind.folder
        return f"{self.files.folders[0]}/".removeprefix("./")


def _names_a_file(path: str, kind: LinkKind) -> bool:
    """Say whether a path names a file; others may be pages, which hosts make as they like."""
    return bool(kind.folder) or "." in TAIL.split(path)[0].rpartition("/")[2]


def _problem(publication: Publication, kind: LinkKind, what: str, code: Code) -> Diagnostic:
    return Diagnostic(publication.entry.place_of(kind.field), what, code)
