"""The site's own tables, such as who is who: YAML text → a mapping of texts."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from mkdocs_pubs.characters import clean


def read_table(text: str) -> tuple[Mapping[str, object], str]:
    """Read a mapping in YAML, all of whose scalars are text; or return none, and why.

    In such a table ``no`` may be somebody's name, and ``0000`` the beginning of an ORCID.
    """
    try:
        table = yaml.load(text, Loader=_Loader)
    # The others are what PyYAML makes of an escape beyond Unicode, and of a thousand brackets.
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return {}, f"no YAML ({' '.join(str(error).split())})"
    if table is None or table == "":
        return {}, ""
    if not isinstance(table, dict) or not all(isinstance(key, str) for key in table):
        return {}, "no mapping"
    return table, ""


class _Loader(yaml.BaseLoader):
    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """Leave out what no field may hold, either: a YAML escape can name any character."""
        return clean(str(super().construct_scalar(node)))
