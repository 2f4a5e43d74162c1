"""What a large list has beside its page: files with panels, so many publications in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Address, Item, Link, SideFile
from mkdocs_pubs.options import Options
from mkdocs_pubs.rendering import Renderer

IN_EACH_FILE = 100
"""How many publications a file has at most."""

_NAME = "details"


def panels_aside(
    items: list[Item], options: Options, renderer: Renderer, address: Address | None
) -> tuple[list[Item], tuple[SideFile, ...]]:
    """Return the items of a page, which lead to their panels in files if they are many.

    Without an `address` there can be no files. They are counted from the last item on: one more at
    the top of a list, which is where the newest come in, changes but one of them.
    """
    if address is None or len(items) <= options.large_list:
        return items, ()
    words = options.words
    page = address.url.rpartition("/")[2] or "./"
    left: list[Item] = []
    files: list[SideFile] = []
    for number, chunk in enumerate(_chunks(items), 1):
        path = address.free_path(f"{_NAME}-{number}", ".html")
        file = SideFile.of(path, renderer.aside_html(chunk, page, words), is_aside=True)
        files.append(file)
        left[:0] = [_without_panels(one, file.url, words) for one in chunk]
    return left, tuple(files)


def _without_panels(item: Item, file: str, words: Labels) -> Item:
    """Return an item that leads to its panels, with no more attributes than it must have."""
    contents = {"abstract": item.abstract, "bibtex": item.bibtex, "cite": item.cited}
    kinds = [kind for kind, content in contents.items() if content]
    asides = tuple(Link(kind, words(kind), f"{file}#{item.id}") for kind in kinds)
    bare = replace(
        item, abstract=Markup(), bibtex=Markup(), cited=(), venue="", keywords=(), published=""
    )
    return replace(bare, asides=asides)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the last items, those before them, and so on."""
    for end in range(len(items), 0, -IN_EACH_FILE):
        yield items[max(end - IN_EACH_FILE, 0) : end]
