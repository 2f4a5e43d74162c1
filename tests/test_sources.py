"""What services answer, read by each format's reader: entries, or why not, whatever comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs import sources
from mkdocs_pubs.bibtex import SourceFile, entry_text, read
from mkdocs_pubs.models.sources import Draft, Failure, Reply
from mkdocs_pubs.sources.csl_json import draft
from tests.played_services import ATOM_FEED, BOOK, BULK, PAGE, PAPER, PUBMED

Reader = Callable[[Reply], object]

READERS: Mapping[str, Reader] = {
    "csl": sources.read_csl,
    "arxiv": sources.read_arxiv,
    "book": lambda reply: sources.read_book(reply, "9780306406157"),
    "works": sources.read_works,
    "full works": sources.read_full_works,
    "page": sources.read_page,
}
SAMPLES = [json.dumps(one) for one in (PAPER, PUBMED, BOOK, BULK)] + [ATOM_FEED, PAGE]
NAMES = sorted(
    "type title subtitle author editor given family name literal suffix issued date-parts page"
    " volume DOI ISBN URL abstract institution bulk work group work-summary external-ids value"
    " external-id external-id-type external-id-value put-code contributors contributor credit-name"
    " publication-date year month publishers publish_date number_of_pages citation citation-type"
    " citation-value container-title publisher issue".split()
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats()
    | st.sampled_from(["journal-article", "book", "self", "doi", "bibtex", "2020", "a}b", "<i>x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=12,
)


def reply(content: str | bytes) -> Reply:
    return Reply(content.encode() if isinstance(content, str) else content, "x/y", "https://x.org")


def drafts_in(found: object) -> list[Draft]:
    if isinstance(found, tuple):
        return [one for part in found for one in drafts_in(part)]
    return [found] if isinstance(found, Draft) else []


def assert_sound(content: str | bytes) -> None:
    for reader in READERS.values():
        found = reader(reply(content))
        assert isinstance(found, (tuple, Failure))
        for one in drafts_in(found):
            entries, _ = read([SourceFile("a.bib", entry_text(one.type, "key", one.fields))])
            assert [entry.key for entry in entries] == ["key"]
            assert entries[0].fields.keys() == one.fields.keys()


@given(VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    assert_sound(json.dumps(value))


@given(st.sampled_from(SAMPLES), st.data())
def test_an_answer_with_a_piece_changed_is_read_or_refused(
    sample: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sample)))
    piece = data.draw(st.text(st.sampled_from('{}<>"&\\[]@%$,:é\0 '), max_size=4))
    assert_sound(sample[:at] + piece + sample[at + data.draw(st.integers(0, 9)) :])


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\0", b"\xff\xfe{", b"[" * 100_000, b"1" * 5000, b'"' + b"x" * 200_000 + b'"'),
        b"<![<![",
    ],
)
def test_what_is_no_answer_at_all_is_refused(content: bytes) -> None:
    assert all(isinstance(reader(reply(content)), Failure) for reader in READERS.values())


def test_entities_of_xml_are_refused_before_they_grow() -> None:
    grown = '<!DOCTYPE f [<!ENTITY a "x">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>'
    for content in (grown.encode(), grown.encode("utf-16")):
        assert sources.read_arxiv(reply(content)) == Failure("the answer is no Atom feed")


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (
            {"type": "proceedings-article", "container-title": ["Proc"], "ISBN": ["978-1"]},
            {"type": "inproceedings", "booktitle": "Proc", "isbn": "978-1"},
        ),
        (
            {"type": "book-chapter", "container-title": "Whole", "editor": [{"family": "Li"}]},
            {"type": "incollection", "booktitle": "Whole", "editor": "Li"},
        ),
        (
            {"type": "dissertation", "publisher": "P", "institution": [{"name": "Uni"}]},
            {"type": "phdthesis", "school": "Uni"},
        ),
        (
            {"type": "report", "publisher": "Lab", "number": "TR-1"},
            {"type": "techreport", "institution": "Lab", "number": "TR-1"},
        ),
        (
            {"type": "posted-content", "institution": [{"name": "bioX"}], "issued": {}},
            {"type": "misc", "publisher": "bioX"},
        ),
        (
            {"type": "monograph", "container-title": ["Series"], "edition": 2},
            {"type": "book", "series": "Series", "edition": "2"},
        ),
        ({"type": "dataset", "version": "1.2"}, {"type": "dataset", "version": "1.2"}),
        ({"type": "software"}, {"type": "software"}),
        (
            {"type": "article-journal", "container-title": "J", "page": "e12", "publisher": "P"},
            {"type": "article", "journal": "J", "pages": "e12"},
        ),
        ({"type": "article-journal"}, {"type": "misc"}),
        (
            {"issued": {"date-parts": [[None]]}, "published": {"date-parts": [["2020", "13"]]}},
            {"type": "misc", "year": "2020"},
        ),
        (
            {"author": [{"family": "A, B", "given": "C", "suffix": "Jr."}, {"literal": "X and Y"}]},
            {"type": "misc", "author": "{A, B}, Jr., C and {X and Y}"},
        ),
        ({"URL": "https://x.org/{a b}"}, {"type": "misc", "url": "https://x.org/ab"}),
        (
            {
                "author": [
                    {"family": "Roe", "given": "A", "dropping-particle": "van"},
                    {"family": "Poe", "given": "B. C., Jr."},
                    {"family": "Lee", "given": "D and E"},
                ],
                "translator": {"family": "Sil", "given": "F"},
            },
            {
                "type": "misc",
                "author": "van Roe, A and Poe, Jr., B. C. and Lee, {D and E}",
                "translator": "Sil, F",
            },
        ),
        (
            {"type": "book-chapter", "container-title": ["Notes", "Tides 2020"], "page": "n/a-n/a"},
            {"type": "incollection", "series": "Notes", "booktitle": "Tides 2020"},
        ),
        (
            {
                "type": "chapter",
                "container-title": "Tides",
                "collection-title": "Notes",
                "collection-number": 3,
                "page": "12\u20109",
            },
            {
                "type": "incollection",
                "series": "Notes",
                "booktitle": "Tides",
                "number": "3",
                "pages": "12--19",
            },
        ),
        (
            {"type": "journal-article", "container-title": ["J", "J. of the Sea"]},
            {"type": "article", "journal": "J"},
        ),
        (
            {"type": "thesis", "genre": "Master's thesis", "issued": {"raw": "2019-05-04"}},
            {"type": "mastersthesis", "year": "2019", "month": "05"},
        ),
        (
            {"type": "report", "genre": "Working paper", "issued": {"literal": "in 2020"}},
            {"type": "Working paper", "year": "2020"},
        ),
        ({"type": "patent", "number": "US 1"}, {"type": "patent", "number": "US 1"}),
        (
            {"type": "webpage", "container-title": "Site", "URL": "https://x.org"},
            {"type": "online", "howpublished": "Site", "url": "https://x.org"},
        ),
        (
            {"type": "paper-conference", "event-title": "Meeting"},
            {"type": "inproceedings", "eventtitle": "Meeting"},
        ),
        (
            {"abstract": "<jats:p>One.</jats:p><jats:p>H<sub>2</sub>O<br/>&amp;amp; two</jats:p>"},
            {"type": "misc", "abstract": r"One. H\textsubscript{2}O \& two"},
        ),
    ],
)
def test_types_and_fields_of_csl_are_those_of_bibtex(
    item: Mapping[str, object], fields: Mapping[str, str]
) -> None:
    found = draft({"title": "T", **item})
    assert {"type": found.type, **found.fields} == {"title": "T", **fields}


def test_tags_of_a_page_may_name_bodies_series_and_a_day_on_line() -> None:
    tags = {
        "title": "T",
        "authors": "Roe, Ann; Poe, Max and Lee, Bo; Tides and Winds Group",
        "online_date": "2020/03/14",
        "series_title": "Notes",
    }
    html = "".join(f'<meta name="citation_{name}" content="{text}">' for name, text in tags.items())
    (found,) = drafts_in(sources.read_page(reply(html)))
    assert found.fields == {
        "author": "Roe, Ann and Poe, Max and Lee, Bo and {Tides and Winds Group}",
        "title": "T",
        "year": "2020",
        "month": "3",
        "series": "Notes",
        "url": "https://x.org",
    }
