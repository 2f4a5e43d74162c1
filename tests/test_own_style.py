"""What docs/styles.md says of writing a style: the one that it shows works, in thirty lines."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from pybtex.database import parse_string

from mkdocs_pubs.styles.kit import KitStyle
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)[0]


@pytest.fixture
def style() -> KitStyle:
    module = ModuleType("department")
    exec(compile(CODE, "docs/styles.md", "exec"), module.__dict__)
    made: KitStyle = module.Department()
    return made


def test_it_takes_thirty_lines() -> None:
    assert len([line for line in CODE.splitlines() if line.strip()]) <= 30


@pytest.mark.parametrize(
    ("bib", "text"),
    [
        (
            "@article{a, author = {Ann Roe and Wei Li}, title = {A Study of {DNA}}, year = 2020,"
            " journal = {J}, volume = 3, number = 4, pages = {101--109}, doi = {10.1/x}}",
            "Roe, A. and W. Li, “A study of DNA,” J 3(4), pp. 101–9, 2020. https://doi.org/10.1/x",
        ),
        ("@book{a, editor = {Ann Roe}, title = {Why?}, publisher = {P}, address = {Rome}}",
         "Roe, A. (ed.), “Why?” Rome: P, n.d."),
        ("@inproceedings{a, author = {A B and C D and E F and G H}, title = {T}, booktitle = {P}}",
         "B, A. et al., “T,” in P, n.d."),
    ],
)  # fmt: skip
def test_it_cites_as_it_says(style: KitStyle, bib: str, text: str) -> None:
    (entry,) = parse_string(bib, "bibtex").entries.values()
    assert str(style.format_entry("", entry).text) == text
