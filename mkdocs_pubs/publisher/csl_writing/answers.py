"""What pandoc answers, which takes longer than all else on a page: kept for the next build."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_pubs.csl.items import CslItem
from mkdocs_pubs.csl.pandoc import cited, document_version, find_pandoc, processed
from mkdocs_pubs.publisher.files import marks
from mkdocs_pubs.publisher.kept import KeptTexts

Answer = tuple[bytes, str]
"""A document, or what went wrong."""

_ERRORS = "surrogateescape"


class Pandoc:
    """Asks pandoc, where it is there, what it has not answered before.

    With no `answers`, nothing is kept.
    """

    def __init__(self, answers: KeptTexts | None = None) -> None:
        self._answers = answers
        self._path: Path | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is one to be asked, or has been."""
        self._path = self._path or find_pandoc()
        return self._path is not None

    def processed(self, items: Sequence[CslItem], style: str, language: str) -> Answer:
        """Return a document with a bibliography of all items."""
        question = (items, style, language)
        return self._answer(question, lambda path: processed(path, *question))

    def cited(self, items: Sequence[CslItem], style: str, language: str, document: bytes) -> Answer:
        """Return the document made of one that cites items."""
        question = (items, style, language, document)
        return self._answer(question, lambda path: cited(path, *question))

    def document_version(self) -> tuple[int, ...]:
        """Return the version of the documents that pandoc takes; nothing if it does not tell."""
        found, _ = self._answer(
            (), lambda path: (".".join(map(str, document_version(path))).encode(), "")
        )
        return tuple(map(int, found.decode().split("."))) if found else ()

    def _answer(self, question: object, ask: Callable[[Path], Answer]) -> Answer:
        """Return an answer; what went wrong once may go well the next time."""
        pandoc = self._path
        assert pandoc is not None
        if self._answers is None:
            return ask(pandoc)
        problem = ""

        def document(_: str) -> str:
            nonlocal problem
            found, problem = ask(pandoc)
            return found.decode(errors=_ERRORS)

        whole = repr((os.fspath(pandoc), marks(pandoc), question))
        return self._answers.made_of(whole, document).encode(errors=_ERRORS), problem
