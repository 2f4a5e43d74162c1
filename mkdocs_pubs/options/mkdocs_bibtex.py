"""The options of mkdocs-bibtex, of all its versions up to the last (4.4), as options of ours.

Its README says what they mean; of those that it no longer has, the README of their time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from glob import escape
from json import dumps
from shlex import quote
from urllib.parse import parse_qs, urlsplit

from mkdocs_pubs.options.reading import Problem, read_options

Values = Mapping[str, object]

_PATHS = {"bib_file": "refs.bib", "csl_file": "style.csl"}
"""The options that name a file, and how one may be called that was fetched."""
_RENAMED = {
    "bib_file": "bibliography",
    "bib_dir": "bibliography",
    "csl_file": "style",
    "bib_by_default": "references_at_end",
    "bib_command": "references_command",
    "full_bib_command": "bibliography_command",
    "enable_inline_citations": "narrative_citations",
}
_NEEDLESS = {
    "footnote_format": "the ids of references are made of their keys",
    "csl_file_encoding": "a CSL style is read as UTF-8 on every system",
    "cite_inline": "the style says how the text cites",
    "cite_style": "the text may cite in either way",
    "unescape_for_arithmatex": "no parenthesis of a reference begins maths",
}
_IMPLIED = {
    "citations": True,
    "style": "unsrt",
    "references_at_end": True,
    "references_command": r"\bibliography",
    "bibliography_command": r"\full_bibliography",
}
"""What mkdocs-bibtex does without being told: pybtex's plain style, in the order of the text."""
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PLAIN = re.compile(r"[\w./\\][\w./\\* -]*")
_LIBRARY = re.compile(r"/((?:users|groups)/\d+(?:/collections/\w+)?)")


@dataclass(frozen=True)
class Translation:
    """The options of a site as ours, what was made of which, and what is wrong with them."""

    values: Values
    hints: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def translated(values: Values, lies_outside: Callable[[str], bool]) -> Translation:
    """Return the options of a site with ours for those of mkdocs-bibtex; of two, ours count.

    `lies_outside` says whether a path leads out of the site's root, as it may in that plugin.
    """
    known = (*_RENAMED, *_NEEDLESS)
    if not any(name in values for name in known):
        return Translation(values)
    made = {name: value for name, value in values.items() if name not in known}
    by = {name: name for name, value in made.items() if value is not None}
    hints: list[str] = []
    problems: list[Problem] = []
    for name in known:
        value = values.get(name)
        if value in (None, ""):
            continue
        wanted, problem = _read(name, value, lies_outside)
        if problem:
            problems.append(problem)
            continue
        hints.append(_hint(name, wanted, by))
        fresh = {one: given for one, given in wanted.items() if one not in by}
        made.update(fresh)
        by.update(dict.fromkeys(fresh, name))
    implied = {name: value for name, value in _IMPLIED.items() if name not in by}
    if implied:
        hints.append(f"with options of mkdocs-bibtex come its ways: {_shown(implied)}")
    return Translation({**made, **implied}, tuple(hints), tuple(problems))


def _read(
    name: str, value: object, lies_outside: Callable[[str], bool]
) -> tuple[Values, Problem | None]:
    """Return the options of ours that stand for one, or what is wrong with it."""
    if name in _NEEDLESS:
        return {}, None
    paths = [value] if isinstance(value, str) else []
    if name in _PATHS and paths and _URL.match(paths[0]):
        return {}, Problem(name, f"option '{name}': {_fetching(name, paths[0])}")
    ours = _RENAMED[name]
    given = value
    if name == "bib_dir" and paths:
        given = f"{escape(paths[0].rstrip('/'))}/**/*.bib"
    _, wrong = read_options({ours: given})
    if wrong:
        return {}, Problem(name, f"option '{name}': {wrong[0].reason}")
    wanted = {ours: given}
    if name in (*_PATHS, "bib_dir") and any(map(lies_outside, paths)):
        wanted["allow_outside"] = True
    return wanted, None


def _fetching(name: str, url: str) -> str:
    """Say that nothing is fetched in a build, and how to fetch it."""
    file = _PATHS[name]
    command = f"curl -fL -o {file} {quote(url)}"
    parts = urlsplit(url)
    library = _LIBRARY.search(parts.path)
    if parts.hostname == "api.zotero.org" and library:
        key = "ZOTERO_API_KEY=… " if "key" in parse_qs(parts.query) else ""
        command = f"{key}mkdocs-pubs sync -o {file} --zotero {library[1]}"
    return (
        "an address, and nothing is fetched in a build; fetch it with"
        f" `{command}` and set '{_RENAMED[name]}: {file}'"
    )


def _hint(name: str, wanted: Values, by: Mapping[str, str]) -> str:
    """Say what was made of an option; `by` tells which options have given those of ours so far."""
    if name in _NEEDLESS:
        return f"'{name}' is mkdocs-bibtex's and not needed: {_NEEDLESS[name]}"
    giver = by.get(_RENAMED[name])
    if giver:
        return f"'{name}' is mkdocs-bibtex's; left it out, since '{giver}' is given"
    fresh = {one: given for one, given in wanted.items() if one not in by}
    return f"'{name}' is mkdocs-bibtex's; read it as {_shown(fresh)}"


def _shown(values: Values) -> str:
    """Return options as they stand in mkdocs.yml."""
    return ", ".join(f"'{name}: {_text(value)}'" for name, value in values.items())


def _text(value: object) -> str:
    """Return a value as YAML that means it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if _PLAIN.fullmatch(text) else dumps(text, ensure_ascii=False)
