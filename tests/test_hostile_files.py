"""What the files of a list may hold, and be called, whatever its bibliography holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import bibtexparser
import pytest

from mkdocs_pubs.models import Address, Published
from mkdocs_pubs.options import PRIVATE_FIELDS
from tests.feed_rules import assert_atom, assert_json_feed
from tests.hostile_site import OURS, THEIRS
from tests.projection import parse
from tests.soundness import Press, assert_ours, sound_items

FILES = [
    *(OURS / f"{one}.bib" for one in ("04-keys", "18-exports", "21-private")),
    *(one for one in sorted(THEIRS.glob("*.bib")) if one.stem != "h15-regex"),
]
"""All but the one that is long and not odd; its ten thousand people would cost ten seconds."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""What names a device on Windows, with any ending."""

NAMES = """
@misc{con, title = {A}} @misc{NUL, title = {B}} @misc{aux.txt, title = {C}}
@misc{../../up, title = {D}} @misc{a\\b, title = {E}} @misc{a:b, title = {F}}
@misc{Case, title = {G}} @misc{case, title = {H}} @misc{x., title = {I}}
"""


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """Return what publishes a list with all that can go with it."""
    address = Address("papers/", site_url="https://lee.example/", site_name="<Lee> & ]]>")
    forms = {"exports": ["bib", "ris", "csl-json"], "feed": ["atom", "json"]}
    return Press(tmp_path, address=address, **forms, export_each=True)


def _files(published: Published) -> Mapping[str, str]:
    return {one.path: one.content.decode() for one in published.files}


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_pages_with_files_are_ours(press: Press, file: Path) -> None:
    published, _ = press.publish(file.read_bytes())
    assert sound_items(published)
    assert published.files
    for part in (published.bar, published.downloads):
        for node in parse(part).walk():
            if node.tag != "noscript":  # Our own, around the links that the bar's line has else.
                assert_ours(node)
    _assert_names(published)
    files = _files(published)
    for path, text in files.items():
        if path.endswith(".bib"):
            _assert_bibtex(text)
        elif path.endswith(".ris"):
            _assert_ris(text)
    assert_atom(files["papers/feed.xml"])
    assert_json_feed(json.loads(files["papers/feed.json"]))
    items = json.loads(files["papers/publications.json"])
    assert len({one["id"].lower() for one in items}) == len(items)
    assert files["papers/publications.ris"].count("TY  - ") == len(items)


def _assert_names(published: Published) -> None:
    paths = [one.path for one in published.files]
    assert len({one.lower() for one in paths}) == len(paths)
    for one in published.files:
        assert re.fullmatch(r"papers/[A-Za-z0-9][A-Za-z0-9_-]*\.(?:bib|ris|json|xml)", one.path)
        assert not RESERVED.match(one.name)
        assert len(one.name) < 255


def _assert_bibtex(text: str) -> None:
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    assert found.entries
    assert len({one.key.lower() for one in found.entries}) == len(found.entries)
    for one in found.entries:
        assert not {field.key.lower() for field in one.fields} & set(PRIVATE_FIELDS)


def _assert_ris(text: str) -> None:
    """Hold a file to records that begin and end where ours do, with a tag on every line."""
    lines = text.splitlines()
    assert "".join(f"{line}\r\n" for line in lines) == text
    tags = [line[:2] for line in lines]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert tags.count("TY") == tags.count("ER") == tags.count("ID")
    for before, tag in zip(["ER", *tags], [*tags, "TY"], strict=True):
        assert (before == "ER") == (tag == "TY")


def test_names_of_files_are_safe_on_every_system(press: Press) -> None:
    published, _ = press.publish(NAMES)
    _assert_names(published)
    assert len(published.files) == 5 + 2 * 9


def test_no_file_has_a_private_field(press: Press) -> None:
    secrets = "".join(f"  {name} = {{SECRET {name}}},\n" for name in PRIVATE_FIELDS)
    text = f"@article{{a, title = {{T}}, journal = {{J}}, year = 2020,\n{secrets}}}"
    files = _files(press.publish(text)[0])
    assert len(files) == 5 + 2
    assert not [path for path, content in files.items() if "SECRET" in content]
