"""The style sheets and scripts of a site: those that it needs, and who loads them."""

from __future__ import annotations

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from mkdocs_pubs.assets import asset
from mkdocs_pubs.options import Options

_FOLDER = "assets/pubs"


class Assets:
    """The style sheets and scripts of one build, by where they stand in the site."""

    def __init__(self, options: Options, venue_sheet: str = "") -> None:
        self._content: dict[str, str] = {}
        self._need("pubs.css", "pubs.js")
        if options.citations:
            self._need("citations.css", "citations.js")
        if options.publication_pages:
            self._need("pages.css")
        if venue_sheet:
            self._content[f"{_FOLDER}/venues.css"] = venue_sheet

    def need_for_split_lists(self) -> None:
        """Add what lists need that are split into pages."""
        self._need("pages.css", "pages.js")

    def need_for_large_lists(self) -> None:
        """Add what lists need that are not all on their pages."""
        self._need("large.js")

    def _need(self, *names: str) -> None:
        self._content.update({f"{_FOLDER}/{name}": asset(name) for name in names})

    def load(self, config: MkDocsConfig) -> None:
        """Let pages load the style sheets and scripts, unless they do so already."""
        sheets = [path for path in self._content if path.endswith(".css")]
        config.extra_css[:0] = [path for path in sheets if path not in config.extra_css]
        scripts = [path for path in self._content if path.endswith(".js")]
        there = set(map(str, config.extra_javascript))
        config.extra_javascript[:0] = [_deferred(path) for path in scripts if path not in there]

    def add_to(self, files: Files, config: MkDocsConfig) -> None:
        """Add style sheets and scripts to a site, unless the user has put others there.

        Raises:
            PluginError: if a file of the user's is where a folder must be, or the reverse.
        """
        for path, content in self._content.items():
            for file in files:
                if _is_in_the_way(file.dest_uri, path):
                    message = f"'{file.src_uri}' is where '{path}' is to go"
                    raise PluginError(f"pubs: {message}; give it another name")
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=content))


def _deferred(path: str) -> ExtraScriptValue:
    value = ExtraScriptValue(path)
    value.defer = True
    return value


def _is_in_the_way(path: str, asset: str) -> bool:
    """Return whether a file at `path` cannot be beside an asset, one being in the other."""
    return asset.startswith(f"{path}/") or path.startswith(f"{asset}/")
