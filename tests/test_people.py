"""The people that a site knows: its table, what is wrong with it, and how fast they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.errors import PubsError
from mkdocs_pubs.models import Name
from mkdocs_pubs.normalise import read_people
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.tables import read_table
from tests.conftest import SiteBuilder, write_files
from tests.linear_time import assert_linear

ENTRY = "@misc{a, title = {T}, year = 2020, author = {Lovelace, Ada}}\n"
BLOCK = "# Publications\n\n```publications\n```\n"


def publisher(root: Path, people: object) -> Publisher:
    options, problems = read_options({"bibliography": "papers.bib", "people": people})
    assert not problems
    return Publisher(root, options)


def html(one: Publisher) -> str:
    published, _ = one.publish(ListRequest(one.options, lambda _: Location("page.md", 1)))
    return "".join(section.html for section in published.sections)


def test_all_that_is_wrong_with_a_table_is_told_at_once(tmp_path: Path) -> None:
    people = {
        "Ada Lovelace": {"url": "javascript:alert(1)", "orcid": "0000-0002-1825-0098"},
        "Emmy Noether": {"urls": "https://noether.example/", "variants": {"a": "b"}},
        "adams": [{"url": "https://adams.example/"}, "Edwin"],
    }
    with pytest.raises(PubsError) as raised:
        publisher(tmp_path, people)
    assert raised.value.problems == (
        "cannot use people: 'Ada Lovelace' has an orcid that is none: '0000-0002-1825-0098'",
        "cannot use people: 'Emmy Noether' has a field 'urls' that means nothing;"
        " did you mean 'url'?",
        "cannot use people: 'Emmy Noether' has no text, nor a list of texts, as its variants",
        "cannot use people: 'adams' holds a person without a firstname",
        "cannot use people: 'adams' holds 'Edwin', where a person with a firstname was expected",
        "cannot use people: 'Ada Lovelace' has a url that is no safe address:"
        " 'javascript:alert(1)'",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        (b"Ada: [", "no YAML (while parsing a flow node"),
        (b"- Ada", "no mapping"),
        (b'Ada: "\\UFFFFFFFF"', "no YAML ("),
        (b"Ada: " + b"[" * 1000, "no YAML (maximum recursion depth exceeded"),
        ("Ada: größe".encode("cp1252"), "not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_first_build(
    content: bytes | None, reason: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {} if content is None else {"people.yml": content})
    with pytest.raises(PubsError) as raised:
        publisher(tmp_path, "people.yml")
    assert str(raised.value).startswith(f"cannot use people: {tmp_path / 'people.yml'}: {reason}")


def test_a_list_that_grows_without_end_is_told_in_short(tmp_path: Path) -> None:
    rows = [f"r{place}: &r{place} [{', '.join([f'*r{place - 1}'] * 9)}]" for place in range(1, 12)]
    write_files(tmp_path, {"people.yml": "\n".join(["r0: &r0 [x, x]", *rows])})
    with pytest.raises(PubsError) as raised:
        publisher(tmp_path, "people.yml")
    assert raised.value.problems[-1].endswith(
        "'r11' holds a list, where a person with a firstname was expected"
    )


def test_what_no_field_may_hold_is_left_out_of_a_table() -> None:
    assert read_table('"Ada\\ud800\\ue000 Lovelace": u') == ({"Ada Lovelace": "u"}, "")


def test_all_files_that_are_missing_are_told_at_once(tmp_path: Path) -> None:
    tables = {"people": "p.yml", "venues": "v.yml", "citation_counts": "c.yml"}
    options, _ = read_options({**tables, "templates": "t", "style": "nosuch"})
    with pytest.raises(PubsError) as raised:
        Publisher(tmp_path, options)
    missing = [one for one in raised.value.problems if "No such file" in one]
    assert [one.split()[2] for one in missing] == [f"{name}:" for name in tables]
    assert len(raised.value.problems) == 5


def test_what_is_no_table_is_a_wrong_option() -> None:
    _, (problem,) = read_options({"people": ["Ada"]})
    assert problem.message == (
        "option 'people': expected a mapping, or the path of a YAML file that holds one"
    )


def test_a_changed_file_is_read_again_and_a_broken_one_is_not_used(tmp_path: Path) -> None:
    write_files(tmp_path, {"papers.bib": ENTRY, "people.yml": "Ada Lovelace: https://one.example/"})
    one = publisher(tmp_path, "people.yml")
    assert "https://one.example/" in html(one)
    assert tmp_path in {source.folder for source in one.sources}
    write_files(tmp_path, {"people.yml": "Ada Lovelace: https://second.example/"})
    one.renew()
    assert "https://second.example/" in html(one)
    write_files(tmp_path, {"people.yml": "Ada Lovelace: ["})
    with pytest.raises(PubsError, match="no YAML"):
        one.renew()
    assert "https://second.example/" in html(one)


def test_people_are_linked_in_a_real_build(build_site: SiteBuilder) -> None:
    pubs = {"bibliography": "papers.bib", "people": {"Ada Lovelace": "people/ada/"}}
    site = build_site(
        {"plugins": [{"pubs": pubs}]},
        {"index.md": BLOCK, "sub/page.md": BLOCK},
        {"papers.bib": ENTRY},
    )
    assert site.returncode == 0, site.log
    assert '<a class="u-url" href="people/ada/">Ada Lovelace</a>' in site.html()
    assert '<a class="u-url" href="../../people/ada/">Ada Lovelace</a>' in site.html("sub/page.md")


def test_finding_people_takes_time_that_grows_with_the_names_alone() -> None:
    def found(size: int) -> None:
        table = {f"Ada{one} Family{one}": "https://a.example/" for one in range(size)}
        people, _ = read_people(table, str)
        for one in range(size):
            people.candidates(Name(family=f"Family{one}", given="A."))

    assert_linear(found, 5000)
