"""Lists as files: for reference managers, and for programs that read feeds."""

from mkdocs_pubs.exports.exporter import Exporter, Exports
from mkdocs_pubs.exports.posts import feed_of, feed_text

__all__ = ["Exporter", "Exports", "feed_of", "feed_text"]
