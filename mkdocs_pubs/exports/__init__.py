"""Lists as files: for reference managers, and for programs that read feeds."""

from mkdocs_pubs.exports.exporter import Exporter, Exports

__all__ = ["Exporter", "Exports"]
