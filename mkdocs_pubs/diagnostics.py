"""How the package says that something is wrong: where, what, what was done, and a code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

MAX_QUOTED = 60
"""How many characters of a name or a text a message repeats."""

_UNPRINTABLE = regex(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Severity(str, Enum):
    """How loudly a diagnostic is spoken; MkDocs' ``--strict`` counts warnings and errors."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    IGNORE = "ignore"


class Code(str, Enum):
    """The kinds of problem, by the name that stands in brackets behind each message."""

    AMBIGUOUS_PERSON = "ambiguous-person"
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
    JOINED_VERSIONS = "joined-versions"
    MISSING_ATTACHMENT = "missing-attachment"
    MISSING_COMMA = "missing-comma"
    MISSING_FILE = "missing-file"
    MISSING_KEY = "missing-key"
    MKDOCS_BIBTEX = "mkdocs-bibtex"
    NAME_LIST = "name-list"
    NESTED_TOO_DEEP = "nested-too-deep"
    NO_BIBLIOGRAPHY = "no-bibliography"
    NO_CITATIONS = "no-citations"
    NO_ENTRIES = "no-entries"
    NO_REFERENCES = "no-references"
    NO_SITE = "no-site"
    NO_SITE_URL = "no-site-url"
    NO_SPLIT = "no-split"
    NO_YEAR = "no-year"
    OUTSIDE_FILE = "outside-file"
    OWN_PAGE = "own-page"
    REMOTE_PREVIEW = "remote-preview"
    RIVAL_STYLE = "rival-style"
    STRAY_ENTRY = "stray-entry"
    STYLE_FALLBACK = "style-fallback"
    SYNTAX = "syntax"
    TEMPLATE_FAILURE = "template-failure"
    UNCLOSED_ENTRY = "unclosed-entry"
    UNCITED_ENTRY = "uncited-entry"
    UNKNOWN_CITATION = "unknown-citation"
    UNKNOWN_CROSSREF = "unknown-crossref"
    UNKNOWN_MACRO = "unknown-macro"
    UNKNOWN_NAME = "unknown-name"
    UNKNOWN_OPTION = "unknown-option"
    UNKNOWN_STYLE = "unknown-style"
    UNREADABLE_FILE = "unreadable-file"
    UNSAFE_URL = "unsafe-url"
    VALUE_TOO_LONG = "value-too-long"

    @property
    def meaning(self) -> str:
        """What is wrong, for the documentation."""
        return _MEANINGS[self]

    @property
    def severity(self) -> Severity:
        """The severity that holds unless the ``severity`` option says otherwise."""
        return _SEVERITIES.get(self, Severity.WARNING)


