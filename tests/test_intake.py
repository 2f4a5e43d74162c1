"""Drafts into a bibliography: what is new, what is there, and what of the file stays as it is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.intake import Asked, Revision, holdings_of, read_asked, revised
from mkdocs_pubs.intake.drafts import drafts_of
from mkdocs_pubs.models.sources import Draft, Failure
from mkdocs_pubs.normalise import isbn_13
from mkdocs_pubs.sources.tex import kept_tex, protected, texed

WORK = Draft("article", {"title": "On Shells", "author": "Lee, Ann", "year": "2020"})


def into(content: str | bytes, *drafts: Draft, complete: bool = False) -> Revision:
    given = content.encode() if isinstance(content, str) else content
    return revised("a.bib", given, drafts, complete=complete)


def with_(**fields: str) -> Draft:
    return Draft(WORK.type, {**WORK.fields, **fields})


@pytest.mark.parametrize(
    ("entry", "draft"),
    [
        ("@article{a, doi = {https://doi.org/10.1234/AbC}}", with_(doi="10.1234/aBc")),
        ("@misc{a, eprint = {2401.01234v3}, archiveprefix = {arXiv}}", with_(arxiv="2401.01234")),
        ("@misc{a, doi = {10.48550/arXiv.2401.01234}}", with_(arxiv="2401.01234v2")),
        ("@article{a, pmid = {31234567}}", with_(pmid="31234567")),
        (
            "@book{a, isbn = {0-306-40615-2}}",
            Draft("book", {"title": "T", "isbn": "9780306406157"}),
        ),
        (
            r"@article{a, title = {{On} \emph{shells}}, author = {A. Lee and X}, date = {2020-05}}",
            WORK,
        ),
        ("@article{a, title = {On shells}, author = {Lee, A.}, year = 2020, doi = {10.1/x}}", WORK),
        (
            "@article{a, title = {On shells}, author = {Lee, A.}, year = 2020, volume = 1}",
            with_(volume="2"),
        ),
    ],
)
def test_a_work_that_is_here_is_known(entry: str, draft: Draft) -> None:
    revision = into(entry, draft)
    assert (revision.content, revision.added) == (entry.encode(), ())
    assert revision.here == ("a.bib:1: 'a' is here already",)


@pytest.mark.parametrize(
    ("entry", "draft"),
    [
        ("@article{a, title = {On shells}, author = {Lee, A.}, year = 2021}", WORK),
        ("@article{a, title = {On shells}, author = {Li, A.}, year = 2020}", WORK),
        (
            "@misc{a, title = {On shells}, author = {Lee, A.}, year = 2020, doi = {10.1234/x}}",
            with_(doi="10.1234/y"),
        ),
        (
            "@article{a, title = {On shells}, author = {Lee, A.}, year = 2020, volume = 1,"
            " pages = {1--2}}",
            with_(volume="2", pages="1"),
        ),
        (
            "@inproceedings{a, title = {B}, isbn = {0-306-40615-2}}",
            Draft("inproceedings", {"title": "T", "isbn": "0306406152"}),
        ),
    ],
)
def test_another_work_is_new(entry: str, draft: Draft) -> None:
    revision = into(entry, draft)
    assert len(revision.added) == 1
    assert revision.content.startswith(f"{entry}\n\n@".encode())


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({}, "lee2020shells"),
        ({"author": "van der Berg, Jan"}, "vanderberg2020shells"),
        ({"author": r"M{\"u}ller, J{\o}rg"}, "muller2020shells"),
        ({"author": "Łukaß, Ø"}, "lukass2020shells"),
        ({"author": "{The Reef Group}"}, "thereefgroup2020shells"),
        ({"author": ""}, "2020shells"),
        ({"author": "王, 小明"}, "2020shells"),
        ({"author": "", "editor": "Chen, Wei"}, "chen2020shells"),
        ({"year": ""}, "leeshells"),
        ({"title": "{$\\alpha$}-Decay of the {DNA}"}, "lee2020decay"),
        ({"title": "贝壳", "author": "", "year": ""}, "work"),
    ],
)
def test_a_key_says_who_when_and_what(fields: dict[str, str], key: str) -> None:
    assert into("", with_(**fields)).added == (key,)


def test_a_work_with_a_key_of_its_own_is_known_by_it_when_its_title_is_edited() -> None:
    lab = Draft(WORK.type, WORK.fields, key="lee:20")
    assert into("@misc{lee:20, title = {Shells!}, author = {Lee, A.}, year = 2020}", lab).here
    assert into("@misc{lee:20, title = {Sand}, author = {Li, A.}, year = 2020}", lab).added


def test_editorials_of_one_year_are_all_added_once() -> None:
    drafts = [with_(volume=number, pages=f"{number}--9") for number in "123"]
    revision = into("", *drafts)
    assert len(revision.added) == 3
    again = into(revision.content, *drafts)
    assert (again.added, again.notes) == ((), ())


def test_a_preprint_does_not_keep_its_paper_out_but_a_paper_its_preprint() -> None:
    preprint = Draft("misc", {**WORK.fields, "eprint": "2001.01234", "archiveprefix": "arXiv"})
    paper = with_(journal="J", doi="10.1234/x")
    assert len(into("", preprint, paper).added) == 2
    revision = into("", paper, preprint)
    assert revision.added == ("lee2020shells",)
    both = into("", preprint, paper)
    assert into(both.content, preprint, paper).added == ()


def test_a_work_that_is_kept_off_lists_does_not_come_back() -> None:
    hidden = (
        "@article{a, title = {On shells}, author = {Lee, A.}, year = 2020, options = {skipbib}}"
    )
    assert into(hidden, WORK).content == hidden.encode()


def test_keys_are_unlike_all_others() -> None:
    here = "@misc{LEE2020shells, title = {X}}\n@misc{x, title = {Y}, ids = {lee2020shellsb}}\n"
    drafts = [with_(doi=f"10.1234/{number}") for number in range(3)]
    assert into(here, *drafts).added == ("lee2020shellsc", "lee2020shellsd", "lee2020shellse")
    kept = Draft("misc", {"title": "Z"}, key="X")
    assert into(here, kept).added == ("Xb",)


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("", ""),
        ("\n", ""),
        ("% my papers", "\n\n"),
        ("@misc{a, title = {A}}\n", "\n"),
        ("@misc{a, title = {A}}\r\n% end", "\r\n\r\n"),
        ("@misc{a,\r\n    title = {A}\r\n}\r\n\r\n", "\r\n"),
        ("@misc{a,\r    title = {A}}\r", "\r"),
    ],
)
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_what_is_new_is_written_as_the_file_is(
    before: str, between: str, mark: bytes, encoding: str
) -> None:
    content = mark + before.encode(encoding)
    revision = into(content, with_(author="Müller, Jörg", year="2020"))
    added = revision.content.removeprefix(content).decode(encoding)
    end = between[:2] if "\r\n" in between else between[:1] or "\n"
    indent = "    " if "    title" in before else "  "
    assert revision.content.startswith(content)
    assert added == between + end.join(
        (
            "@article{muller2020shells,",
            f"{indent}author = {{Müller, Jörg}},",
            f"{indent}title = {{On Shells}},",
            f"{indent}year = {{2020}},",
            "}",
            "",
        )
    )


def test_an_encoding_that_lacks_a_letter_is_told_and_the_file_left() -> None:
    content = "@misc{a, title = {Größe}}\n".encode("cp1252")
    assert into(content, with_(author="Müller, J.")).added == ("muller2020shells",)
    revision = into(content, with_(author="Łuk, J."))
    assert (revision.content, revision.added) == (content, ())
    told = "a.bib is in cp1252, which has no 'Ł'; make it UTF-8 first; left it as it was"
    assert revision.failures == (told,)


def test_a_file_that_ends_within_an_entry_is_left() -> None:
    content = "@misc{a, title = {A}}\n@comment{\n"
    revision = into(content, WORK)
    read_again, _ = read([SourceFile("a.bib", decode(revision.content)[0])])
    assert [one.key for one in read_again][-1:] == list(revision.added or ["a"])
    assert into("@misc{a, title = {A\n", WORK).content.startswith(b"@misc{a, title = {A\n")


def test_fields_are_completed_where_they_belong_and_nothing_else_changes() -> None:
    before = (
        '@article{a, doi = {10.1234/1}, title = "é" # x,\n}\n@article{b,\r\n\tdoi="10.1234/2"\r\n}'
    )
    drafts = [with_(doi=f"10.1234/{number}", pages="1--2") for number in (1, 2)]
    revision = into(before, *drafts, complete=True)
    assert revision.completed == ("a", "b")
    assert revision.content.decode() == (
        '@article{a, doi = {10.1234/1}, title = "é" # x,\n\tauthor = {Lee, Ann},'
        '\n\tyear = {2020},\n\tpages = {1--2},\n}\n@article{b,\r\n\tdoi="10.1234/2",\n'
        "\ttitle = {On Shells},\n\tauthor = {Lee, Ann},\n\tyear = {2020},\n\tpages = {1--2}\r\n}"
    )
    again = into(revision.content, *drafts, complete=True)
    assert (again.content, again.completed) == (revision.content, ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("10.1234/(a)b:c<d>", Asked("doi", "10.1234/(a)b:c<d>")),
        ("hep-th/9901001", Asked("arxiv", "hep-th/9901001")),
        ("2401.01234v2", Asked("arxiv", "2401.01234v2")),
        ("9780306406157", Asked("isbn", "9780306406157")),
        ("080442957X", Asked("isbn", "9780804429573")),
        ("PMC1234567", Asked("pmcid", "PMC1234567")),
        ("pmid:123", Asked("pmid", "123")),
        ("arXiv:10.1/x", None),
        ("9780306406158", None),
        ("123456789012", None),
        ("ftp://x.org/10.1234/x", None),
        ("https://[::1/x", None),
        ("Lee 2020", None),
        ("", None),
    ],
)
def test_what_is_asked_for_is_recognised(text: str, asked: Asked | None) -> None:
    assert read_asked(text) == asked


@pytest.mark.parametrize(
    ("url", "kind", "value"),
    [
        ("https://arxiv.org/abs/2401.01234v2", "arxiv", "2401.01234v2"),
        ("https://www.arxiv.org/pdf/2401.01234.pdf", "arxiv", "2401.01234"),
        ("https://dx.doi.org/10.1234%2Fx", "doi", "10.1234/x"),
        ("https://link.example/article/10.1234/s1-2?x=y#z", "doi", "10.1234/s1-2"),
        ("https://pub.example/doi/pdf/10.1234/x/full", "doi", "10.1234/x"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/31234567", "pmid", "31234567"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "pmcid", "PMC1234567"),
        ("https://example.org/paper", "url", "https://example.org/paper"),
    ],
)
def test_addresses_are_recognised(url: str, kind: str, value: str) -> None:
    assert read_asked(url) == Asked(kind, value, url)


@pytest.mark.parametrize("text", ["0-306-40615-3", "978-0-306-40615-8", "123", "", "97803064061X7"])
def test_an_isbn_has_its_check_digit(text: str) -> None:
    assert isbn_13(text) == ""


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a <i>b</i> <jats:sub>2</jats:sub> c", r"a \emph{b} \textsubscript{2} c"),
        ("a <i>b", r"a \emph{b}"),
        ("a </i>b <script>c</script> <br/>d", "a b c d"),
        ("5 < 6 & 7 &lt; 8 &amp; 9", r"5 < 6 \& 7 < 8 \& 9"),
        (r"\input{x} 50% #1 a_b $5 ~ ^", r"\textbackslash{}input\textbraceleft{}x"
         r"\textbraceright{} 50\% \#1 a\_b \$5 \textasciitilde{} \textasciicircum{}"),
        ("a\0\x1b[31m\u202eb\ue000", "a[31mb"),
        ("x" * 70_000, ""),
    ],
)  # fmt: skip
def test_text_becomes_tex(text: str, tex: str) -> None:
    assert texed(text) == tex


def test_tex_of_arxiv_stays_where_it_is_in_order() -> None:
    assert kept_tex(r"Shells & $x_1 \& 50\%$ at 90%") == r"Shells \& $x_1 \& 50\%$ at 90\%"
    assert kept_tex("a } b") == r"a \textbraceright{} b"
    assert kept_tex("$5 a_b") == r"\$5 a\_b"
    assert kept_tex(r"from \$5 to \$6 & $x$") == r"from \$5 to \$6 \& $x$"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("DNA and mRNA in McDonald's iPhone", "{DNA} and {mRNA} in {McDonald}'s {iPhone}"),
        ("Self-Attention in $O(N)$ and COVID-19", "Self-Attention in $O(N)$ and {COVID-19}"),
        (r"From \$5 DNA to \$6", r"From \$5 {DNA} to \$6"),
        ("A TITLE IN CAPITALS", "A TITLE IN CAPITALS"),
        (r"The {DNA} of \LaTeX", r"The {DNA} of \LaTeX"),
    ],
)  # fmt: skip
def test_words_with_capitals_inside_keep_them(title: str, kept: str) -> None:
    assert protected(title) == kept


def test_bibtex_of_strangers_gives_entries_alone() -> None:
    text = (
        '@preamble{"\\immediate\\write18{x}"}\n@string{j = "J"}\n@comment{@misc{no, title={N}}}\n'
        "@misc{yes, title = {A\x1b[2J}, journal = j, file = {/home}, bdsk-url-1 = {x}, ids = {z},"
        " owner = {o}}\n@xdata{d, title = {D}}"
    )
    assert drafts_of(text) == (Draft("misc", {"title": "A[2J", "journal": "J"}, key="yes"),)
    assert isinstance(drafts_of("nothing"), Failure)


@given(
    st.lists(
        st.builds(
            Draft,
            st.sampled_from(["article", "misc", "comment", "string", "x y", "preamble"]),
            st.dictionaries(
                st.sampled_from(["title", "author", "year", "note", "crossref", "a b"]),
                st.text(st.sampled_from('aB1 {}\\"@%#$,=\n\0é'), max_size=30),
            ),
        ),
        max_size=4,
    ),
    st.text(st.sampled_from("@misc{a,title={b}}\n\r% "), max_size=60),
    st.booleans(),
)
def test_nothing_that_comes_changes_what_is_there(
    drafts: list[Draft], before: str, complete: bool
) -> None:
    content = before.encode()
    revision = revised("a.bib", content, drafts, complete=complete)
    if not revision.completed:
        assert revision.content.startswith(content)
    here, _ = read([SourceFile("a.bib", decode(content)[0])])
    after, _ = read([SourceFile("a.bib", decode(revision.content)[0])])
    assert [one.key for one in after][: len(here)] == [one.key for one in here]
    assert [one.key for one in after][-len(revision.added) or len(after) :] == list(revision.added)
    again = revised("a.bib", revision.content, drafts, complete=complete)
    assert again.added == ()
    assert holdings_of("a.bib", revision.content).keys >= {key.lower() for key in revision.added}
