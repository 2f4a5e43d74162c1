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
        ("Das „Alte“ und das „Neue“", "“Das „Alte“ und das „Neue“.”"),
        ('A 12" Disc', '“A 12" Disc.”'),
    ],
)
def test_quotation_marks_change_sides_within_others(title: str, text: str) -> None:
    assert cited("mla", QUOTED % title) == [f"Roe, Ann. {text} Jour, 2001."]


def test_a_title_that_is_not_quoted_has_double_quotation_marks() -> None:
    bib = QUOTED % "On `Old' Things and ``New''"
    assert cited("apa", bib) == ["Roe, A. (2001). On “Old” things and “New.” Jour."]
    assert cited("nature", bib) == ["Roe, A. On “Old” things and “New”. Jour (2001)."]


GERMAN = """@incollection{a, author = {Roe, Ann}, title = {Die Lage der Dinge}, langid = {german},
  booktitle = {Die Dinge und ihre Lage}, series = {Schriften zur Sache}, publisher = {Verlag},
  year = 2001}"""


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "chicago-author-date",
            "Roe, Ann. 2001. “Die Lage der Dinge.” In Die Dinge und ihre Lage. Schriften zur Sache."
            " Verlag.",
        ),
        (
            "mla",
            "Roe, Ann. “Die Lage der Dinge.” Die Dinge und ihre Lage, Verlag, 2001. Schriften zur"
            " Sache.",
        ),
        (
            "elsevier-harvard",
            "Roe, A., 2001. Die Lage der Dinge, in: Die Dinge und ihre Lage, Schriften zur Sache."
            " Verlag.",
        ),
    ],
)
def test_other_languages_keep_the_case_of_books_and_series(style: str, text: str) -> None:
    assert cited(style, GERMAN) == [text]


BOTH = """@incollection{a, author = {Plato}, title = {Laches}, booktitle = {Works},
  editor = {Doe, Jo and Roe, Ann}, translator = {Doe, Jo and Roe, Ann}, year = 1904}"""
BOTH_OF_A_BOOK = """@book{a, author = {Plato}, title = {Works}, editor = {Doe, Jo},
  translator = {Doe, Jo}, year = 1904}"""


@pytest.mark.parametrize(
    ("style", "of_a_part", "of_a_book"),
    [
        (
            "apa",
            "Plato. (1904). Laches (J. Doe & A. Roe, Trans.). In J. Doe & A. Roe (Eds.), Works.",
            "Plato. (1904). Works (J. Doe, Ed. & Trans.).",
        ),
        (
            "chicago-author-date",
            "Plato. 1904. “Laches.” In Works, edited and translated by Jo Doe and Ann Roe.",
            "Plato. 1904. Works. Edited and translated by Jo Doe.",
        ),
        (
            "mla",
            "Plato. “Laches.” Works, edited and translated by Jo Doe and Ann Roe, 1904.",
            "Plato. Works. Edited and translated by Jo Doe, 1904.",
        ),
        (
            "harvard",
            "Plato (1904) “Laches,” in J. Doe and A. Roe (eds. & trans.) Works.",
            "Plato (1904) Works. Edited & translated by J. Doe.",
        ),
        (
            "elsevier-harvard",
            "Plato, 1904. Laches, in: Doe, J., Roe, A. (Eds. & trans.), Works.",
            "Plato, 1904. Works.",
        ),
    ],
)
def test_who_edited_and_translated_is_named_once(
    style: str, of_a_part: str, of_a_book: str
) -> None:
    assert cited(style, BOTH) == [of_a_part]
    assert cited(style, BOTH_OF_A_BOOK) == [of_a_book]


