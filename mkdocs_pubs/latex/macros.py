r"""What LaTeX's macros mean: tables by name, from "The LaTeX Companion" and BibLaTeX's manual.

What stands in no table is unknown: its name is dropped, and its arguments are shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_pubs.private_use import Tag

STYLES: Mapping[str, Tag] = {
    "emph": "em",
    "mkbibacro": "smallcaps",
    "mkbibbold": "b",
    "mkbibemph": "em",
    "mkbibitalic": "i",
    "mkbibsubscript": "sub",
    "mkbibsuperscript": "sup",
    "path": "code",
    "sout": "u",
    "subscript": "sub",
    "superscript": "sup",
    "textbf": "b",
    "textit": "i",
    "textsc": "smallcaps",
    "textsl": "i",
    "textsubscript": "sub",
    "textsuperscript": "sup",
    "texttt": "code",
    "ul": "u",
    "uline": "u",
    "underline": "u",
}
"""Macros that give their argument a look (BibLaTeX manual, 4.10.4, for ``mkbib…``)."""

DECLARATIONS: Mapping[str, Tag | None] = {
    "bf": "b",
    "bfseries": "b",
    "cyr": None,
    "em": "em",
    "it": "i",
    "itshape": "i",
    "mdseries": None,
    "normalfont": None,
    "rm": None,
    "rmfamily": None,
    "sc": "smallcaps",
    "scshape": "smallcaps",
    "sf": None,
    "sffamily": None,
    "sl": "i",
    "slshape": "i",
    "tt": "code",
    "ttfamily": "code",
    "upshape": None,
}
"""Macros that change the look up to the end of their group."""

RESETTING = frozenset("bf it normalfont rm sc sf sl tt".split())
"""Declarations that end those before them (LaTeX 2.09's fonts are not combined)."""

WRAPS: Mapping[str, tuple[str, str]] = {
    "enquote": ("“", "”"),
    "mkbibbrackets": ("[", "]"),
    "mkbibparens": ("(", ")"),
    "mkbibquote": ("“", "”"),
    "parentext": ("(", ")"),
}
"""Macros that print signs around their argument (csquotes; BibLaTeX manual, 4.10.4)."""

CITATIONS = frozenset(
    "autocite cite citealp citealt citeauthor citenum citep citet citeyear footcite fullcite"
    " onlinecite parencite shortcite supercite textcite".split()
)
"""Macros that cite: their keys are shown in square brackets."""

SKIPPED: Mapping[str, int] = {
    "SortNoop": 1,
    "begin": 1,
    "bibinfo": 1,
    "color": 1,
    "colorbox": 1,
    "def": 1,
    "end": 1,
    "fontsize": 2,
    "foreignlanguage": 1,
    "hspace": 1,
    "hypertarget": 1,
    "index": 1,
    "label": 1,
    "newcommand": 2,
    "nocite": 1,
    "noopsort": 1,
    "phantom": 1,
    "providecommand": 2,
    "raisebox": 1,
    "selectlanguage": 1,
    "sortnoop": 1,
    "special": 1,
    "texorpdfstring": 1,
    "textcolor": 1,
    "textlang": 1,
    "textlanguage": 1,
    "vspace": 1,
}
"""How many arguments of a macro are for the printer's eyes; what follows them is shown."""

MATH_ENVIRONMENTS: Mapping[str, str] = {
    "align": "aligned",
    "align*": "aligned",
    "displaymath": "",
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "equation": "",
    "equation*": "",
    "gather": "gathered",
    "gather*": "gathered",
    "math": "",
    "multline": "gathered",
    "multline*": "gathered",
}
"""Environments of maths, to what stands for them within ``\\\\[…\\\\]``."""

LOGOS: Mapping[str, str] = {
    "AMS": "AMS",
    "AMSTeX": "AMS-TeX",
    "AmS": "AMS",
    "AmSLaTeX": "AMS-LaTeX",
    "AmSTeX": "AMS-TeX",
    "JTeX": "JTeX",
    "LaTeXe": "LaTeX2ε",
    "MF": "METAFONT",
    "MP": "METAPOST",
    "METAFONT": "METAFONT",
    "METAPOST": "METAPOST",
    "MetaFont": "METAFONT",
    "MetaPost": "METAPOST",
    "POSTSCRIPT": "PostScript",
    "PS": "PostScript",
    "PiC": "PiC",
    "PostScript": "PostScript",
    "TUB": "TUGboat",
    "TUGboat": "TUGboat",
    "Xy": "Xy",
    "eTeX": "ε-TeX",
}
"""Names with a typography of their own; case changes must spare them."""

SIGNS: Mapping[str, str] = {
    " ": " ",
    "!": "",
    ")": ")",
    "*": "",
    "+": "",
    ",": "\u2009",
    "-": "",
    "/": "",
    ":": " ",
    ";": " ",
    "<": "",
    ">": " ",
    "@": "",
    "]": "]",
    "|": "|",
}
"""What a backslash and a sign print, where it is not the sign itself (``\\\\&``)."""
