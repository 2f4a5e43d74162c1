"""What MkDocs' server watches: the folders that lists are made from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_pubs.publisher import Source

if TYPE_CHECKING:
    # A build that serves nothing need not load a server.
    from mkdocs.livereload import LiveReloadServer


class Watcher:
    """Lets a server watch folders; without one, it does nothing."""

    def __init__(self) -> None:
        self.server: LiveReloadServer | None = None
        self._watched: dict[Path, bool] = {}

    def watch(self, sources: Iterable[Source], site: Path) -> None:
        """Watch the folders of `sources`, and no others, nor one that holds the built `site`.

        MkDocs' observer gives a file up once it is gone, and one that comes back would be missed.
        """
        if self.server is None:
            return
        wanted = {
            source.folder: source.deep for source in sorted(sources) if not _holds(source, site)
        }
        for folder, _ in sorted(self._watched.items() - wanted.items()):
            self.server.unwatch(str(folder))
        for folder, deep in sorted(wanted.items() - self._watched.items()):
            self.server.watch(str(folder), recursive=deep)
        self._watched = wanted


def _holds(source: Source, site: Path) -> bool:
    """Return whether a site is built into a source, so that each build would wake the server."""
    return site.is_relative_to(source.folder) if source.deep else site == source.folder
