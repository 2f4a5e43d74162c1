"""A site as it is configured: its options and its root, and the publisher of all its builds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.options import Options, read_options, translated
from mkdocs_pubs.plugin.mkdocs_bibtex import told
from mkdocs_pubs.plugin.voice import LOG
from mkdocs_pubs.publisher import Publisher, lies_in


class Site:
    """What a user says of the site; builds are to come while one `is_served`.

    There is a `publisher` when there has been need of one, until the site is configured otherwise.
    """

    def __init__(self) -> None:
        self.options = Options()
        self.publisher: Publisher | None = None
        self.is_served = False
        self._hints: tuple[str, ...] = ()
        self._root = Path()
        self._place = Location("mkdocs.yml")

    def configure(
        self, given: dict[str, Any], config_file: str | None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read options as they are given, and return what is wrong with them."""
        root = Path(config_file).parent.resolve() if config_file else Path.cwd()
        if config_file:
            self._place = Location(Path(config_file).name)
        translation = translated(given, lambda path: not lies_in(root, root / path))
        self._hints = translation.hints
        read, problems = read_options(translation.values)
        problems = (*translation.problems, *problems)
        if (read, root) != (self.options, self._root):
            self.publisher = None
        self.options, self._root = read, root
        errors: ConfigErrors = [
            (problem.name, ValidationError(problem.reason))
            for problem in problems
            if problem.code is not Code.UNKNOWN_OPTION
        ]
        unknown = [problem for problem in problems if problem.code is Code.UNKNOWN_OPTION]
        return errors, [(problem.name, problem.message) for problem in unknown]

    def hints(self, config: MkDocsConfig) -> Iterator[Diagnostic]:
        """Yield what is to be said of options that have other names here."""
        config_file = Path(config.config_file_path).name
        return told(config_file, self._hints, config.plugins, cites=self.options.citations)

    def ready_publisher(self) -> Publisher:
        """Return the publisher of all builds; later ones go on with what the last could use."""
        if self.publisher is None:
            try:
                cache = self.options.cache_in(self._root)
                self.publisher = Publisher(
                    self._root, self.options, cache, lasts=self.is_served, place=self._place
                )
            except PubsError as error:
                raise PluginError(f"pubs: {error}") from None
        try:
            self.publisher.renew()
        except PubsError as error:
            LOG.error("%s; kept what the last build used", error)
        return self.publisher

    def shown_path(self, file: File) -> str:
        """Return the path of a page, as it is told of."""
        if file.abs_src_path is None:
            return file.src_uri
        return os.path.relpath(file.abs_src_path, self._root)


def language_of(config: MkDocsConfig) -> str:
    """Return the language of the theme, by Material's name for it or by MkDocs'.

    It is asked for at each page, since plugins build a site once for each of its languages.
    """
    return str(config.theme.get("language") or config.theme.get("locale") or "")


def way_to_root(page: Page) -> str:
    """Return what leads from a page to the site's root: ``../``."""
    way = get_relative_url(".", page.url)
    return "" if way in (".", "./") else f"{way.rstrip('/')}/"
