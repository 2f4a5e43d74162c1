"""Lists as files that reference managers read."""

from mkdocs_pubs.exports.exporter import Exporter, Exports

__all__ = ["Exporter", "Exports"]
