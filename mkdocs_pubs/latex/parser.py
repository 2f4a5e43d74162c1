"""LaTeX as people write it in fields → nodes: nothing raises, and no text is lost.

Reading takes time linear in the length of the field.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from mkdocs_pubs.characters import clean, collapsed
from mkdocs_pubs.latex.frames import (
    GROUP,
    TOKEN,
    Finish,
    linked,
    protected,
    spliced,
    styled,
    with_accent,
    with_quote,
    wrapped,
)
from mkdocs_pubs.latex.journals import JOURNALS
from mkdocs_pubs.latex.macros import (
    CITATIONS,
    DECLARATIONS,
    LOGOS,
    MATH_ENVIRONMENTS,
    RESETTING,
    SIGNS,
    SKIPPED,
    STYLES,
    WRAPS,
)
from mkdocs_pubs.latex.nesting import Nesting
from mkdocs_pubs.latex.nodes import Hyperlink, Inlines, Protected, formula, merged, stripped
from mkdocs_pubs.latex.quantities import QUANTITIES, quantity
from mkdocs_pubs.latex.scanner import Scanner
from mkdocs_pubs.latex.symbols import ACCENTS, symbol
from mkdocs_pubs.latex.tags import INLINE_TAGS, TAG, text_for, without_tex_in_html
from mkdocs_pubs.patterns import regex

_SPECIAL = regex(r"[\\{}$~`'<&]")
_TEXT = regex(r"[^\\{}$~`'<&?!-]+")
_SIGNS = regex(r"---?|``|''|[?!]`|.", re.DOTALL)
_LIGATURES = {
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "~": "\u00a0",
    "?`": "¿",
    "!`": "¡",
}
_MACRO_NAME = regex(r"([A-Za-z]+)\*?\s*")
_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE = regex(r"\s*")
_ONE_CHARACTER = regex(r".[\u0300-\u036f]*", re.DOTALL)
_LINE_BREAK = regex(r"\*?(?:\[[^\[\]{}]*\])?")
_CHARACTER_CODE = regex(r"(?:(\d{1,7})|'([0-7]{1,7})|\"([0-9A-F]{1,6})) ?")
_QUOTING_ACCENTS = "'\"`"
_VERBATIM_MACROS = ("verb", "lstinline")


# A title is asked for as HTML, as plain text, and by each style; a venue is that of many works.
@lru_cache(maxsize=1 << 12)
def parse(tex: str) -> Inlines:
    """Return the nodes of a field; most fields are one text, in which dashes are written ``--``."""
    if _SPECIAL.search(tex):
        return _Parser(without_tex_in_html(tex)).nodes()
    text = collapsed(tex.replace("---", "—").replace("--", "–")).strip(" ")
    return (text,) if text else ()


class _Parser:
    """A field on its way to nodes: what is left of it, and the constructs that are open."""

    def __init__(self, tex: str) -> None:
        self._scanner = Scanner(tex)
        self._nesting = Nesting()
        self._has_open_argument = False

    def nodes(self) -> Inlines:
        """Read all; what is still open ends with the field."""
        while not self._scanner.at_end:
            self._step()
        return stripped(self._nesting.closed())

    def _step(self) -> None:
        if self._nesting.awaits_token:
            self._take(_SPACE)
        elif text := self._take(_TEXT):
            self._nesting.add(text)
            return
        first = self._scanner.tex[self._scanner.position : self._scanner.position + 1]
        _READERS.get(first, _Parser._sign)(self)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._scanner.tex, self._scanner.position)
        if match is None:
            return ""
        self._scanner.position = match.end()
        return match.group()

    def _open_group(self) -> None:
        self._scanner.skip("{")
        self._nesting.open_group(spliced if self._scanner.next_is("\\") else protected)

    def _close_group(self) -> None:
        self._scanner.skip("}")
        self._nesting.close_group()

    def _open_argument(self, finish: Finish, *, bare: Finish | None = None) -> None:
        """Read what follows as an argument: a group, or else (as `bare`) the next token."""
        self._take(_SPACE)
        if self._scanner.next_is("{"):
            if self._nesting.open(GROUP, finish):
                self._scanner.skip("{")
        else:
            self._nesting.open(TOKEN, bare or finish)

    def _keeping_case(self, finish: Finish) -> Finish:
        r"""Let an argument keep its case, unless the macro stands in a group that it begins itself.

        ``\emph{E. coli}`` does, ``{\emph{E. coli}}`` does not: to BibTeX the latter is a "special
        character" (its ``change.case$``).
        """
        if self._nesting.is_in_group:
            return finish
        return lambda children: finish(protected(children))

    def _sign(self) -> None:
        sign = self._take(_ONE_CHARACTER if self._nesting.awaits_token else _SIGNS)
        self._nesting.add(_LIGATURES.get(sign, sign))

    def _ampersand(self) -> None:
        self._nesting.add(clean(unescape(self._take(_ENTITY) or self._take(_ONE_CHARACTER))))

    def _dollars(self) -> None:
        dollars = "$$" if self._scanner.next_is("$$") else "$"
        self._scanner.skip(dollars)
        tex = self._scanner.up_to_dollars(dollars)
        if tex is None:
            self._nesting.add(dollars)
        elif tex.strip():
            self._nesting.add(formula(tex, display=len(dollars) == 2))

    def _angle(self) -> None:
        tag = TAG.match(self._scanner.tex, self._scanner.position)
        name = tag[2].lower() if tag else ""
        text = text_for(name)
        if tag is None or (text is None and name not in INLINE_TAGS):
            self._nesting.add(self._take(_ONE_CHARACTER))
            return
        self._scanner.position = tag.end()
        if text is None:
            self._inline_tag(tag, name)
        else:
            self._nesting.add(text)

    def _inline_tag(self, tag: re.Match[str], name: str) -> None:
        closer = f"</{name}>"
        nesting, look = self._nesting, styled(INLINE_TAGS[name])
        if not (nesting.close(closer) if tag[1] else nesting.open(closer, look, tag.group())):
            nesting.add(tag.group())

    def _macro(self) -> None:
        self._scanner.skip("\\")
        match = _MACRO_NAME.match(self._scanner.tex, self._scanner.position)
        if match is None:
            self._control_sign(self._take(_ONE_CHARACTER))
        elif match[1] in _VERBATIM_MACROS:
            self._scanner.position += len(match[1])
            self._verbatim()
        else:
            self._scanner.position = match.end()
            if match[1] in QUANTITIES:
                self._nesting.add(*quantity(match[1], self._scanner))
            else:
                self._named(match[1])

    def _control_sign(self, sign: str) -> None:
        if sign in _QUOTING_ACCENTS and sign:
            accent = ACCENTS[sign]
            self._open_argument(with_accent(accent, sign), bare=with_quote(accent, sign))
        elif sign in ACCENTS:
            self._open_argument(with_accent(ACCENTS[sign], sign))
        elif sign == "(":
            self._math_up_to("\\)", sign, display=False)
        elif sign == "[":
            self._math_up_to("\\]", sign, display=True)
        elif sign == "\\":
            self._take(_LINE_BREAK)
            self._nesting.add(" ")
        else:
            self._nesting.add(" " if sign.isspace() else SIGNS.get(sign, sign))

    def _named(self, name: str) -> None:
        if name in DECLARATIONS:
            self._nesting.declare(DECLARATIONS[name], resetting=name in RESETTING)
        elif name in STYLES:
            self._open_argument(self._keeping_case(styled(STYLES[name])), bare=styled(STYLES[name]))
        elif name in WRAPS:
            self._open_argument(wrapped(*WRAPS[name]))
        elif name in ACCENTS:
            self._open_argument(with_accent(ACCENTS[name], ""))
        elif name in _SPECIAL_MACROS:
            _SPECIAL_MACROS[name](self)
        elif name in CITATIONS:
            self._scanner.skip_options()
            self._nesting.add(f"[{clean(self._scanner.group())}]")
        elif name in SKIPPED:
            self._skip_arguments(name)
        elif name in LOGOS or name.endswith("TeX"):
            self._nesting.add(Protected((LOGOS.get(name, name),)))
        elif text := JOURNALS.get(name) or symbol(name):
            self._nesting.add(text)
        else:
            self._scanner.skip_options()

    def _skip_arguments(self, name: str) -> None:
        """Pass over what is not for readers; from an argument without an end on, show all."""
        for _ in range(0 if self._has_open_argument else SKIPPED[name]):
            self._scanner.skip_options()
            start = self._scanner.position
            self._scanner.group()
            if self._scanner.at_end and not self._scanner.tex.endswith("}"):
                self._scanner.position = start
                self._has_open_argument = True
                break

    def _environment(self) -> None:
        name = self._scanner.group()
        if name in MATH_ENVIRONMENTS:
            tex = self._scanner.up_to(f"\\end{{{name}}}")
            inner = MATH_ENVIRONMENTS[name]
            if tex is not None:
                framed = f"\\begin{{{inner}}}{tex}\\end{{{inner}}}" if inner else tex
                self._nesting.add(formula(framed, display=name != "math"))

    def _math_up_to(self, end: str, sign: str, *, display: bool) -> None:
        tex = self._scanner.up_to(end)
        self._nesting.add(sign if tex is None else formula(tex, display=display))

    def _maths_argument(self) -> None:
        self._nesting.add(formula(self._scanner.group()))

    def _url(self) -> None:
        url = self._scanner.address()
        self._nesting.add(Hyperlink(url, (url,)))

    def _doi(self) -> None:
        doi = self._scanner.address()
        self._nesting.add(Hyperlink(f"https://doi.org/{doi}", (doi,)))

    def _href(self) -> None:
        self._scanner.skip_options()
        url = self._scanner.address()
        self._take(_SPACE)
        if self._scanner.next_is("{"):
            self._open_argument(linked(url))
        else:
            self._nesting.add(Hyperlink(url, (url,)))

    def _verbatim(self) -> None:
        delimiter = self._take(_ONE_CHARACTER)
        text = self._scanner.up_to(delimiter) if delimiter else None
        self._nesting.add(*styled("code")(merged([delimiter if text is None else text])))

    def _character_code(self) -> None:
        code = _CHARACTER_CODE.match(self._scanner.tex, self._scanner.position)
        if code is None:
            return
        self._scanner.position = code.end()
        decimal, octal, hexadecimal = code.groups()
        number = int(decimal or octal or hexadecimal, 10 if decimal else 8 if octal else 16)
        self._nesting.add(clean(chr(number)) if number <= 0x10FFFF else "")


_READERS = {
    "\\": _Parser._macro,
    "{": _Parser._open_group,
    "}": _Parser._close_group,
    "$": _Parser._dollars,
    "<": _Parser._angle,
    "&": _Parser._ampersand,
}
_SPECIAL_MACROS = {
    "begin": _Parser._environment,
    "char": _Parser._character_code,
    "doi": _Parser._doi,
    "ensuremath": _Parser._maths_argument,
    "href": _Parser._href,
    "nolinkurl": _Parser._url,
    "url": _Parser._url,
}
