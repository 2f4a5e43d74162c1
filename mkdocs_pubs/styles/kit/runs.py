"""Runs of text on their way to a citation: strings in which private-use characters are markup.

A string is quick to join, search and change; only a finished citation becomes pybtex's rich text.
Whatever joins two pieces puts a joint between them, so that punctuation that meets there is known
from punctuation within a field: the citation of ``std::vector`` keeps its colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pybtex.richtext import HRef, Protected, String, Tag, Text

Run = str
"""A piece of a citation: text, with markup in private-use characters."""

# U+E000 to U+E0FF belong to the fields of a page, which come in disguise of their own.
_JOINT = "\ue100"
PROTECTED, RELEASED = "\ue101", "\ue102"
"""Around words whose case is to be kept."""
_QUOTE, _UNQUOTE = "\ue103", "\ue104"
_LINK, _LINK_TEXT, _LINK_END = "\ue105", "\ue106", "\ue107"
_TAGS = (
    "em b strong i u sub sup tt code pubs-authors pubs-author pubs-title pubs-venue pubs-container"
).split()
_START_OF = {tag: chr(0xE120 + index) for index, tag in enumerate(_TAGS)}
_END_OF = {tag: chr(0xE140 + index) for index, tag in enumerate(_TAGS)}
_TAG_OF_START = {start: tag for tag, start in _START_OF.items()}

SILENT = "\ue020-\ue0ef\ue101-\ue1ff"
"""The characters, for a regular expression, that are markup and show nothing themselves."""

_TEX = re.compile(r"[\\$~%#_^`']|--|&(?!amp;)")
_HIDDEN = f"[{_JOINT}{SILENT}]*{_JOINT}[{_JOINT}{SILENT}]*"
# Which sign remains where two meet; both do where it is not said (CSL's processors agree on it).
_FIRST_REMAINS = {"!": ".:!", "?": ".:?", ":": ".:", ";": ".:;", ".": ".", ",": ","}
_SECOND_REMAINS = {":": "!?", ";": "!?", " ": " "}
_FIRST = "|".join(f"\\{sign}(?={_HIDDEN}[{rest}])" for sign, rest in _FIRST_REMAINS.items())
_SECOND = "|".join(f"\\{sign}(?={_HIDDEN}[{rest}])" for sign, rest in _SECOND_REMAINS.items())
# A stop that begins a word is a part of it: ``.NET``.
_STOP_BEHIND_SPACE = rf"\ (?={_HIDDEN}[.,](?!\w))"
_CLASHING = re.compile(
    rf"(?P<first>{_FIRST})({_HIDDEN}).|(?:{_SECOND}|{_STOP_BEHIND_SPACE})({_HIDDEN})"
)
_BEHIND_QUOTE = re.compile(rf"([!?.]?)([{_JOINT}{SILENT}]*?)({_UNQUOTE}[{_JOINT}{SILENT}]*)([.,])")
_AT_END = re.compile(rf"[,;][ {_JOINT}]*([{_JOINT}{SILENT}]*)$")
_MARK = re.compile("([\ue101-\ue1ff])")


def field_run(value: str) -> Run:
    """Return a field as a run; its braces keep their words' case, other LaTeX is pybtex's."""
    if _TEX.search(value):
        return "".join(_written(Text.from_latex(value)))
    return value.replace("{", PROTECTED).replace("}", RELEASED)


def _written(node: object) -> Iterator[str]:
    if isinstance(node, Tag) and node.name in _START_OF:
        yield tagged(node.name, "".join(map("".join, map(_written, node.parts))))
    elif isinstance(node, Protected):
        yield PROTECTED
        for part in node.parts:
            yield from _written(part)
        yield RELEASED
    elif isinstance(node, String):
        yield str(node)
    else:
        for part in getattr(node, "parts", ()):
            yield from _written(part)


def join(delimiter: str, *parts: Run) -> Run:
    """Join those parts that are not empty."""
    return f"{_JOINT}{delimiter}{_JOINT}".join([part for part in parts if part])


def put(before: str, run: Run, after: str = "") -> Run:
    """Put something before and behind a run, or nothing at all where the run is empty."""
    return f"{_JOINT}{before}{_JOINT}{run}{_JOINT}{after}{_JOINT}" if run else ""


def tagged(tag: str, run: Run) -> Run:
    """Mark a run up; the tags are HTML's, and the class names of a page's contract."""
    return f"{_START_OF[tag]}{run}{_END_OF[tag]}" if run else ""


def em(run: Run) -> Run:
    """Emphasise a run, in italics."""
    return tagged("em", run)


def quoted(run: Run) -> Run:
    """Put a run in quotation marks; those within it change sides, and a stop comes within."""
    return f"{_QUOTE}{run}{_UNQUOTE}" if run else ""


def linked(url: str, run: Run) -> Run:
    """Make a link of a run."""
    return f"{_LINK}{url}{_LINK_TEXT}{run}{_LINK_END}" if run else ""


def titled(run: Run) -> Run:
    """Mark a run up as the title of the work."""
    return tagged("pubs-title", run)


def contained(run: Run) -> Run:
    """Mark a run up as what contains the work: the journal, the book."""
    return tagged("pubs-container", run)


def doi_link(doi: Run, before: str = "https://doi.org/") -> Run:
    """Return a DOI as a style writes it, with a link."""
    return linked(f"https://doi.org/{doi}", f"{before}{doi}") if doi else ""


def url_link(url: Run) -> Run:
    """Return an address with a link to it."""
    return linked(url, url)


def rich(run: Run, *, stops_within_quotes: bool = True) -> Text:
    """Return a finished run as pybtex's rich text, with its punctuation in order."""
    pieces = iter(_MARK.split(_tidy(run, stops_within_quotes)))
    return Text(*_nodes(pieces, ""))


def _tidy(run: Run, stops_within_quotes: bool) -> Run:
    run = _settled(run)
    if stops_within_quotes and _UNQUOTE in run:
        run = _settled(_BEHIND_QUOTE.sub(_within_quotes, run))
    run = _settled(_AT_END.sub(rf"{_JOINT}.\1", run))
    return run.replace(_JOINT, "").strip()


def _within_quotes(found: re.Match[str]) -> str:
    """Put a stop before the mark that it stands behind, unless the quotation ends with a sign."""
    sign, marks, end, stop = found.groups()
    return f"{sign}{marks}{'' if sign else f'{_JOINT}{stop}'}{end}"


def _settled(run: Run) -> Run:
    """Let no two signs clash where pieces were joined."""
    former = ""
    while former != run:
        former, run = run, _CLASHING.sub(r"\g<first>\2\3", run)
    return run


def _nodes(pieces: Iterator[str], end: str) -> Iterator[Text | str]:
    """Yield what stands before the mark `end`, as nodes of pybtex's."""
    for piece in pieces:
        if piece == end and end:
            return
        if piece in _TAG_OF_START:
            tag = _TAG_OF_START[piece]
            yield Tag(tag, *_nodes(pieces, _END_OF[tag]))
        elif piece == _LINK:
            url = next(pieces)
            next(pieces)
            yield HRef(url, *_nodes(pieces, _LINK_END))
        elif piece:
            yield _SHOWN.get(piece, piece)


_SHOWN = {PROTECTED: "", RELEASED: "", _QUOTE: "“", _UNQUOTE: "”"}
