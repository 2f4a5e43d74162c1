"""The options of mkdocs-bibtex, of all its versions up to the last (4.4), as options of ours.

Its README says what they mean; of those that it no longer has, the README of their time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from json import dumps

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options.reading import Problem, read_options
from mkdocs_pubs.patterns import regex

Values = Mapping[str, object]

_PLACES = {"bib_file": "refs.bib", "bib_dir": "refs.bib", "csl_file": "style.csl"}
"""The options that say where something is, and how a file may be called that was fetched."""
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
_URL = regex(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PLAIN = regex(r"[\w./\\][\w./\\* -]*")
_ZOTERO = regex(
    r"https?://api\.zotero\.org/(?P<library>(?:users|groups)/\d+(?:/collections/\w+)?)"
    r"(?P<key>.*[?&]key=)?"
)


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
    ours = _RENAMED[name]
    _, wrong = read_options({ours: value})
    reason = wrong[0].reason if wrong else _refusal(name, value)
    if reason:
        return {}, Problem(name, f"option '{name}': {reason}")
    wanted = {ours: _all_in(str(value)) if name == "bib_dir" else value}
    if name in _PLACES and any(map(lies_outside, _texts(value))):
        wanted["allow_outside"] = True
    return wanted, None


def _all_in(folder: str) -> str:
    """Return the glob of all bibliographies in a folder."""
    from glob import escape

    return f"{escape(folder.rstrip('/'))}/**/*.bib"


def _refusal(name: str, value: object) -> str:
    """Say why no build can use a value that is of the right kind."""
    if name == "bib_dir" and not isinstance(value, str):
        return "expected a folder"
    for text in _texts(value) if name in _PLACES else ():
        if _URL.match(text):
            return _fetching(name, text)
    if name == "csl_file" and not str(value).lower().endswith(".csl"):
        return "expected a file whose name ends in .csl"
    return ""


def _texts(value: object) -> list[str]:
    return list(map(str, value)) if isinstance(value, list | tuple) else [str(value)]


def _fetching(name: str, url: str) -> str:
    """Say that nothing is fetched in a build, and how to fetch it."""
    from shlex import quote

    file = _PLACES[name]
    command = f"curl -fL -o {file} {quote(url)}"
    if zotero := _ZOTERO.match(url):
        key = "ZOTERO_API_KEY=… " if zotero["key"] else ""
        command = f"{key}mkdocs-pubs sync -o {file} --zotero {zotero['library']}"
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
