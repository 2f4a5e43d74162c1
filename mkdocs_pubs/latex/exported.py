"""What programs took for something else: signs for formulas, and formulas for text.

Crossref writes signs as formulas of their own, under names that MathJax does not know, and Zotero
raised and lowered text; Mendeley escapes the formulas in arXiv's titles and abstracts, and line
breaks.
"""

from __future__ import annotations

import re

from mkdocs_pubs.latex.symbols import symbol
from mkdocs_pubs.patterns import regex

_FORMULA_OF_MACRO = "$\\"
_TEXT_IN_FORMULA = "{\\textrm{"
_SCRIPT = regex(r"\$([_^])\{\\textrm\{([^{}$\\]*)\}\}\$")
_SCRIPTS = {"_": "subscript", "^": "superscript"}
# Behind a space or a colon, the letter is the first of a macro's name or a folder's.
_LINE_BREAK = regex(r"(?<=[^\s:({])\$\\backslash\$[nr]")
_SIGN = regex(r"\$\\(less|greater|math(?:plus|semicolon)|up[a-zA-Z]+)\$")
_SIGNS = {
    "less": "{\\textless}",
    "greater": "{\\textgreater}",
    "mathplus": "+",
    "mathsemicolon": ";",
}
_DOLLAR = "{\\$}"
_FORMULA = regex(r"\{\\\$\}(.+?)\{\\\$\}", re.DOTALL)
# What people mean by two dollars holds none of these.
_SIGNS_OF_FORMULAS = ("\\backslash", "{\\_}", "{\\^{}}")
_ESCAPED = regex(r"\\backslash|\{\\([{}_&])\}|\{\\(\^)\{\}\}")


def as_written(tex: str) -> str:
    r"""Return ``;`` for ``$\mathsemicolon$``, and ``$\pi$`` for ``{\$}\backslashpi{\$}``."""
    if _FORMULA_OF_MACRO in tex:
        tex = _LINE_BREAK.sub(" ", _SIGN.sub(_sign, tex))
    if _TEXT_IN_FORMULA in tex:
        tex = _SCRIPT.sub(_script, tex)
    if _DOLLAR in tex and any(sign in tex for sign in _SIGNS_OF_FORMULAS):
        tex = _FORMULA.sub(_formula, tex)
    return tex


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[1]) or symbol(found[1]) or found.group()


def _script(found: re.Match[str]) -> str:
    return f"\\text{_SCRIPTS[found[1]]}{{{found[2]}}}"


def _formula(found: re.Match[str]) -> str:
    return f"${_ESCAPED.sub(_character, found[1])}$"


def _character(found: re.Match[str]) -> str:
    return found[1] or found[2] or "\\"
