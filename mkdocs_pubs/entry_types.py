"""Entry types that are of one kind, by BibTeX's names and BibLaTeX's (manual, 2.1)."""

from __future__ import annotations

PARTS = frozenset(
    "inproceedings incollection inbook bookinbook suppbook inreference suppcollection".split()
)
"""What stands in a book."""

BOOKS = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference".split()
)
"""What is a book."""

THESES = frozenset("phdthesis mastersthesis bachelorsthesis thesis".split())
"""What is written for a degree."""
