"""A bibliography's content with what can be mended with certainty; the rest stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mkdocs_pubs.bibtex import (
    MONTHS,
    Block,
    BlockSource,
    FieldSource,
    SourceFile,
    blocks,
    decode,
    read,
    read_block,
)
from mkdocs_pubs.bibtex.files import BibFile, RawOffsets
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location, quoted
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Entry
from mkdocs_pubs.models.sources import Failure
from mkdocs_pubs.normalise import read_names
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tidying.mends import NAME_LISTS, Mend, mends_of
from mkdocs_pubs.tidying.sameness import plain_fields

_BEHIND = regex(r"[ \t]*\n?[ \t]*\n?")


@dataclass(frozen=True)
class Mended:
    """A file's content, mended, and what was done to it, by lines of what was there before."""

    content: bytes
    done: tuple[Diagnostic, ...] = ()


def macros_in(content: bytes) -> frozenset[str]:
    """Return the macros that a bibliography defines, in lower case."""
    text = decode(content)[0]
    found = (one for one in blocks(text) if one.type == "string")
    return frozenset(one.name for block in found for one in _defined(text, block))


def mended(
    path: str, content: bytes, macros: frozenset[str], is_wanted: Callable[[Code], bool]
) -> Mended:
    """Return the content of the file at `path` with what can be mended and `is_wanted`.

    `macros` are those defined anywhere, in lower case. Entries stay as a reader sees them, bar the
    names of months that were taken for macros.
    """
    file = BibFile.of(content)
    if not file.is_kept:
        return Mended(content)
    plain = file.plain
    found = [
        (block, mend)
        for block, mend in (*_in_entries(plain, macros.union(MONTHS)), *_repeats(path, plain))
        if is_wanted(mend.code)
    ]
    # An entry that is taken out needs no mending.
    out = {block.start for block, mend in found if mend.code is Code.DUPLICATE_KEY}
    found = [one for one in found if one[0].start not in out or one[1].code is Code.DUPLICATE_KEY]
    if not found:
        return Mended(content)
    changed = file.with_text(_changed(file.text, found, file.line_end))
    if isinstance(changed, Failure) or not _are_seen_alike(path, content, changed.content):
        return Mended(content)
    done = (_said(path, plain, block, mend) for block, mend in found)
    return Mended(changed.content, tuple(sorted(done)))


def _in_entries(plain: str, macros: frozenset[str]) -> Iterator[tuple[Block, Mend]]:
    for block in blocks(plain):
        if block.type == "string":
            continue
        source = plain[block.start : block.end]
        found = read_block(block, source)
        mends = list(mends_of(block, source, found, macros))
        certain = mends if _is_certain(source, found, mends) else []
        yield from ((block, mend) for mend in certain)


def _is_certain(source: str, read: BlockSource, mends: Sequence[Mend]) -> bool:
    """Say whether an entry, mended, reads without a mistake as it was read with them."""
    if not mends or not read.key:
        return False
    text = _with(source, mends, 0)
    found = list(blocks(text))
    if len(found) != 1 or found[0].end != len(text) or not found[0].closed:
        return False
    again = read_block(found[0], text)
    return not again.mistakes and _is_seen_alike(plain_fields(again), plain_fields(read))


def _with(source: str, mends: Sequence[Mend], offset: int) -> str:
    parts: list[str] = []
    position = 0
    for mend in sorted(mends, key=lambda one: (one.start, one.end)):
        parts += source[position : mend.start - offset], mend.text
        position = mend.end - offset
    return "".join((*parts, source[position:]))


def _changed(text: str, found: Sequence[tuple[Block, Mend]], line_end: str) -> str:
    """Return a text with its own line ends, mended."""
    offsets = RawOffsets(text)
    # What comes to one place keeps its order: a value, and the brace behind it.
    places = sorted(
        ((block.start + mend.start, block.start + mend.end, mend.text) for block, mend in found),
        key=lambda place: place[:2],
    )
    parts: list[str] = []
    position = 0
    for start, end, new in places:
        parts += text[position : offsets.of(start)], new.replace("\n", line_end)
        position = offsets.of(end)
    return "".join((*parts, text[position:]))


def _repeats(path: str, plain: str) -> Iterator[tuple[Block, Mend]]:
    """Yield the entries that are in the file before, the same in key, type and fields."""
    entries, problems = read([SourceFile(path, plain)])
    if not any(one.code is Code.DUPLICATE_KEY for one in problems):
        return
    kept = {(one.location.line, one.key, one.source) for one in entries}
    for block in blocks(plain):
        if block.type == "string" or not block.closed:
            continue
        source = plain[block.start : block.end]
        key = read_block(block, source).key
        if key and (block.line, key, source) not in kept:
            behind = _BEHIND.match(plain, block.end)
            end = (behind.end() if behind else block.end) - block.start
            what = f"{quoted(key)} is there before, the same; took it out"
            yield block, Mend(0, end, "", 0, what, Code.DUPLICATE_KEY)


def _said(path: str, plain: str, block: Block, mend: Mend) -> Diagnostic:
    line = block.line + plain.count("\n", block.start, block.start + mend.at)
    return Diagnostic(Location(path, line), mend.message, mend.code)


def _defined(text: str, block: Block) -> Iterator[FieldSource]:
    yield from read_block(block, text[block.start : block.end]).fields


def _are_seen_alike(path: str, before: bytes, after: bytes) -> bool:
    """Say whether a reader sees the same of the entries of two contents."""
    one, other = (read([SourceFile(path, decode(content)[0])])[0] for content in (before, after))
    return len(one) == len(other) and all(map(_is_same, one, other))


def _is_same(one: Entry, other: Entry) -> bool:
    known = (one.type, one.key) == (other.type, other.key)
    return known and _is_seen_alike(one.fields, other.fields)


def _is_seen_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return one == other or _as_seen(one) == _as_seen(other)


def _as_seen(fields: Mapping[str, str]) -> Mapping[str, object]:
    """Return fields as a reader sees them: people, and months, whose abbreviation is a macro."""
    seen: dict[str, object] = dict(fields)
    seen.update((name, read_names(fields[name])[0]) for name in NAME_LISTS if name in fields)
    return {**seen, "month": fields.get("month", "")[:3].lower()}
