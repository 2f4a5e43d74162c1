"""Lists speak the language of their page, in every host and theme that says which that is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page

from mkdocs_pubs.errors import OptionError
from mkdocs_pubs.extension import PubsExtension
from tests.conftest import SiteBuilder, write_files
from tests.test_example_site import opened

BLOCK = "```publications\n```\n"
FILES = {"papers.bib": "@misc{a, title = {A}, abstract = {B}, year = 2020, month = may}"}
PLUGINS = ["search", {"pubs": {"bibliography": "papers.bib"}}]
ENGLISH = """@article{a, title = {A title in English}, author = {Lee, Ann and Xu, Bo}, volume = 3,
  journal = {Journal}, year = 2020, month = may, pages = {12--15}, abstract = {In English.}}"""
ABSTRACT = {
    "ar": "الملخص",
    "de": "Zusammenfassung",
    "en": "Abstract",
    "fr": "Résumé",
    "pt": "Resumo",
    "zh": "摘要",
}


def summary(language: str) -> str:
    return f"<summary>{ABSTRACT[language]}</summary>"


def languages(html: str) -> list[dict[str, str]]:
    """Return what the lists of a page say of their language, each in its order."""
    lists = re.findall(r'<div class="pubs"[^>]*>', html)
    return [dict(re.findall(r' (lang|dir)="([^"]*)"', one)) for one in lists]


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ({"name": "material", "language": "de"}, "de"),
        ({"name": "material", "language": "zh-Hant"}, "zh"),
        ({"name": "material"}, "en"),
        ({"name": "mkdocs", "locale": "fr"}, "fr"),
        ({"name": "mkdocs", "locale": "pt_BR"}, "pt"),
        ({"name": "mkdocs"}, "en"),
        ({"name": "readthedocs", "locale": "de"}, "de"),
        # There are no words in Swedish.
        ({"name": "material", "language": "sv"}, "en"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else value,
)
def test_the_theme_says_the_language(
    build_site: SiteBuilder, theme: dict[str, str], language: str
) -> None:
    site = build_site({"theme": theme, "plugins": PLUGINS}, {"index.md": BLOCK}, FILES)
    assert site.returncode == 0, site.log
    assert summary(language) in site.html()
    assert languages(site.html()) == [{}]


def test_a_list_in_another_language_than_its_page_says_so(build_site: SiteBuilder) -> None:
    theme = {"name": "material", "language": "ar"}
    page = BLOCK + "\n" + BLOCK.replace("s\n", "s\nlanguage: pt-BR\n", 1)
    site = build_site({"theme": theme, "plugins": PLUGINS}, {"index.md": page}, FILES)
    html = site.html()
    assert languages(html) == [{"dir": "rtl"}, {"dir": "ltr", "lang": "pt-BR"}]
    assert html.index(summary("ar")) < html.index(summary("pt"))


def test_a_list_in_arabic_is_written_from_the_right_in_any_theme(build_site: SiteBuilder) -> None:
    page = BLOCK.replace("s\n", "s\nlanguage: ar\n", 1)
    site = build_site({"theme": "mkdocs", "plugins": PLUGINS}, {"index.md": page}, FILES)
    assert languages(site.html()) == [{"dir": "rtl", "lang": "ar"}]


def test_the_language_of_the_page_need_not_be_said_again(build_site: SiteBuilder) -> None:
    page = BLOCK.replace("s\n", "s\nlanguage: pt-br\n", 1)
    theme = {"name": "mkdocs", "locale": "pt_BR"}
    site = build_site({"theme": theme, "plugins": PLUGINS}, {"index.md": page}, FILES)
    assert languages(site.html()) == [{}]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_site_built_in_several_languages_speaks_each(build_site: SiteBuilder, theme: str) -> None:
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "de", "name": "Deutsch"},
        {"locale": "fr", "name": "Français"},
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    pages = {"index.md": BLOCK, "index.de.md": BLOCK, "index.fr.md": BLOCK}
    config = {"theme": theme, "plugins": [*PLUGINS, i18n]}
    site = build_site(config, pages, FILES, python=Path(sys.executable))
    assert site.returncode == 0, site.log
    assert summary("en") in site.html()
    assert summary("de") in site.html("de/index.html")
    assert summary("fr") in site.html("fr/index.html")
    assert site.html("fr/index.html").count('href="../assets/pubs/pubs.css"') == 1
    assert (site.folder / "assets/pubs/pubs.css").is_file()


@pytest.mark.slow
def test_a_comma_comes_with_the_authors_behind_it(
    build_site: SiteBuilder, browser: Browser
) -> None:
    files = {"papers.bib": "@misc{a, title = {A}, author = {A A and B B and C C and D D and E E}}"}
    config = {"theme": {"name": "mkdocs", "locale": "de"}, "plugins": PLUGINS}
    site = build_site(config, {"index.md": BLOCK}, files)
    page = opened(browser, site.folder / "index.html")
    authors = page.locator(".pubs-authors")
    assert authors.inner_text() == "A A, B B, C C und 2 weitere Personen"
    page.locator(".pubs-more > summary").click()
    assert authors.inner_text().startswith("A A, B B, C C, ")
    page.emulate_media(media="print")
    assert authors.inner_text() == "A A, B B, C C, D D und E E"
    page.locator(".pubs-more").evaluate("fold => fold.open = false")
    assert authors.inner_text() == "A A, B B, C C, D D und E E"


@pytest.mark.slow
@pytest.mark.parametrize("theme", [{"name": "material", "language": "ar"}, "mkdocs"])
def test_arabic_begins_at_the_right(
    build_site: SiteBuilder, browser: Browser, theme: object
) -> None:
    files = {"papers.bib": ENGLISH}
    page = BLOCK.replace("s\n", "s\nlanguage: ar\n", 1)
    site = build_site({"theme": theme, "plugins": PLUGINS}, {"index.md": page}, files)
    tab = opened(browser, site.folder / "index.html", width=390)
    tab.locator(".pubs-abstract > summary").click()
    edge = tab.locator(".pubs-item").evaluate("item => item.getBoundingClientRect().right")
    for part in (".pubs-title", ".pubs-author", ".pubs-container"):
        assert abs(right_edge(tab, part) - edge) < 1, part
    abstract = tab.locator(".pubs-abstract-text")
    assert abstract.evaluate("text => getComputedStyle(text).direction") == "ltr"
    assert tab.locator(".pubs").evaluate("list => list.scrollWidth <= list.clientWidth")


def right_edge(page: Page, selector: str) -> float:
    """Return where the text of the first such element ends at the right."""
    script = "(one) => { const range = document.createRange(); range.selectNodeContents(one);"
    script += " return range.getBoundingClientRect().right }"
    edge: float = page.locator(selector).first.evaluate(script)
    return edge


def test_plain_markdown_speaks_english_or_as_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    english = markdown.markdown(BLOCK, extensions=[PubsExtension(bibliography="papers.bib")])
    assert summary("en") in english
    assert languages(english) == [{}]
    told = PubsExtension(bibliography="papers.bib", language="de")
    german = markdown.markdown(BLOCK, extensions=[told])
    assert summary("de") in german
    assert languages(german) == [{"dir": "ltr", "lang": "de"}]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"language": "deu"}, "there are no words for the language 'deu'; did you mean 'de'?"),
        ({"language": "de_DE "}, None),
        (
            {"language": "sv"},
            "there are no words for the language 'sv'; there are ar, de, en, es, fr, it, ja, ko,"
            " nl, pt, ru, zh",
        ),
        ({"language": 5}, "expected the tag of a language, such as de or pt-BR"),
        ({"labels": "x"}, "expected a mapping of labels to texts"),
        (
            {"labels": {"abstrakt": "X", "fewer": 1}},
            "unknown label 'abstrakt'; did you mean 'abstract'?; expected a text for the label"
            " 'fewer'",
        ),
        (
            {"labels": {"de": {"in_work": "In {book}"}}},
            "the label 'in_work' has no '{book}'; there is {work}",
        ),
        ({"labels": {"abstract": "{n}"}}, "the label 'abstract' has no '{n}'; there is none"),
        (
            {"labels": {"more_authors": {"some": "x"}}},
            "expected CLDR's plural forms for the label 'more_authors', 'other' among them",
        ),
        ({"labels": {"sv": {"abstract": "Sammanfattning"}}}, None),
    ],
)
def test_what_is_wrong_with_languages_and_labels_is_said(
    options: dict[str, object], message: str | None
) -> None:
    if message is None:
        PubsExtension(**options)
        return
    (name,) = options
    with pytest.raises(OptionError) as caught:
        PubsExtension(**options)
    assert str(caught.value) == f"option '{name}': {message}"


def test_a_site_can_bring_words_in_a_language_of_its_own(build_site: SiteBuilder) -> None:
    labels = {"sv": {"abstract": "Sammanfattning"}, "de": {"abstract": "Abriss"}}
    plugins = ["search", {"pubs": {"bibliography": "papers.bib", "labels": labels}}]
    theme = {"name": "material", "language": "sv"}
    site = build_site({"theme": theme, "plugins": plugins}, {"index.md": BLOCK}, FILES)
    assert "<summary>Sammanfattning</summary>" in site.html()
