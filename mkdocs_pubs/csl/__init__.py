"""Publications in the terms of CSL, the Citation Style Language."""

from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.csl.pandoc import find_pandoc, processed
from mkdocs_pubs.csl.reading import references

__all__ = ["csl_item", "csl_json", "find_pandoc", "processed", "references"]