_MEANINGS = {
    Code.AMBIGUOUS_PERSON: "Several of the site's people can bear a name; it is not linked.",
    Code.CROSSREF_CYCLE: "`crossref` or `xdata` lead in a ring, or too deep.",
    Code.DATA_ENTRY: "An `@xdata` or `@set`, which is no publication, is not shown by itself.",
    Code.DUPLICATE_FIELD: "An entry has a field twice; the first counts.",
    Code.DUPLICATE_KEY: "Two entries have the same key; both are shown, unless they are the same.",
    Code.ENCODING: "A file is not in UTF-8, or no text; it was read as far as it could be.",
    Code.ENTRY_IN_VALUE: "An entry begins inside a value, where a brace was lost perhaps.",
    Code.INVALID_DIRECTIVE: "A block cannot be read, or is ours by all but its name.",
    Code.INVALID_EXPRESSION: "A `where` is no expression; the list goes without it.",
    Code.INVALID_IDENTIFIER: "A DOI or the like is none; it is not linked.",
    Code.INVALID_OPTION: "An option in a block has a wrong value; it is left out.",
    Code.JOINED_VERSIONS: "A preprint is shown with the published work that has its identifier.",
    Code.MISSING_ATTACHMENT: "A file that an entry names is not in the site; it is linked anyway.",
    Code.MISSING_COMMA: "A comma is missing between fields, or behind the key.",
    Code.MISSING_FILE: "A bibliography does not exist.",
    Code.MISSING_KEY: "An entry has no key.",
    Code.MKDOCS_BIBTEX: "The configuration is one for mkdocs-bibtex; it was read as ours.",
    Code.NAME_LIST: "People are not parted by `and`; the list was read as it was plainly meant.",
    Code.NESTED_TOO_DEEP: "Braces stand too deep within each other; the inner ones mean nothing.",
    Code.NO_BIBLIOGRAPHY: "No bibliography is named.",
    Code.NO_CITATIONS: "A list is to show what the page cites, and citations are off.",
    Code.NO_ENTRIES: "A bibliography holds no entries, nor macros for those of others.",
    Code.NO_REFERENCES: "A page cites works that no list has.",
    Code.NO_SITE: "A list is to be of the whole site, of which the host tells nothing.",
    Code.NO_SITE_URL: "A list is to have a feed, and the site does not say where it is.",
    Code.NO_SPLIT: "A list is to be split into pages, and cannot be.",
    Code.NO_YEAR: "A year such as `'21` has not four digits; the work is among the undated.",
    Code.OUTSIDE_FILE: "A bibliography, or a file to link to, lies outside; it is left out.",
    Code.OWN_PAGE: "Something of yours stands where the page of a publication was to be.",
    Code.REMOTE_PREVIEW: "A preview is on another host, from which a page would load it.",
    Code.RIVAL_STYLE: "A package has a citation style of the same name as ours; ours is used.",
    Code.STRAY_ENTRY: "Something looks like an entry, or a part of one, and is none.",
    Code.STYLE_FALLBACK: "The citation style cannot cite an entry as what it is.",
    Code.SYNTAX: "A field cannot be read; it is skipped or cut.",
    Code.TEMPLATE_FAILURE: "A template of yours failed; the list is left out.",
    Code.UNCLOSED_ENTRY: "An entry has no closing brace; what was read is kept.",
    Code.UNCITED_ENTRY: "No page cites an entry; `mkdocs-pubs check` says so.",
    Code.UNKNOWN_CITATION: "A page cites a key that no publication has.",
    Code.UNKNOWN_CROSSREF: "`crossref`, `xdata` or `related` name an entry that does not exist.",
    Code.UNKNOWN_MACRO: "A macro is not defined; it is shown by its name.",
    Code.UNKNOWN_NAME: "A list asks for a field, a type, an author… that no publication has.",
    Code.UNKNOWN_OPTION: "There is no such option.",
    Code.UNKNOWN_STYLE: "There is no such citation style, or it cannot be used; the site's is.",
    Code.UNREADABLE_FILE: "A bibliography or a page cannot be read.",
    Code.UNSAFE_URL: "An address is none, or not safe to follow; it is not linked.",
    Code.VALUE_TOO_LONG: "A value is too long, or made so by macros or relations; it is cut.",
}
_SEVERITIES = {
    Code.JOINED_VERSIONS: Severity.INFO,
    Code.DATA_ENTRY: Severity.INFO,
    Code.MKDOCS_BIBTEX: Severity.INFO,
    Code.NO_REFERENCES: Severity.INFO,
    Code.NO_SITE: Severity.INFO,
    Code.NO_SPLIT: Severity.INFO,
    Code.OWN_PAGE: Severity.INFO,
    Code.RIVAL_STYLE: Severity.INFO,
    Code.STYLE_FALLBACK: Severity.INFO,
    Code.TEMPLATE_FAILURE: Severity.ERROR,
    Code.UNCITED_ENTRY: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text: the path as the user knows it, and the line, counted from 1."""

    path: str
    line: int | None = None

    def __lt__(self, other: Location) -> bool:
        return (self.path, self.line or 0) < (other.path, other.line or 0)

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem in the content: what is wrong, what was done about it, and where."""

    location: Location
    message: str
    code: Code

    def __str__(self) -> str:
        return printable(f"{self.location}: {self.message} [{self.code.value}]")


def quoted(text: str) -> str:
    """Return a name or a text as messages quote it: shortened where it is long."""
    return f"'{text[: MAX_QUOTED - 1]}…'" if len(text) > MAX_QUOTED else f"'{text}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what a message adds of an unknown word: the one known that is most like it, if any."""
    # Most people know what they write.
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def unknown_fields(owner: str, fields: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with those fields of a table's entry that are not `known`."""
    for field in sorted(set(fields).difference(known)):
        hint = did_you_mean(field, known) or f"; there are {', '.join(known)}"
        yield f"'{owner}' has a field '{field}' that means nothing{hint}"


def printable(text: str) -> str:
    """Show control characters as escapes, so that no key can forge a line of the log."""
    return _UNPRINTABLE.sub(lambda match: ascii(match.group())[1:-1], text)
