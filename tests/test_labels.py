"""The words are complete in every language, and count as Unicode's CLDR says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel import Locale

import mkdocs_pubs
from mkdocs_pubs.labels import FORMS, LANGUAGES, ORDINALS, Labels, counts, keys, placeholders

LOCALES = Path(mkdocs_pubs.__file__).parent / "locales"
COUNTING = sorted(key for key in keys() if counts(key))
NUMBERS = (*range(1, 130), 200, 201, 211, 999, 1000, 1001, 10**6, 2 * 10**6, 10**6 + 1)


def texts(language: str) -> dict[str, str | dict[str, str]]:
    found: dict[str, str | dict[str, str]] = json.loads(
        (LOCALES / f"{language}.json").read_text(encoding="utf-8")
    )
    return found


def test_there_is_one_file_for_each_language() -> None:
    assert sorted(path.stem for path in LOCALES.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_keys_in_the_same_order(language: str) -> None:
    assert tuple(texts(language)) == keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something_and_fills_its_placeholders_in(language: str) -> None:
    for key, text in texts(language).items():
        for form in text.values() if isinstance(text, dict) else [text]:
            assert form or key == "list_others", key
            used = set(re.findall(r"{(.*?)}", form))
            # Arabic says "two authors" with one word.
            assert used == placeholders(key) or (used < placeholders(key) and counts(key)), key


@pytest.mark.parametrize("key", COUNTING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_plural_forms_that_the_language_has(language: str, key: str) -> None:
    text = texts(language)[key]
    assert isinstance(text, dict)
    rule = Locale(language).ordinal_form if key in ORDINALS else Locale(language).plural_form
    assert set(text) == {*rule.tags, "other"} <= FORMS


@pytest.mark.parametrize("key", COUNTING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_take_the_form_that_unicode_says(language: str, key: str) -> None:
    text = texts(language)[key]
    assert isinstance(text, dict)
    rule = Locale(language).ordinal_form if key in ORDINALS else Locale(language).plural_form
    for n in NUMBERS:
        assert Labels(language)(key, n=n) == text[rule(n)].replace("{n}", str(n))


FAMILIES = ("group", "kind", "link", "month", "related", "season", "state")
"""What keys begin with that are put together from a value."""


def test_every_word_is_used() -> None:
    package = LOCALES.parent
    paths = [path for kind in ("*.py", "*.j2") for path in package.rglob(kind)]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    named = [key for key in keys() if key.partition("_")[0] not in FAMILIES or key == "group_by"]
    assert [key for key in named if f'"{key}"' not in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_one_list_are_unlike_each_other(language: str) -> None:
    titles = [text for key, text in texts(language).items() if key.startswith("group_")]
    assert len({*titles, Labels(language)("other")}) == len(titles) + 1


def test_a_tag_is_read_by_its_language_and_what_is_unknown_is_english() -> None:
    assert Labels("pt-BR")("abstract") == Labels("pt_PT")("abstract") == Labels("PT")("abstract")
    assert Labels("tlh")("abstract") == Labels("")("abstract") == "Abstract"
