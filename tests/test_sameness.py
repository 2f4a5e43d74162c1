"""However a bibliography is written, the same HTML comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle
from math import ceil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import HostedPage, ListRequest, Publisher
from tests import rewriting
from tests.conftest import EXAMPLE_SITE
from tests.rewriting import Command, Field, Layout, NotPlainError, commands, written

RICH = r"""% Everything that values, entries and comments can look like, in the letters of Latin-1.
@preamble{"\newcommand{\noopsort}[1]{}" # "\hyphenation{ano-ther}"}
@comment{@misc{dead, title = {Dead}, year = 2001}}
@string{ tcs = "Theoretical Computer Science" }
@string(PRESS = {Verlag für } # "M{\"u}ller " # {{\&} S\"ohne})
@STRING{full-press = press # ", Z{\"u}rich"}

@Article{valid-quotes,
  author  = "Jürgen M{\"u}ller and {\O}yvind {van der Berg} and Smith, Jr., John",
  title   = "A ``quoted'' title, {"}really{"} with {Capitals} # and = signs, 50\% off",
  journal = tcs, volume = 12, number = "3", pages = {1--10}, month = jan # "~5", year = 2019,
  doi     = {10.1000/xyz_(1)%20a}, keywords = {one, two; three},
}
Any text may stand here: a mail address like me@example.org, say.
@inproceedings{crossed, crossref = {proceedings:2020}, title = {On $x^2 + y_{i}$ and {\LaTeX}},
  author = {de la Vall{\'e}e Poussin, Charles Louis Xavier Joseph and others}, pages = "5"
  # "--" # 9 }
@proceedings(proceedings:2020, title = {Proceedings of the (First) Meeting}, booktitle =
  {Meeting}, editor = {Lee, Ann and {The {ACM} Committee}}, year = {2020}, month = 10 # "~" # oct,
  publisher = full-press)
@book{10012548, title={Na{\"\i}ve caf\'e: \emph{an} {\ss}tory \textbf{of} \c{c}a},author={Éric Ñandú
},publisher=press,year="2020",url="https://example.org/~a/?b=%C3%A4&c=1#d",note={See \url{https://a.b/_c}}}
@phdthesis{thesis:a+b, title = {A {Thesis} of
  three

  lines}, school = {École}, type = {{PhD} thesis}, year = {in press},
  abstract = {First line
  and second.

  A new paragraph with 5 < 6 \& 7 > 3, $a<b$, <i>tags</i> and &amp; entities.}, author = "Doe, J." }
@techreport{bare, title={Bare}, institution = unknownmacro, year = 1999, number = 007, month = dec,}
@misc{no-fields-but-a-title, title = {}, author = {}, year = 2018,
  howpublished = "\href{https://x.y}{x}"}
@xdata{shared, publisher = {Shared Press}, location = {Köln}, date = {2017-05}}
@collection{heir, xdata = {shared}, title = {Heir}, editor = {Schäfer, Käthe}, selected = true}
@online{, title = {Without a key}, date = {2016-02-03}, url = {http://example.org/%7Euser}}
@misc{twice, title = {Once}, year = 2015} @misc{twice, title = {Twice}, year = 2015, title = {No}}
% @misc{also-dead, title = {Dead}} @misc{dead-too, title = {Dead}}
"""

WIDE = r"""
@misc{кириллица, title = {Заметки о числах: «пи» и ещё}, author = {Чехов, Антон}, year = 2014}
@misc{日本語, title = {日本語の題名 𝔸 🎓}, author = {山田, 太郎 and Dvořák, Antonín}, year = 2013}
"""

Rewriter = Callable[[list[Command]], list[Command]]


def as_they_are(parts: list[Command]) -> list[Command]:
    return parts


def each_piece(change: Callable[[str], list[str]]) -> Rewriter:
    return lambda parts: rewriting.with_pieces(parts, change)


def each_entry(order: Callable[[Sequence[Field]], Iterable[Field]]) -> Rewriter:
    return lambda parts: rewriting.in_order(parts, order)


def shuffled(fields: Sequence[Field]) -> list[Field]:
    return Random(len(fields)).sample(fields, len(fields))


REMARK = 'title = {Dead}, % "quotes" :-) } @misc{dead, year = 2000}'

CHOICES: Mapping[str, Mapping[str, Any]] = {
    "values": {
        "as they are": as_they_are,
        "in quotes": each_piece(rewriting.in_quotes),
        "in braces": each_piece(rewriting.in_braces),
        "numbers bare": each_piece(rewriting.bare),
        "in two": each_piece(rewriting.in_two),
        "through macros": rewriting.through_macros,
    },
    "order": {
        "as it is": as_they_are,
        "reversed": each_entry(lambda fields: fields[::-1]),
        "by name": each_entry(lambda fields: sorted(fields, key=lambda one: one.name.lower())),
        "shuffled": each_entry(shuffled),
    },
    "case": {"as it is": as_they_are, "capitals": rewriting.in_capitals},
    "delimiters": {"braces": "{}", "parentheses": "()"},
    "head": {
        "usual": "@{kind}{opening}",
        "spaces": "@ {kind} {opening} ",
        "lines": "@\n{kind}\n{opening}\n",
    },
    "equals": {"spaces": " = ", "none": "=", "lines": "\n=\n\n", "tab": "=\t"},
    "joint": {"spaces": " # ", "none": "#", "lines": "\n#\n"},
    "comma": {
        "a line each": ",\n  ",
        "none": ",",
        "blank lines": "\n\n,\n\n\n",
        "in front": "\n, ",
        "remarks": f", % {REMARK}\n% {REMARK}\n",
    },
    "end": {"comma": ",\n", "no comma": "\n", "nothing": "", "blank lines": "\n\n"},
    "gap": {
        "blank line": "\n\n",
        "nothing": "",
        "blank lines": "\n\n\n\n",
        "text": '\nsome text, me@example.org, {and} "more"\n',
        "remarks": f"\n% @misc{{dead, {REMARK}\n@comment{{@misc{{dead, title = {{Dead}}}}}}\n",
    },
    "files": {"one": 1, "two": 2, "three": 3, "many": 100},
    "line ends": {"LF": ["\n"], "CRLF": ["\r\n"], "CR": ["\r"], "mixed": ["\r\n", "\n", "\r"]},
    "encoding": {
        "UTF-8": ("", "utf-8"),
        "UTF-8 with a mark": ("\ufeff", "utf-8"),
        "UTF-16": ("\ufeff", "utf-16-le"),
        "UTF-16 from the big end": ("\ufeff", "utf-16-be"),
        "Latin-1": ("% Encoding: ISO-8859-1\n", "latin-1"),
        "Windows": ("", "cp1252"),
    },
}
"""The ways to write a bibliography, by what there is to choose; the first of each is the plain one.

The signs of an encoding are what stands before the text, and Python's name for it.
"""

BYTES = ("line ends", "encoding")
"""What can be chosen without touching the text."""

Ways = Mapping[str, str]
"""A choice of ways; what it does not name is plain."""


def spelled(parts: list[Command], ways: Ways) -> list[bytes]:
    """Return the files of a bibliography that is written in these ways."""
    for what in ("values", "order", "case"):
        parts = _chosen(what, ways)(parts)
    signs = ("delimiters", "head", "equals", "joint", "comma", "end", "gap")
    layout = Layout(**{what: _chosen(what, ways) for what in signs})
    size = ceil(len(parts) / _chosen("files", ways)) or 1
    texts = (written(parts[at : at + size], layout) for at in range(0, len(parts), size))
    return [in_bytes(text, ways) for text in texts]


def in_bytes(text: str, ways: Ways) -> bytes:
    """Return a file of this text; an encoding that lacks a letter gives way to UTF-8."""
    mark, encoding = _chosen("encoding", ways)
    line_ends = cycle(_chosen("line ends", ways))
    text = "".join(next(line_ends) if sign == "\n" else sign for sign in mark + text)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def _chosen(what: str, ways: Ways) -> Any:
    choices = CHOICES[what]
    return choices[ways[what]] if what in ways else next(iter(choices.values()))


def page(files: Sequence[bytes], **chosen: object) -> tuple[str, list[str]]:
    """Return the HTML of a bibliography, headings included, and what was said about it."""
    options, problems = read_options({"bibliography": "*.bib", "show_bibtex": False, **chosen})
    assert not problems
    with TemporaryDirectory() as folder:
        for number, content in enumerate(files):
            (Path(folder) / f"{number:03}.bib").write_bytes(content)
        publisher = Publisher(Path(folder), options)
        published, found = publisher.publish(
            ListRequest(options, lambda _: Location("page.md")), HostedPage("../")
        )
    sections = (f"{one.depth} {one.title} #{one.anchor}\n{one.html}" for one in published.sections)
    return "".join(sections), [str(one) for one in found]


EXAMPLE = (EXAMPLE_SITE / "papers.bib").read_text(encoding="utf-8")
SUFFIXES = (".bib", ".bibtex", ".biblatex")
ALL_WAYS = st.fixed_dictionaries({what: st.sampled_from([*ways]) for what, ways in CHOICES.items()})


def one_by_one(*choices: str) -> list[Any]:
    """Return each way that is not the plain one, alone."""
    ways = [(what, way) for what in choices for way in list(CHOICES[what])[1:]]
    return [pytest.param({what: way}, id=f"{what}: {way}") for what, way in ways]


@cache
def plain_page(text: str) -> str:
    return page([text.encode()])[0]


def test_the_rich_one_shows_what_it_is_to_show() -> None:
    html, problems = page([(RICH + WIDE).encode()])
    assert html.count('<li class="pubs-item') == 13
    assert "Dead" not in html
    assert sorted(problem.rpartition(" ")[2] for problem in problems) == [
        "[data-entry]",
        "[duplicate-field]",
        "[duplicate-key]",
        "[missing-key]",
        "[unknown-macro]",
    ]


@pytest.mark.parametrize("ways", one_by_one(*CHOICES))
@pytest.mark.parametrize("text", [EXAMPLE, RICH], ids=["the example", "the rich one"])
def test_how_it_is_written_does_not_matter(text: str, ways: Ways) -> None:
    assert page(spelled(commands(text), ways))[0] == plain_page(text)


@given(ALL_WAYS)
@settings(max_examples=60)
def test_ways_to_write_do_not_matter_together(ways: Ways) -> None:
    assert page(spelled(commands(RICH), ways))[0] == plain_page(RICH)


@pytest.mark.parametrize("ways", one_by_one(*BYTES))
@pytest.mark.parametrize("text", [RICH, RICH + WIDE], ids=["the rich one", "more letters"])
def test_line_ends_and_encodings_change_no_line_and_no_source(text: str, ways: Ways) -> None:
    mark, _ = _chosen("encoding", ways)
    html, said = page([(mark + text).encode()], show_bibtex=True)
    again, said_again = page([in_bytes(text, ways)], show_bibtex=True)
    assert again == html
    assert [one for one in said_again if "[encoding]" not in one] == said


def test_it_does_not_matter_how_real_bibliographies_are_written(shared: Path) -> None:
    compared = 0
    different: list[tuple[str, Ways]] = []
    for path, text in sampled(shared / "corpus"):
        chance = Random(path.name)
        ways = {what: chance.choice([*ways]) for what, ways in CHOICES.items()}
        try:
            files = spelled(commands(text), ways)
        except NotPlainError:
            continue
        compared += 1
        if page(files)[0] != plain_page(text):
            different.append((str(path), ways))
    assert different == []
    assert compared > 80


def sampled(corpus: Path) -> Iterator[tuple[Path, str]]:
    """Yield every fifth bibliography of the corpus and its text, bar those not in UTF-8."""
    paths = (path for path in corpus.rglob("*") if path.suffix in SUFFIXES)
    for path in sorted(paths)[::5]:
        try:
            yield path, path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
