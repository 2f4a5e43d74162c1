"""A bibliography with what is new in drafts: added at its end, and nothing of it changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from mkdocs_pubs.bibtex import SourceFile, decode, entry_text, read
from mkdocs_pubs.bibtex.files import BibFile
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.intake.differences import changes, missing
from mkdocs_pubs.intake.holdings import Holdings
from mkdocs_pubs.intake.keys import NewKeys
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Entry, Publication
from mkdocs_pubs.models.sources import Draft, Failure
from mkdocs_pubs.normalise import library


@dataclass(frozen=True)
class Revision:
    """A bibliography's new content, the keys added and completed, and what there is to say.

    `here` names works that it has already, `lacking` those of them that lack fields of the source.
    """

    content: bytes
    added: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def holdings_of(path: str, content: bytes) -> Holdings:
    """Return which works a file has."""
    return Holdings(_publications(_entries(path, content)))


def revised(
    path: str, content: bytes, drafts: Sequence[Draft], *, complete: bool = False
) -> Revision:
    """Return a file's content with the works among `drafts` that it has not.

    With `complete`, the works that it has get the fields of the drafts that they lack.
    """
    file = BibFile.of(content)
    choice = _Choice(holdings_of(path, content), file.indent)
    for draft, publication in zip(drafts, _understood(drafts), strict=True):
        choice.take(draft, publication)
    failures = list(choice.failures)
    completed = file.completed(choice.lacking) if complete and choice.lacking else file
    if isinstance(completed, Failure):
        failures.append(f"{path} {completed.message}")
        completed = file
    extended = completed.extended(choice.new.values()) if choice.new else completed
    if isinstance(extended, Failure) or not _ends_with(path, extended.content, choice.new):
        why = "ends within an entry" if isinstance(extended, BibFile) else extended.message
        return Revision(content, failures=(*failures, f"{path} {why}; left it as it was"))
    return Revision(
        extended.content,
        tuple(choice.new),
        tuple(entry.key for entry, _ in choice.lacking) if completed is not file else (),
        tuple(choice.here),
        tuple(choice.told_lacking) if completed is file else (),
        tuple(choice.notes),
        tuple(failures),
    )


@dataclasses.dataclass
class _Choice:
    """What is new among drafts, as text by its key, and what entries that are here lack."""

    known: Holdings
    indent: str
    new: dict[str, str] = field(default_factory=dict)
    lacking: list[tuple[Entry, Mapping[str, str]]] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    told_lacking: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _keys: NewKeys = field(init=False)
    _compared: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with the keys that are known."""
        self._keys = NewKeys(self.known.keys)

    def take(self, draft: Draft, publication: Publication | None) -> None:
        """Decide about one draft."""
        if publication is None or not to_text(publication.title):
            name = draft.fields.get("doi") or draft.key or draft.type
            self.failures.append(f"'{name[:60]}' has no title; left it out")
            return
        ours = self.known.same(publication, draft.key)
        if ours is None:
            self._add(draft, publication)
        elif ours.key not in self.new:
            self._compare(draft, publication, ours)

    def _add(self, draft: Draft, publication: Publication) -> None:
        keys = self._keys
        key = keys.unlike(draft.key) if draft.key else keys.key_of(publication)
        self.new[key] = entry_text(draft.type, key, draft.fields, self.indent)
        self.known.enter(replace(publication, entry=replace(publication.entry, key=key)), key)
        if draft.remark:
            self.notes.append(f"'{key}': {draft.remark}")

    def _compare(self, draft: Draft, theirs: Publication, ours: Publication) -> None:
        name = f"{ours.location}: '{ours.key}'"
        self.here.append(f"{name} is here already")
        self.notes.extend(f"{name}: {one}; left yours" for one in changes(ours, theirs))
        lacking = missing(ours, draft.fields)
        if lacking and id(ours.entry) not in self._compared:
            self._compared.add(id(ours.entry))
            self.lacking.append((ours.entry, lacking))
            self.told_lacking.append(f"{name}: the source has {', '.join(lacking)}, too")


def _understood(drafts: Sequence[Draft]) -> Iterator[Publication | None]:
    """Yield each draft as a publication: as what it is read once it is written."""
    names = [f"draft-{number}" for number, _ in enumerate(drafts)]
    texts = (
        entry_text(draft.type, name, draft.fields)
        for name, draft in zip(names, drafts, strict=True)
    )
    entries, _ = read([SourceFile("drafts", "\n".join(texts))])
    understood = {publication.key: publication for publication in _publications(entries)}
    yield from map(understood.get, names)


def _publications(entries: Sequence[Entry]) -> tuple[Publication, ...]:
    found, _ = library(entries)
    return (*found.publications, *found.unlisted)


def _entries(path: str, content: bytes) -> tuple[Entry, ...]:
    return read([SourceFile(path, decode(content)[0])])[0]


def _ends_with(path: str, content: bytes, new: Mapping[str, str]) -> bool:
    """Say whether the last entries of a file are the new ones, and not text within another."""
    if not new:
        return True
    return [entry.key for entry in _entries(path, content)[-len(new) :]] == list(new)
