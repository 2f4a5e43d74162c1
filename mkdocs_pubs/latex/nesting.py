"""Constructs within each other: a stack of those that are open, in place of recursion."""

from __future__ import annotations

from mkdocs_pubs.latex.frames import GROUP, MAX_DEPTH, ROOT, TOKEN, Finish, Frame, spliced
from mkdocs_pubs.latex.nodes import Inline, Inlines
from mkdocs_pubs.private_use import Tag


class Nesting:
    """The constructs that are open, the innermost last; the outermost is the field."""

    def __init__(self) -> None:
        self._frames = [Frame(ROOT, spliced)]
        self._too_deep = 0

    @property
    def awaits_token(self) -> bool:
        """Whether the innermost construct ends with the next token."""
        return self._frames[-1].closer == TOKEN

    @property
    def is_in_group(self) -> bool:
        """Whether what comes next stands in a group."""
        return any(one.closer == GROUP for one in self._frames)

    def add(self, *pieces: Inline) -> None:
        """Append to the innermost construct; one that waits for a single token has it now."""
        self._frames[-1].add(pieces)
        while self.awaits_token:
            nodes = self._frames.pop().closed()
            self._frames[-1].add(nodes)

    def declare(self, tag: Tag | None, *, resetting: bool) -> None:
        """Change the look of all that follows in the innermost construct."""
        self._frames[-1].declare(tag, resetting=resetting)

    def open(self, closer: str, finish: Finish, source: str = "") -> bool:
        """Begin a construct, and say whether it is not too deep for that."""
        level = self._frames[-1].inner_level + 1
        if level > MAX_DEPTH:
            return False
        self._frames.append(Frame(closer, finish, level, source))
        return True

    def open_group(self, finish: Finish) -> None:
        """Begin a group; one that is too deep is none."""
        if not self.open(GROUP, finish):
            self._too_deep += 1

    def close_group(self) -> None:
        """End the innermost group; a brace that ends none is left out."""
        if self._too_deep:
            self._too_deep -= 1
        else:
            self.close(GROUP)

    def close(self, closer: str) -> bool:
        """End the innermost construct that `closer` ends, and say whether there is one."""
        index = self._innermost(closer)
        if index:
            self._close_above(index)
            self.add(*self._frames.pop().closed())
        return bool(index)

    def closed(self) -> Inlines:
        """End all, and return the nodes of the field."""
        self._close_above(0)
        return self._frames[0].closed()

    def _innermost(self, closer: str) -> int:
        """Return the place of the innermost construct that `closer` ends; 0 if there is none.

        Only a brace ends what lies outside a group.
        """
        for index in range(len(self._frames) - 1, 0, -1):
            if self._frames[index].closer == closer:
                return index
            if self._frames[index].closer == GROUP:
                return 0
        return 0

    def _close_above(self, index: int) -> None:
        """End the constructs within another; a tag without its end is no tag."""
        while len(self._frames) > index + 1:
            frame = self._frames.pop()
            nodes = (frame.source, *frame.children()) if frame.source else frame.closed()
            self._frames[-1].add(nodes)
