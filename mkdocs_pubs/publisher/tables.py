"""The site's tables: mappings in its options, or in files that are read again when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.options import Table
from mkdocs_pubs.publisher.files import Marks, Source, content, marks
from mkdocs_pubs.tables import read_table

Made = TypeVar("Made")
Maker = Callable[[Mapping[str, object]], tuple[Made, tuple[str, ...]]]
"""What makes something of a mapping, and says what is wrong with it."""


class SiteTable(Generic[Made]):
    """What `make` makes of the table in the option `name`.

    `content` is what came of it last, `text` what that was made of. The paths of files are
    relative to `root`.

    Raises:
        OptionError: if there is no such file, or it or the mapping cannot be used.
    """

    def __init__(self, name: str, table: Table | None, root: Path, make: Maker[Made]) -> None:
        self._name = name
        self._make = make
        self._path = root / table.path if table and table.path else None
        self._marks: Marks | None = None
        self.text = "" if table is None else table.json
        self.content = self._made(self.text)
        self.renew()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folder that the file is in, for watching."""
        return (Source.of(self._path.parent, deep=False),) if self._path else ()

    def renew(self) -> None:
        """Read the file as it is now.

        Raises:
            OptionError: if it cannot be used; until it can, what came of the former one stays.
        """
        if self._path is None or marks(self._path) == self._marks:
            return
        data, self._marks = content(self._path)
        if isinstance(self._marks, str):
            raise OptionError([f"cannot use {self._name}: {self._path}: {self._marks}"])
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise OptionError([f"cannot use {self._name}: {self._path}: not in UTF-8"]) from None
        self.content = self._made(text)
        self.text = text

    def _made(self, text: str) -> Made:
        table, problem = read_table(text)
        made, problems = self._make(table)
        if reasons := (problem, *problems) if problem else problems:
            place = f"{self._path}: " if self._path else ""
            raise OptionError([f"cannot use {self._name}: {place}{reason}" for reason in reasons])
        return made
