"""What we export is read by others as the publications that we read.

Values are compared, not whether one is in the other. Where a format cannot hold what an entry
says, or a reader spells it otherwise, both sides are brought to what the format can hold; the
functions that do so say why.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import bibtexparser
import pybtex.database
import pytest
import rispy
from bibtexparser.middlewares import (
    NameParts,
    NormalizeFieldKeys,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database.input.bibtex import LowLevelParser

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.bibtex.values import MONTHS
from mkdocs_pubs.csl.pandoc import find_pandoc
from mkdocs_pubs.exports import Exporter
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Library, Name, Publication, Span
from mkdocs_pubs.normalise import library
from mkdocs_pubs.normalise.names import MARKS
from mkdocs_pubs.options import PRIVATE_FIELDS, Options
from tests.conftest import EXAMPLE_SITE
from tests.test_properties import bibliographies, entries

pytestmark = pytest.mark.slow

_MOST = 40
"""How many publications of a file are compared."""
_IN_SHARED: Mapping[str, Sequence[str]] = {
    "seed": ("seed/papers.bib",),
    "oracle": ("oracle/sites/*/papers.bib",),
    "corpus": (
        "corpus/citation-js+citation-js/packages/plugin-bibtex/test/mapping/biblatex-output.bib",
        "corpus/FlamingTempura+bibtex-tidy/test/bibliographies/biber/full-dot.bib",
        "corpus/retorquere+zotero-better-bibtex/pandoc/biblio.bib",
        "corpus/timlrx+rehype-citation/test/references-data.bib",
        "corpus/typst+biblatex/tests/fixtures/valid/libra.bib",
        "corpus/typst+hayagriva/tests/data/lotr.bib",
    ),
}
_TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("JOUR", "article-journal"),
    "book": ("BOOK", "book"),
    "dataset": ("DATA", "dataset"),
    "inbook": ("CHAP", "chapter"),
    "incollection": ("CHAP", "chapter"),
    "inproceedings": ("CPAPER", "paper-conference"),
    "inreference": ("ENCYC", "entry-encyclopedia"),
    "mastersthesis": ("THES", "thesis"),
    "misc": ("GEN", "document"),
    "online": ("ELEC", "webpage"),
    "patent": ("PAT", "patent"),
    "phdthesis": ("THES", "thesis"),
    "proceedings": ("CONF", "book"),
    "report": ("RPRT", "report"),
    "software": ("COMP", "software"),
    "techreport": ("RPRT", "report"),
    "thesis": ("THES", "thesis"),
    "unpublished": ("UNPB", "manuscript"),
}
"""What RIS and CSL call the types that people use."""


class _Facts(NamedTuple):
    """What must be the same of a publication, whoever reads it."""

    title: str
    people: Sequence[tuple[str, str, str]]
    year: str
    venue: str
    pages: str
    doi: str


@lru_cache(maxsize=32)
def _library(text: str) -> Library:
    return library(read([SourceFile("papers.bib", text)])[0])[0]


def _some(found: Library) -> Sequence[Publication]:
    """Return the first publications whose key is theirs alone."""
    keys = Counter(one.key.lower() for one in found.publications)
    return [one for one in found.publications if keys[one.key.lower()] == 1][:_MOST]


def _exported(form: str, found: Library) -> str:
    return Exporter(Options(), found, {}).text(form, _some(found))


@pytest.fixture(params=["ours", *_IN_SHARED])
def libraries(request: pytest.FixtureRequest) -> Sequence[Library]:
    """Libraries of ours, and real ones."""
    if request.param == "ours":
        files = sorted(EXAMPLE_SITE.glob("*.bib"))
    else:
        shared: Path = request.getfixturevalue("shared")
        files = [file for one in _IN_SHARED[request.param] for file in sorted(shared.glob(one))]
        assert len(files) >= len(_IN_SHARED[request.param])
    return [_library(decode(file.read_bytes())[0]) for file in files]


def _line(text: str) -> str:
    """Return a text on one line: an end of a line is a space to BibTeX, and ends a value of RIS."""
    return " ".join(text.split())


def _facts(one: Publication) -> _Facts:
    return _Facts(
        _line(to_text(one.title)),
        [_person(name) for name in one.authors.people],
        "" if one.date.year is None else f"{one.date.year:04}",
        _line(to_text(one.container)),
        _dashed(to_text(one.fields.get("pages", "")) or to_text(one.fields.get("eid", ""))),
        one.verbatim.get("doi", ""),
    )


def _person(name: Name) -> tuple[str, str, str]:
    """Return family, given name and suffix; RIS has no place for a particle but the family."""
    return _line(f"{name.prefix} {name.family}"), _line(name.given), _line(name.suffix)


def _dashed(pages: str) -> str:
    """Return pages with a hyphen between them: RIS has two fields for them, and no dash."""
    return re.sub(r"\s*[-–—−]+\s*", "-", _line(pages))


def _venue(container: str, publishers: Sequence[str], expected: str) -> str:
    """Return where a work came out.

    A page shows the publisher of what is in nothing else, or the event; the formats have fields of
    their own for these, and CSL but one for all that publish, with semicolons between.
    """
    return expected if expected in publishers else container


def test_ris_is_read_by_rispy(libraries: Sequence[Library]) -> None:
    for found in libraries:
        records = rispy.loads(_exported("ris", found))
        for one, record in zip(_some(found), records, strict=True):
            expected = _in_ris(one)
            assert _facts_of_record(record, expected.venue) == expected, one.key
            assert _is_type(record["type_of_reference"], one, 0), one.key


def _in_ris(one: Publication) -> _Facts:
    """Return what RIS holds.

    It has no year before our era, no event of a book, and the holders of a patent as its authors.
    """
    expected = _facts(one)
    if one.type == "book" and expected.venue == one.fields.get("eventtitle"):
        expected = expected._replace(venue="")
    if one.date.year is not None and one.date.year < 0:
        expected = expected._replace(year="")
    if not one.authors and "holder" in one.contributors:
        holders = one.contributors["holder"].people
        expected = expected._replace(people=[_person(name) for name in holders])
    return expected


def _facts_of_record(record: Mapping[str, Any], venue: str) -> _Facts:
    container, publishers = record.get("secondary_title", ""), [record.get("publisher", "")]
    if record["type_of_reference"] in ("BOOK", "EDBOOK", "THES"):
        # The second title of a book is what it is a volume of, and never its publisher.
        assert not container or container != record.get("publisher")
        publishers, container = [*publishers, container], ""
    people = ([*map(str.strip, name.split(",")), "", ""] for name in record.get("authors", []))
    return _Facts(
        record.get("title", ""),
        [(parts[0], parts[1], parts[2]) for parts in people],
        record.get("year", ""),
        _venue(container, publishers, venue),
        _dashed("-".join(filter(None, (record.get("start_page"), record.get("end_page"))))),
        record.get("doi", ""),
    )


def _is_type(theirs: str, one: Publication, place: int) -> bool:
    """Say whether a format may call a publication this; a preprint is in no journal."""
    if "preprint" in one.statuses and not one.container:
        return theirs == ("UNPB", "article")[place]
    if one.type not in _TYPES or "entrysubtype" in one.fields:
        return theirs.isupper() if place == 0 else theirs.islower()
    return theirs == _TYPES[one.type][place]


def test_csl_json_is_read_by_pandoc(libraries: Sequence[Library]) -> None:
    given_items = [json.loads(_exported("csl-json", found)) for found in libraries]
    numbered = [
        {**item, "id": f"{number} {item['id']}"}
        for number, items in enumerate(given_items)
        for item in items
    ]
    records = {record["id"]: record for record in _through_pandoc(numbered)}
    assert len(records) == len(numbered)
    for number, found in enumerate(libraries):
        for one in _some(found):
            record, expected = records[f"{number} {one.key}"], _in_csl(one)
            assert _facts_of_item(record, expected.venue) == expected, one.key
            assert _is_type(record["type"], one, 1), one.key


def _through_pandoc(items: Sequence[Mapping[str, object]]) -> Sequence[Mapping[str, Any]]:
    pandoc = find_pandoc()
    assert pandoc is not None
    command = [str(pandoc), "--from=csljson", "--to=csljson"]
    text = json.dumps(items).encode()
    done = subprocess.run(command, input=text, capture_output=True, check=True, timeout=120)
    records: Sequence[Mapping[str, Any]] = json.loads(done.stdout)
    return records


def _in_csl(one: Publication) -> _Facts:
    """Return what CSL-JSON holds.

    It has years before our era as historians count them, "others" as a person, and the title of a
    work in volumes before that of the volume (variables ``title`` and ``volume-title``).
    """
    expected, year = _facts(one), one.date.year
    title = one.fields["maintitle"] if _is_volume(one) else one.title
    return expected._replace(
        title=_bare(to_text(title)).casefold(),
        people=_people(one),
        year="" if year is None else str(year if year > 0 else year - 1),
        venue="" if _is_volume(one) and one.container == title else _bare(expected.venue),
    )


def _is_volume(one: Publication) -> bool:
    return one.type in ("book", "mvbook") and "maintitle" in one.fields


def _bare(text: str) -> str:
    """Return a text without what pandoc makes of it: tags, small figures, and curly quotes."""
    plain = unicodedata.normalize("NFKC", re.sub(r"</?(?:i|b|sub|sup|span)\b[^>]*>", "", text))
    return _line(re.sub("[‘’]", "'", re.sub("[“”]", '"', plain)))


def _facts_of_item(item: Mapping[str, Any], venue: str) -> _Facts:
    """Return what an item says; its title in any case, as CSL has titles in that of sentences."""
    people = [
        (
            " ".join(
                filter(
                    None,
                    (
                        name.get("non-dropping-particle", name.get("dropping-particle")),
                        name.get("family", name.get("literal")),
                    ),
                )
            ),
            name.get("given", ""),
            name.get("suffix", ""),
        )
        for name in item.get("author", [])
    ]
    issued = item.get("issued", {}).get("date-parts", [[""]])
    publishers = [*_bare(item.get("publisher", "")).split("; "), item.get("event-title", "")]
    return _Facts(
        _bare(item.get("title", "")).casefold(),
        people,
        str(issued[0][0]),
        _venue(_bare(item.get("container-title", "")), publishers, venue),
        item.get("page", ""),
        item.get("DOI", ""),
    )


_FIELDS = (
    "title subtitle year date month journal journaltitle booktitle publisher school institution"
    " volume number pages eid doi"
).split()
"""The fields that the facts of a publication are made from, but for those of people."""


def _values(one: Publication) -> Mapping[str, str]:
    """Return the values that a file must have, each on a line."""
    written = {span.name for span in one.entry.spans}
    return {name: _line(one.entry.fields[name]) for name in _FIELDS if name in written}


def _people(one: Publication) -> Sequence[tuple[str, str, str]]:
    return [*_facts(one).people, *([("others", "", "")] if one.authors.others else [])]


def _as_read(prefix: Sequence[str], family: Sequence[str], *more: Sequence[str]) -> tuple[str, ...]:
    """Return a name as text, without the signs at its parts, which a page sets apart.

    One that stands alone as the last word is the family's name to BibTeX.
    """
    texts = (to_text(" ".join(part)) for part in ([*prefix, *family], *more))
    parts = [_line(text).strip(f"{MARKS} \u200e") for text in texts]
    if not parts[0]:
        *given_names, parts[0] = parts[1].split()
        parts[1] = " ".join(given_names)
    return tuple(parts)


def test_bibtex_is_read_by_bibtexparser(libraries: Sequence[Library]) -> None:
    for found in libraries:
        middleware = [NormalizeFieldKeys(), SeparateCoAuthors(), SplitNameParts()]
        read_again = bibtexparser.parse_string(
            _exported("bib", found), append_middleware=middleware
        )
        assert not read_again.failed_blocks
        theirs = {one.key: one for one in read_again.entries}
        for one in _some(found):
            entry = theirs[one.key]
            fields = {field.key: field.value for field in entry.fields}
            assert not fields.keys() & set(PRIVATE_FIELDS)
            assert entry.entry_type.lower() == one.entry.type, one.key
            if _has_people(one):
                people = [_parts_as_read(name) for name in fields.get("author", ())]
                assert people == _people(one), one.key
            # It joins nothing that stands with "#" between, and knows no months.
            joined = {
                span.name for span in one.entry.spans if span.macros and "#" in _text(one, span)
            }
            expected = {name: text for name, text in _values(one).items() if name not in joined}
            values = {name: _line(str(fields.get(name))) for name in expected}
            assert _with_whole_month(values) == _with_whole_month(expected), one.key


def _with_whole_month(values: Mapping[str, str]) -> Mapping[str, str]:
    month = values.get("month", "")
    return {**values, "month": MONTHS.get(month.lower(), month)}


def _text(one: Publication, span: Span) -> str:
    return one.entry.source[span.start : span.end]


def _parts_as_read(name: NameParts) -> tuple[str, ...]:
    return _as_read(name.von, name.last, name.first, name.jr)


def _has_people(one: Publication) -> bool:
    """Say whether it names its authors itself; these readers take no people from other entries."""
    return any(span.name == "author" for span in one.entry.spans) and not _is_extended(one)


def _is_extended(one: Publication) -> bool:
    """Say whether people are written in BibLaTeX's extended way, which only BibLaTeX knows."""
    return "family=" in one.entry.fields.get("author", "").replace(" ", "")


