"""Runs of text on their way to a citation, joined so that their punctuation can be put in order.

Whatever joins two pieces puts a joint between them, so that punctuation that meets there is known
from punctuation within a field: the citation of ``std::vector`` keeps its colons.
"""

from __future__ import annotations

import re

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import JOINT, LINK, LINK_END, LINK_TEXT, QUOTE, SILENT, UNQUOTE
from mkdocs_pubs.styles.marks import Run, RunText, tagged

_HIDDEN = f"[{JOINT}{SILENT}]*{JOINT}[{JOINT}{SILENT}]*"
# Which sign remains where two meet; both do where it is not said (CSL's processors agree on it).
_FIRST_REMAINS = {"!": ".:!", "?": ".:?", ":": ".:", ";": ".:;", ".": ".", ",": ","}
_SECOND_REMAINS = {":": "!?", ";": "!?", " ": " "}
_FIRST = "|".join(f"(?<=\\{sign})(?={_HIDDEN}[{rest}])" for sign, rest in _FIRST_REMAINS.items())
_SECOND = "|".join(f"(?<=\\{sign})(?={_HIDDEN}[{rest}])" for sign, rest in _SECOND_REMAINS.items())
# A stop that begins a word is a part of it: ``.NET``.
_STOP_BEHIND_SPACE = rf"(?<=\ )(?={_HIDDEN}[.,](?!\w))"
# All begin with one set of signs, and few of these stand before a joint.
_CLASHING = regex(
    rf"([!?:;., ])(?=[{JOINT}{SILENT}])(?:(?:{_FIRST})(?P<first>{_HIDDEN})."
    rf"|(?:{_SECOND}|{_STOP_BEHIND_SPACE})(?P<second>{_HIDDEN}))"
)
_BEHIND_QUOTE = regex(rf"({UNQUOTE}[{JOINT}{SILENT}]*)([.,])")
_SHOWING_NOTHING = "".join(map(chr, [*range(0xE020, 0xE0F0), *range(0xE100, 0xE200)]))
_AT_END = regex(rf"[,;][ {JOINT}]*([{JOINT}{SILENT}]*)$")


def join(delimiter: str, *parts: Run) -> Run:
    """Join those parts that are not empty."""
    return f"{JOINT}{delimiter}{JOINT}".join([part for part in parts if part])


def put(before: str, run: Run, after: str = "") -> Run:
    """Put something before and behind a run, or nothing at all where the run is empty."""
    return f"{JOINT}{before}{JOINT}{run}{JOINT}{after}{JOINT}" if run else ""


def em(run: Run) -> Run:
    """Emphasise a run, in italics."""
    return tagged("em", run)


def quoted(run: Run) -> Run:
    """Put a run in quotation marks; those within it change sides, and a stop comes within."""
    return f"{QUOTE}{run}{UNQUOTE}" if run else ""


def linked(url: str, run: Run) -> Run:
    """Make a link of a run."""
    return f"{LINK}{url}{LINK_TEXT}{run}{LINK_END}" if run else ""


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


def rich(run: Run, *, stops_within_quotes: bool = True) -> RunText:
    """Return a finished run as pybtex's rich text, with its punctuation in order."""
    return RunText(_tidy(run, stops_within_quotes))


def _tidy(run: Run, stops_within_quotes: bool) -> Run:
    run = _settled(run)
    if stops_within_quotes and UNQUOTE in run:
        run, count = _BEHIND_QUOTE.subn(_within_quotes, run)
        run = _settled(run) if count else run
    if run.rstrip(f" \n{_SHOWING_NOTHING}").endswith((",", ";")):
        run = _settled(_AT_END.sub(rf"{JOINT}.\1", run))
    return run.replace(JOINT, "").strip()


def _within_quotes(found: re.Match[str]) -> str:
    """Put a stop before the mark that it stands behind, unless the quotation ends with a sign."""
    end, stop = found.groups()
    quotation = found.string[: found.start()].rstrip(_SHOWING_NOTHING)
    return str(end) if quotation.endswith(("!", "?", ".")) else f"{JOINT}{stop}{end}"


def _settled(run: Run) -> Run:
    """Let no two signs clash where pieces were joined."""
    former = ""
    while former != run:
        former, run = run, _CLASHING.sub(_remaining, run)
    return run


def _remaining(clash: re.Match[str]) -> str:
    return clash["second"] or f"{clash[1]}{clash['first']}"
