"""Characters by the names that TeX has for them, and accents on letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from mkdocs_pubs.patterns import regex

ACCENTS: Mapping[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "C": "\u030f",
    "d": "\u0323",
    "textcommabelow": "\u0326",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "grave": "\u0300",
    "acute": "\u0301",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "ocirc": "\u030a",
    "cftil": "\u0302\u0303",
    "polhk": "\u0328",
    "soft": "\u030c",
    "mathring": "\u030a",
    "check": "\u030c",
    "vec": "\u20d7",
}
"""Accents to combining characters: "The LaTeX Companion", tables of text and maths accents."""

_OWN: Mapping[str, str] = {
    "BBA": "&",
    "Dash": "—",
    "Dbar": "Đ",
    "Dj": "Đ",
    "EUR": "€",
    "P": "¶",
    "S": "§",
    "SS": "SS",
    "arcdeg": "°",
    "arcmin": "′",
    "arcsec": "″",
    "cdprime": "ʺ",
    "circledR": "®",
    "colon": ":",
    "copyright": "©",
    "cprime": "ʹ",
    "dbar": "đ",
    "ddag": "‡",
    "ddagger": "‡",
    "degree": "°",
    "doublequote": '"',
    "earth": "⊕",
    "emdash": "—",
    "endash": "–",
    "eth": "ð",
    "euro": "€",
    "fg": "»",
    "flq": "‹",
    "flqq": "«",
    "frq": "›",
    "frqq": "»",
    "gets": "←",
    "glq": "‚",
    "glqq": "„",
    "grq": "‘",
    "grqq": "“",
    "gt": ">",
    "guillemetleft": "«",
    "guillemetright": "»",
    "iff": "⟺",
    "implies": "⟹",
    "land": "∧",
    "lasp": "ʿ",
    "lbrack": "[",
    "ldotp": ".",
    "lor": "∨",
    "lq": "‘",
    "lt": "<",
    "micro": "µ",
    "ne": "≠",
    "neg": "¬",
    "newline": " ",
    "nobreakdash": "-",
    "nobreakspace": "\u00a0",
    "og": "«",
    "ohm": "Ω",
    "owns": "∋",
    "par": " ",
    "pounds": "£",
    "prime": "′",
    "qquad": " ",
    "quad": " ",
    "rasp": "ʾ",
    "rbrack": "]",
    "registered": "®",
    "rq": "’",
    "slash": "/",
    "space": " ",
    "star": "⋆",
    "sun": "☉",
    "textasciiacute": "´",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbar": "|",
    "textbardbl": "‖",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textcelsius": "°C",
    "textdoublebarpipe": "ǂ",
    "textgreater": ">",
    "textinterrobangdown": "⸘",
    "textless": "<",
    "textmiddledot": "·",
    "textminus": "−",
    "textnobreakspace": "\u00a0",
    "textpercent": "%",
    "textperiodcentered": "·",
    "textquotedbl": '"',
    "textslash": "/",
    "textsurd": "√",
    "textthreequartersemdash": "—",
    "texttwelveudash": "—",
    "textunderscore": "_",
    "thinspace": "\u2009",
    "trademark": "™",
    "varnothing": "∅",
}
"""What pylatexenc's table lacks, or has otherwise than fonts print it."""

_LETTERS = "aa AA ae AE dh DH dj DJ i j l L ng NG o O oe OE ss th TH"
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_COMMON: Mapping[str, str] = {
    **dict(zip(_LETTERS.split(), "åÅæÆðÐđĐıȷłŁŋŊøØœŒßþÞ", strict=True)),
    **dict(zip(_GREEK.split(), "αβγδϵζηθικλμνξπρστυϕχψωΓΔΘΛΞΠΣΥΦΨΩ", strict=True)),
    **{name: name for name in "cos exp lim ln log max min sin tan".split()},
}
"""What bibliographies name most of what pylatexenc's table has: few need to load it."""

_MISNAMED = frozenset("hint hints hinweis hinweise id today vspace".split())
_DOTTED = {"ı": "i", "ȷ": "j"}
_LETTER = regex(r"[^\W\d_]")


def symbol(name: str) -> str | None:
    r"""Return the character that the macro ``\name`` prints, in text or in maths, if it is known.

    Greek and other letters may have ``text`` or ``up`` before them, as in ``\textalpha``.
    """
    if common := _OWN.get(name) or _COMMON.get(name):
        return common
    table = _pylatexenc_table()
    return table.get(name) or table.get(re.sub("^(text|up)", "", name))


def accented(text: str, accent: str) -> str | None:
    """Put a combining `accent` on the first letter of `text`; ``None`` if no letter is there."""
    if not _LETTER.match(text):
        return None
    end = 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    letter = _DOTTED.get(text[0], text[0]) + text[1:end]
    has_it = accent in unicodedata.normalize("NFD", letter) or (
        accent == ACCENTS["."] and letter in ("i", "j")
    )
    return unicodedata.normalize("NFC", letter if has_it else letter + accent) + text[end:]


@lru_cache(maxsize=1)
def _pylatexenc_table() -> Mapping[str, str]:
    # Imported late, because it takes 25 ms and most fields name no such macro.
    from pylatexenc.latex2text import get_default_latex_context_db

    specs = get_default_latex_context_db().iter_macro_specs()
    texts = {spec.macroname: spec.simplify_repl for spec in specs}
    return {name: text for name, text in texts.items() if _is_character(name, text)}


def _is_character(name: str, text: object) -> bool:
    """Tell a character from pylatexenc's templates (``%s/%s``) and stand-ins (``<ref>``)."""
    is_text = isinstance(text, str) and text.strip() and not set(text) & set("%<")
    return bool(is_text) and name.isalpha() and name not in _MISNAMED
