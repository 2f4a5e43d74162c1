"""What our styles make of works of many kinds, as the official styles have them."""

from __future__ import annotations

import pytest

from mkdocs_pubs.bibtex import SourceFile, read
from mkdocs_pubs.citation import Citer
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library

STYLES = (
    "acm apa chicago-author-date elsevier-harvard harvard ieee mla nature springer vancouver"
).split()


def publications(bib: str) -> tuple[Publication, ...]:
    return library(read([SourceFile("papers.bib", bib)])[0])[0].publications


def cited(style: str, bib: str) -> list[str]:
    citer = Citer(style, safe_url)
    found = publications(bib)
    made = citer.cite_all(found, citer.told_apart(found))
    return [citation.text.striptags() for citation, _ in made]


QUOTED = "@article{a, author = {Roe, Ann}, title = {%s}, journal = {Jour}, year = 2001}"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("``Is It So?''", "“‘Is It So?’”"),
        ("“Old” Things and \\enquote{New}", "“‘Old’ Things and ‘New.’”"),
        ('{"}Why Should We?{"}: The "Old", and More', "“‘Why Should We?’: The ‘Old,’ and More.”"),
        ("The `Don't Know' Era of the Dogs", "“The ‘Don’t Know’ Era of the Dogs.”"),
        ("In the `Dogs' House'", "“In the ‘Dogs’ House’.”"),
        ("Das „Alte“ und das „Neue“", "“Das „Alte“ Und Das „Neue“.”"),
        ('A 12" Disc', '“A 12" Disc.”'),
    ],
)
def test_quotation_marks_change_sides_within_others(title: str, text: str) -> None:
    assert cited("mla", QUOTED % title) == [f"Roe, Ann. {text} Jour, 2001."]


def test_a_title_that_is_not_quoted_has_double_quotation_marks() -> None:
    bib = QUOTED % "On `Old' Things and ``New''"
    assert cited("apa", bib) == ["Roe, A. (2001). On “Old” things and “New.” Jour."]
    assert cited("nature", bib) == ["Roe, A. On “Old” things and “New”. Jour (2001)."]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("[Online; accessed 22-July-2004]", "Accessed: Jul. 22, 2004. [Online]. "),
        ("Accessed: 2021-05-19", "Accessed: May 19, 2021. [Online]. "),
        ("Last visited on 3 March 2020.", "Accessed: Mar. 03, 2020. [Online]. "),
        ("Retrieved May 3, 2019, from there", "Accessed: May 03, 2019. [Online]. "),
        ("Accessed 03/05/2019", ""),
        ("Retrieved from the deep, 2019", ""),
    ],
)
def test_a_note_may_say_when_a_page_was_seen(note: str, text: str) -> None:
    bib = f"@misc{{a, title = {{A page}}, url = {{https://a.org}}, note = {{{note}}}}}"
    assert cited("ieee", bib) == [f"“A page.” {text}Available: https://a.org"]
