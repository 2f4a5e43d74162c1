"""Entries of BibTeX, as they are read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from typing import NamedTuple

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.frozen import dataclass


class Span(NamedTuple):
    """Where a field stands in its entry's source: from its name to the end of its value.

    `macros` are those that the value is made of, in lower case.
    """

    name: str
    start: int
    end: int
    macros: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """An ``@string`` as it was written, and the macros that it is made of, in lower case.

    `order` is its place among the definitions.
    """

    source: str
    macros: tuple[str, ...] = ()
    order: int = 0


def _no_spans(_: str) -> tuple[Span, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A BibTeX entry: type and field names in lower case, values evaluated but still TeX.

    `macros` are those that its values are made of, in lower case, `definitions` the ones that it
    needs, as they held where it stands, by name. One that `is_sound` was read without a doubt, as
    any other reader of BibTeX will read it. `find_spans` finds the fields in the source again,
    since few are ever asked for their places.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    source: str
    location: Location
    macros: tuple[str, ...] = field(default=(), compare=False)
    definitions: Mapping[str, Definition] = field(default_factory=dict, compare=False)
    is_sound: bool = field(default=False, compare=False)
    find_spans: Callable[[str], tuple[Span, ...]] = field(default=_no_spans, compare=False)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its fields stand in its source, in order."""
        return self.find_spans(self.source)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other keys of the entry (``ids``; BibLaTeX manual, 2.2.3)."""
        if "ids" not in self.fields:
            return ()
        return tuple(filter(None, map(str.strip, self.fields["ids"].split(","))))

    @property
    def content(self) -> Hashable:
        """All that it says, to be compared, wherever it stands."""
        definitions = ((one.order, one.source) for one in self.definitions.values())
        return (self.type, self.key, self.source, self.is_sound, *self.fields.items(), *definitions)

    def place_of(self, name: str) -> Location:
        """Return the place of the field `name`, or of the entry where it has no such field."""
        for span in self.spans:
            if span.name == name and self.location.line is not None:
                lines = self.source.count("\n", 0, span.start)
                return Location(self.location.path, self.location.line + lines)
        return self.location
