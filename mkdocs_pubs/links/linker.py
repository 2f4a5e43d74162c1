"""Links of a publication, as they stand on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_pubs.diagnostics import Code, Diagnostic
from mkdocs_pubs.links.addresses import has_scheme, safe_url
from mkdocs_pubs.links.kinds import FOR_TITLE, URL, LinkKind, kind_of
from mkdocs_pubs.models import Link, Publication

# An address whose scheme was left out: ``github.com/…``, not ``talk.html``.
_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/|$)(?<!\.html)(?<!\.htm)(?<!\.pdf)", re.IGNORECASE
)
_IMAGE = re.compile(r"\.(?:avif|gif|ico|jpe?g|png|svg|webp)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Target:
    """Where a link leads, and what is wrong with it; neither where the entry has no such link."""

    url: str = ""
    problem: Diagnostic | None = None


@dataclass(frozen=True)
class Linker:
    """Makes links of these `kinds` on a page from which `base` leads to the site's root."""

    kinds: Sequence[LinkKind]
    base: str = ""

    def linked(
        self, publication: Publication
    ) -> tuple[tuple[Link, ...], str, tuple[Diagnostic, ...]]:
        """Return a publication's buttons, where its title leads, and what was wrong with them."""
        for_title = (kind_of(field, self.kinds) for field in FOR_TITLE)
        targets = {
            kind.field: self._target(publication, kind) for kind in (URL, *self.kinds, *for_title)
        }
        buttons = [
            self._button(kind, targets[kind.field])
            for kind in self.kinds
            if targets[kind.field].url
        ]
        lead = next((field for field in FOR_TITLE if targets[field].url), "url")
        used = {"url", lead, *(kind.field for kind in self.kinds)}
        problems = (target.problem for field, target in targets.items() if field in used)
        return tuple(buttons), targets[lead].url, tuple(filter(None, problems))

    def _button(self, kind: LinkKind, target: _Target) -> Link:
        if _IMAGE.search(kind.icon):
            image = safe_url(kind.icon, self.base) or ""
            return Link(kind.field, kind.label, target.url, image=image)
        return Link(kind.field, kind.label, target.url, icon=kind.icon)

    def _target(self, publication: Publication, kind: LinkKind) -> _Target:
        address = kind.address(publication)
        if not address:
            return _Target()
        url = safe_url(_completed(address, kind), self.base)
        if url is None:
            message = f"the {kind.field} of '{publication.key}' is no safe address; not linked"
            place = publication.entry.place_of(kind.field)
            return _Target(problem=Diagnostic(place, message, Code.UNSAFE_URL))
        return _Target(url)


def _completed(address: str, kind: LinkKind) -> str:
    """Add to an address the scheme or the folder that was left out."""
    if has_scheme(address) or address.startswith(("/", "www.")):
        return address
    if kind.folder:
        return kind.folder + address
    return f"https://{address}" if _HOST.match(address) else address