def test_bibtex_is_read_by_pybtex(libraries: Sequence[Library]) -> None:
    for found in libraries:
        old = Library(tuple(one for one in found.publications if not _is_extended(one)))
        theirs = pybtex.database.parse_string(_exported("bib", old), "bibtex").entries
        for one in _some(old):
            entry = theirs[one.key]
            assert entry.type.lower() == one.entry.type, one.key
            if _has_people(one):
                people = [_person_as_read(person) for person in entry.persons["author"]]
                assert people == _people(one), one.key
            expected = _values(one)
            assert {name: _line(entry.fields[name]) for name in expected} == expected, one.key


def _person_as_read(person: pybtex.database.Person) -> tuple[str, ...]:
    given_names = [*person.first_names, *person.middle_names]
    return _as_read(person.prelast_names, person.last_names, given_names, person.lineage_names)


def _same(one: Publication, other: Publication) -> bool:
    def facts(of: Publication) -> object:
        identifiers = {name: of.verbatim.get(name) for name in ("doi", "url", "arxiv", "isbn")}
        texts = {name: to_text(of.fields.get(name, "")) for name in ("pages", "note", "abstract")}
        return (
            to_text(of.title).split(),
            of.authors,
            of.editors,
            of.date,
            to_text(of.container).split(),
            identifiers,
            {name: text.split() for name, text in texts.items()},
        )

    return facts(one) == facts(other)


