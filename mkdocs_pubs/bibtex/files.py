"""A bibliography as its file is written: encoding, line ends and indentation, kept as found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from mkdocs_pubs.bibtex.text import encoding_of
from mkdocs_pubs.bibtex.writing import field_text
from mkdocs_pubs.characters import clean
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Entry
from mkdocs_pubs.models.sources import Failure
from mkdocs_pubs.patterns import regex

_FIELD_LINE = regex(r"^([ \t]+)[A-Za-z][\w-]*[ \t]*=", re.MULTILINE)
_LINE_END = regex(r"\r\n|\r")
_COMMA = regex(r"\s*,")
_EMPTY_LINE = "\n\n"
_SEEN = 1 << 18
"""How many signs at its end say how a file is written."""


@dataclass(frozen=True)
class BibFile:
    """A file's content: `mark` (of the byte order), the rest in `encoding`."""

    content: bytes
    mark: bytes
    encoding: str

    @classmethod
    def of(cls, content: bytes) -> BibFile:
        """Return a file by its content."""
        return cls(content, *encoding_of(content))

    @cached_property
    def text(self) -> str:
        """The text as it stands, with its own line ends."""
        return self.content[len(self.mark) :].decode(self.encoding, "replace")

    @cached_property
    def plain(self) -> str:
        """The text with line feeds for line ends; what no field needs is not taken out."""
        return _LINE_END.sub("\n", self.text)

    @property
    def is_kept(self) -> bool:
        """Say whether the text, encoded, is the content again; some bytes may mean nothing."""
        return self._encoded(self.text) == self.content

    @cached_property
    def line_end(self) -> str:
        """What most lines end with."""
        return _usual_line_end(self.text)

    def with_text(self, text: str) -> BibFile | Failure:
        """Return the file with another text, in its encoding."""
        content = self._encoded(text)
        return content if isinstance(content, Failure) else replace(self, content=content)

    def extended(self, entries: Iterable[str]) -> BibFile | Failure:
        """Return the file with entries behind all else; what is there stays, byte for byte."""
        text = self.text
        line_end = _usual_line_end(text)
        before = "" if not text.strip() else "\n" if text.endswith(("\n", "\r")) else "\n\n"
        added = f"{before}{_EMPTY_LINE.join(entries)}\n".replace("\n", line_end)
        more = replace(self, mark=b"")._encoded(added)
        return more if isinstance(more, Failure) else replace(self, content=self.content + more)

    def completed(self, lacking: Iterable[tuple[Entry, Mapping[str, str]]]) -> BibFile | Failure:
        """Return the file with fields put behind the last ones of the entries that lack them."""
        text = self.text
        plain = self.plain
        if clean(plain) != plain or not self.is_kept:
            return Failure("holds signs that cannot be kept; completed nothing in it")
        lines = [0, *(found.end() for found in re.finditer("\n", plain))]
        places = [(_behind_last_field(plain, lines, entry), more) for entry, more in lacking]
        raw_offsets = RawOffsets(text)
        between = f"{_usual_line_end(text)}{self.indent}"
        parts: list[str] = []
        end = 0
        for offset, more in sorted(places, key=lambda place: place[0] or 0):
            if offset is not None:
                at = raw_offsets.of(offset)
                parts += (text[end:at], _fields_behind(plain[offset - 1], more, between))
                end = at
        return self.with_text("".join((*parts, text[end:])))

    def _encoded(self, text: str) -> bytes | Failure:
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            sign = text[error.start]
            return Failure(f"is in {self.encoding}, which has no '{sign}'; make it UTF-8 first")

    @property
    def indent(self) -> str:
        """What stands before most fields."""
        found = Counter(_FIELD_LINE.findall(_LINE_END.sub("\n", self.text[-_SEEN:]))).most_common(1)
        return found[0][0] if found else "  "


class RawOffsets:
    """Offsets in a text with its own line ends, by those in one with line feeds alone."""

    def __init__(self, text: str) -> None:
        wide = (found.start() for found in re.finditer("\r\n", text))
        self._shortened = [start - index for index, start in enumerate(wide)]

    def of(self, offset: int) -> int:
        """Return where in the text with its own line ends something stands."""
        return offset + bisect_left(self._shortened, offset)


def _behind_last_field(text: str, lines: Sequence[int], entry: Entry) -> int | None:
    """Return where an entry's last field ends in a text, behind the comma if there is one."""
    if not entry.spans or entry.location.line is None:
        return None
    start = text.find(entry.source, lines[entry.location.line - 1])
    if start < 0:
        return None
    end = start + max(span.end for span in entry.spans)
    comma = _COMMA.match(text, end)
    return comma.end() if comma else end


def _fields_behind(sign: str, fields: Mapping[str, str], between: str) -> str:
    """Return fields as they go behind a comma or a value, and end as what is there ends."""
    parts = [field_text(name, value) for name, value in fields.items()]
    if sign == ",":
        return "".join(f"{between}{part}," for part in parts)
    return "".join(f",{between}{part}" for part in parts)


def _usual_line_end(text: str) -> str:
    wide = text.count("\r\n")
    if wide * 2 > text.count("\n"):
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
