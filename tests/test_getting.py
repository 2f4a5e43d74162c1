"""``add`` and ``sync``, against a server that plays the services."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_pubs.cli import getting, main
from mkdocs_pubs.intake import Gathered, record
from tests.played_services import (
    ATOM,
    ATOM_ERROR,
    ATOM_FEED,
    ATOM_NOTHING,
    BIBTEX,
    BOOK,
    BULK,
    DBLP,
    PAGE,
    PAPER,
    PUBMED,
    Answer,
    Player,
    playing,
    works,
)

DOI = "10.5555/invented.1"
ARXIV_PATH = "/api/query?id_list=2401.01234&max_results=1"
PUBMED_PATH = "/lit/ctxp/v1/pubmed/?format=csl&id=31234567&tool=mkdocs-pubs"
BOOK_PATH = "/api/books?bibkeys=ISBN:9780306406157&jscmd=data&format=json"
ORCID = "0000-0002-1825-0097"
WORKS_PATH = f"/v3.0/{ORCID}/works"
MINE = "@article{mine,\n\ttitle = {Mine},\n\tauthor = {Lee, Ann},\n\tyear = 2001\n}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Player]:
    with playing() as player:
        yield player


@pytest.fixture
def player(server: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZOTERO_API_KEY", raising=False)
    server.heard.clear()
    server.answers.clear()
    server.play_csl(DOI, PAPER)
    server.play(ARXIV_PATH, Answer(ATOM_FEED, ATOM))
    server.play(PUBMED_PATH, Answer(json.dumps(PUBMED), "application/json"))
    server.play(BOOK_PATH, Answer(json.dumps(BOOK), "application/json"))
    server.play("/boats", Answer(PAGE))
    server.play("/pid/12/3456.bib?param=1", Answer(DBLP, BIBTEX))
    return server


def run(player: Player, *arguments: str, answer: str | None = None) -> tuple[int, str, str]:
    """Run a command; return its exit code, its output and what it says beside it."""
    result = CliRunner().invoke(main, arguments, obj=player.services, input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout, result.stderr


def papers() -> str:
    return Path("papers.bib").read_text(encoding="utf-8")


ARTICLE = r"""@article{lee2024tidal,
  author = {Lee, Ann and van der Berg, Jan and {The Reef Consortium}},
  title = {Tidal \emph{Zostera} meadows \& {CO}\textsubscript{2} in 50\% light: A {DNA} survey},
  journal = {Journal of Invented Ecology},
  year = {2024},
  month = mar,
  volume = {12},
  number = {4},
  pages = {101--119},
  doi = {10.5555/invented.1},
  issn = {1234-5679},
  abstract = {We measured \emph{x} in \textbraceleft{}braces\textbraceright{}.},
}
"""
PREPRINT = r"""@misc{lee2024learning,
  author = {Ann Lee and {The Shell Collaboration}},
  title = {Learning to sort seashells at scale $O(n \log n)$},
  year = {2024},
  month = jan,
  eprint = {2401.01234},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  url = {https://arxiv.org/abs/2401.01234},
  abstract = {We sort 90\% of shells\_by size.},
}
"""
SNAILS = """@article{oneil2019sleep,
  author = {O'Neil, Mary Jo},
  title = {On the sleep of snails},
  journal = {Invented medicine},
  year = {2019},
  month = jun,
  pages = {123--129},
  doi = {10.5555/snails},
  pmid = {31234567},
}
"""
COURSE = """@book{example1981error,
  author = {Grace Example},
  title = {Error correction: a made-up course},
  year = {1981},
  publisher = {Plenum Invented},
  address = {New York},
  isbn = {9780306406157},
  pagetotal = {245},
}
"""


class TestAdd:
    @pytest.mark.parametrize(
        ("work", "entry"),
        [
            (DOI, ARTICLE),
            (f"doi:{DOI}", ARTICLE),
            (f"https://doi.org/{DOI}", ARTICLE),
            (f"https://publisher.example/doi/full/{DOI}", ARTICLE),
            ("2401.01234", PREPRINT),
            ("arXiv:2401.01234", PREPRINT),
            ("https://arxiv.org/pdf/2401.01234", PREPRINT),
            ("10.48550/arXiv.2401.01234", PREPRINT),
            ("31234567", SNAILS),
            ("https://pubmed.ncbi.nlm.nih.gov/31234567/", SNAILS),
            ("0-306-40615-2", COURSE),
            ("isbn: 978-0-306-40615-7", COURSE),
            ("https://openlibrary.org/isbn/9780306406157", COURSE),
        ],
    )
    def test_a_work_is_added_by_what_identifies_it(
        self, player: Player, work: str, entry: str
    ) -> None:
        code, difference, said = run(player, "add", work)
        assert (code, papers()) == (0, entry)
        assert difference.splitlines()[:2] == ["--- a/papers.bib", "+++ b/papers.bib"]
        assert said.endswith("added 1 entry to papers.bib\n")

    def test_a_page_tells_what_it_is_about(self, player: Player) -> None:
        assert run(player, "add", f"{player.url}/boats")[0] == 0
        assert papers() == (
            "@inproceedings{chen2021notes,\n  author = {Chen, Wei and Ann Lee},\n"
            "  title = {Notes on paper boats},\n  booktitle = {Proceedings of Boats},\n"
            "  year = {2021},\n  month = may,\n  pages = {3--9},\n"
            f"  url = {{{player.url}/boats}},\n}}\n"
        )

    def test_the_doi_that_a_page_names_is_asked_instead(self, player: Player) -> None:
        doi_tag = f'<meta name="citation_doi" content="doi:{DOI}"></head>'
        player.play("/boats", Answer(PAGE.replace("</head>", doi_tag)))
        run(player, "add", f"{player.url}/boats")
        assert papers() == ARTICLE

    def test_what_only_looks_like_a_doi_in_an_address_is_read_from_its_page(
        self, player: Player
    ) -> None:
        player.play("/content/10.5555/boatsv2.full", Answer(PAGE))
        assert run(player, "add", f"{player.url}/content/10.5555/boatsv2.full")[0] == 0
        assert "Notes on paper boats" in papers()

    def test_a_doi_may_come_as_bibtex_or_as_a_page(self, player: Player) -> None:
        player.play("/10.5555/b", Answer("@article{x, title={In BibTeX}, year=2020}", BIBTEX))
        player.play("/10.5555/p", Answer(PAGE))
        assert run(player, "add", "10.5555/b", "10.5555/p")[0] == 0
        assert (
            "@article{x,\n  title = {In BibTeX},\n  year = {2020},\n  doi = {10.5555/b}" in papers()
        )
        assert "pages = {3--9},\n  doi = {10.5555/p}" in papers()

    def test_where_a_preprint_came_out_is_said(self, player: Player) -> None:
        _, _, said = run(player, "add", "2401.01234")
        assert "'lee2024learning': published since: doi:10.5555/shells.9\n" in said

    def test_one_that_fails_does_not_keep_the_others_out(self, player: Player) -> None:
        code, _, said = run(player, "add", "10.5555/none", DOI, "nonsense", "0-306-40615-3")
        assert (code, papers()) == (1, ARTICLE)
        no_work = "is no DOI, arXiv number, ISBN, PubMed number or address"
        assert said.splitlines() == [
            "Error: '10.5555/none': there is no such DOI",
            f"Error: 'nonsense': {no_work} (or its check digit is wrong)",
            f"Error: '0-306-40615-3': {no_work} (or its check digit is wrong)",
            "added 1 entry to papers.bib",
        ]

    def test_what_is_here_is_not_added_again(self, player: Player) -> None:
        identified = (DOI, "2401.01234", "31234567", "9780306406157", f"{player.url}/boats")
        run(player, "add", *identified)
        before = papers()
        code, difference, said = run(player, "add", *identified)
        assert (code, difference, papers()) == (0, "", before)
        assert "papers.bib:1: 'lee2024tidal' is here already\n" in said
        assert said.count("is here already") == len(identified)
        assert said.endswith("nothing new for papers.bib\n")

    def test_the_same_work_given_twice_is_added_once(self, player: Player) -> None:
        run(player, "add", DOI, f"https://doi.org/{DOI.upper()}")
        assert papers() == ARTICLE

    def test_edits_by_hand_stay_and_changes_at_the_source_are_told(self, player: Player) -> None:
        run(player, "add", DOI)
        edited = papers().replace("{2024}", "2023").replace("DNA", "RNA").replace("101", "100")
        Path("papers.bib").write_text(edited, encoding="utf-8")
        code, difference, said = run(player, "add", DOI, "--update")
        assert (code, difference, papers()) == (0, "", edited)
        assert said.splitlines() == [
            "papers.bib:1: 'lee2024tidal' is here already",
            "papers.bib:1: 'lee2024tidal': the title is 'Tidal Zostera meadows & CO2 in 50% light:"
            " A DNA survey' there; left yours",
            "papers.bib:1: 'lee2024tidal': the year is 2024 there; left yours",
            "papers.bib:1: 'lee2024tidal': the pages are '101–119' there; left yours",
            "nothing new for papers.bib",
        ]

    def test_fields_that_lack_are_added_if_asked_for(self, player: Player) -> None:
        hand = f'@article{{mine, doi = {{{DOI}}},\r\n\ttitle={{Mine}}, journal = "J"\r\n}} % x\r\n'
        Path("papers.bib").write_bytes(hand.encode())
        _, _, said = run(player, "add", DOI)
        assert Path("papers.bib").read_bytes() == hand.encode()
        lacks = "author, year, month, volume, number, pages, issn, abstract"
        assert f"papers.bib:1: 'mine': the source has {lacks}, too (--update adds it)" in said
        code, _, said = run(player, "add", DOI, "--update")
        assert (code, said.splitlines()[-1]) == (0, "completed 1 entry of papers.bib")
        after = Path("papers.bib").read_bytes().decode()
        head, tail = hand.split("\r\n} % x")
        assert after.startswith(f"{head},\r\n\tauthor = {{Lee, Ann and van der Berg, Jan and")
        assert after.endswith(f"}}\r\n}} % x{tail}")
        assert "\r\n\tmonth = mar,\r\n\tvolume = {12},\r\n" in after

    def test_the_difference_counts_lines_from_the_top(self, player: Player) -> None:
        Path("papers.bib").write_text("% x\n" * 20 + MINE, encoding="utf-8")
        _, difference, _ = run(player, "add", DOI)
        _, _, hunk, *lines = difference.splitlines()
        assert hunk == f"@@ -23,3 +23,{len(lines)} @@"
        assert [line[1:] for line in lines] == papers().splitlines()[22:]
        assert [line[0] for line in lines] == [" "] * 3 + ["+"] * (len(lines) - 3)

    def test_what_is_in_the_file_cannot_steer_the_terminal(self, player: Player) -> None:
        Path("papers.bib").write_text("% \x1b[2J\u202e\tx\n", encoding="utf-8")
        _, difference, _ = run(player, "add", DOI)
        assert "\n % [2J\tx\n" in difference
        assert papers().startswith("% \x1b[2J\u202e\tx\n")

    def test_a_dry_run_shows_and_writes_nothing(self, player: Player) -> None:
        code, difference, said = run(player, "add", DOI, "--dry-run")
        assert (code, said) == (0, "would add 1 entry to papers.bib\n")
        assert "+@article{lee2024tidal," in difference
        assert not Path("papers.bib").exists()

    @pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False)])
    def test_somebody_at_a_terminal_is_asked(
        self, player: Player, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool
    ) -> None:
        monkeypatch.setattr(getting, "is_answered", lambda: True)
        code, _, said = run(player, "add", DOI, answer=answer)
        assert "Write papers.bib? [y/N]" in said
        assert (code == 0, Path("papers.bib").exists()) == (written, written)
        assert run(player, "add", DOI, "--yes")[0] == 0

    def test_a_file_that_changes_meanwhile_is_left_alone(
        self, player: Player, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def change() -> bool:
            Path("papers.bib").write_text(MINE, encoding="utf-8")
            return False

        monkeypatch.setattr(getting, "is_answered", change)
        code, _, said = run(player, "add", DOI)
        assert (code, papers()) == (1, MINE)
        assert "papers.bib has changed meanwhile; wrote nothing, try again" in said

    def test_a_contact_goes_to_services(self, player: Player) -> None:
        run(player, "add", DOI, "--mailto", "ann@example.org")
        assert "; mailto:ann@example.org)" in player.heard[0].headers["user-agent"]
        code, _, said = run(player, "add", DOI, "--mailto", "a\nX-Header: b@c.org")
        assert (code, "is no e-mail address" in said) == (2, True)

    @pytest.mark.parametrize(
        ("path", "answer", "work", "told"),
        [
            (ARXIV_PATH, Answer(ATOM_ERROR, ATOM), "2401.01234", "incorrect id format for 1"),
            (ARXIV_PATH, Answer(ATOM_NOTHING, ATOM), "2401.01234", "arXiv has no such paper"),
            (ARXIV_PATH, Answer("<html>", ATOM), "2401.01234", "the answer is no Atom feed"),
            (ARXIV_PATH, Answer(status=503), "2401.01234", "127.0.0.1 refuses (HTTP 503)"),
            (BOOK_PATH, Answer("{}", "application/json"), "9780306406157", "no such book"),
            (BOOK_PATH, Answer("[", "application/json"), "9780306406157", "no JSON of Open"),
            (PUBMED_PATH, Answer('{"status": "error"}'), "31234567", "no CSL-JSON with a title"),
            (f"/{DOI}", Answer("[" * 9999, "application/json"), DOI, "no CSL-JSON with a title"),
            (f"/{DOI}", Answer("<p>", "text/html"), DOI, "the page has no citation_title tag"),
            (f"/{DOI}", Answer("%PDF", "application/pdf"), DOI, "the answer is application/pdf"),
            (f"/{DOI}", Answer("", BIBTEX), DOI, "the answer holds no BibTeX entries"),
            (f"/{DOI}", Answer(status=429, headers={"Retry-After": "900"}), DOI, "wait 900 s"),
        ],
    )
    def test_what_a_service_fails_at_is_told(
        self, player: Player, path: str, answer: Answer, work: str, told: str
    ) -> None:
        player.play(path, answer)
        code, _, said = run(player, "add", work)
        assert code == 1
        assert told in said
        assert "Traceback" not in said
        assert not Path("papers.bib").exists()


class TestSync:
    def sync(self, player: Player, *arguments: str) -> tuple[int, str, str]:
        return run(player, "sync", "-o", "papers.bib", *arguments)

    def test_a_record_gives_works_by_doi_and_by_what_it_says_itself(self, player: Player) -> None:
        listed = works((7, {"doi": f"https://doi.org/{DOI}"}), (8, {}), (9, {}))
        player.play(WORKS_PATH, Answer(listed, "application/json"))
        player.play(f"{WORKS_PATH}/8,9", Answer(json.dumps(BULK), "application/json"))
        code, _, said = self.sync(player, "--orcid", f"https://orcid.org/{ORCID}")
        assert (code, said) == (0, "added 3 entries to papers.bib\n")
        assert papers().startswith(ARTICLE)
        assert (
            "@inproceedings{lee2018boats,\n  author = {Ann Lee},\n"
            "  title = {Boats without identifiers},\n  booktitle = {Boat Days},\n"
            "  year = {2018},\n  month = jul,\n}\n"
        ) in papers()
        assert "@article{lee2017bibtex,\n  author = {Lee, Ann},\n  title = {In BibTeX}" in papers()

    def test_works_that_are_here_are_not_asked_for_again(self, player: Player) -> None:
        player.play(WORKS_PATH, Answer(works((7, {"doi": DOI})), "application/json"))
        self.sync(player, "--orcid", ORCID)
        player.heard.clear()
        assert self.sync(player, "--orcid", ORCID)[2] == "nothing new for papers.bib\n"
        assert [one.path for one in player.heard] == [WORKS_PATH]
        self.sync(player, "--orcid", ORCID, "--update")
        assert [one.path for one in player.heard[1:]] == [WORKS_PATH, f"/{DOI}"]

    def test_a_work_that_no_service_knows_is_taken_from_the_record(self, player: Player) -> None:
        listed = works((8, {"doi": "10.5555/none"}), (9, {"doi": "10.5555/page"}))
        player.play("/10.5555/page", Answer("<p>a page without tags"))
        player.play(WORKS_PATH, Answer(listed, "application/json"))
        player.play(f"{WORKS_PATH}/8,9", Answer(json.dumps(BULK), "application/json"))
        code, _, said = self.sync(player, "--orcid", ORCID)
        assert (code, said) == (0, "added 2 entries to papers.bib\n")

    def test_how_much_there_is_to_ask_is_said_before(self, player: Player) -> None:
        player.play(WORKS_PATH, Answer(works((7, {"doi": DOI}), (8, {})), "application/json"))
        said: list[str] = []
        services = replace(player.services(), say=said.append)
        found = record(services, ORCID, lambda kind, value: (kind, value) == ("doi", DOI))
        assert said == ["ORCID lists 2 works; asking about 1 of them"]
        assert found == Gathered(failures=("127.0.0.1 knows no such thing (HTTP 404)",))

    def test_a_doi_that_is_not_had_for_now_waits_for_the_next_time(self, player: Player) -> None:
        player.play(WORKS_PATH, Answer(works((7, {"doi": DOI})), "application/json"))
        player.play(f"/{DOI}", Answer(status=503))
        code, _, said = self.sync(player, "--orcid", ORCID)
        assert code == 1
        assert f"Error: '{ORCID}': {DOI}: 127.0.0.1 refuses (HTTP 503)\n" in said
        assert not Path("papers.bib").exists()

    def test_dblp_gives_a_person_without_its_own_bookkeeping(self, player: Player) -> None:
        assert self.sync(player, "--dblp", "https://dblp.org/pid/12/3456.html")[0] == 0
        assert papers() == (
            "@article{lee2024sorting,\n  author = {Ann Lee and Wei Chen},\n"
            "  title = {Sorting {SHELLS}},\n  journal = {CoRR},\n  year = {2024},\n"
            "  volume = {abs/2401.01234},\n  doi = {10.48550/ARXIV.2401.01234},\n"
            "  eprint = {2401.01234},\n  eprinttype = {arXiv},\n"
            "  url = {https://doi.org/10.48550/arXiv.2401.01234},\n}\n"
        )

    @pytest.mark.parametrize(
        ("library", "path"),
        [
            ("users/12", "/users/12/items/top"),
            ("groups/5/collections/ABCD2345", "/groups/5/collections/ABCD2345/items/top"),
            (
                "https://www.zotero.org/groups/5/shells/collections/ABCD2345",
                "/groups/5/collections/ABCD2345/items/top",
            ),
        ],
    )
    def test_zotero_is_read_page_by_page_with_its_key_kept_secret(
        self, player: Player, monkeypatch: pytest.MonkeyPatch, library: str, path: str
    ) -> None:
        monkeypatch.setenv("ZOTERO_API_KEY", "hush-hush")
        first = f"{path}?v=3&format=bibtex&limit=100"
        following = {"Link": f'<{player.url}{path}?start=100>; rel="next"', "Total-Results": "101"}
        entry = "@book{{lee_{0}, title = {{Book {0}}}, file = {{/home/x}}, year = {{2020}}}}"
        player.play(first, Answer(entry.format("one"), BIBTEX, headers=following))
        player.play(f"{path}?start=100", Answer(entry.format("two"), BIBTEX))
        code, difference, said = self.sync(player, "--zotero", library)
        assert code == 0
        assert "@book{lee_one,\n  title = {Book one},\n  year = {2020},\n}" in papers()
        assert "@book{lee_two,\n  title = {Book two},\n  year = {2020},\n}" in papers()
        assert {one.headers["zotero-api-key"] for one in player.heard} == {"hush-hush"}
        assert "hush" not in papers() + difference + said

    def test_zoteros_next_page_on_another_host_is_not_followed(self, player: Player) -> None:
        away = {"Link": '<https://example.org/users/12>; rel="next"'}
        path = "/users/12/items/top?v=3&format=bibtex&limit=100"
        player.play(path, Answer("@book{a, title = {A}}", BIBTEX, headers=away))
        code, _, said = self.sync(player, "--zotero", "users/12")
        assert code == 1
        assert "Zotero's next page is on another host; not followed" in said

    def test_a_private_library_without_a_key_is_told(self, player: Player) -> None:
        path = "/users/12/items/top?v=3&format=bibtex&limit=100"
        player.play(path, Answer("Forbidden", status=403))
        code, _, said = self.sync(player, "--zotero", "users/12")
        assert (code, "does not let anybody in, or not you (HTTP 403)" in said) == (1, True)

    def test_a_bibliography_on_the_web_keeps_its_keys(self, player: Player) -> None:
        text = (
            '@string{j = "Journal of Shells"}@comment{x}@preamble{"\\input{evil}"}\n'
            "@article{Lee:24, title = {Shells}, journal = j # { B}, year = 2024, month = feb,"
            " owner = {ann}, crossref = {none}}\n@article{mine, title = {Other}, year = 2020}"
        )
        player.play("/lab.bib", Answer(text, "text/plain"))
        Path("papers.bib").write_text(MINE, encoding="utf-8")
        assert self.sync(player, "--bib", f"{player.url}/lab.bib")[0] == 0
        assert papers() == (
            f"{MINE}\n@article{{Lee:24,\n\ttitle = {{Shells}},\n"
            "\tjournal = {Journal of Shells B},\n\tyear = {2024},\n\tmonth = feb,\n}\n\n"
            "@article{mineb,\n\ttitle = {Other},\n"
            "\tyear = {2020},\n}\n"
        )

    def test_a_web_page_instead_of_bibtex_is_told(self, player: Player) -> None:
        player.play("/lab.bib", Answer("<!doctype html><p>Log in"))
        code, _, said = self.sync(player, "--bib", f"{player.url}/lab.bib")
        assert (code, "the answer is a web page instead of BibTeX" in said) == (1, True)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "say where from: --orcid, --dblp, --zotero or --bib"),
            (("--orcid", "0000-0002-1825-0098"), "is no ORCID; its check digit is not its own"),
            (("--dblp", "../x?y"), "is no pid of DBLP"),
            (("--dblp", "https://[/pid"), "is no pid of DBLP"),
            (("--zotero", "users/x"), "is no library of Zotero"),
            (("--zotero", "https://[/groups"), "is no library of Zotero"),
            (("--bib", "http://example.org/a.bib"), "is no https address; not followed"),
        ],
    )
    def test_what_names_no_place_is_told(
        self, player: Player, arguments: tuple[str, ...], told: str
    ) -> None:
        code, _, said = self.sync(player, *arguments)
        assert code in (1, 2)
        assert told in said
        assert player.heard == []
