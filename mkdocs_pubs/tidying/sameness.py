"""Whether a bibliography that was tidied still says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mkdocs_pubs.bibtex import (
    Block,
    BlockSource,
    SourceFile,
    blocks,
    decode,
    read,
    read_block,
)
from mkdocs_pubs.models import Entry
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.tidying.layout import BibLayout, EntryOrder

_LINE = regex(r"\bline \d+")

Meaning = tuple[object, ...]
"""All that counts of a block: what is made of it depends on nothing else."""


def plain_fields(read: BlockSource) -> Mapping[str, str]:
    """Return the fields, of which the first of a name counts, with macros by their names."""
    fields: dict[str, str] = {}
    for one in read.fields:
        fields.setdefault(one.name, "".join(operand.text for operand in one.operands))
    return fields


def meaning(block: Block, read: BlockSource) -> Meaning:
    """Return what a block means, wherever its parts stand."""
    fields = tuple((one.name, one.operands) for one in read.fields)
    mistakes = tuple((one.message, one.code) for one in read.mistakes)
    return block.type, block.closed, len(block.swallowed), read.key, fields, mistakes


def meanings(text: str, known: Mapping[str, BlockSource]) -> Iterator[Meaning]:
    """Yield what the blocks of a text mean; some are `known` by their text as they are read."""
    for block in blocks(text):
        source = text[block.start : block.end]
        yield meaning(block, known[source] if source in known else read_block(block, source))


def are_read_alike(before: bytes, after: bytes, layout: BibLayout) -> bool:
    """Say whether the entries of two contents are the same, and what is wrong with them is.

    Lines do not count, nor does what `layout` sorts.
    """
    return _said(before, layout) == _said(after, layout)


def _said(content: bytes, layout: BibLayout) -> object:
    text, oddity = decode(content)
    entries, problems = read([SourceFile("", text)])
    said = list(_entries(entries, layout))
    if layout.order is not EntryOrder.NONE:
        # Those with one key must not change places.
        said.sort(key=lambda one: one[0])
    wrong = sorted((one.code.value, _LINE.sub("line", one.message)) for one in problems)
    return said, wrong, oddity


def _entries(
    entries: Iterable[Entry], layout: BibLayout
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for entry in entries:
        fields = list(entry.fields.items())
        yield entry.key, entry.type, sorted(fields) if layout.sorts_fields else fields