TRANSLATED = """@inbook{a, author = {Plato}, bookauthor = {Socrates}, title = {Laches},
  booktitle = {Works}, edition = 2, editor = {Doe, Jo}, translator = {Orr, Al}, year = 1904}
@incollection{b, author = {Zeno}, title = {Arrows}, booktitle = {Works}, translator = {Orr, Al},
  year = 1905}"""


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        (
            "chicago-author-date",
            [
                "Plato. 1904. “Laches.” In Works, 2nd ed., by Socrates. Edited by Jo Doe."
                " Translated by Al Orr.",
                "Zeno. 1905. “Arrows.” In Works, translated by Al Orr.",
            ],
        ),
        (
            "harvard",
            [
                "Plato (1904) “Laches,” in Socrates, Works. 2nd ed. Edited by J. Doe. Translated by"
                " A. Orr.",
                "Zeno (1905) “Arrows,” in A. Orr (trans.) Works.",
            ],
        ),
        (
            "elsevier-harvard",
            [
                "Plato, 1904. Laches, in: Doe, J. (Ed.), Orr, A. (Trans.), Works.",
                "Zeno, 1905. Arrows, in: Orr, A. (Trans.), Works.",
            ],
        ),
    ],
)
def test_a_part_names_who_translated_its_book(style: str, texts: list[str]) -> None:
    assert cited(style, TRANSLATED) == texts


@pytest.mark.parametrize(
    ("bib", "apa", "chicago"),
    [
        (
            "@jurisdiction{a, title = {Roe v. Orr}, journal = {U.S.}, volume = 54, pages = {7--9},"
            " date = {2006-05-02}}",
            "Roe v. Orr, 54 U.S. 7 (2006).",
            "Roe v. Orr, 54 U.S. 7 (2006).",
        ),
        (
            "@jurisdiction{a, title = {Roe v. Orr}, number = {T-344/99}, date = {2006-05-02}}",
            "Roe v. Orr, T-344/99 (May 2, 2006).",
            "Roe v. Orr, T-344/99 (May 2, 2006).",
        ),
        (
            "@legislation{a, title = {Things Act}, number = {12}, year = 1977,"
            " url = {https://a.org}}",
            "Things Act, Pub. L. No. 12 (1977). https://a.org",
            "Things Act, Pub. L. No. 12 (1977). https://a.org.",
        ),
        (
            "@legal{a, title = {Treaty of Friends}, author = {{Utopia} and {Ruritania}},"
            " date = {1957-03-25}, journal = {O.J.}, volume = 3, pages = 13}",
            "Treaty of Friends, Utopia-Ruritania, March 25, 1957, 3 O.J. 13.",
            "Treaty of Friends, Utopia-Ruritania, March 25, 1957, 3 O.J. 13.",
        ),
    ],
)
def test_laws_and_cases_are_cited_by_the_bluebook(bib: str, apa: str, chicago: str) -> None:
    assert cited("apa", bib) == [apa]
    assert cited("chicago-author-date", bib) == [chicago]


