"""What a site brings to its lists besides bibliographies: templates, and tables."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mkdocs_pubs.badges import Venues, read_venues
from mkdocs_pubs.errors import do_all
from mkdocs_pubs.links import CitationCounts, read_counts, safe_url
from mkdocs_pubs.normalise import People, read_people
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.files import Marks, Source, marks
from mkdocs_pubs.publisher.tables import SiteTable
from mkdocs_pubs.rendering import Renderer


class Furnishings:
    """The templates and tables of one site, whose paths are relative to `root`.

    There are none until they are taken. What fills in templates that `lasts` keeps what it made.
    """

    renderer: Renderer
    _people: SiteTable[People]
    _venues: SiteTable[Venues]
    _counts: SiteTable[CitationCounts]

    def __init__(self, root: Path, options: Options, *, lasts: bool = False) -> None:
        self._root = root
        self._options = options
        self._lasts = lasts
        self._templates = root / options.templates if options.templates else None
        self._template_marks: dict[Path, Marks] | None = None

    def take(self) -> None:
        """Take templates and tables for the first time.

        Raises:
            PubsError: if some cannot be used; what is wrong with all of them.
        """
        do_all(self._renew_templates, self._take_people, self._take_venues, self._take_counts)

    def renew(self) -> None:
        """Take templates and tables as they are now.

        Raises:
            PubsError: if some cannot be used; until they can, the former ones stay.
        """
        do_all(self._renew_templates, self._people.renew, self._venues.renew, self._counts.renew)

    @property
    def people(self) -> People:
        """Who is who."""
        return self._people.content

    @property
    def venues(self) -> Venues:
        """What the badges of venues look like."""
        return self._venues.content

    @property
    def counts(self) -> CitationCounts:
        """How often works were cited."""
        return self._counts.content

    @property
    def state(self) -> object:
        """What there is, as it is now."""
        tables = (self._people.text, self._venues.text, self._counts.text)
        return tables, self._template_marks

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders that templates and tables are in, for watching."""
        templates = [Source.of(self._templates, deep=True)] if self._templates else []
        return (
            *templates,
            *self._people.sources,
            *self._venues.sources,
            *self._counts.sources,
        )

    def _renew_templates(self) -> None:
        found = _template_marks(self._templates)
        if found != self._template_marks:
            self.renderer = self._new_renderer()
            self._template_marks = found

    def _new_renderer(self) -> Renderer:
        if not self._lasts:
            return Renderer(self._templates)
        # Most hosts build once.
        from mkdocs_pubs.publisher.lasting_renderer import LastingRenderer

        return LastingRenderer(self._templates)

    def _take_people(self) -> None:
        read = partial(read_people, link=safe_url)
        self._people = SiteTable("people", self._options.people, self._root, read)

    def _take_venues(self) -> None:
        read = partial(read_venues, link=safe_url)
        self._venues = SiteTable("venues", self._options.venues, self._root, read)

    def _take_counts(self) -> None:
        table = self._options.citation_counts
        self._counts = SiteTable("citation_counts", table, self._root, read_counts)


def _template_marks(templates: Path | None) -> dict[Path, Marks]:
    if templates is None:
        return {}
    paths = (Path(folder, name) for folder, _, names in os.walk(templates) for name in names)
    return {path: marks(path) for path in (templates, *paths)}
