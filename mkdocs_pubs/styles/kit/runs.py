"""Runs of text on their way to a citation, joined so that their punctuation can be put in order.

Whatever joins two pieces puts a joint between them, so that punctuation that meets there is known
from punctuation within a field: the citation of ``std::vector`` keeps its colons.
"""

from __future__ import annotations

import re

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import JOINT, LINK, LINK_END, LINK_TEXT, QUOTE, SILENT, UNQUOTE
from mkdocs_pubs.styles.kit.quotes import alternated, has_quotes, marked_quotes
from mkdocs_pubs.styles.marks import Run, RunText, tagged

# Which sign remains where two meet; both do where it is not said (CSL's processors agree on it).
_FIRST_REMAINS = {"!": ".:!", "?": ".:?", ":": ".:", ";": ".:;", ".": ".", ",": ","}
_SECOND_REMAINS = {":": "!?", ";": "!?", " ": " "}
_CLASHES = {
    first + second
    for remains in (_FIRST_REMAINS, _SECOND_REMAINS, {" ": ".,"})
    for first, others in remains.items()
    for second in others
}
_SIGNS = "!?:;., "
_MEETING = regex(rf"([{_SIGNS}{UNQUOTE}])(?=([{JOINT}{SILENT}]+)([{_SIGNS}])(\w?))")
"""A sign and the next, behind which a letter may follow, with what shows nothing between them."""
_AT_END = regex(rf"[,;][ {JOINT}]*([{JOINT}{SILENT}]*)$")
_POINT = regex(r"\.(?=(\S?))")
_SHOWING_NOTHING = "".join(map(chr, [*range(0xE020, 0xE0F0), *range(0xE100, 0xE200)]))


def join(delimiter: str, *parts: Run) -> Run:
    """Join those parts that are not empty."""
    return f"{JOINT}{delimiter}{JOINT}".join(filter(None, parts))


def put(before: str, run: Run, after: str = "") -> Run:
    """Put something before and behind a run, or nothing at all where the run is empty."""
    if not run:
        return ""
    head = f"{JOINT}{before}{JOINT}" if before else JOINT
    return f"{head}{run}{JOINT}{after}{JOINT}" if after else f"{head}{run}{JOINT}"


def em(run: Run) -> Run:
    """Emphasise a run, in italics."""
    return tagged("em", run)


def unpointed(run: Run) -> Run:
    """Take the points from abbreviations, as CSL's ``strip-periods``: ``Phys.Rev. D``.

    Other than there, words stay apart, and addresses whole.
    """
    return _POINT.sub(_without_point, run) if "." in run else run


def _without_point(found: re.Match[str]) -> str:
    behind = found[1]
    return found[0] if behind.islower() else " " if behind.isupper() else ""


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
    return _JoinedText(run, stops_within_quotes=stops_within_quotes)


class _JoinedText(RunText):
    """A text whose punctuation is put in order when somebody asks for its run."""

    def __init__(self, run: Run, *, stops_within_quotes: bool) -> None:
        super().__init__(run)
        self._stops_within_quotes = stops_within_quotes

    def run(self) -> Run:
        """Return the run in order."""
        run, stops_within = super().run(), self._stops_within_quotes
        if not has_quotes(run):
            return _in_order(run, stops_within_quotes=stops_within)
        marked = marked_quotes(run, stops_within=stops_within)
        return alternated(_in_order(marked, stops_within_quotes=stops_within))


def _in_order(run: Run, *, stops_within_quotes: bool) -> Run:
    tidy, done = "", 0
    for meeting in _MEETING.finditer(run):
        before, between, sign, letter = meeting.groups()
        at = meeting.start(3)
        # Where a quotation ends behind a sign, both meet the next one.
        if at >= done and JOINT in between and _is_moved(before, between, sign):
            tidy = _with_sign(tidy + run[done:at], sign, letter, stops_within_quotes)
            done = at + 1
    return _stopped(tidy + run[done:]).replace(JOINT, "").strip()


def _is_moved(before: str, between: Run, sign: str) -> bool:
    """Say whether a sign clashes with one before it, or may come within quotation marks."""
    has_quote = before == UNQUOTE or UNQUOTE in between
    return before + sign in _CLASHES or (has_quote and sign in ".,")


def _with_sign(text: Run, sign: str, letter: str, stops_within_quotes: bool) -> Run:
    """Return a text with a sign behind it, so that it clashes with none; a letter may follow."""
    end = _end_of_shown(text)
    while _gives_way(last := text[end - 1 : end], sign, letter):
        text = text[: end - 1] + text[end:]
        end = _end_of_shown(text)
    if sign in _FIRST_REMAINS.get(last, ""):
        return text
    quote = text.find(UNQUOTE, end) if stops_within_quotes and sign in ".," else -1
    if quote < 0:
        return text + sign
    return text if last in ("!", "?", ".") else text[:quote] + sign + text[quote:]


def _gives_way(last: str, sign: str, letter: str) -> bool:
    """Say whether the last sign of a text goes where another comes; a letter may follow that."""
    # A stop that begins a word is a part of it: ``.NET``.
    return sign in _SECOND_REMAINS.get(last, "") or (last == " " and sign in ".," and not letter)


def _stopped(text: Run) -> Run:
    """Return a text with a full stop instead of a comma or a semicolon at its end."""
    end = _end_of_shown(text)
    if text[end - 1 : end] in (",", ";", " ") and (found := _AT_END.search(text)):
        return _with_sign(text[: found.start()], ".", "", stops_within_quotes=False) + found[1]
    return text


def _end_of_shown(text: Run) -> int:
    """Return where what a text shows ends."""
    return len(text.rstrip(_SHOWING_NOTHING))
