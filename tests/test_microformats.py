"""What microformats' own parser reads of lists and pages: h-cite, for each publication."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mf2py
import pytest

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.csl.kinds import csl_type
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.metadata import record
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library
from tests.conftest import SiteBuilder
from tests.soundness import Press

WAVES = r"""@article{lee, title = {Tides \& a < b}, author = {Lee, Ann and van der Berg, Jan and
  Roe, Cy and Fox, Di}, journal = {J. of "Waves"}, year = 2024, month = mar,
  doi = {10.1000/x}}
@book{kim, title = {Moons}, author = {Kim, Bo}, publisher = {House}, year = 2020}"""


def cites(html: str) -> list[Mapping[str, Any]]:
    """Return the properties of each h-cite, and its id on the page."""
    found = mf2py.parse(html, url="https://s.example/list/")["items"]
    assert {one["type"][0] for one in found} == {"h-cite"}
    return [{"id": one["id"], **one["properties"]} for one in found]


def authors(cite: Mapping[str, Any]) -> list[str]:
    """Return the names of the people, without the marks that a legend explains."""
    names = (one if isinstance(one, str) else one["value"] for one in cite.get("author", ()))
    return [name.rstrip("*†‡§") for name in names]


def publications(bib: str) -> tuple[Publication, ...]:
    return library(read([SourceFile("papers.bib", bib)])[0])[0].publications


@pytest.mark.parametrize("style", ["card", "apa", "plain"])
@pytest.mark.parametrize("layout", ["card", "table", "compact"])
def test_lists_are_read_back(style: str, layout: str, tmp_path: Path) -> None:
    published, _ = Press(tmp_path, style, layout=layout).publish(WAVES)
    lee, kim = cites("".join(section.html for section in published.sections))
    assert lee["name"] == ["Tides & a < b"]
    names = ["Lee, A.", "van der Berg, J.", "Roe, C.", "Fox, D."]
    people = ["Ann Lee", "Jan van der Berg", "Cy Roe", "Di Fox"]
    assert authors(lee) == (names if style == "apa" else people)
    assert lee["published"] == ["2024-03"]
    assert lee["publication"] == ['J. of "Waves"']
    assert lee["url"][0] == "https://doi.org/10.1000/x"
    assert (kim["name"], len(authors(kim)), kim["published"]) == (["Moons"], 1, ["2020"])
    assert "publication" not in kim


def test_real_publications_are_read_back(shared: Path, tmp_path: Path) -> None:
    bib = (shared / "seed/papers.bib").read_text(encoding="utf-8")
    published, _ = Press(tmp_path, group_by="none").publish(bib)
    found = {one["id"]: one for one in cites(published.sections[0].html)}
    expected = publications(bib)
    assert len(found) == len(expected) > 10
    for one in expected:
        known = record(one, csl_type(one))
        cite = found[one.anchor]
        assert "$" in one.title or cite["name"] == [known.title]
        assert authors(cite) == [str(name) for name in one.byline.people]
        assert cite.get("published", [""]) == [known.date]
        assert cite.get("publication", [""]) == [to_text(known.container)]


def test_a_page_is_read_back(build_site: SiteBuilder) -> None:
    pubs = {"pubs": {"bibliography": "papers.bib", "publication_pages": True}}
    site = build_site({"plugins": [pubs]}, {"index.md": "# Home"}, {"papers.bib": WAVES})
    (lee,) = cites(site.html("publications/lee.md"))
    assert (lee["name"], lee["published"]) == (["Tides & a < b"], ["2024-03"])
    assert len(authors(lee)) == 4
    assert lee["url"] == ["https://doi.org/10.1000/x"]
    (kim,) = cites(site.html("publications/kim.md"))
    assert kim["url"] == ["https://s.example/publications/kim/"]
