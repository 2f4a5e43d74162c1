"""What we export is read by others as the publications that we read."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import bibtexparser
import pybtex.database
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database.input.bibtex import LowLevelParser

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.csl import find_pandoc
from mkdocs_pubs.exports import Exporter
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Library, Name, Publication
from mkdocs_pubs.normalise import library
from mkdocs_pubs.options import PRIVATE_FIELDS, Options
from tests.conftest import EXAMPLE_SITE
from tests.test_properties import bibliographies, entries

_OF_US = sorted(EXAMPLE_SITE.glob("*.bib"))
_MOST = 150
"""How many publications of a large file are compared."""
_IN_CORPUS = (
    "yuhuixu1993+yuhuixu1993.github.io ngram-lab+al-folio tirtharajdash+tirtharajdash.github.io"
    " plk+biber typst+hayagriva sciunto-org+python-bibtexparser"
).split()


@lru_cache(maxsize=32)
def _library(text: str) -> Library:
    return library(read([SourceFile("papers.bib", text)])[0])[0]


def _some(found: Library) -> Sequence[Publication]:
    return tuple(islice(found.publications, _MOST))


def _unique(found: Library) -> Sequence[Publication]:
    """Return those publications whose key is theirs alone."""
    keys = Counter(one.key.lower() for one in found.publications)
    return [one for one in _some(found) if keys[one.key.lower()] == 1]


def _exported(form: str, found: Library) -> str:
    return Exporter(Options(), found, {}).text(form, _some(found))


@pytest.fixture(params=[*_OF_US, "seed", *_IN_CORPUS], ids=lambda one: getattr(one, "stem", one))
def found(request: pytest.FixtureRequest) -> Library:
    """Libraries of ours, and real ones."""
    if isinstance(request.param, Path):
        return _library(request.param.read_text(encoding="utf-8"))
    shared: Path = request.getfixturevalue("shared")
    folder = shared / "seed" if request.param == "seed" else shared / "corpus" / request.param
    largest = max(folder.rglob("*.bib"), key=lambda file: file.stat().st_size)
    return _library(decode(largest.read_bytes())[0])


def _plain(text: str) -> str:
    """Reduce a text to its letters and figures, whatever stands for those that are set apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _family(name: Name) -> str:
    return _plain(f"{name.prefix}{name.family}")


def test_ris_is_read_by_rispy(found: Library) -> None:
    records = rispy.loads(_exported("ris", found))
    for one, record in zip(_some(found), records, strict=True):
        _assert_same_record(one, record)


def _assert_same_record(one: Publication, record: dict[str, Any]) -> None:
    assert record["type_of_reference"].isupper()
    assert _plain(record.get("title", "")) == _plain(to_text(one.title))
    people = [name.partition(",")[0] for name in record.get("authors", [])]
    assert len(people) >= len(one.authors.people)
    for name, family in zip(one.authors.people, people, strict=False):
        assert _plain(family) in (_family(name), _plain(name.family.partition(",")[0]))
    year = one.date.year
    assert record.get("year", "") == ("" if year is None or year < 0 else f"{year:04}")
    assert _plain(record.get("secondary_title", "")) == _plain(to_text(one.container))
    pages = record.get("start_page", "") + record.get("end_page", "")
    assert _plain(pages) == _plain(to_text(one.fields.get("pages", one.fields.get("eid", ""))))
    assert record.get("doi", "") == " ".join(one.verbatim.get("doi", "").split())


def test_csl_json_is_read_by_pandoc(found: Library) -> None:
    pandoc = find_pandoc()
    assert pandoc is not None
    command = [str(pandoc), "--from=csljson", "--to=csljson"]
    given_text = _exported("csl-json", found).encode()
    done = subprocess.run(command, input=given_text, capture_output=True, check=True, timeout=120)
    records = {record["id"]: record for record in json.loads(done.stdout)}
    assert len(records) == len(_some(found))
    for one in _unique(found):
        _assert_same_item(one, records[one.key])


def _assert_same_item(one: Publication, item: dict[str, Any]) -> None:
    issued = item.get("issued", {}).get("date-parts", [[None]])
    year = one.date.year
    assert issued[0][0] == (year if year is None or year > 0 else year - 1)
    given_people = [_plain(name.family) for name in one.authors.people]
    people = [_plain(one.get("family", one.get("literal", ""))) for one in item.get("author", [])]
    assert people[: len(given_people)] == given_people or one.type == "patent"
    assert item.get("DOI", "") == one.verbatim.get("doi", "")
    if not one.fields.get("maintitle"):
        title = _plain(item.get("title", ""))
        assert title in _plain(to_text(one.title)) or "<" in item["title"]


def test_bibtex_is_read_by_bibtexparser(found: Library) -> None:
    read_again = bibtexparser.parse_string(_exported("bib", found))
    assert not read_again.failed_blocks
    theirs = {one.key.lower(): one for one in read_again.entries}
    for one in _unique(found):
        fields = {field.key.lower() for field in theirs[one.key.lower()].fields}
        own = {span.name for span in one.entry.spans}
        assert not fields.intersection(PRIVATE_FIELDS)
        assert fields >= own.intersection("title author year journal doi pages".split())


def test_bibtex_is_read_by_pybtex(found: Library) -> None:
    # BibLaTeX's extended names are nothing that pybtex knows.
    old = Library(tuple(one for one in found.publications if "=" not in str(one.fields)))
    theirs = pybtex.database.parse_string(_exported("bib", old), "bibtex").entries
    for one in _unique(old):
        entry = theirs[one.key]
        assert entry.type.lower() in (one.entry.type, "misc")
        assert _plain(to_text(entry.fields.get("title", ""))) in _plain(to_text(one.title))


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


def test_bibtex_is_read_by_ourselves(found: Library) -> None:
    again = {one.key.lower(): one for one in _library(_exported("bib", found)).publications}
    for one in _unique(found):
        assert _same(one, again[one.key.lower()]), one.key


@settings(max_examples=40)
@given(
    st.one_of(bibliographies, st.lists(entries.map(lambda one: one[1]), max_size=4).map("".join))
)
def test_nothing_of_any_bibliography_is_lost_or_made_up(text: str) -> None:
    found = _library(decode(text.encode(errors="surrogatepass"))[0])
    count = len(found.publications)
    records = rispy.loads(_exported("ris", found))
    assert len(records) == count
    for one, record in zip(found.publications, records, strict=True):
        assert _plain(record.get("title", "")) == _plain(to_text(one.title))
    items = json.loads(_exported("csl-json", found))
    assert len({item["id"].lower() for item in items}) == len(items) == count
    exported = _exported("bib", found)
    most = count + len(found.unlisted) + len(found.holders)
    read_again = bibtexparser.parse_string(exported)
    assert not read_again.failed_blocks
    assert count <= len(read_again.entries) <= most
    assert len(list(LowLevelParser(exported))) == len(read_again.entries) + len(read_again.strings)
