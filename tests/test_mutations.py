"""Real entries with mistakes: 20,000 of them, the same in every run, cost no neighbour anything."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.diagnostics import Code, Location
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from tests.conftest import EXAMPLE_SITE, ROOT, write_files
from tests.soundness import FILE, sound_items

pytestmark = pytest.mark.slow

COUNT = 20_000
SEED = "mkdocs-pubs"
BATCH = 100
"""How many mutants are published as the files of one bibliography."""

MAX_LENGTH = 6000
DELIMITERS = '{}",=()#%@\\'

BEFORE = "@misc{before, title = {Sound, before}, year = 2001}\n"
BEHIND = "@misc{behind, title = {Sound, behind}, year = 2002}\n"


@dataclass(frozen=True)
class Mutant:
    """An entry with mistakes; its number and the entries it was made of give it again."""

    number: int
    content: bytes

    def __str__(self) -> str:
        return f"mutant {self.number}: {self.content!r}"


def mutant(number: int, entries: Sequence[str]) -> Mutant:
    random = Random(f"{SEED} {number}")
    text = random.choice(entries)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(MUTATORS)(text, random, random.choice(entries)) or "@"
    content = text.encode()
    return Mutant(number, flipped(content, random) if random.random() < 0.2 else content)


def flipped(content: bytes, random: Random) -> bytes:
    octets = bytearray(content)
    for _ in range(random.randint(1, 4)):
        octets[random.randrange(len(octets))] ^= 1 << random.randrange(8)
    return bytes(octets)


def with_delimiter_changed(text: str, random: Random, _: str) -> str:
    """Lose a delimiter, double it, or repeat it often."""
    places = [at for at, sign in enumerate(text) if sign in DELIMITERS] or [0]
    at = random.choice(places)
    return text[:at] + text[at : at + 1] * random.choice((0, 0, 0, 2, 2, 3, 200)) + text[at + 1 :]


def with_delimiter_put_in(text: str, random: Random, _: str) -> str:
    at = random.randrange(len(text) + 1)
    new = random.choice(
        [*DELIMITERS, "@", "@x{", "\n@misc{y,", "@comment{", "\n", "<b>", "$", "\0"]
    )
    return text[:at] + new + text[at:]


def spliced(text: str, random: Random, other: str) -> str:
    return text[: random.randrange(len(text) + 1)] + other[random.randrange(len(other) + 1) :]


def without_line_ends(text: str, random: Random, _: str) -> str:
    return text.replace("\n", random.choice(("", " ")), random.choice((1, 2, -1)))


def truncated(text: str, random: Random, _: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] if random.random() < 0.7 else text[at:]


def with_stretch_moved(text: str, random: Random, _: str) -> str:
    first, second, third = sorted(random.randrange(len(text) + 1) for _ in range(3))
    return text[:first] + text[second:third] + text[first:second] + text[third:]


MUTATORS: Sequence[Callable[[str, Random, str], str]] = (
    with_delimiter_changed,
    with_delimiter_changed,
    with_delimiter_changed,
    with_delimiter_put_in,
    spliced,
    truncated,
    without_line_ends,
    with_stretch_moved,
)


def entries_of(paths: Iterable[Path]) -> list[str]:
    """Return the entries of files, as they stand between two lines that begin with an at sign."""
    texts = (decode(path.read_bytes())[0] for path in paths)
    found = (one for text in texts for one in re.split(r"^(?=[ \t]*@)", text, flags=re.MULTILINE))
    return [one for one in found if 10 < len(one) <= MAX_LENGTH]


def test_no_mutant_is_lost_nor_harms_another() -> None:
    """Hold all mutants to the promises, in a process for each core."""
    entries = entries_of(bibliographies())
    batches = [range(start, start + BATCH) for start in range(0, COUNT, BATCH)]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        done = pool.map(partial(assert_batch_sound, entries), batches, chunksize=10)
        assert sum(done) == COUNT


def bibliographies() -> Iterator[Path]:
    """Yield that of the example site, and those of many other sites where they are."""
    yield EXAMPLE_SITE / "papers.bib"
    for folder in ("corpus", "oracle/sites"):
        yield from sorted((ROOT.parent / "shared" / folder).rglob("*.bib"))


def assert_batch_sound(entries: Sequence[str], numbers: Sequence[int]) -> int:
    """Hold some mutants to the promises; return how many they are, or name the first that fails."""
    mutants = [mutant(number, entries) for number in numbers]
    for one in mutants:
        with named(one):
            assert_neighbours_are_kept(one)
    with TemporaryDirectory() as folder:
        try:
            assert_all_shown(mutants, Path(folder) / "together")
        except Exception:
            for one in mutants:
                with named(one):
                    assert_all_shown([one], Path(folder) / str(one.number))
            raise
    return len(mutants)


@contextmanager
def named(mutant: Mutant) -> Iterator[None]:
    """Let a failure say which mutant it came of."""
    try:
        yield
    except Exception as error:
        raise AssertionError(str(mutant)) from error


def assert_neighbours_are_kept(mutant: Mutant) -> None:
    """Hold two sound entries around a mutant to what can be promised.

    The one before is read as ever. The one behind is, too, or a diagnostic names its line: where a
    brace is lost, nobody can say whether it begins an entry or stands inside a value.
    """
    text, _ = decode(BEFORE.encode() + mutant.content + b"\n" + BEHIND.encode())
    entries, problems = read([SourceFile(FILE, text)])
    assert text.endswith(BEHIND)
    line = text.count("\n", 0, len(text) - len(BEHIND)) + 1
    before = [one for one in entries if one.location.line == 1 and one.key == "before"]
    behind = [one for one in entries if one.location.line == line and one.key == "behind"]
    assert [one.fields for one in before] == [{"title": "Sound, before", "year": "2001"}]
    assert [one.fields for one in behind] == [
        {"title": "Sound, behind", "year": "2002"}
    ] or Location(FILE, line) in [one.location for one in problems]


def assert_all_shown(mutants: Sequence[Mutant], folder: Path) -> None:
    """Publish the mutants as the files of one bibliography: whole HTML, and no entry lost."""
    files = {f"{one.number:05}.bib": one.content for one in mutants}
    write_files(folder, files)
    entries, _ = read([SourceFile(path, decode(content)[0]) for path, content in files.items()])
    style = "plain" if mutants[0].number % (10 * BATCH) == 0 else "card"
    options, _ = read_options({"bibliography": "*.bib", "style": style})
    published, problems = Publisher(folder, options).publish(
        ListRequest(options, lambda _: Location("index.md"))
    )
    hidden = sum(one.code is Code.DATA_ENTRY for one in problems)
    assert len(sound_items(published)) == len(entries) - hidden
