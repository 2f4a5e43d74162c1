"""pybtex's reader of LaTeX, put to use only where there is some to be read.

pybtex reads each field and each part of a name when a style asks for it, by a codec that goes over
it sign by sign; that is half of the time that its styles take. What they get from us is in
disguise, so that most of it is text that means itself, with braces at most.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pybtex.markup import LaTeXParser
from pybtex.richtext import Text

from mkdocs_pubs.patterns import regex

# The codec also joins hyphens and commas, and takes spaces away.
_MEANS_MORE = regex(r"[\\$%~&#^_`'\t\n\r\f\v]|--|,,|  |^ ")

_read = Text.from_latex


def quicken() -> None:
    """Let pybtex read its fields quickly; what it reads stays the same."""
    Text.from_latex = staticmethod(read_latex)


# A rich text is never changed, only made anew.
@lru_cache(maxsize=1 << 14)
def read_latex(latex: str) -> Any:
    """Return a field as rich text, as pybtex reads it."""
    if _MEANS_MORE.search(latex):
        return _read(latex)
    return LaTeXParser(latex).parse() if "{" in latex or "}" in latex else Text(latex)
