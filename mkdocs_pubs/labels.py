"""The words of ours on a page, in its language; users may change each by its key.

Plurals follow Unicode's CLDR (language plural rules, cardinal and ordinal). The words stand in
``locales/``, one file for each language, all with the same keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru", "zh")
"""The languages that there are words for."""

ORDINALS = frozenset({"edition_number"})
"""The keys whose forms are those of ordinal numbers; all others are those of cardinal ones."""

ROLES = {
    "compiler": "compilers",
    "director": "directors",
    "editor": "editors",
    "translator": "translators",
}
"""What somebody is called who is no author, and what several are, by the keys of our words."""

FORMS = frozenset("zero one two few many other".split())
"""CLDR's plural forms; a language has some of them, and ``other`` always."""

Text = str | tuple[tuple[str, str], ...]
"""What a key stands for: a text, or one for each plural form."""

ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
"""The words with which BibTeX's users number editions."""

_DEFAULT = "en"
_LOCALES = Path(__file__).parent / "locales"
_PLACEHOLDER = regex(r"\{(\w+)\}")
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku ps sd ug ur yi".split())


@dataclass(frozen=True)
class Change:
    """A user's own text for a key, in one language or, where that is ``""``, in all of them."""

    language: str
    key: str
    text: Text


@dataclass(frozen=True)
class Labels:
    """The words of a language (BCP 47), called by their keys; English if there are none for it."""

    language: str = ""
    changes: tuple[Change, ...] = ()

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its placeholders filled in; ``n`` chooses the plural form."""
        text = self._texts[key]
        if isinstance(text, tuple):
            text = _form(text, key in ORDINALS, self.spoken, values["n"])
        return _template(text) % values if "{" in text else text

    def role(self, role: str, *, several: bool) -> str:
        """Return what stands behind those who did something: ``(ed.)``, ``(dirs.)``."""
        return self(ROLES[role] if several else role) if role in ROLES else f"({role})"

    def pieces(self, key: str) -> tuple[str, ...]:
        """Return a text cut at its placeholders: text, name, text, and so on."""
        return tuple(_PLACEHOLDER.split(str(self._texts[key])))

    @property
    def tag(self) -> str:
        """The language as HTML's ``lang`` has it."""
        return self.language.replace("_", "-") if spoken(self.language) else _DEFAULT

    @cached_property
    def spoken(self) -> str:
        """The language that the words are really in."""
        return spoken(self.language) or _DEFAULT

    @property
    def direction(self) -> str:
        """Which way the language is written: ``ltr`` or ``rtl``."""
        return direction(self.spoken)

    @cached_property
    def _texts(self) -> Mapping[str, Text]:
        changes = {one.key: one.text for one in self.changes if not one.language}
        subtag = _subtag(self.language) or _DEFAULT
        own = {one.key: one.text for one in self.changes if _subtag(one.language) == subtag}
        return {**_texts(self.spoken), **changes, **own}


def spoken(language: str) -> str | None:
    """Return which of our languages a tag (BCP 47) means: ``pt-BR`` is Portuguese."""
    subtag = _subtag(language)
    return subtag if subtag in LANGUAGES else None


def direction(language: str) -> str:
    """Return which way a language is written, by its tag: ``ltr`` or ``rtl``."""
    return "rtl" if _subtag(language) in _RIGHT_TO_LEFT else "ltr"


def _subtag(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def keys() -> tuple[str, ...]:
    """Return the keys of all words."""
    return tuple(_texts(_DEFAULT))


def placeholders(key: str) -> frozenset[str]:
    """Return the names that may stand in braces in a key's text."""
    text = _texts(_DEFAULT)[key]
    forms = [text] if isinstance(text, str) else [form for _, form in text]
    return frozenset().union(*map(used_placeholders, forms))


def used_placeholders(text: str) -> frozenset[str]:
    """Return the names that stand in braces in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def counts(key: str) -> bool:
    """Return whether a key's text depends on a number."""
    return not isinstance(_texts(_DEFAULT)[key], str)


@lru_cache(maxsize=1 << 8)
def _template(text: str) -> str:
    """Return a text as Python fills it in, which does so much sooner than we could."""
    return _PLACEHOLDER.sub(r"%(\1)s", text.replace("%", "%%"))


@lru_cache(maxsize=len(LANGUAGES))
def _texts(language: str) -> Mapping[str, Text]:
    found = json.loads((_LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return {key: one if isinstance(one, str) else tuple(one.items()) for key, one in found.items()}


def _form(text: tuple[tuple[str, str], ...], is_ordinal: bool, language: str, n: object) -> str:
    forms = dict(text)
    rules = _ORDINAL_RULES if is_ordinal else _CARDINAL_RULES
    category = rules.get(language, _always_other)(int(str(n)))
    return forms.get(category, forms["other"])


def _always_other(n: int) -> str:  # noqa: ARG001
    return "other"


def _one_or_other(n: int) -> str:
    return "one" if n == 1 else "other"


def _spanish(n: int) -> str:
    return "one" if n == 1 else _millions(n)


def _french(n: int) -> str:
    return "one" if n in (0, 1) else _millions(n)


def _millions(n: int) -> str:
    return "many" if n and n % 1_000_000 == 0 else "other"


def _russian(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _arabic(n: int) -> str:
    if n <= 2:
        return ("zero", "one", "two")[n]
    tens = n % 100
    return "few" if 3 <= tens <= 10 else "many" if tens >= 11 else "other"


def _english_ordinal(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return "other"
    return {1: "one", 2: "two", 3: "few"}.get(n % 10, "other")


def _spanish_ordinal(n: int) -> str:
    return "one" if n % 10 in (1, 3) and n % 100 != 11 else "other"


def _italian_ordinal(n: int) -> str:
    return "many" if n in (8, 11, 80, 800) else "other"


_CARDINAL_RULES: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("de", "en", "nl"), _one_or_other),
    **dict.fromkeys(("es", "it"), _spanish),
    **dict.fromkeys(("fr", "pt"), _french),
    "ar": _arabic,
    "ru": _russian,
}
_ORDINAL_RULES: Mapping[str, Callable[[int], str]] = {
    "en": _english_ordinal,
    "es": _spanish_ordinal,
    "fr": _one_or_other,
    "it": _italian_ordinal,
}
ENGLISH = Labels()
"""The words in English, whatever the page's language."""
