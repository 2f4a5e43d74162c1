"""A bibliography's content, tidied: what can be read is laid out, all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_pubs.bibtex import Block, BlockSource, blocks, read_block
from mkdocs_pubs.bibtex.files import BibFile, RawOffsets
from mkdocs_pubs.characters import clean
from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models.sources import Failure
from mkdocs_pubs.tidying.entries import Tidy, Unclear, laid_out
from mkdocs_pubs.tidying.gaps import Edge, Neighbour, is_blank, settled
from mkdocs_pubs.tidying.layout import BibLayout, EntryOrder
from mkdocs_pubs.tidying.order import Sorter
from mkdocs_pubs.tidying.sameness import are_read_alike, meaning, meanings


@dataclass(frozen=True)
class Tidied:
    """A file's content, tidied, and the blocks of it that were left as they are."""

    content: bytes
    kept: tuple[Diagnostic, ...] = ()


def tidied(path: str, content: bytes, layout: BibLayout) -> Tidied | Failure:
    """Return the content of the file at `path` in a layout, in its own encoding and line ends.

    A failure says why it is to be left as it is.
    """
    file = BibFile.of(content)
    if not file.is_kept:
        return Failure(f"holds bytes that mean nothing in {file.encoding}")
    leaves = list(_leaves(file, layout))
    gaps = _gaps(file, leaves, file.line_end)
    ordered = leaves if layout.order is EntryOrder.NONE else _in_order(leaves, gaps, layout.order)
    changed = file.with_text("".join(_written(ordered, gaps, file.line_end)))
    if isinstance(changed, BibFile) and changed.line_end != file.line_end:
        # Lines end in several ways, and most that ended as most did are gone.
        gaps = _gaps(file, leaves, changed.line_end)
        changed = file.with_text("".join(_written(ordered, gaps, changed.line_end)))
    if isinstance(changed, Failure):
        return changed
    if changed.content != content and not _says_the_same(file, changed, ordered, layout):
        return Failure("would not say the same in another layout")
    return Tidied(changed.content, tuple(_kept(path, leaves)))


@dataclass(frozen=True)
class _Leaf:
    """A block: `raw` as it stands, its `source` as it is read, and what it is to be."""

    block: Block
    raw: str
    source: str
    read: BlockSource
    part: Tidy | Unclear


def _leaves(file: BibFile, layout: BibLayout) -> Iterator[_Leaf]:
    text, plain = file.text, file.plain
    offsets = RawOffsets(text)
    for block in blocks(plain):
        source = plain[block.start : block.end]
        raw = text[offsets.of(block.start) : offsets.of(block.end)]
        read = read_block(block, source)
        yield _Leaf(block, raw, source, read, laid_out(block, source, read, layout))


def _gaps(file: BibFile, leaves: Sequence[_Leaf], line_end: str) -> list[str]:
    """Return what stands before, between and behind the blocks, as it is to be."""
    text = file.text
    offsets = RawOffsets(text)
    edges = [offsets.of(at) for one in leaves for at in (one.block.start, one.block.end)]
    spans = zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True)
    neighbours: list[Neighbour] = [Edge.BEGINNING, *(one.part for one in leaves), Edge.END]
    return [
        settled(text[start:end], *beside, line_end)
        for (start, end), beside in zip(spans, pairwise(neighbours), strict=True)
    ]


def _written(leaves: Sequence[_Leaf], gaps: Sequence[str], line_end: str) -> Iterator[str]:
    yield gaps[0]
    for leaf, gap in zip(leaves, gaps[1:], strict=True):
        part = leaf.part
        yield leaf.raw if isinstance(part, Unclear) else part.text.replace("\n", line_end)
        yield gap


def _in_order(leaves: Sequence[_Leaf], gaps: Sequence[str], order: EntryOrder) -> list[_Leaf]:
    """Return the blocks, with entries sorted that have nothing but white space between them.

    So comments stay with what they stand above, and macros before those who use them.
    """
    by_part = {id(one.part): one for one in leaves}
    parts = [one.part for one in leaves]
    sorter = Sorter([one for one in parts if isinstance(one, Tidy) and one.key], order)
    ordered: list[Tidy | Unclear] = []
    run: list[Tidy] = []
    for part, gap in zip(parts, gaps, strict=False):
        is_entry = isinstance(part, Tidy) and bool(part.key)
        if not (is_entry and is_blank(gap)):
            ordered += sorter.in_order(run)
            run = []
        if isinstance(part, Tidy) and is_entry:
            run.append(part)
        else:
            ordered.append(part)
    return [by_part[id(one)] for one in (*ordered, *sorter.in_order(run))]


def _says_the_same(
    before: BibFile, after: BibFile, leaves: Sequence[_Leaf], layout: BibLayout
) -> bool:
    """Say whether a file reads as the blocks say, so that no mistake of ours costs an entry."""
    # Which encoding a file declares is looked for at its beginning alone.
    if BibFile.of(after.content).encoding != before.encoding:
        return False
    known = {one.source: one.read for one in leaves}
    reads = [(one, one.read if isinstance(one.part, Unclear) else one.part.read) for one in leaves]
    expected = [meaning(one.block, read) for one, read in reads]
    if list(meanings(after.plain, known)) != expected:
        return False
    is_clean = clean(before.plain) == before.plain
    return is_clean or are_read_alike(before.content, after.content, layout)


def _kept(path: str, leaves: Sequence[_Leaf]) -> Iterator[Diagnostic]:
    for leaf in leaves:
        if isinstance(leaf.part, Unclear):
            line = leaf.block.line + leaf.source.count("\n", 0, leaf.part.offset)
            message = f"{leaf.part.message}; left it as it is"
            yield Diagnostic(Location(path, line), message, leaf.part.code)
