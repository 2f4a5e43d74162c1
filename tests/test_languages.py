"""No English word of ours is left on a page in another language, whatever is shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from mkdocs_pubs.diagnostics import Location
from mkdocs_pubs.labels import LANGUAGES
from mkdocs_pubs.options import read_options
from mkdocs_pubs.publisher import ListRequest, Publisher
from mkdocs_pubs.rendering import TEMPLATES
from tests.projection import Node, parse

OTHERS = sorted(set(LANGUAGES) - {"en"})

NAMES = {"BibTeX", "arXiv", "DOI", "HAL", "HTML", "PDF", "PubMed", "PMC", "ISBN", "URL", "ORCID"}
"""What is called the same in every language."""

LOANS = {
    "ar": "",
    "de": "April August Blog Code In Links November Online Patent Poster S September Software"
    " Video Website Winter al et in",
    "es": "Blog Software al ed eds et p pp preprint vol",
    "fr": "Blog Code Note Poster Publication Publications Type al chap et p publication"
    " publications version vol",
    "it": "Abstract Blog In Online Poster Software Video al ed et in p per pp preprint vol",
    "ja": "",
    "ko": "",
    "nl": "Blog Code Datasets In Links Online Poster Software Video Website al et in p per pp"
    " preprint",
    "pt": "Blog Links Online Slides Software al c ed et p pp preprint vol",
    "ru": "",
    "zh": "",
}
"""English words that the language has, too."""

# The content is Greek, so that every Latin letter is ours.
PAPERS = """
@article{1, title = {Α}, author = {Β, Α and Γ, Α and Δ, Α and Ε, Α and Ζ, Α}, journal = {Ι},
  year = 2020, month = sep, volume = 1, number = 2, pages = {3--4}, abstract = {Α},
  doi = {10.1000/1}, arxiv = {2001.00001}, hal = {hal-1}, pmid = {1}, pmcid = {PMC1},
  html = {https://x.org}, pdf = {https://x.org}, supp = {https://x.org}, video = {https://x.org},
  blog = {https://x.org}, code = {https://x.org}, poster = {https://x.org},
  slides = {https://x.org}, website = {https://x.org}, award = {Α}, annotation = {Α}}
@article{1b, title = {Α}, author = {Β*, Α and Γ*, Α}, pubstate = {accepted}}
@article{1c, title = {Α}, note = {under review}}
@article{1d, title = {Α}, eprint = {2001.00001}, archiveprefix = {arXiv}}
@inproceedings{2, title = {Α}, author = {Β, Α and others}, booktitle = {Ι}, pages = 3, year = 2019}
@book{3, title = {Α}, editor = {Β, Α}, publisher = {Ι}, edition = {Second}, volume = 1,
  isbn = {9780306406157}, date = {1850~}}
@collection{4, title = {Α}, editor = {Β, Α and Γ, Α}, date = {-0043}}
@incollection{5, title = {Α}, booktitle = {Ι}, chapter = 3, date = {2019-24}}
@misc{6, title = {Α}, version = 2, pubstate = {inpreparation}}
@misc{7, title = {Α}, pubstate = {submitted}}
@misc{8, title = {Α}, pubstate = {forthcoming}}
@misc{9, title = {Α}, pubstate = {inpress}}
@misc{10, title = {Α}, pubstate = {prepublished}}
@misc{11, title = {Α}}
@unheardof{12, title = {Α}, date = {2019-21}}
@booklet{13, title = {Α}, pages = {3--4}, date = {2019-22}}
@booklet{14, title = {Α}, date = {2019-23}}
"""
TYPES = (
    "proceedings phdthesis mastersthesis bachelorsthesis thesis techreport report manual standard"
    " patent dataset software online unpublished"
).split()
BIBSTRINGS = (
    "bathesis candthesis mathesis patent patentde patenteu patentfr patentuk patentus patreq"
    " patreqde patreqeu patreqfr patrequk patrequs phdthesis resreport software techreport"
).split()
EVERYTHING = PAPERS + "".join(
    [f"@{kind}{{{kind}, title = {{Α}}, year = 2001, month = 1}}\n" for kind in TYPES]
    + [
        f"@thesis{{x{kind}, title={{Α}}, type={{{kind}}}, year=2002, month={month % 12 + 1}}}\n"
        for month, kind in enumerate(BIBSTRINGS)
    ]
)


def words_of_ours(language: str, folder: Path, **options: object) -> set[str]:
    (folder / "papers.bib").write_text(EVERYTHING, encoding="utf-8")
    chosen = {"bibliography": "papers.bib", "language": language, "show_bibtex": True, **options}
    read, problems = read_options(chosen)
    assert not problems
    publisher = Publisher(folder, read)
    published, _ = publisher.publish(ListRequest(read, lambda _: Location("page.md")))
    page = parse(str(publisher.press.fragment_html(published, read)))
    texts = " ".join(_texts(page))
    return set(re.findall(r"[A-Za-zÀ-ÿ]+", texts)) - NAMES


def _texts(node: Node) -> Iterator[str]:
    """Yield what is read out or shown; the BibTeX is the user's, COinS are the machines'."""
    if node.attributes.get("type") in ("button", "submit"):
        yield node.attributes["value"] or ""
    for name in ("aria-label", "alt", "title", "placeholder", "label", "data-fewer"):
        yield node.attributes.get(name) or ""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif not {"pubs-bibtex", "Z3988"}.intersection(child.classes):
            yield from _texts(child)


VIEWS = [
    {"group_by": ["type", "year"], "layout": "card", "search_bar": True, "chart": True},
    {"group_by": "month", "layout": "compact"},
    {"group_by": "none", "layout": "table", "numbering": "continuous"},
]


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_word_is_left(language: str, tmp_path: Path) -> None:
    english, found = (
        {word for view in VIEWS for word in words_of_ours(one, tmp_path, **view)}
        for one in ("en", language)
    )
    assert len(english) > 90
    assert sorted(found & english) == sorted(LOANS[language].split())


@pytest.mark.parametrize("language", ["ar", "ja", "ko", "ru", "zh"])
def test_where_letters_are_others_none_of_ours_is_latin(language: str, tmp_path: Path) -> None:
    found = {word for view in VIEWS for word in words_of_ours(language, tmp_path, **view)}
    assert found == set()


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_templates_hold_no_words(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    html = "".join(text for _, kind, text in Environment().lex(source) if kind == "data")
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    shown = re.findall(r'(?:aria-label|alt|title|placeholder|data-fewer)="([^"]*)"', html)
    text = re.sub(r'<[^>]*>|[\w-]+="[^"]*"|data-\w+', "", html)
    assert set(re.findall(r"[A-Za-z]+", " ".join([text, *shown]))) <= NAMES
