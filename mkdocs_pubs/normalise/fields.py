"""Fields by their usual names, without what people copied with them from lists of references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mkdocs_pubs.patterns import regex

_FIELD_ALIASES = {
    "journaltitle": "journal",
    "location": "address",
    "origyear": "origdate",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
    # BibBase makes a button of each ``url_…``.
    **{f"url_{name}": name for name in "code pdf poster slides video website".split()},
    "url_paper": "pdf",
    "url_link": "html",
    **dict.fromkeys(("articleno", "article-number", "art_number", "elocation-id"), "eid"),
}
_WORD_FOR_PAGES = regex(r"\A\s*p(?:p|ages?)?\b\.?[\s~\\]*(?=\w)", re.IGNORECASE)
_MANY_DASHES = regex("-{3,}")
# What stands before the year in a list keeps its comma when it is copied.
_ENDING_LISTS = "journal journaltitle booktitle series publisher address location school".split()
_COMMA_AT_END = regex(r"[\s,]+(\}*)\s*\Z")
_LETTERS = regex(r"[^\W\d_]{3}")
# Semantic Scholar has ``107 6`` for a volume.
_VOLUME_AND_NUMBER = regex(r"\s*(\d+)\s+(\d+(?:--?\d+)?)\s*")


def standard_fields(given: Mapping[str, str]) -> Mapping[str, str]:
    """Add the usual name for each field that has only another, and leave ``pp.`` to styles."""
    tidied = dict(_tidied(given))
    if not tidied and given.keys().isdisjoint(_FIELD_ALIASES):
        return given
    fields = {**given, **tidied}
    for name, standard in _FIELD_ALIASES.items():
        if name in given and not given.get(standard):
            fields[standard] = fields[name]
    return fields


def _tidied(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield fields that say what they mean in another form than ours."""
    if "pages" in given and (pages := _bare_pages(given["pages"])) != given["pages"]:
        yield "pages", pages
    for name in _ENDING_LISTS:
        if name in given and "," in given[name][-3:]:
            yield name, _COMMA_AT_END.sub(r"\1", given[name])
    if not given.get("title") and _LETTERS.search(given.get("chapter", "")):
        yield from (("title", given["chapter"]), ("chapter", ""))
    if "volume" in given and not given.get("number") and not given.get("issue"):
        both = _VOLUME_AND_NUMBER.fullmatch(given["volume"])
        yield from zip(("volume", "number"), both.groups() if both else (), strict=False)


def _bare_pages(tex: str) -> str:
    """Return pages without the word for them, and without a dash where no last page is known.

    ADS wrote ``14-+`` then. Mendeley doubles dashes again and again.
    """
    word = _WORD_FOR_PAGES.match(tex)
    pages = tex[word.end() if word else 0 :].removesuffix("-+").rstrip("-")
    return _MANY_DASHES.sub("--", pages)
