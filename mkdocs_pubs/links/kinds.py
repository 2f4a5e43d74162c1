"""The kinds of link: the table of ours, and those that the ``buttons`` option makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from mkdocs_pubs.entry_types import BOOKS
from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.latex import to_text, to_verbatim
from mkdocs_pubs.links.addresses import safe_url
from mkdocs_pubs.models import Date, Publication
from mkdocs_pubs.options import ALL_OTHERS, Button
from mkdocs_pubs.patterns import regex

_BLANK = regex(r"\{([^{}]*)\}")
_IDENTIFIER_CHARACTERS = "!$&'()*+,/:;=@~"
_FILES = regex(r"(?<!\\);")
_FILE_PARTS = regex(r"(?<!\\):")


@dataclass(frozen=True, slots=True)
class LinkAddress:
    """Where a link leads; `in_entry` says that the entry asks for it, not the template alone."""

    text: str = ""
    in_entry: bool = False


@dataclass(frozen=True)
class LinkKind:
    """A kind of link: the field it comes from, its label, and how the value becomes a URL.

    Without a `label`, it is called what the list's language calls it.

    `template` holds ``{}`` for a value that is an identifier, or names of other fields in braces;
    `folder` is where a value without a scheme is looked up, relative to the site's root; `types`
    are those of the entries that have such a link, all if there are none. `icon` is a text, or the
    path of an image in the site.
    """

    field: str
    label: str = ""
    template: str = ""
    folder: str = ""
    types: frozenset[str] = frozenset()
    icon: str = ""

    @property
    def is_for_all(self) -> bool:
        """Whether there can be such a link without the field."""
        return bool(self.template) and "{}" not in self.template

    def address(self, publication: Publication) -> LinkAddress:
        """Return where the link leads, as written or filled in; nowhere if there is none."""
        if self.types and publication.type not in self.types:
            return LinkAddress()
        value = _value(publication, self.field)
        if not value and "{}" in self.template:
            return LinkAddress()
        if "://" in value or not self.template or (value and "{}" not in self.template):
            return LinkAddress(value, in_entry=bool(value))
        return LinkAddress(_filled(self.template, self.field, publication), in_entry=bool(value))


KINDS: Sequence[LinkKind] = (
    LinkKind("arxiv", "arXiv", "https://arxiv.org/abs/{}"),
    LinkKind("doi", "DOI", "https://doi.org/{}"),
    LinkKind("hal", "HAL", "https://hal.science/{}"),
    LinkKind("pmid", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    LinkKind("pmcid", "PMC", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    LinkKind("hdl", "Handle", "https://hdl.handle.net/{}"),
    LinkKind("jstor", "JSTOR", "https://www.jstor.org/stable/{}"),
    LinkKind("googlebooks", "Google Books", "https://books.google.com/books?id={}"),
    # That of a chapter or a paper is its book's.
    LinkKind("isbn", "ISBN", "https://openlibrary.org/isbn/{}", types=BOOKS),
    LinkKind("html", "HTML", folder="assets/html/"),
    LinkKind("pdf", "PDF", folder="assets/pdf/"),
    LinkKind("supp", folder="assets/pdf/"),
    LinkKind("video"),
    LinkKind("blog"),
    LinkKind("code"),
    LinkKind("poster", folder="assets/pdf/"),
    LinkKind("slides", folder="assets/pdf/"),
    LinkKind("website"),
)
"""The buttons: al-folio's in its order and with its labels, other archives' behind HAL."""

URL = LinkKind("url", "URL")
"""What the title leads to first; a button only where one is asked for."""

FOR_TITLE = ("url", "doi", "arxiv", "html", "pdf")
"""The fields that a title leads to; the first that there is."""

_BY_FIELD: Mapping[str, LinkKind] = {kind.field: kind for kind in (URL, *KINDS)}
_ALIASES = {"eprint": "arxiv", "hal_id": "hal", "pubmed": "pmid", "handle": "hdl"}

LINKED_FIELDS = frozenset({*_BY_FIELD, *_ALIASES})
"""The names that a button of ours goes by."""


def chosen_kinds(buttons: Sequence[Button], words: Labels) -> tuple[LinkKind, ...]:
    """Return the kinds that `buttons` ask for, in order, each once, with a label."""
    named = [_kind(button) for button in buttons if button.name != ALL_OTHERS]
    others = {kind.field for kind in KINDS}.difference(kind.field for kind in named)
    waiting = iter(named)
    kinds: dict[str, LinkKind] = {}
    for button in buttons:
        if button.name == ALL_OTHERS:
            kinds.update((kind.field, kind) for kind in KINDS if kind.field in others)
        else:
            kind = next(waiting)
            kinds.setdefault(kind.field, kind)
    return tuple(
        replace(kind, label=kind.label or words(f"link_{kind.field}")) for kind in kinds.values()
    )


def kind_of(field: str, chosen: Sequence[LinkKind]) -> LinkKind:
    """Return the kind of a field: as chosen, else as it stands in the table."""
    return next((kind for kind in chosen if kind.field == field), _BY_FIELD[field])


def label_of(url: str) -> str:
    """Return what a button is called that leads to an address: its archive, if that has one."""
    starts = ((kind.label, kind.template.partition("{")[0]) for kind in KINDS)
    return next((label for label, start in starts if start and url.startswith(start)), URL.label)


def check_buttons(buttons: Sequence[Button]) -> None:
    """Check the buttons of a whole site.

    Raises:
        OptionError: if what they link to is not safe to follow.
    """
    unsafe = [one for one in buttons if one.url and safe_url(_BLANK.sub("0", one.url)) is None]
    if unsafe:
        raise OptionError([f"the button '{one.name}' leads to no safe address" for one in unsafe])


def _kind(button: Button) -> LinkKind:
    field = _ALIASES.get(button.name, button.name)
    kind = _BY_FIELD.get(field) or LinkKind(field, field[:1].upper() + field[1:])
    label, template = button.label or kind.label, button.url or kind.template
    return replace(kind, label=label, template=template, icon=button.icon)


def _value(publication: Publication, field: str) -> str:
    """Return what a field says as plain text; none where one of ours holds no identifier."""
    if field in _BY_FIELD:
        return publication.verbatim.get(field, "")
    value = to_verbatim(publication.fields.get(field, ""))
    return _first_file(value) if field == "file" else value


def _first_file(value: str) -> str:
    """Return the path in ``description:path:type``, as reference managers write it."""
    first = _FILES.split(value)[0]
    parts = _FILE_PARTS.split(first)
    return (parts[1] if len(parts) == 3 else first).replace("\\", "")


def _filled(template: str, field: str, publication: Publication) -> str:
    """Fill the blanks of a template in; return ``""`` where the entry lacks one."""
    pieces = _pieces(template)
    values = [
        _named(publication, name) if name else _value(publication, field) for name in pieces[1::2]
    ]
    if not all(values):
        return ""
    before = ""
    for text, value in zip(pieces[::2], values, strict=False):
        before += text
        # In a query, "&" and "/" would end the value or the query.
        before += quote(value, safe="" if "?" in before else _IDENTIFIER_CHARACTERS)
    return before + pieces[-1]


@lru_cache(maxsize=1 << 7)
def _pieces(template: str) -> Sequence[str]:
    """Return a template cut at its blanks: text, name, text, and so on."""
    return _BLANK.split(template)


def _named(publication: Publication, name: str) -> str:
    """Return what stands for a name in a template; of a field with prose, its text."""
    own = {"key": publication.key, "type": publication.type, "year": _year(publication.date)}
    if name in own or name in _BY_FIELD:
        return own.get(name) or publication.verbatim.get(name, "")
    return to_text(publication.fields.get(name, ""))


def _year(date: Date) -> str:
    return date.words if date.year is None else str(date.year)
