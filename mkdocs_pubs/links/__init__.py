"""What a publication links to: fields into buttons whose URLs are safe to follow."""

from mkdocs_pubs.links.addresses import safe_url
from mkdocs_pubs.links.files import Files
from mkdocs_pubs.links.kinds import LINKED_FIELDS, check_buttons, chosen_kinds, label_of
from mkdocs_pubs.links.linker import Linker
from mkdocs_pubs.links.metrics import CitationCounts, metric_links, read_counts
from mkdocs_pubs.links.previews import Previewer

__all__ = [
    "LINKED_FIELDS",
    "CitationCounts",
    "Files",
    "Linker",
    "Previewer",
    "check_buttons",
    "chosen_kinds",
    "label_of",
    "metric_links",
    "read_counts",
    "safe_url",
]
