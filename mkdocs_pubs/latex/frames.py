"""Open constructs: what a parser holds between the start of a group and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from mkdocs_pubs.latex.nodes import Hyperlink, Inline, Inlines, Protected, Styled, merged
from mkdocs_pubs.latex.symbols import accented
from mkdocs_pubs.private_use import Tag

MAX_DEPTH = 64
"""How deeply nodes are nested at most; what lies deeper loses its markup, not its text."""

Finish = Callable[[Inlines], Inlines]
"""What makes of an open construct's children the nodes that stand for it."""

GROUP = "}"
TOKEN = "token"
ROOT = ""


@dataclass(eq=False, repr=False)
class Frame:
    """An open construct.

    `closer` is what ends it: ``}``, an HTML tag such as ``</i>``, the next token, or the end.
    `source` is how it began, should it turn out to be none. `level` counts the nodes around its
    children.
    """

    closer: str
    finish: Finish
    level: int = 0
    source: str = ""
    _done: list[Inline] = field(default_factory=list)
    _run: list[Inline] = field(default_factory=list)
    _styles: tuple[Tag, ...] = ()

    def add(self, pieces: Iterable[Inline]) -> None:
        """Append what has been read."""
        self._run.extend(pieces)

    def declare(self, tag: Tag | None, *, resetting: bool) -> None:
        """Change the look of all that follows in this construct."""
        self._end_run()
        kept = () if resetting or tag is None else self._styles
        new = () if tag is None or tag in kept else (tag,)
        if self.inner_level < MAX_DEPTH or not new:
            self._styles = kept + new

    @property
    def inner_level(self) -> int:
        """How many nodes lie around what is added next."""
        return self.level + len(self._styles)

    def closed(self) -> Inlines:
        """Return the nodes that stand for this construct."""
        return self.finish(self.children())

    def children(self) -> Inlines:
        """Return what has been read."""
        self._end_run()
        return merged(self._done)

    def _end_run(self) -> None:
        pieces: Inlines = tuple(self._run)
        if self._styles:
            pieces = merged(pieces)
        for tag in reversed(self._styles):
            pieces = (Styled(tag, pieces),) if pieces else ()
        self._done.extend(pieces)
        self._run = []


def spliced(children: Inlines) -> Inlines:
    """Show the children alone."""
    return children


def protected(children: Inlines) -> Inlines:
    """Keep the children's case."""
    return (Protected(children),) if children else ()


def styled(tag: Tag) -> Finish:
    """Give the children a look."""
    return lambda children: (Styled(tag, children),) if children else ()


def linked(url: str) -> Finish:
    """Let the children lead to `url`."""
    return lambda children: (Hyperlink(url, children),) if children else ()


def wrapped(before: str, behind: str) -> Finish:
    """Print signs around the children."""
    return lambda children: (before, *children, behind) if children else ()


def with_accent(accent: str, sign: str) -> Finish:
    """Put an accent on the children's first letter; `sign` stands for it where there is none."""

    def finish(children: Inlines) -> Inlines:
        if not children:
            return (sign,)
        first, *rest = children
        if isinstance(first, str):
            text = accented(first, accent)
            return (sign + first if text is None else text, *rest)
        if isinstance(first, Styled | Protected | Hyperlink):
            return (replace(first, children=finish(first.children)), *rest)
        return children

    return finish


def with_quote(accent: str, sign: str) -> Finish:
    r"""Put an accent on a letter without braces, unless no such letter exists.

    Then somebody escaped a quotation mark: ``don\'t``.
    """
    accent_it = with_accent(accent, sign)

    def finish(children: Inlines) -> Inlines:
        found = accent_it(children)
        is_letter = len(found) == 1 and isinstance(found[0], str) and len(found[0]) == 1
        return found if is_letter else (sign, *children)

    return finish
