"""Real bibliographies: every entry is shown or named with its line, and the HTML is sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.models import Published
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from tests.projection import Node, parse
from tests.rewriting import NotPlainError, commands, evaluated

pytestmark = pytest.mark.slow

SUFFIXES = (".bib", ".bibtex", ".biblatex")
STYLES = ("card", "plain")

AL_FOLIO = re.compile(r"al-folio|_bibliography")
"""What the paths of al-folio's users have."""

TEX = re.compile(r"\\[A-Za-z]+|[{}]")
AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-f]+|\w+);)")
ANGLE = re.compile(r"<(?!/?[a-z])")
URL = re.compile(r"(?:https?|ftp|mailto):|[^:]*(?:[/?#]|$)", re.IGNORECASE)

PHRASES = frozenset("a code data em i img b strong sub sup time u span summary".split())
"""Elements that hold text and each other."""

ELEMENTS = frozenset("ol li div p pre details".split()) | PHRASES
ATTRIBUTES = frozenset(
    "alt aria-label class datetime decoding dir height href id lang loading src title value width"
    " data-count data-fewer data-key data-keywords data-kind data-search-exclude data-selected"
    " data-status data-type data-venue data-year".split()
)


class Expected(NamedTuple):
    """An entry as the independent scanner sees it."""

    status: str
    type: str
    key: str | None
    line: int


@dataclass
class Tally:
    """What came of all the bibliographies in one style."""

    counts: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    with_tex: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def paths(shared: Path) -> list[Path]:
    return sorted(one for one in (shared / "corpus").rglob("*") if one.suffix in SUFFIXES)


