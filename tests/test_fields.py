"""A publication's fields, decoded for those who ask."""

from __future__ import annotations

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.edition.fields import Fields
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library

BIB = r"@misc{a, title = {\href{https://t.org}{T}}, note = {\href{https://n.org}{N}}}"


def publication() -> Publication:
    entries, _ = read([SourceFile("papers.bib", BIB)])
    return library(entries)[0].publications[0]


def test_only_what_is_asked_for_is_decoded() -> None:
    followed: list[str] = []
    fields = Fields(publication(), lambda url: followed.append(url) or url)
    assert "title" in fields
    assert len(fields) == 2
    assert list(fields) == ["title", "note"]
    assert followed == []
    assert fields["note"] == '<a href="https://n.org">N</a>'
    assert followed == ["https://n.org"]


def test_what_is_not_there_is_empty() -> None:
    fields = Fields(publication(), lambda url: url)
    assert fields["pages"] == ""
    assert "pages" not in fields
