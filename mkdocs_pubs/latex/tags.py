"""Tags within fields, as databases export them: which give a look, which part lines.

Besides HTML's, those of JATS and MathML (Crossref) and Wiley's; all others are text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_pubs.characters import unescaped
from mkdocs_pubs.latex.exported import as_written
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import Tag

TAG = regex(r"<(/?)([A-Za-z]+(?:[:-][A-Za-z-]+)?)(?:\s[^<>]*)?/?>")
"""A tag; its groups are the slash of one that closes, and its name."""

INLINE_TAGS: Mapping[str, Tag] = {
    "b": "b",
    "em": "em",
    "i": "i",
    "jats:bold": "b",
    "jats:italic": "i",
    "jats:monospace": "code",
    "jats:sc": "smallcaps",
    "jats:sub": "sub",
    "jats:sup": "sup",
    "jats:underline": "u",
    "scp": "smallcaps",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
    "u": "u",
}
"""Tags that give what they hold a look."""

_LINE_TAGS = frozenset("br p jats:break jats:list-item jats:p jats:sec jats:title".split())
_SILENT_TAGS = ("jats:", "mml:", "inline-formula", "disp-formula", "alternatives", "tex-math")
"""How other tags begin of which the text alone is shown."""

_ANCHOR_END = "</a"
# That the tag has an end is looked for first, and once, not behind each of its addresses.
_ANCHOR = regex(
    r"<a\s(?=[^<>]*>)(?:[^<>]*\s)?href\s*=\s*"
    r"(?:\"(https?://[^\"<>{}\\]*)\"|'(https?://[^'<>{}\\]*)')[^<>]*>|</a\s*>",
    re.IGNORECASE,
)
_TEX_MATHS = "<tex-math"
_DISPLAYED = regex(r"(<tex-math[^<>]*>\s*)\$\$|\$\$(\s*</tex-math>)")
_LESS_IN_TEX = ("\\textless", "$<$", "\\lt$")
_TAG_IN_TEX = regex(
    r"(?:\{\\textless\}|\\textless(?:\{\}| ?)|\{?\$(?:<|\\lt)\$\}?)(/?[A-Za-z]{1,9}/?)"
    r"(?:\{\\textgreater\}|\\textgreater(?:\{\}| ?)|\{?\$(?:>|\\gt)\$\}?)"
)
_ENTITY_IN_TEX = regex(
    r"(?:\{\\&\}|\\&)(?:(\{\\#\}|\\?#)(?=x?[0-9A-Fa-f]{1,6};)|(?=[A-Za-z]\w{1,30};))"
)


def without_tex_in_html(tex: str) -> str:
    r"""Return a field with ``<i>`` for ``{\textless}i{\textgreater}``, ``&amp;`` for ``\&amp;``.

    Zotero, Mendeley, ADS and IEEE took HTML for text when they wrote the field. A link in HTML
    becomes one in TeX.
    """
    tex = as_written(tex)
    if _ANCHOR_END in tex:
        tex = _with_links_in_tex(tex)
    if _TEX_MATHS in tex:
        tex = _DISPLAYED.sub(r"\1$\2", _without_mathml(tex))
    if any(sign in tex for sign in _LESS_IN_TEX):
        tex = _TAG_IN_TEX.sub(r"<\1>", tex)
    return _ENTITY_IN_TEX.sub(_entity_start, tex) if "\\&" in tex else tex


def _with_links_in_tex(tex: str) -> str:
    r"""Return ``\href{…}{…}`` for what leads to the web; all other links are text as they are."""
    pieces: list[str] = []
    end, is_open = 0, False
    for anchor in _ANCHOR.finditer(tex):
        url = unescaped(anchor[1] or anchor[2] or "")
        if url or is_open:
            link = f"\\href{{{url}}}{{" if url else ""
            pieces += (tex[end : anchor.start()], "}" if is_open else "", link)
            end, is_open = anchor.end(), bool(url)
    return "".join([*pieces, tex[end:], "}" if is_open else ""])


def _without_mathml(tex: str) -> str:
    """Leave out the MathML beside a formula in TeX, as IEEE's and Springer's records have both."""
    before, *more = tex.split("<math>")
    return before + "".join(piece.rpartition("</math>")[2] for piece in more)


def _entity_start(found: re.Match[str]) -> str:
    return "&#" if found[1] else "&"


def text_for(name: str) -> str | None:
    """Return what stands for a tag that gives no look; ``None`` if it is text itself."""
    if name in _LINE_TAGS:
        return " "
    is_silent = name.startswith(_SILENT_TAGS) and name not in INLINE_TAGS
    return "" if is_silent else None
