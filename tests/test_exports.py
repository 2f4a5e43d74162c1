"""The files that go with a list: what is in them, and where they are."""

from __future__ import annotations

import json

import pytest

from mkdocs_pubs.bibtex import SourceFile, by_key, exported, read
from mkdocs_pubs.exports import Exporter
from mkdocs_pubs.models import Address
from mkdocs_pubs.normalise import library
from mkdocs_pubs.options import PRIVATE_FIELDS, Options
from mkdocs_pubs.ris import ris
from tests.conftest import SiteBuilder

BLOCK = "```publications\n```\n"
PAPERS = "".join(
    f"@misc{{a{n}, title = {{Number {n}}}, year = {2000 + n}, owner = {{me}}}}\n" for n in range(12)
)


def _config(**options: object) -> dict[str, object]:
    return {"plugins": ["search", {"pubs": {"bibliography": "papers.bib", **options}}]}


def _bib(text: str, keys: str = "") -> str:
    """Export the entries with these keys, or all."""
    entries, _ = read([SourceFile("papers.bib", text)])
    wanted = [one for one in entries if not keys or one.key in keys.split()]
    return exported(wanted, by_key(entries), PRIVATE_FIELDS)


def test_a_list_with_a_bar_brings_its_bibtex(build_site: SiteBuilder) -> None:
    site = build_site(_config(), {"index.md": "", "papers.md": BLOCK}, {"papers.bib": PAPERS})
    assert 'href="publications.bib" download="publications.bib"' in site.html("papers.md")
    text = (site.folder / "papers/publications.bib").read_text(encoding="utf-8")
    assert text.startswith("@misc{a11, title = {Number 11}, year = 2011")
    assert text.count("@misc") == 12
    assert "owner" not in text


def test_a_short_list_brings_no_file_unless_it_is_asked_for(build_site: SiteBuilder) -> None:
    few = "```publications\nlimit: 2\n```\n"
    asked = "```publications\nlimit: 2\nexports: bib\n```\n"
    site = build_site(_config(), {"index.md": few, "a.md": asked}, {"papers.bib": PAPERS})
    assert "download" not in site.html()
    assert 'href="publications.bib"' in site.html("a.md")
    assert (site.folder / "a/publications.bib").read_text(encoding="utf-8").count("@misc") == 2


def test_a_list_can_be_had_in_each_format(build_site: SiteBuilder) -> None:
    config = _config(exports=["bib", "ris", "csl-json"])
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": PAPERS})
    ris = (site.folder / "publications.ris").read_bytes()
    assert ris.startswith(b"TY  - GEN\r\nID  - a11\r\nTI  - Number 11\r\nPY  - 2011\r\nER  - \r\n")
    items = json.loads((site.folder / "publications.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in items] == [f"a{n}" for n in range(11, -1, -1)]


def test_each_publication_can_be_had(build_site: SiteBuilder) -> None:
    papers = "@misc{con, title = {A}, file = {x}}\n@misc{a/../b:é, title = {B}}"
    site = build_site(_config(export_each=True), {"a.md": BLOCK}, {"papers.bib": papers})
    assert 'href="pub-con.bib" download="pub-con.bib"' in site.html("a.md")
    assert (site.folder / "a/pub-con.bib").read_text(
        encoding="utf-8"
    ) == "@misc{con, title = {A}}\n"
    assert b"TI  - B" in (site.folder / "a/pub-a-b-e.ris").read_bytes()


def test_an_export_has_what_the_list_shows(build_site: SiteBuilder) -> None:
    papers = """@article{a, title = {T}, doi = {10.1/a}, journal = {J}, year = 2020}
@misc{pre, title = {T}, doi = {10.1/a}, eprint = {2001.00001}, archiveprefix = {arXiv}}
@misc{other, title = {O}, year = 2019}
"""
    config = _config(exports=["bib", "ris"], join_preprints=True, where="year == 2020")
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": papers}, strict=False)
    text = (site.folder / "publications.bib").read_text(encoding="utf-8")
    assert "{a," in text
    assert "{other," not in text


def test_versions_that_are_shown_together_are_exported_together(build_site: SiteBuilder) -> None:
    papers = """@article{a, title = {T}, doi = {10.1/a}, journal = {J}, year = 2020}
@misc{pre, title = {T}, doi = {10.1/a}, eprint = {2001.00001}, archiveprefix = {arXiv}}
"""
    config = _config(exports="bib", join_preprints=True)
    site = build_site(config, {"index.md": BLOCK}, {"papers.bib": papers}, strict=False)
    text = (site.folder / "publications.bib").read_text(encoding="utf-8")
    assert text.index("{a,") < text.index("{pre,")


def test_no_text_begins_a_record_of_ris() -> None:
    text = "@misc{a, title = {A\nER  - \nTY  - JOUR\u2028ER  - }, year = 2020}"
    lines = ris(library(read([SourceFile("papers.bib", text)])[0])[0].publications).split("\r\n")
    assert [line[:5] for line in lines] == ["TY  -", "ID  -", "TI  -", "PY  -", "ER  -", ""]


def test_lists_of_one_page_have_files_of_their_own(build_site: SiteBuilder) -> None:
    pages = {"index.md": "```publications\nyears: 2001\n```\n\n```publications\nyears: 2002\n```"}
    site = build_site(_config(exports="bib"), pages, {"papers.bib": PAPERS})
    first, second = (site.folder / name for name in ("publications.bib", "publications-2.bib"))
    assert "{a1," in first.read_text(encoding="utf-8")
    assert "{a2," in second.read_text(encoding="utf-8")
    assert 'href="publications-2.bib"' in site.html()


def test_pages_in_one_folder_have_files_of_their_own(build_site: SiteBuilder) -> None:
    config = {**_config(exports="bib"), "use_directory_urls": False}
    site = build_site(config, {"index.md": BLOCK, "a b.md": BLOCK}, {"papers.bib": PAPERS})
    assert (site.folder / "index.bib").is_file()
    assert (site.folder / "a b.bib").is_file()
    assert 'href="a%20b.bib" download="a b.bib"' in site.html("a b.html")


def test_a_file_of_the_users_keeps_its_place(build_site: SiteBuilder) -> None:
    pages = {"index.md": BLOCK, "Publications.bib": "mine", "publications-2.bib/x.txt": "mine"}
    site = build_site(_config(exports="bib"), pages, {"papers.bib": PAPERS})
    assert (site.folder / "Publications.bib").read_text(encoding="utf-8") == "mine"
    assert 'href="publications-3.bib"' in site.html()
    assert (site.folder / "publications-3.bib").is_file()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "publications.bib"),
        ("papers/", "papers/publications.bib"),
        ("a%20b/c.html", "a b/c.bib"),
    ],
)
def test_files_are_in_the_folder_of_their_page(url: str, path: str) -> None:
    assert Address(url).free_path("", ".bib") == path


