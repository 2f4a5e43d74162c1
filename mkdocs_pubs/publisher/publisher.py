"""The one line from files and options to a published list; what makes lists waits for the first."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher.bibliographies import Bibliographies
from mkdocs_pubs.publisher.files import Source
from mkdocs_pubs.publisher.hosted import HostedPage, ListRequest
from mkdocs_pubs.publisher.kept import (
    Cache,
    KeptTexts,
    PrintedLists,
    Result,
    anywhere,
    is_settled,
    placed,
)
from mkdocs_pubs.publisher.uncollected import uncollected

if TYPE_CHECKING:
    from mkdocs_pubs.publisher.press import Press

_CONFIGURATION = Location("mkdocs.yml")
_CHECKED = (
    "style",
    "cite_styles",
    "templates",
    "where",
    "publication_pages",
    "people",
    "venues",
    "citation_counts",
)
"""The options that only what makes lists can tell to be right."""

_NOWHERE = HostedPage()
"""A page in no site."""


class Publisher:
    """Publishes the lists of one site; keeps what it read and cited for the next list and build.

    `root` is the folder that the site's paths are relative to; lists are kept in the folder
    `cache`, if there is to be one. One that `lasts` makes anew of a list only what has changed.
    `place` is where the site's options are said.

    Raises:
        PubsError: if the site's style or templates cannot be used.
    """

    def __init__(
        self,
        root: Path,
        options: Options,
        cache: Path | None = None,
        *,
        lasts: bool = False,
        place: Location = _CONFIGURATION,
    ) -> None:
        self.options = options
        self._place = place
        self._root = root
        self._lasts = lasts
        kept = Cache(cache)
        self._lists = PrintedLists(kept)
        self._pandoc = KeptTexts(kept, repr(("pandoc", str(root), options))) if kept.is_on else None
        self._bibliographies = Bibliographies(root, allow_outside=options.allow_outside)
        self._told_rivals: set[str] = set()
        self._is_special = _is_special(options)
        if self._is_special:
            self.press  # noqa: B018

    @cached_property
    def press(self) -> Press:
        """What makes the lists that are not kept, and says all that is asked of publications."""
        # Its rooms take longer to import than MkDocs; no list of a second build needs them.
        from mkdocs_pubs.publisher.press import Press

        return Press(
            self._root, self.options, self._bibliographies, self._pandoc, lasts=self._lasts
        )

    def renew(self) -> None:
        """Take the user's templates and tables as they are now; for hosts that build repeatedly.

        Raises:
            PubsError: if some cannot be used; until they can, the former ones stay.
        """
        if self._is_special:
            self.press.renew()

    @property
    def venue_sheet(self) -> str:
        """The style sheet with the colours of the site's venues; ``""`` if they have none."""
        return self.press.venue_sheet if self._is_special else ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders that the lists are made from, for watching."""
        others = self.press.sources if "press" in vars(self) else ()
        return (*self._bibliographies.sources, *others)

    def place_of(self, request: ListRequest, option: str) -> Location:
        """Return where an option is said: where the site says it, else where the list does."""
        is_of_site = option and getattr(request.options, option) == getattr(self.options, option)
        return self._place if is_of_site else request.place_of(option)

    def only_read_cache(self) -> None:
        """Keep no more lists on disk, for hosts that watch the folders that the cache may be in."""
        self._lists.writes = False

    def end_build(self) -> None:
        """Keep what the build has asked for until the next."""
        if self._pandoc is not None:
            self._pandoc.end_build(writes=self._lists.writes)

    def publish(
        self, request: ListRequest, page: HostedPage = _NOWHERE
    ) -> tuple[Published, tuple[Diagnostic, ...]]:
        """Publish a list on a page."""
        request = replace(request, place_of=partial(self.place_of, request))
        options = request.options
        if request.is_references or not self._can_be_kept(options):
            published, problems = self._made(request, page)
            return published, self._first(problems)
        published, problems = self._lists.printed(
            lambda: (self._state(options), options, request.split),
            page,
            partial(self._made, replace(request, place_of=anywhere)),
        )
        return published, self._first(placed(problems, request.place_of))

    def _made(self, request: ListRequest, page: HostedPage) -> Result:
        with uncollected(lasts=self._lasts):
            return self.press.made(request, page)

    def _first(self, problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return problems without those that were told of another list; a list may be kept."""
        found = tuple(one for one in problems if one.message not in self._told_rivals)
        self._told_rivals |= {one.message for one in found if one.code is Code.RIVAL_STYLE}
        return found

    def _can_be_kept(self, options: Options) -> bool:
        """Say whether a list depends on nothing but its bibliography and what the site says."""
        styles = (self.options.style, options.style, *options.cite_styles)
        depends_on_pages = options.cited is not None or self.options.publication_pages
        return not depends_on_pages and all(map(is_settled, set(styles)))

    def _state(self, options: Options) -> object:
        """Return what lists with these options are made from, as it is now."""
        files = self._bibliographies.state(options.bibliography)
        others = self.press.state if self._is_special else ()
        return (str(self._root), self.options, files, others)


def _is_special(options: Options) -> bool:
    """Say whether there is anything to be checked; of buttons, only the addresses of users' own."""
    usual = Options()
    is_usual = all(getattr(options, one) == getattr(usual, one) for one in _CHECKED)
    return not is_usual or any(button.url for button in options.buttons)
