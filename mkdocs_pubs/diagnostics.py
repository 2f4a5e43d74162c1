"""How the package says that something is wrong: where, what, what was done, and a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Severity(str, Enum):
    """How loudly a diagnostic is spoken; MkDocs' ``--strict`` counts warnings and errors."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    IGNORE = "ignore"


class Code(str, Enum):
    """The kinds of problem, by the name that stands in brackets behind each message."""

    CROSSREF_CYCLE = "crossref-cycle"
    DATA_ENTRY = "data-entry"
    DUPLICATE_FIELD = "duplicate-field"
    DUPLICATE_KEY = "duplicate-key"
    ENCODING = "encoding"
    ENTRY_IN_VALUE = "entry-in-value"
    INVALID_DIRECTIVE = "invalid-directive"
    INVALID_EXPRESSION = "invalid-expression"
    INVALID_IDENTIFIER = "invalid-identifier"
    INVALID_OPTION = "invalid-option"
    MISSING_COMMA = "missing-comma"
    MISSING_FILE = "missing-file"
    MISSING_KEY = "missing-key"
    NAME_LIST = "name-list"
    NO_BIBLIOGRAPHY = "no-bibliography"
    OUTSIDE_FILE = "outside-file"
    STRAY_ENTRY = "stray-entry"
    STYLE_FALLBACK = "style-fallback"
    SYNTAX = "syntax"
    TEMPLATE_FAILURE = "template-failure"
    UNCLOSED_ENTRY = "unclosed-entry"
    UNKNOWN_CROSSREF = "unknown-crossref"
    UNKNOWN_MACRO = "unknown-macro"
    UNKNOWN_OPTION = "unknown-option"
    UNKNOWN_STYLE = "unknown-style"
    UNREADABLE_FILE = "unreadable-file"
    UNSAFE_URL = "unsafe-url"
    VALUE_TOO_LONG = "value-too-long"

    @property
    def severity(self) -> Severity:
        """The severity that holds unless the ``severity`` option says otherwise."""
        return _SEVERITIES.get(self, Severity.WARNING)


_SEVERITIES = {
    Code.DATA_ENTRY: Severity.INFO,
    Code.STYLE_FALLBACK: Severity.INFO,
    Code.TEMPLATE_FAILURE: Severity.ERROR,
}


@dataclass(frozen=True, order=True)
class Location:
    """A place in a text: the path as the user knows it, and the line, counted from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem in the content: what is wrong, what was done about it, and where."""

    location: Location
    message: str
    code: Code

    def __str__(self) -> str:
        return _printable(f"{self.location}: {self.message} [{self.code.value}]")


def _printable(text: str) -> str:
    """Show control characters as escapes, so that no key can forge a line of the log."""
    return _CONTROL.sub(lambda match: ascii(match.group())[1:-1], text)
