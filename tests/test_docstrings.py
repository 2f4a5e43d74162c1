"""Docstrings that mkdocstrings puts on a page cite as the page's own text does."""

from __future__ import annotations

import re

import markdown
import pytest
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_pubs.extension import Page, PubsExtension
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import Publisher
from tests.conftest import BuiltSite, SiteBuilder, write_files
from tests.projection import parse

BIB = """
@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {J}, year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed and Orr, Al}, publisher = {P}, year = 2019}
@misc{sil2012, title = {Silence}, author = {Sil, Pat}, year = 2012}
"""
MODULE = '''
"""Tides [see *the* `book` & <b>more</b>&nbsp;@roe2019, p. 3].

## Notes [@roe2019]

Unknown [@lee2021].
"""

def tide(height):
    """Say a tide, as @lee2020 do.

    Args:
        height: a number [@sil2012, ch. 2]

    ```python
    [@code]
    ```
    """

def dune():
    """Say a dune.

    ```publications
    keys: [roe2019]
    ```

    <!-- `[@code]` -->
    """
'''
PAGE = """# API

First [@sil2012].

::: pkg
    options: {show_source: false, members_order: source}

Last [@lee2020].

%s
"""
PUBS = {"bibliography": "papers.bib", "citations": True, "style": "ieee"}


def site_of(build_site: SiteBuilder, page: str, **pubs: object) -> BuiltSite:
    plugins = [
        {"mkdocstrings": {"handlers": {"python": {"paths": ["."]}}}},
        {"pubs": {**PUBS, **pubs}},
    ]
    files = {"papers.bib": BIB, "pkg.py": MODULE}
    return build_site({"plugins": plugins}, {"index.md": page}, files, strict=False)


def test_docstrings_share_the_numbers_the_list_and_the_ids_of_their_page(
    build_site: SiteBuilder,
) -> None:
    site = site_of(build_site, PAGE % "```references\n```\n")
    html = site.html()
    root = parse(html)
    cites = [(one.attributes["id"], one.line()) for one in root.all("pubs-cite")]
    assert cites == [
        ("pubs-cite", "[1]"),
        ("pubs-cite-2", "[see the book & more 2, p. 3]"),
        ("pubs-cite-3", "[2]"),
        ("pubs-cite-4", "[?lee2021]"),
        ("pubs-cite-5", "Lee and Kim [3]"),
        ("pubs-cite-6", "[1, ch. 2]"),
        ("pubs-cite-7", "[3]"),
    ]
    (references,) = root.all("pubs-references")
    items = references.all("pubs-item")
    assert [one.attributes["data-key"] for one in items] == ["sil2012", "roe2019", "lee2020"]
    ids = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for link in re.findall(r'href="#([^"]+)" role="doc-(?:biblioref|backlink)"', html):
        assert link in ids
    assert "<em>the</em> <code>book</code> &amp; <b>more</b>" in html
    assert "[@code]" in html
    assert "\x02" not in html
    said = "there is no publication 'lee2021' to cite in the docstring of 'pkg'; did you mean"
    assert site.log.count("there is no publication") == 1
    assert f"index.md: {said} 'lee2020'?" in site.log


def test_a_list_in_a_docstring_is_that_of_the_page(build_site: SiteBuilder) -> None:
    root = parse(site_of(build_site, PAGE % "").html())
    (listed,) = root.all("pubs")
    (item,) = listed.all("pubs-item")
    assert item.attributes["data-key"] == "roe2019"
    assert root.all("pubs-cite")[1].line().endswith("2, p. 3]")


def test_references_can_stand_in_a_docstring(build_site: SiteBuilder) -> None:
    module = '"""Tides [@lee2020].\n\n```references\n```\n"""\n'
    page = "First [@roe2019].\n\n::: pkg\n\nLast [@sil2012].\n"
    plugins = [
        {"pubs": PUBS},
        {"mkdocstrings": {"handlers": {"python": {"paths": ["."]}}}},
    ]
    files = {"papers.bib": BIB, "pkg.py": module}
    root = parse(build_site({"plugins": plugins}, {"index.md": page}, files).html())
    (references,) = root.all("pubs-references")
    keys = [one.attributes["data-key"] for one in references.all("pubs-item")]
    assert keys == ["roe2019", "lee2020", "sil2012"]


class _Inner(Extension):
    """What mkdocstrings adds to the Markdown of a docstring."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(Treeprocessor(md), "mkdocstrings_ids", 4)


class _Late(Postprocessor):
    """Puts a text within the text where no extension sees it any more."""

    def __init__(self, md: markdown.Markdown, pubs: PubsExtension) -> None:
        super().__init__(md)
        self._pubs = pubs

    def run(self, text: str) -> str:
        inner = "[@lee2020, *p. 3*]\n\n```publications\n```\n"
        html = markdown.markdown(inner, extensions=[self._pubs, _Inner()])
        return f"{text}{html}"


@pytest.fixture
def pubs(tmp_path: object) -> PubsExtension:
    write_files(tmp_path, {"papers.bib": BIB})  # type: ignore[arg-type]
    options, _ = read_options(PUBS)
    extension = PubsExtension(publisher=Publisher(tmp_path, options))  # type: ignore[arg-type]
    extension.begin(Page("page.md"))
    return extension


def test_what_comes_too_late_to_be_written_is_the_text_that_it_was(pubs: PubsExtension) -> None:
    md = markdown.Markdown(extensions=[pubs])
    md.postprocessors.register(_Late(md, pubs), "late", 5)
    html = md.convert("Text [@roe2019].")
    assert "<p>[@lee2020, *p. 3*]</p>" in html
    assert "```publications" in html
    assert "\x02" not in html


def test_a_text_that_is_within_no_other_writes_for_itself(pubs: PubsExtension) -> None:
    """As docstrings that are shown by themselves, or behind a page that could not be read."""

    def fail(_text: str) -> str:
        raise ZeroDivisionError

    md = markdown.Markdown(extensions=[pubs])
    late = Postprocessor(md)
    late.run = fail  # type: ignore[method-assign]
    md.postprocessors.register(late, "fail", 5)
    with pytest.raises(ZeroDivisionError):
        md.convert("Text [@roe2019].")
    assert 'class="pubs-cite"' in markdown.markdown("[@lee2020]", extensions=[pubs])
    inner = markdown.markdown("[@lee2020]", extensions=[pubs, _Inner()])
    assert "[1]" in parse(inner).text()
