"""The publications of a list, described to machines in the formats that are asked for."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.json_ld import node_text
from mkdocs_pubs.metadata import coins, record
from mkdocs_pubs.models import Publication

_LONGEST = 100_000
"""How many characters an entry may have to be described; what is longer no machine would read."""


class Describer:
    """Describes the publications of one list; `nodes` are those of JSON-LD so far, as JSON."""

    def __init__(self, formats: Collection[str]) -> None:
        self._formats = formats
        self.nodes: list[str] = []
        self._described: set[str] = set()

    def coins_of(self, publication: Publication, anchor: str, page: str) -> str:
        """Describe a publication with this id on the page, and return its OpenURL, if any.

        What has a `page` of its own is known by that; what stands in several groups is described
        where it stands first.
        """
        if not self._formats or publication.anchor in self._described:
            return ""
        self._described.add(publication.anchor)
        if sum(map(len, publication.fields.values())) > _LONGEST:
            return ""
        known = record(publication, csl_type(publication))
        if "json-ld" in self._formats:
            from mkdocs_pubs.metadata.schema_org import schema_node

            node = schema_node(known, publication.anchor if page else anchor, page)
            self.nodes.append(node_text(node))
        return coins(known) if "coins" in self._formats else ""
