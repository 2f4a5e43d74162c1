"""pybtex's fields read quickly: what comes of them is what pybtex makes of them itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.citation import Citer, quick_latex
from tests.conftest import EXAMPLE_SITE

_SIGNS = "\\{}$~%#&_^`'\"-,;.:?!<>()[]/|*+=@ \n\t\u00a0é\u0301李aZ1"


def read_by(reader: object, latex: str) -> object:
    try:
        return reader(latex)  # type: ignore[operator]
    except (PybtexError, ValueError) as error:
        return type(error)


@given(st.text(st.sampled_from(_SIGNS), max_size=12))
def test_any_text_is_read_as_pybtex_reads_it(latex: str) -> None:
    assert read_by(quick_latex.read_latex, latex) == read_by(quick_latex._read, latex)


@pytest.mark.parametrize("path", [EXAMPLE_SITE / "papers.bib"])
def test_real_fields_are_read_as_pybtex_reads_them(path: Path) -> None:
    entries, _ = read([SourceFile(path.name, decode(path.read_bytes())[0])])
    values = {value for entry in entries for value in entry.fields.values() if len(value) < 300}
    assert all(
        read_by(quick_latex.read_latex, one) == read_by(quick_latex._read, one) for one in values
    )


def test_pybtex_reads_by_it() -> None:
    Citer("plain", str)
    assert Text.from_latex is quick_latex.read_latex
