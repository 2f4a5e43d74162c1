"""Names and dates by the rules of BibTeX and BibLaTeX, and as people depart from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup

from mkdocs_pubs.citation import Citer
from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Entry, Name, Publication
from mkdocs_pubs.normalise import is_same_person, library, read_name, read_names

CASES = Path(__file__).parent / "cases"
PARTS = ("given", "prefix", "family", "suffix", "marks", "corporate")


def cases(topic: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{number}")
        for path in sorted((CASES / topic).glob("*.yml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


def publication(fields: Mapping[str, str]) -> Publication:
    entry = Entry("misc", "key", fields, "@misc{key}", Location("papers.bib", 1))
    return library([entry])[0].publications[0]


@pytest.mark.parametrize("case", cases("dates"))
def test_date(case: dict[str, Any]) -> None:
    assert set(case) <= {"fields", "shows", "day", "forthcoming"}
    one = publication(case["fields"])
    venue = Citer("card", safe_url).cite(one)[0].venue or Markup()
    assert venue.striptags() == case["shows"]
    assert one.date.day == case.get("day")
    assert one.date.forthcoming is case.get("forthcoming", False)


@pytest.mark.parametrize("case", cases("people"))
def test_people(case: dict[str, Any]) -> None:
    assert set(case) <= {"tex", "names", "others", "problem"}
    names, problem = read_names(case["tex"])
    found = [{part: getattr(one, part) for part in PARTS} for one in names.people]
    empty = dict.fromkeys(PARTS, "") | {"corporate": False}
    assert found == [empty | one for one in case["names"]]
    assert names.others is case.get("others", False)
    assert problem == case.get("problem", "")


@pytest.mark.parametrize(
    ("name", "wanted", "same"),
    [
        ("Lovelace, Ada", "Ada Lovelace", True),
        ("Lovelace, A.", "Ada Lovelace", True),
        ("Lovelace, Ada", "A. Lovelace", True),
        ("Lovelace, Ada King", "Ada Lovelace", True),
        ("Lovelace, Ada", "ada lovelace", True),
        ("Lovelace", "Ada Lovelace", True),
        ("Lovelace, Ada", "Lovelace", True),
        ("Lovelace, Anne", "Ada Lovelace", False),
        ("Lovelace, Ada K.", "Ada B. Lovelace", False),
        ("Byron, Ada", "Ada Lovelace", False),
        (r"G{\"o}del, Kurt", "Kurt Godel", True),
        ("De Morgan, Augustus", "De Morgan", True),
        ("de la Cruz, Juan", "Juan de la Cruz", True),
        ("{The Engine Collaboration}", "the engine collaboration", True),
        ("Li, Fei-Fei", "F.-F. Li", True),
        ("王, 小明", "王小明", True),
    ],
)
def test_a_person_is_known_by_initials_and_in_any_spelling(
    name: str, wanted: str, same: bool
) -> None:
    assert is_same_person(read_name(name), read_name(wanted)) is same


def test_data_annotations_add_marks_and_words() -> None:
    fields = {
        "author": "Doe, Jane and Roe, Richard",
        "author+an": '1="*"; 2=highlight, corresponding',
        "author+an:role": '2="†"',
    }
    jane, richard = publication(fields).authors.people
    assert jane == Name("Doe", "Jane", marks="*")
    assert richard == Name("Roe", "Richard", marks="†", annotations=("highlight", "corresponding"))