@pytest.mark.parametrize(
    ("style", "bib", "text"),
    [
        (
            "apa",
            "@video{a, author = {Roe, Ann}, title = {A thing}, year = 1999}",
            "Roe, A. (1999). A thing [Video recording].",
        ),
        (
            "apa",
            "@audio{a, author = {Roe, Ann}, title = {A thing}, booktitle = {Things}, year = 1999}",
            "Roe, A. (1999). A thing [Audio recording]. On Things.",
        ),
        (
            "apa",
            "@letter{a, author = {Roe, Ann}, title = {To Jo}, booktitle = {Letters}, year = 1999}",
            "Roe, A. (1999). To Jo [Letter]. In Letters.",
        ),
        (
            "apa",
            "@software{a, title = {{Prog}}, organization = {Group}, year = 2020}",
            "Group. (2020). Prog [Computer software].",
        ),
        (
            "apa",
            "@review{a, title = {A thing}, journal = {Jour}, year = 2020}",
            "[Review of A thing]. (2020). Jour.",
        ),
        (
            "apa",
            "@article{a, author = {Roe, Ann}, title = {A thing}, journal = {Jour},"
            " year = {forthcoming}}",
            "Roe, A. (forthcoming). A thing. Jour.",
        ),
        (
            "chicago-author-date",
            "@article{a, title = {Rain}, journal = {The Day}, entrysubtype = {newspaper},"
            " date = {2020-05-06}}",
            "The Day. 2020. “Rain.” May 6.",
        ),
        (
            "chicago-author-date",
            "@review{a, title = {A thing}, journal = {Jour}, volume = 3, year = 2020}",
            "Jour. 2020. Unsigned review of A Thing. 3.",
        ),
        (
            "chicago-author-date",
            "@unpublished{a, author = {Roe, Ann}, title = {A talk}, eventtitle = {Meeting},"
            " eventdate = {2001-02-03}}",
            "Roe, Ann. 2001. “A Talk.” Meeting, February 3, 2001.",
        ),
        (
            "chicago-author-date",
            "@periodical{a, editor = {Roe, Ann}, title = {A thing}, journal = {Jour}, volume = 3,"
            " year = 2020}",
            "Roe, Ann, ed. 2020. “A Thing.” Special issue, Jour 3.",
        ),
        (
            "mla",
            "@movie{a, director = {Roe, Ann}, title = {A thing}, publisher = {Studio},"
            " version = {2}, year = 1999}",
            "A Thing. Directed by Ann Roe, Version 2, Studio, 1999.",
        ),
        (
            "mla",
            "@book{a, author = {Roe, Ann}, editor = {Doe, Jo}, title = {A thing}, volume = 3,"
            " year = 1999}",
            "Roe, Ann. A Thing. Edited by Jo Doe, vol. 3, 1999.",
        ),
        (
            "ieee",
            "@online{a, title = {A page}, url = {https://a.org}}",
            "“A page.” [Online]. Available: https://a.org",
        ),
        (
            "ieee",
            "@movie{a, director = {Roe, Ann}, title = {A thing}, address = {Rome},"
            " date = {1999-05-02}, url = {https://a.org}, urldate = {2001-02-03}}",
            "A. Roe, Dir., Rome. A thing, (May 02, 1999). Accessed: Feb. 03, 2001. [Online Video]."
            " Available: https://a.org",
        ),
        (
            "ieee",
            "@incollection{a, editor = {Roe, Ann}, title = {A thing}, booktitle = {Things},"
            " number = {07}, year = 1999}",
            "A. Roe, Ed., “A thing,” in Things, 1999.",
        ),
        (
            "ieee",
            "@article{a, author = {Roe, Ann}, title = {A thing}, journal = {Jour}, number = {07},"
            " year = 1999}",
            "A. Roe, “A thing,” Jour, no. 7, 1999.",
        ),
        (
            "acm",
            "@book{a, author = {Roe, Ann}, title = {A thing}, edition = {Revised}, year = 1999}",
            "Ann Roe. 1999. A thing (Revised ed.).",
        ),
        (
            "acm",
            "@book{a, author = {Roe, Ann}, title = {A thing}, edition = {Rev. ed.}, year = 1999}",
            "Ann Roe. 1999. A thing (Rev. ed.).",
        ),
        (
            "apa",
            "@book{a, author = {Roe, Ann}, title = {A thing}, volume = {1--3}, year = 1999,"
            " origdate = {1450~}}",
            "Roe, A. (1999). A thing (Vols. 1–3). (Original work published ca. 1450)",
        ),
        (
            "chicago-author-date",
            "@book{a, author = {Roe, Ann}, title = {A thing}, volume = {1--3}, year = 1999}",
            "Roe, Ann. 1999. A Thing. Vols. 1–3.",
        ),
        (
            "chicago-author-date",
            "@periodical{a, title = {A thing}, address = {Rome}, date = {1985/}}",
            "A Thing. 1985–. (Rome).",
        ),
        (
            "ieee",
            "@misc{a, author = {Roe, Ann}, title = {A thing}, doi = {https://doi.org/none},"
            " year = 1999}",
            "A. Roe, “A thing.” 1999. Available: https://doi.org/none",
        ),
        (
            "nature",
            "@book{a, author = {Roe, Ann}, title = {A thing}, volume = {1--3}, year = 1999}",
            "Roe, A. A Thing. vols 1–3 (1999).",
        ),
        (
            "harvard",
            "@article{a, title = {A thing}, year = 1999}",
            "(1999) “A thing.”",
        ),
        (
            "harvard",
            "@book{a, title = {A thing}, translator = {Roe, Ann}, volumes = {4 in 2}, year = 1999}",
            "Roe, A. (trans.) (1999) A thing (4 in 2).",
        ),
    ],
)
def test_works_of_each_kind_are_cited_as_the_style_has_them(
    style: str, bib: str, text: str
) -> None:
    assert cited(style, bib) == [text]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "Roe, Ph., & Orr, Yu. V. (2001). Things."),
        ("harvard", "Roe, Ph. and Orr, Yu.V. (2001) Things."),
        ("springer", "Roe Ph, Orr YuV (2001) Things"),
    ],
)
def test_initials_of_several_letters_are_written_like_others(style: str, text: str) -> None:
    bib = "@book{a, author = {Roe, Ph. and Orr, Yu. V.}, title = {Things}, year = 2001}"
    assert cited(style, bib) == [text]


