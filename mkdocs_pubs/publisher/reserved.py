"""Names that no page and no folder of pages can have."""

from __future__ import annotations

import re

from mkdocs_pubs.patterns import regex

# Names of pages that stand for their folders, or for those that are not there, and those that
# Windows has for devices.
_RESERVED = regex(r"index|readme|404|con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


def unreserved(segment: str) -> str:
    """Return the name of a page or a folder, with a number if it stands for something else."""
    return f"{segment}-1" if _RESERVED.fullmatch(segment) else segment
