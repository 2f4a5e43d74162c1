"""Lists as files that reference managers read."""

from mkdocs_pubs.exports.exporter import Exporter

__all__ = ["Exporter"]
