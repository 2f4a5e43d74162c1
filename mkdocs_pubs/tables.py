"""The site's own tables, such as who is who: YAML text → a mapping of texts."""

from __future__ import annotations

from collections.abc import Mapping

import yaml


def read_table(text: str) -> tuple[Mapping[str, object], str]:
    """Read a mapping in YAML, all of whose scalars are text; or return none, and why.

    In such a table ``no`` may be somebody's name, and ``0000`` the beginning of an ORCID.
    """
    try:
        table = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return {}, f"no YAML ({' '.join(str(error).split())})"
    if table is None or table == "":
        return {}, ""
    if not isinstance(table, dict) or not all(isinstance(key, str) for key in table):
        return {}, "no mapping"
    return table, ""