def test_what_is_private_is_left_out() -> None:
    text = "@misc{a,\n  title = {T},\n  file = {:home/me/x.pdf:PDF},\n  abbr = {X},\n}"
    assert _bib(text) == "@misc{a,\n  title = {T},\n  abbr = {X},\n}\n"


def test_macros_come_first_and_parents_last() -> None:
    text = """@string{acm = "ACM"}
@string{conf = acm # " Conference"}
@proceedings{p, title = conf, publisher = acm}
@xdata{x, location = {Rome}}
@inproceedings{a, title = {T}, crossref = {p}, xdata = {x}}
@misc{other}
"""
    assert _bib(text, "p a") == (
        '@string{acm = "ACM"}\n@string{conf = acm # " Conference"}\n\n'
        "@inproceedings{a, title = {T}, crossref = {p}, xdata = {x}}\n\n"
        "@proceedings{p, title = conf, publisher = acm}\n\n"
        "@xdata{x, location = {Rome}}\n"
    )


def test_a_macro_defined_anew_is_so_before_the_entry_that_means_it() -> None:
    text = """@string{j = "One"}
@misc{a, title = j}
@string{j = "Two"}
@misc{b, title = j}
"""
    assert _bib(text) == text.replace("\n@", "\n\n@").replace('"Two"}\n\n', '"Two"}\n')


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("@misc{a, title = {A} year = 2020}", "@misc{a,\n  title = {A},\n  year = {2020},\n}\n"),
        ("@misc{a, title = {A}", "@misc{a,\n  title = {A},\n}\n"),
        ("@misc{, title = {A}}", "@misc{untitled,\n  title = {A},\n}\n"),
        ("@misc{a, title = nobody}", "@misc{a,\n  title = {nobody},\n}\n"),
        ('@misc{a, title = "A { B"}', "@misc{a,\n  title = {A B},\n}\n"),
        ("@commentary{a, title = {A}}", "@misc{a,\n  title = {A},\n}\n"),
    ],
)
def test_what_had_to_be_mended_is_written_anew(text: str, file: str) -> None:
    assert _bib(text) == file


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee, Bo Ray, Cy Doe", "Ann Lee and Bo Ray and Cy Doe"),
        ("Lee, A., Ray, B.", "Lee, A. and Ray, B."),
        ("Ann Lee and and Bo Ray", "Ann Lee and Bo Ray"),
        ("Ann Lee, and Bo Ray", "Ann Lee and Bo Ray"),
        ("Ann Lee and et al.", "Ann Lee and others"),
        ("Lee, Ann, Jr", "Lee, Jr, Ann"),
        ("Lee, Jr, Ann\n  and {Ray, Doe and Sons}", ""),
        ("family=Lee, given=Ann, prefix=van, suffix=Jr", ""),
        ("Team, Lantern and Lattice Works, Inc.", "{Lantern Team} and {Lattice Works, Inc.}"),
        ("{Lantern Team} and Ann Lee", ""),
        ("Lee, Ann, 1850-1920 and Ray, Bo, MD", "Lee, Ann and Ray, MD, Bo"),
    ],
)
def test_people_are_parted_as_other_readers_need_it(written: str, names: str) -> None:
    text = f"@misc{{a,\n  author = {{{written}}},\n  title = {{T}},\n}}"
    found = library(read([SourceFile("papers.bib", text)])[0])[0]
    exported_text = Exporter(Options(), found, {}).text("bib", found.publications)
    assert exported_text == f"{text.replace(written, names or written)}\n"


