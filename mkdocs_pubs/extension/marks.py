"""What stands in a page for its lists and citations until these are written.

No author can write any of it, since Python-Markdown takes such signs out of every text.
"""

from markdown.util import ETX, STX

PLACEHOLDER = f"{STX}pubs:(\\d+){ETX}"
"""The pattern of what stands for a directive until it is expanded."""

NUMBER, LEVEL = f"{STX}pubs-list", f"{STX}pubs-level"
"""The attributes of an element that stands for a list."""

MENTION, AFFIX = f"{STX}pubs-mention", f"{STX}pubs-affix"
"""The attributes of what stands for a citation, and for what is said before or behind a work."""
