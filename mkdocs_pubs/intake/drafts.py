"""BibTeX of strangers as drafts: read by our reader, and only what makes an entry is taken."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import translate

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.characters import clean
from mkdocs_pubs.models import Entry
from mkdocs_pubs.models.sources import Draft, Failure, Reply
from mkdocs_pubs.normalise import DATA_TYPES
from mkdocs_pubs.options import PRIVATE_FIELDS
from mkdocs_pubs.patterns import regex

MAX_ENTRIES = 20_000
MAX_FIELDS = 100
MAX_LENGTH = 65_536
"""How many entries, fields of one, and characters of a field are taken."""

_PRIVATE = regex("|".join(map(translate, PRIVATE_FIELDS)))
_RELATIONS = frozenset(("crossref", "xdata", "xref", "ids", "options"))
_NAME = regex(r"[a-z][\w:.+-]*")
_TYPE = regex(r"[a-z][a-z0-9-]*")
_KEY = regex(r"[^\s,{}()=\"#%~\\@']{1,80}")


def drafts_in(reply: Reply) -> tuple[Draft, ...] | Failure:
    """Return the entries of an answer that should be BibTeX."""
    if reply.media_type.endswith("html") or reply.content.lstrip()[:1] == b"<":
        return Failure("the answer is a web page instead of BibTeX")
    return drafts_of(decode(reply.content)[0])


def drafts_of(text: str) -> tuple[Draft, ...] | Failure:
    """Return the entries of a text; macros and what they inherit are part of them then."""
    entries, _ = read([SourceFile("reply", clean(text))])
    drafts = tuple(_drafts(entries[:MAX_ENTRIES]))
    return drafts or Failure("the answer holds no BibTeX entries")


def _drafts(entries: tuple[Entry, ...]) -> Iterator[Draft]:
    for entry in entries:
        if entry.type not in DATA_TYPES:
            kind = entry.type if _TYPE.fullmatch(entry.type) else "misc"
            key = entry.key if _KEY.fullmatch(entry.key) else ""
            yield Draft(kind, dict(_fields(entry)), key)


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, value in tuple(entry.fields.items())[:MAX_FIELDS]:
        is_ours = _NAME.fullmatch(name) and name not in _RELATIONS and not _PRIVATE.fullmatch(name)
        if is_ours and value.strip() and len(value) <= MAX_LENGTH:
            yield name, value