def _ris_lines(text: str) -> list[str]:
    return ris(library(read([SourceFile("papers.bib", text)])[0])[0].publications).split("\r\n")


def test_the_publisher_of_a_book_is_nothing_that_it_is_in() -> None:
    book = "@book{a, title = {A}, publisher = {Press}, series = {Notes}}"
    assert _ris_lines(book)[2:5] == ["TI  - A", "T2  - Notes", "PB  - Press"]
    paper = "@inproceedings{a, title = {A}, booktitle = {Book}, series = {Notes}}"
    assert _ris_lines(paper)[2:6] == ["TI  - A", "T2  - Book", "C3  - Book", "T3  - Notes"]


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ("@misc{a, author = {{Poe, Inc.}}}", ["AU  - Poe Inc."]),
        (
            "@inproceedings{a, address = {Berlin}, venue = {Paris}}",
            ["C1  - Berlin", "CY  - Paris"],
        ),
        ("@book{a, address = {Berlin}}", ["CY  - Berlin"]),
        ("@software{a, version = {1.2}}", ["ET  - 1.2"]),
        ("@online{a, urldate = {2020-03-14}}", ["Y2  - 2020/03/14/"]),
        (
            "@patent{a, author = {Roe, Ann}, holder = {{Poe, Inc.} and Max Lee}}",
            ["AU  - Roe, Ann", "PB  - Poe, Inc.; Max Lee"],
        ),
        ("@patent{a, holder = {Max Lee}}", ["AU  - Lee, Max"]),
    ],
)
def test_what_stands_where_in_ris(entry: str, lines: list[str]) -> None:
    assert _ris_lines(entry)[2:-2] == lines


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ("48:1--48:25", ["SP  - 48:1", "EP  - 48:25"]),
        ("S1 – S7", ["SP  - S1", "EP  - S7"]),
        ("1--2, 5--6", ["SP  - 1–2, 5–6"]),
    ],
)
def test_a_range_of_pages_has_two_ends(pages: str, lines: list[str]) -> None:
    text = f"@article{{a, title = {{A}}, pages = {{{pages}}}}}"
    assert _ris_lines(text)[3:-2] == lines


def test_each_key_is_there_once() -> None:
    text = "@misc{a, title = {A}}\n@misc{A, title = {B}}\n"
    assert _bib(text) == "@misc{a, title = {A}}\n\n@misc{A-2, title = {B}}\n"


def test_an_entry_inside_a_value_is_none_of_the_file() -> None:
    text = "@misc{a, note = {line\n\n@misc{injected, title = {no}}\n}}\n@misc{b, title = {B}}"
    assert "\n@misc{injected" not in _bib(text)


def test_names_of_files_are_such_as_disks_have_room_for() -> None:
    address = Address(f"papers/{'é' * 120}.html", lambda _: True)
    path = address.free_path("pub-" + "k" * 196, ".bib")
    assert path.startswith("papers/é")
    assert path.endswith(f"-pub-{'k' * 196}.bib")
    assert len(path.rpartition("/")[2].encode()) < 255


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("papers/a.bib", True),
        ("papers/taken.bib", False),
        ("a.bib", False),
        ("papers/../a.bib", False),
        ("/papers/a.bib", False),
        ("papers/..", False),
        ("papers/", False),
        ("papers/..\\a.bib", False),
    ],
)
def test_a_page_has_files_in_its_own_folder_alone(path: str, expected: bool) -> None:
    for page in ("papers/", "papers/b.html"):
        assert Address(page, lambda one: "taken" not in one).can_have(path) is expected
