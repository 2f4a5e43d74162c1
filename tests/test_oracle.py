"""Twelve real sites: what al-folio shows of their bibliographies, and where it is wrong."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from tests.projection import Node, items

pytestmark = pytest.mark.slow

EXACT = ("present", "year", "title", "authors", "order")
NEARLY = ("venue", "abstract", "stock")
NOT_OURS = set("ASVP")
"""Whose fault a disagreement may be: al-folio's, the site's, its version's, or a policy."""

Fault = Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """One site: al-folio's records of its page, the bibliography, and our page of it."""

    folder: Path
    html: str
    items: list[Node]

    def item(self, key: str) -> Node:
        return next(one for one in self.items if one.attributes["data-key"] == key)


@pytest.fixture(scope="module")
def oracle(shared: Path) -> Iterator[Path]:
    sys.path.insert(0, str(shared / "oracle"))
    yield shared / "oracle"
    sys.path.remove(str(shared / "oracle"))


@cache
def published(folder: Path) -> Site:
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    first, last = settings.get("first_name"), settings.get("last_name")
    owners = [f"{one} {other}" for other in last for one in first] if first and last else []
    options, _ = read_options({"bibliography": "papers.bib", "highlight": owners})
    publisher = Publisher(folder, options)
    made, _ = publisher.publish(ListRequest(options, lambda _: Location("index.md")))
    html = str(publisher.press.fragment_html(made, options))
    return Site(folder, html, items(made))


def module(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_we_show_what_al_folio_shows(oracle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compare, read_page = module(oracle, "compare"), module(oracle, "read_page")
    known = {(one["repo"].replace("/", "+"), one["key"]) for one in faults(oracle)}
    compared: Counter[str] = Counter()
    ours: list[Any] = []
    for folder in sorted((oracle / "sites").iterdir()):
        extracted = json.loads((folder / "extracted.json").read_text(encoding="utf-8"))
        bib = (folder / "papers.bib").read_text(encoding="utf-8")
        records = read_page.read(published(folder).html)
        tally, differences = compare.compare(extracted, records, bib)
        for name, (agree, differ, _) in tally.items():
            compared[name] += agree + differ
        for one in differences:
            is_fault = (folder.name, one["key"]) in known
            verdict = compare.verdict({**one, "site": folder.name})
            if verdict not in NOT_OURS and not is_fault and not is_joined_at_a_comma(one):
                ours.append((one["field"], one["kind"], folder.name, one["key"]))
    wrong = Counter(name for name, *_ in ours)
    with capsys.disabled():
        print(f"\ncompared with al-folio: {dict(compared)}; ours or undecided: {dict(wrong)}")
    assert compared["present"] > 600
    assert [one for one in ours if one[0] in EXACT] == []
    for name in NEARLY:
        assert wrong[name] <= 0.005 * compared[name], [one for one in ours if one[0] == name]


def faults(oracle: Path) -> list[Fault]:
    with (oracle / "faults.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_joined_at_a_comma(difference: Mapping[str, Any]) -> bool:
    """Say whether al-folio took ``M. Doe, G. Roe`` for one person, ``G. Roe M. Doe``."""
    if difference["field"] != "authors":
        return False
    theirs, ours = difference["o"], difference["c"]
    joined = {f"{second} {first}" for first, second in pairwise(ours)}
    return len(theirs) < len(ours) and all(one in ours or one in joined for one in theirs)


def test_we_are_right_where_al_folio_is_wrong(oracle: Path) -> None:
    wrong = []
    for fault in faults(oracle):
        site = published(oracle / "sites" / fault["repo"].replace("/", "+"))
        if not CHECKS[fault["class"]](site, fault):
            wrong.append((fault["class"], fault["repo"], fault["key"]))
    assert wrong == []


def authors(site: Site, fault: Fault) -> list[str]:
    return [one.line().rstrip("*") for one in site.item(fault["key"]).all("pubs-author")]


def venue(site: Site, fault: Fault) -> str:
    """Return the venue line without the states behind it, which al-folio has not."""
    return site.item(fault["key"]).all("pubs-venue")[0].line().split(" · ")[0]


def container(site: Site, fault: Fault) -> str:
    return site.item(fault["key"]).all("pubs-container")[0].line()


def is_owner_in_sight(site: Site, fault: Fault) -> bool:
    item = site.item(fault["key"])
    folded = {id(one) for fold in item.walk() if fold.tag == "details" for one in fold.walk()}
    owners = item.all("pubs-owner")
    return bool(owners) and not any(id(one) in folded for one in owners)


def is_without_others(site: Site, fault: Fault) -> bool:
    item = site.item(fault["key"])
    return "others" not in authors(site, fault) and bool(item.all("pubs-others"))


def is_cut(site: Site, fault: Fault) -> bool:
    return "al." not in " ".join(authors(site, fault)) and is_without_others(site, fault)


def has_all_authors(site: Site, fault: Fault) -> bool:
    return authors(site, fault) == fault["raw"].split(", ")


def has_raw_venue(site: Site, fault: Fault) -> bool:
    return container(site, fault).split()[0] in fault["raw"]


def has_expected_venue(site: Site, fault: Fault) -> bool:
    return container(site, fault) == fault["expected"]


def has_expected_name(site: Site, fault: Fault) -> bool:
    return fault["expected"] in authors(site, fault)


def has_its_own_month(site: Site, fault: Fault) -> bool:
    return venue(site, fault).split(", ")[-1] == fault["expected"].removeprefix("year only: ") or (
        f", {fault['expected'].removeprefix('year only: ')}, " in venue(site, fault)
    )


def has_composed_letters(site: Site, fault: Fault) -> bool:
    names = [one.line() for item in site.items for one in item.all("pubs-author")]
    return fault["expected"].split("; ")[0].strip() in " ".join(names).replace("*", "")


def is_as_written(site: Site, fault: Fault) -> bool:
    return any(one.attributes["data-key"] == fault["raw"] for one in site.items)


def is_present(site: Site, fault: Fault) -> bool:
    return any(one.attributes["data-key"] == fault["key"] for one in site.items)


def has_one_doi(site: Site, fault: Fault) -> bool:
    links = [one.attributes["href"] for one in site.item(fault["key"]).all("pubs-link")]
    return links.count(f"https://doi.org/{fault['raw'].partition('.org/')[2]}") == 1


def has_no_latex(site: Site, fault: Fault) -> bool:
    return "\\" not in venue(site, fault)


CHECKS = {
    "author-list-lost": has_all_authors,
    "dotless-i": has_composed_letters,
    "duplicate-key-renamed": is_as_written,
    "et-al-mangled": is_cut,
    "href-doi-doubled": has_one_doi,
    "latex-left": has_no_latex,
    "missing-entry": is_present,
    "month-leak": has_its_own_month,
    "others-as-author": is_without_others,
    "particle-lost": has_expected_name,
    "self-hidden": is_owner_in_sight,
    "self-not-highlighted": is_owner_in_sight,
    "venue-lost": has_expected_venue,
    "venue-none-though-available": has_raw_venue,
}