def test_a_particle_stands_behind_where_the_entry_says_so() -> None:
    bib = """@book{a, author = {von Roe, Ann and de Orr, Jo}, options = {useprefix = false},
      title = {Things}, year = 2001}"""
    assert cited("apa", bib) == ["Roe, A. von, & Orr, J. de. (2001). Things."]
    assert cited("ieee", bib) == ["A. von Roe and J. de Orr, Things. 2001."]


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


SAME = """@inproceedings{b, author = {Roe, Ann}, title = {Things}, booktitle = {Proc.},
  editor = {Doe, Jo}, year = 2001}
@article{a, author = {Roe, Ann}, title = {Things}, journal = {Jour}, volume = 2, year = 2001}
@article{c, author = {Roe, Ann}, title = {Things}, journal = {Jour}, volume = 1, year = 2001}"""


def test_works_of_one_title_get_letters_by_where_they_are() -> None:
    years = [text.split(". ")[1] for text in cited("chicago-author-date", SAME)]
    assert years == ["2001a", "2001c", "2001b"]


def test_years_that_end_apart_need_no_letters() -> None:
    bib = """@book{a, author = {Roe, Ann}, title = {Things}, date = {2001/2004}}
      @book{b, author = {Roe, Ann}, title = {Others}, date = {2001/2005}}"""
    assert cited("apa", bib) == ["Roe, A. (2001–2004). Things.", "Roe, A. (2001–2005). Others."]


def test_letters_come_behind_no_date_whatever_the_state() -> None:
    bib = """@article{a, author = {Roe, Ann}, title = {Things}, journal = {J}, year = {in press}}
      @article{b, author = {Roe, Ann}, title = {Others}, journal = {J}}"""
    assert [text[:26] for text in cited("harvard", bib)] == [
        "Roe, A. (no date b) “Thing",
        "Roe, A. (no date a) “Other",
    ]


@pytest.mark.parametrize("kind", ["collaborator", "compiler", "continuator", "organizer"])
def test_a_book_is_never_nobodys(kind: str) -> None:
    bib = f"""@collection{{a, editor = {{Roe, Ann}}, editortype = {{{kind}}}, title = {{Things}},
      year = 2001}}"""
    assert cited("apa", bib) == ["Roe, A. (Ed.). (2001). Things."]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("mla", "Roe, Ann, et al. Things. 2001."),
        ("apa", "Roe, A., Doe, J., et al. (2001). Things."),
    ],
)
def test_who_stands_for_others_is_one_more(style: str, text: str) -> None:
    bib = """@book{a, author = {Roe, Ann and Doe, Jo and others}, title = {Things}, year = 2001}
      @book{b, author = {Orr, Al}, title = {Others}, year = 2001}"""
    assert cited(style, bib)[0] == text
