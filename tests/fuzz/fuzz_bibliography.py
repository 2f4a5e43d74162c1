"""Feeds a bibliography that a coverage-guided fuzzer makes up through the whole line.

    python -m tests.fuzz.fuzz_bibliography [-max_total_time=900 …]

What is behind the name goes to libFuzzer. Inputs that reached new code are kept in ``.cache/fuzz``,
which begins with the entries of the example site and the bibliographies of the case files. An input
that breaks a promise becomes a file ``.cache/crash-…``, which is tried again where it is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
import yaml

with atheris.instrument_imports(include=["mkdocs_pubs"]):
    from mkdocs_pubs.bibtex import SourceFile, decode, read
    from mkdocs_pubs.diagnostics import Code
    from tests.soundness import FILE, Press, sound_items

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / ".cache" / "fuzz"
WORDS = Path(__file__).parent / "words.dict"
STYLES = ("card", "plain")
SETTINGS = (
    str(CORPUS),
    f"-dict={WORDS}",
    f"-artifact_prefix={CORPUS.parent}/",
    "-max_len=2048",
    "-timeout=20",
    "-print_final_stats=1",
)

LIFE = 1000
"""How many bibliographies a press publishes before a new one, with empty caches, replaces it."""


class Target:
    """What is fuzzed: one bibliography, read, and published in every style."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._published = 0

    def __call__(self, content: bytes) -> None:
        if self._published % LIFE == 0:
            self._presses = [Press(self._folder, style) for style in STYLES]
        self._published += 1
        entries, _ = read([SourceFile(FILE, decode(content)[0])])
        for press in self._presses:
            published, problems = press.publish(content)
            hidden = [one for one in problems if one.code is Code.DATA_ENTRY]
            assert len(sound_items(published)) == len(entries) - len(hidden)


def sow() -> None:
    """Fill the corpus with what people write."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    for text in _seeds():
        content = text.encode()
        (CORPUS / sha256(content).hexdigest()[:16]).write_bytes(content)


def _seeds() -> Iterator[str]:
    yield from (ROOT / "example_site" / FILE).read_text(encoding="utf-8").splitlines()
    for path in (ROOT / "tests" / "cases").glob("*/*.yml"):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(case, dict) and "bib" in case:
            yield case["bib"]


def main() -> None:
    """Fuzz, until an input breaks a promise or the time is over."""
    sow()
    given = sys.argv[1:]
    files = [one for one in given if not one.startswith("-")]
    with TemporaryDirectory() as folder:
        atheris.Setup([sys.argv[0], *(() if files else SETTINGS), *given], Target(Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