def test_bibtex_is_read_by_ourselves(libraries: Sequence[Library]) -> None:
    for found in libraries:
        again = {one.key: one for one in _library(_exported("bib", found)).publications}
        for one in _some(found):
            assert _same(one, again[one.key]), one.key


def _plain(text: str) -> str:
    """Reduce a text to its letters and figures, whatever stands for those that are set apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in folded if character.isalnum())


@settings(max_examples=20)
@given(
    st.one_of(bibliographies, st.lists(entries.map(lambda one: one[1]), max_size=4).map("".join))
)
@example("@misc{a b, title = {One}} @misc{ab, title = {Two}} @A{0 0}")
def test_nothing_of_any_bibliography_is_lost_or_made_up(text: str) -> None:
    found = _library(decode(text.encode(errors="surrogatepass"))[0])
    exporter, count = Exporter(Options(), found, {}), len(found.publications)
    records = rispy.loads(exporter.text("ris", found.publications))
    assert len(records) == count
    for one, record in zip(found.publications, records, strict=True):
        assert _plain(record.get("title", "")) == _plain(to_text(one.title))
    items = json.loads(exporter.text("csl-json", found.publications))
    assert len({item["id"].lower() for item in items}) == len(items) == count
    exported = exporter.text("bib", found.publications)
    most = count + len(found.unlisted) + len(found.holders)
    read_again = bibtexparser.parse_string(exported)
    assert not read_again.failed_blocks
    assert count <= len(read_again.entries) <= most
    assert len(list(LowLevelParser(exported))) == len(read_again.entries) + len(read_again.strings)
