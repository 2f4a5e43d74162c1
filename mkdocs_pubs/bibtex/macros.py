"""Macros: the texts that they stand for, where they are defined, and which nobody has defined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_pubs.bibtex.fields import FieldSource
from mkdocs_pubs.bibtex.values import MONTHS
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.models import Definition

MAX_DEFINITIONS = 2048
"""How many characters the macros that an entry needs may have in all to be shown with it."""

# People write al-folio's ``selected = true`` without braces; no one means a macro by that.
_TRUTH = {"true": "true", "false": "false"}
# One for all entries without any.
_NO_DEFINITIONS: Mapping[str, Definition] = {}


class Macros:
    """The macros of a bibliography as far as it is read: `texts` are what they stand for.

    Some are `known` before they are defined.
    """

    def __init__(self, known: Mapping[str, tuple[str, Definition]]) -> None:
        self.texts = {**MONTHS, **_TRUTH}
        self._definitions: dict[str, Definition] = {}
        self._unknown: dict[str, list[Location]] = {}
        for macro, (text, definition) in known.items():
            self.texts[macro], self._definitions[macro] = text, definition

    def define(self, texts: Mapping[str, str], fields: Iterable[FieldSource], source: str) -> None:
        """Take definitions, which stand in a `source` as fields do."""
        self.texts.update(texts)
        for one in fields:
            order = len(self._definitions)
            self._definitions[one.name] = Definition(source, one.span.macros, order)

    def miss(self, macros: Iterable[str], here: Location) -> None:
        """Remember macros that nobody has defined."""
        for macro in macros:
            self._unknown.setdefault(macro, []).append(here)

    def definitions_for(self, macros: Sequence[str]) -> Mapping[str, Definition]:
        """Return the definitions of macros and of what these are made of; none if they are long."""
        if not macros:
            return _NO_DEFINITIONS
        needed: dict[str, Definition] = {}
        waiting = list(macros)
        length = 0
        while waiting:
            macro = waiting.pop()
            if macro in self._definitions and macro not in needed:
                needed[macro] = self._definitions[macro]
                waiting.extend(needed[macro].macros)
                length += len(needed[macro].source)
            if length > MAX_DEFINITIONS:
                return _NO_DEFINITIONS
        return needed or _NO_DEFINITIONS

    def late(self) -> Mapping[str, tuple[str, Definition]]:
        """Return the definitions behind the first use of their macros, if they need no others."""
        used = {macro.lower() for macro in self._unknown}
        return {
            macro: (self.texts[macro], definition)
            for macro, definition in self._definitions.items()
            if macro in used and not definition.macros
        }

    def problems(self) -> Iterator[Diagnostic]:
        """Yield a problem for each macro that nobody has defined."""
        for macro, places in self._unknown.items():
            times = f", used {len(places)} times" if len(places) > 1 else ""
            message = f"unknown macro {quoted(macro)}{times}; shown by its name"
            yield Diagnostic(places[0], message, Code.UNKNOWN_MACRO)
