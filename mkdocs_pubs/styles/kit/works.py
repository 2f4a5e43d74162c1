"""Entries as works: what they say in CSL's words, who did something for them, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pybtex.database import Entry

from mkdocs_pubs.entry_types import CSL_DATES
from mkdocs_pubs.models import Name
from mkdocs_pubs.styles.entries import people_of
from mkdocs_pubs.styles.kit.cases import title_case
from mkdocs_pubs.styles.kit.dates import MONTHS, Date, read_date
from mkdocs_pubs.styles.kit.numbers import count_of, is_numeric, is_several, ordinal
from mkdocs_pubs.styles.kit.runs import put
from mkdocs_pubs.styles.kit.variables import SERIALS, Variables
from mkdocs_pubs.styles.marks import Run

_FIRST = ("author", "editor", "translator")
_ROLES = {"container-author": "bookauthor"}


class Work(Variables):
    """What an entry says, with its people and dates.

    `known` are variables that the entry need not say. It was `issued` when it came out, and has
    contributors if others are named than its authors. It is edited if people did that, and serial
    if it is in a journal, or in proceedings that nobody edited.
    """

    def __init__(self, entry: Entry, known: Mapping[str, Run] | None = None) -> None:
        super().__init__(entry)
        if known:
            self.update(known)
        self._people = people_of(entry)
        self.issued = issued(self._written)
        is_loose = self.kind == "paper-conference" and not self.is_edited
        self.is_serial = is_loose or self.kind in SERIALS

    @property
    def is_edited(self) -> bool:
        """Say whether somebody edited the work."""
        return self.has_people("editor", "compiler")

    @property
    def first_role(self) -> str:
        """What those did who stand first: write, else edit, else translate; nothing if nobody."""
        return next((role for role in _FIRST if self.people(role)), "")

    @property
    def can_be_found(self) -> bool:
        """Say whether the work tells where it is: in something, at a publisher's, on a site."""
        return self.has("container-title", "DOI", "number", "publisher", "URL")

    @property
    def is_published(self) -> bool:
        """Say whether what was held somewhere was published, too: edited, or on pages."""
        return self.is_edited or self.has("issue", "page", "volume")

    @property
    def other_editors(self) -> Sequence[Name]:
        """Who edited what others wrote; none where the editors stand first."""
        return self.people("editor") if self.people("author") else ()

    @property
    def has_contributors(self) -> bool:
        """Say whether others are named than its authors."""
        return any(self._people[role] for role in self._people.roles if role != "author")

    def in_title_case(self, run: Run) -> Run:
        """Return words of an English work in title case; other languages have their own rules."""
        return title_case(run) if self.is_english else run

    def edition(self, word: str) -> Run:
        """Return the edition, as an ordinal before `word` if it is a number."""
        edition = self["edition"]
        number = count_of(edition) if edition else None
        return edition if number is None else f"{ordinal(number)} {word}"

    def volume(self, label: str) -> Run:
        """Return the volume, behind `label` if it is a number, or behind its plural if several."""
        volume = self["volume"]
        if not is_numeric(volume):
            return volume
        return put(f"{label.rstrip('.')}s. " if is_several(volume) else f"{label} ", volume)

    def date(self, variable: str) -> Date | None:
        """Return another date than that of its coming out."""
        written = self.written(variable) or self.written(CSL_DATES[variable])
        return read_date(written) if written else None

    def people(self, role: str) -> Sequence[Name]:
        """Return the people who did something for it: ``author``, ``editor``, ``translator``.

        An ``editor-translator`` is each of those who edited and translated it, all of them both.
        """
        if role == "editor-translator":
            editors = self._people["editor"]
            is_both = editors and list(editors) == list(self._people["translator"])
            return editors if is_both else ()
        if found := self._people[role]:
            return found
        other = "holder" if role == "author" and self.kind == "patent" else _ROLES.get(role)
        return self._people[other] if other else ()

    def has_people(self, *roles: str) -> bool:
        """Say whether anybody did one of these things."""
        return any(map(self.people, roles))


def issued(written: Mapping[str, str]) -> Date | None:
    """Return when a work came out, by the fields of its entry."""
    return read_date(written["issued"] or written["date"]) or _from_parts(written)


def _from_parts(written: Mapping[str, str]) -> Date | None:
    """Read BibTeX's year, month and day, as far as they are numbers or English names."""
    found = re.search(r"\d{4}", written["year"])
    if not found:
        return None
    name = written["month"].strip().lower()
    months = [at for at, month in enumerate(MONTHS, 1) if name[:3] == month[:3].lower()]
    month = int(name) if name.isdecimal() and len(name) <= 2 else months[0] if months else 0
    day = written["day"]
    if not 1 <= month <= 12:
        return Date((int(found[0]),))
    return Date((int(found[0]), month, *([int(day)] if re.fullmatch(r"\d{1,2}", day) else [])))
