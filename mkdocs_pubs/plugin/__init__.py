"""The door to MkDocs and its fork ProperDocs: configuration, pages, warnings, assets, watching."""

from mkdocs_pubs.plugin.plugin import PubsPlugin

__all__ = ["PubsPlugin"]
