"""Badges: the venue of a publication in short, with the colour and the link that a site gives."""

from mkdocs_pubs.badges.venues import Venues, read_venues

__all__ = ["Venues", "read_venues"]
