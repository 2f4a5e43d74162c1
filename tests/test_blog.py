"""Posts of Material's blog, which shows them on other pages, in whole or up to a mark."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from mkdocs_pubs.extension.excerpts import Excerpt
from tests.conftest import SiteBuilder

BIB = """
@article{lee2020, title = {Tides}, author = {Lee, Ann and Kim, Bo}, journal = {J}, year = 2020}
@book{roe2019, title = {Dunes}, author = {Roe, Zed and Orr, Al}, publisher = {P}, year = 2019}
@misc{sil2012, title = {Silence}, author = {Sil, Pat}, year = 2012}
"""
POSTS: Mapping[str, str] = {
    "tides": """---
date: 2024-01-01
categories: [Sea]
---
# Tides

Dunes [@roe2019], tides [@lee2020, p. 3] and `[@code]`, see [below](#pub-lee2020).

<!-- more -->

Not shown.

```references
```
""",
    "bells": """---
date: 2024-03-01
categories: [Sea]
---
# Bells

Bells [@sil2012], listed elsewhere.
""",
    "dunes": """---
date: 2024-02-01
categories: [Sea]
---
# Dunes

Dunes [@roe2019], shown in whole; bells [@sil2012].

```publications
keys: [lee2020]
```

```references
```
""",
}


def test_a_post_on_another_page_leads_to_its_own_references(build_site: SiteBuilder) -> None:
    site = build_site(
        {
            "theme": "material",
            "plugins": [
                "blog",
                {"pubs": {"bibliography": "papers.bib", "citations": True, "style": "ieee"}},
            ],
        },
        {
            "index.md": "# Home\n",
            "all/index.md": "# All\n\n```publications\nkeys: [sil2012]\n```\n",
            "blog/index.md": "# Blog\n",
            **{f"blog/posts/{name}.md": text for name, text in POSTS.items()},
        },
        {"papers.bib": BIB},
    )
    assert site.returncode == 0
    posts = {
        name: site.html(f"blog/2024/{month}/01/{name}.md")
        for name, month in {"tides": "01", "dunes": "02", "bells": "03"}.items()
    }
    for page, way in (("blog/index.html", ""), ("blog/category/sea/index.html", "../../")):
        view = site.html(page)
        shown = view[view.index("<article") : view.rindex("</article>")]
        tides = f"{way}2024/01/01/tides/"
        assert f'[<a href="{tides}#pub-roe2019" role="doc-biblioref">1</a>]' in shown
        assert f'<a href="{tides}#pub-lee2020" role="doc-biblioref">2</a>' in shown
        assert f'<a href="{way}../all/#pub-sil2012" role="doc-biblioref"' in shown
        assert "<code>[@code]</code>" in shown
        assert 'id="pub' not in re.sub(r"<h[1-6][^>]*>", "", shown)
        ids = re.findall(r' id="([^"]*)"', view)
        assert len(ids) == len(set(ids))
        assert "\x02" not in view
        for name, anchor in re.findall(r'href="[./]*2024/../../(\w+)/#(pub[^"]*)"', shown):
            assert f'id="{anchor}"' in posts[name]
    assert "pubs-cite-3" not in posts["tides"]


def test_a_citation_of_a_post_on_another_page_leads_to_its_note(build_site: SiteBuilder) -> None:
    pubs = {"bibliography": "papers.bib", "citations": True, "citation_mode": "footnote"}
    dated = "---\ndate: 2024-01-{:02}\n---\n"
    text = "# Post\n\nDunes [@roe2019], of mine,[^1] and tides [@lee2020].\n"
    note = "\n[^1]: Of the author.\n"
    site = build_site(
        {
            "theme": "material",
            "plugins": ["blog", {"pubs": {**pubs, "style": "apa"}}],
            "markdown_extensions": ["footnotes"],
        },
        {
            "index.md": "# Home\n",
            "blog/index.md": "# Blog\n",
            "blog/posts/part.md": f"{dated.format(1)}{text}\n<!-- more -->\n{note}",
            "blog/posts/whole.md": f"{dated.format(2)}{text}{note}",
        },
        {"papers.bib": BIB},
    )
    view = site.html("blog/index.html")
    for post in ("2024/01/02/post/", "2024/01/01/post/"):
        leads = re.findall(rf'href="{post}#(fn:pubs[^"]*)" role="doc-noteref">(\d)<', view)
        assert [number for _, number in leads] == ["1", "3"]
        there = site.html(f"blog/{post}index.html")
        assert all(f'<li id="{note}">' in there for note, _ in leads)
    assert view.count("Roe, Z.") == 1
    assert 'id="fn:pubs' not in view


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<span id="pub-a">', "<span>"),
        ('<h2 id="pub-a">', '<h2 id="pub-a">'),
        ('<p id="other">', '<p id="other">'),
        ('<a class="b" href="#pub-a" id="pub-a">', '<a class="b" href="../post/#pub-a">'),
        ('<a href="#other">', '<a href="#other">'),
        ('<a href="../all/#pub-b">', '<a href="../all/#pub-b">'),
        (
            '<a href="../../all/#pub-b" role="doc-biblioref">',
            '<a href="../../all/#pub-b" role="doc-biblioref">',
        ),
        ('<a href="../post/#c" role="doc-backlink">', '<a href="../post/#c" role="doc-backlink">'),
        ('<a href="b/#c" role="doc-backlink">', '<a href="../post/b/#c" role="doc-backlink">'),
        (
            '<a href="https://a.org/#c" role="doc-noteref">',
            '<a href="https://a.org/#c" role="doc-noteref">',
        ),
        ('<code>x id="pub-a" href="#pub-a"</code>', '<code>x id="pub-a" href="#pub-a"</code>'),
    ],
)
def test_ids_of_ours_are_taken_from_tags_alone(html: str, shown: str) -> None:
    assert Excerpt("../post/", "../").detached(html, {"pub-a"}) == shown