@pytest.fixture(scope="module")
def scanner(shared: Path) -> ModuleType:
    """Load the scanner that lies beside the bibliographies and shares no code with the package."""
    spec = spec_from_file_location("count_entries", shared / "corpus" / "count_entries.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=STYLES)
def tally(request: pytest.FixtureRequest, paths: Sequence[Path], scanner: ModuleType) -> Tally:
    tally = Tally()
    for path in paths:
        published, problems = publish(path, request.param)
        shown = [item for part in published.sections for item in parse(part.html).all("pubs-item")]
        weigh_entries(tally, path, list(expected(path, scanner)), shown, problems)
        weigh_items(tally, path, shown)
        tally.unsound.extend(f"{path}: {flaw}" for flaw in flaws(published))
    return tally


def publish(path: Path, style: str) -> tuple[Published, Sequence[Diagnostic]]:
    """Publish a bibliography in the order of its entries."""
    chosen = {"bibliography": path.name, "style": style, "group_by": "none"}
    options, problems = read_options(chosen)
    assert not problems
    return Publisher(path.parent, options).publish(
        ListRequest(options, lambda _: Location(str(path)))
    )


def expected(path: Path, scanner: ModuleType) -> Iterator[Expected]:
    """Yield the entries of a file; the scanner must be told of UTF-16 without a mark."""
    unmarked = path.read_bytes()[1:2] == b"\0"
    _, scan = scanner.scan(path, "biber", encoding="utf-16-le" if unmarked else None)
    return map(Expected._make, scan.rows())


def weigh_entries(
    tally: Tally,
    path: Path,
    entries: Sequence[Expected],
    shown: Sequence[Node],
    problems: Sequence[Diagnostic],
) -> None:
    """Follow the page and the file side by side: who is not on the page must be named."""
    said = {(one.location.line, one.code) for one in problems if one.location.path == path.name}
    named = {line for line, _ in said}
    keys = [item.attributes["data-key"] for item in shown]
    for entry in entries:
        is_next = keys[:1] == [entry.key or ""]
        if entry.status == "commented":
            continue
        tally.counts["entries"] += 1
        if (entry.line, Code.DATA_ENTRY) in said:
            tally.counts["data"] += 1
            continue
        tally.counts["sound"] += entry.status == "ok"
        if is_next:
            keys.pop(0)
            tally.counts["shown"] += 1
            tally.counts["sound and shown"] += entry.status == "ok"
        elif entry.line in named:
            tally.counts["named"] += 1
        else:
            tally.lost.append(f"{path}:{entry.line}: {entry}")
    tally.unasked.extend(f"{path}: {key}" for key in keys)


def weigh_items(tally: Tally, path: Path, shown: Sequence[Node]) -> None:
    whose = "of al-folio's users" if AL_FOLIO.search(str(path)) else "of others"
    for item in shown:
        text = " ".join(readable(item))
        tally.counts[f"items {whose}"] += 1
        if left := TEX.search(text):
            tally.counts[f"with TeX {whose}"] += 1
            excerpt = text[max(0, left.start() - 40) : left.end() + 20]
            tally.with_tex.append(f"{path}: {item.attributes['data-key']}: …{excerpt}…")


def readable(node: Node) -> Iterator[str]:
    """Yield the text of a publication, bar its source and its formulas, which stay TeX."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif not child.classes & {"pubs-source", "arithmatex"}:
            yield from readable(child)


def flaws(published: Published) -> Iterator[str]:
    """Yield what is wrong with the HTML of a list."""
    html = "".join(part.html for part in published.sections)
    nodes = list(parse(html).walk())
    ids = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
    yield from (f"the id '{one}' comes {times} times" for one, times in ids.items() if times > 1)
    yield from (f"a bare '{one.group()}'" for one in AMPERSAND.finditer(html))
    yield from (f"a bare '{one.group()}'" for one in ANGLE.finditer(html))
    yield from chain.from_iterable(map(flaws_of_element, nodes))


def flaws_of_element(node: Node) -> Iterator[str]:
    above = set(ancestors(node))
    if node.tag not in ELEMENTS:
        yield f"an element <{node.tag}>"
    yield from (f"an attribute '{one}'" for one in node.attributes if one not in ATTRIBUTES)
    if node.tag == "a" and "a" in above:
        yield "a link in a link"
    if node.tag == "a" and not URL.match(node.attributes["href"] or ""):
        yield f"a link to '{node.attributes['href']}'"
    if node.tag not in PHRASES and above & (PHRASES | {"p", "pre"}):
        yield f"<{node.tag}> among text"
    if node.tag == "ol" and any(child.tag != "li" for child in elements(node)):
        yield "a list that holds other things than items"
    if node.tag == "details" and [child.tag for child in elements(node)][:1] != ["summary"]:
        yield "details without a summary"
    if not node.attributes.get("id", "x"):
        yield "an empty id"


def ancestors(node: Node) -> Iterator[str]:
    while node.parent is not None:
        node = node.parent
        yield node.tag


def elements(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def test_every_entry_is_on_the_page_or_named_with_its_line(tally: Tally) -> None:
    assert tally.lost == []
    assert tally.counts["entries"] > 3600


def test_nothing_else_is_on_the_page(tally: Tally) -> None:
    assert tally.unasked == []


def test_nearly_all_sound_entries_are_on_the_page(tally: Tally) -> None:
    print(dict(tally.counts))
    assert tally.counts["sound and shown"] >= 0.995 * tally.counts["sound"]


@pytest.mark.parametrize(("whose", "limit"), [("of al-folio's users", 0.002), ("of others", 0.02)])
def test_next_to_no_tex_is_left(tally: Tally, whose: str, limit: float) -> None:
    print(*tally.with_tex, sep="\n")
    assert tally.counts[f"items {whose}"] > 500
    assert tally.counts[f"with TeX {whose}"] <= limit * tally.counts[f"items {whose}"]


def test_the_html_is_sound(tally: Tally) -> None:
    assert tally.unsound == []


def test_every_value_is_what_bibtex_makes_of_it(paths: Sequence[Path]) -> None:
    read_ones = 0
    for path in paths:
        text, _ = decode(path.read_bytes())
        try:
            values, unknown = evaluated(commands(text))
        except NotPlainError:
            continue
        read_ones += 1
        entries, problems = read([SourceFile(path.name, text)])
        said = " ".join(one.message for one in problems if one.code is Code.UNKNOWN_MACRO)
        assert [macro for macro in unknown if f"'{macro}'" not in said] == []
        remaining = iter(values)
        for entry in entries:
            own = {span.name: entry.fields[span.name] for span in entry.spans}
            assert (entry.key, own) in remaining, f"{entry.location}: {own}"
    assert read_ones > 450
