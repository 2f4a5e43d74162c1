"""What pandoc answers, which takes longer than all else on a page: kept for the next build."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_pubs.csl.items import CslItem
from mkdocs_pubs.csl.pandoc import cited, document_version, processed
from mkdocs_pubs.publisher.files import marks
from mkdocs_pubs.publisher.kept_texts import KeptTexts

Answer = tuple[bytes, str]
"""A document, or what went wrong."""

_ERRORS = "surrogateescape"


class Pandoc:
    """Asks pandoc what it has not answered before; with no `answers`, nothing is kept."""

    def __init__(self, answers: KeptTexts | None = None) -> None:
        self._answers = answers

    def processed(
        self, pandoc: Path, items: Sequence[CslItem], style: str, language: str
    ) -> Answer:
        """Return a document with a bibliography of all items."""
        question = (items, style, language)
        return self._answer(pandoc, question, lambda: processed(pandoc, items, style, language))

    def cited(
        self, pandoc: Path, items: Sequence[CslItem], style: str, language: str, document: bytes
    ) -> Answer:
        """Return the document made of one that cites items."""
        question = (items, style, language, document)
        return self._answer(
            pandoc, question, lambda: cited(pandoc, items, style, language, document)
        )

    def document_version(self, pandoc: Path) -> tuple[int, ...]:
        """Return the version of the documents that pandoc takes; nothing if it does not tell."""
        found, _ = self._answer(
            pandoc, (), lambda: (".".join(map(str, document_version(pandoc))).encode(), "")
        )
        return tuple(map(int, found.decode().split("."))) if found else ()

    def _answer(self, pandoc: Path, question: object, ask: Callable[[], Answer]) -> Answer:
        """Return an answer; what went wrong once may go well the next time."""
        if self._answers is None:
            return ask()
        problem = ""

        def document(_: str) -> str:
            nonlocal problem
            found, problem = ask()
            return found.decode(errors=_ERRORS)

        whole = repr((os.fspath(pandoc), marks(pandoc), question))
        return self._answers.made_of(whole, document).encode(errors=_ERRORS), problem
