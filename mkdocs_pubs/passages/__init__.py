"""Files of a site → the passages of Markdown in them, and what these cite, by line."""

from mkdocs_pubs.passages.cited import CitedWork, cited, cites, misread, silently_cited
from mkdocs_pubs.passages.files import MARKDOWN, MODULE, NOTEBOOK, passages
from mkdocs_pubs.passages.passage import Passage

__all__ = [
    "MARKDOWN",
    "MODULE",
    "NOTEBOOK",
    "CitedWork",
    "Passage",
    "cited",
    "cites",
    "misread",
    "passages",
    "silently_cited",
]
