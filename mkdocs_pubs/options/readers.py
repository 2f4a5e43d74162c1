"""Readers of options: each takes what a user wrote and returns a value of ours.

They raise a `ValueError` that says what was expected. None knows which option it reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from json import dumps
from posixpath import normpath
from typing import Any

from mkdocs_pubs.diagnostics import Code, Severity, did_you_mean
from mkdocs_pubs.labels import (
    FORMS,
    LANGUAGES,
    Change,
    Text,
    counts,
    keys,
    placeholders,
    spoken,
    used_placeholders,
)
from mkdocs_pubs.options.values import (
    FEEDS,
    FORMATS,
    METADATA,
    METRICS,
    PANELS,
    Button,
    Table,
    Years,
)
from mkdocs_pubs.patterns import regex

# HTML has so many levels of headings.
_LEVELS = 6
_YEARS = regex(r"^(\d{1,4})?(-|–|\.\.)?(\d{1,4})?$")
_LOOKS = ("label", "icon", "url")
_BLANK = regex(r"\{[\w-]*\}")


def text(value: object) -> str:
    """Text as it is."""
    if isinstance(value, str):
        return value
    raise ValueError("expected a text")


def command(value: object) -> str:
    """A line of text, without the white space around it."""
    line = text(value).strip()
    if "\n" in line:
        raise ValueError("expected one line of text")
    return line


def style_name(value: object) -> str:
    """A style by its name; a path would let a page import whatever is installed."""
    name = text(value)
    if ":" in name or ("." in name and not name.endswith(".csl")):
        raise ValueError("a class is named in the site's configuration only, not in a block")
    return name


def style_names(value: object) -> tuple[str, ...]:
    """Names of styles, without paths, for a block."""
    return tuple(map(style_name, listed(value)))


def whole_number(value: object) -> int:
    """A whole number that is not negative."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError("expected a whole number, 0 or more")


def truth(value: object) -> bool:
    """True or false, which no number stands for."""
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def texts(value: object) -> tuple[str, ...]:
    """One text or several, numbers among them."""
    values = value if isinstance(value, list | tuple) else [value]
    if all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
        return tuple(str(one) for one in values)
    raise ValueError("expected a text or a list of texts")


def paths(value: object) -> tuple[str, ...]:
    """One path or several, of which none is blank."""
    paths = texts(value)
    if all(path.strip() for path in paths):
        return paths
    raise ValueError("expected a file or a list of files")


def folders(value: object) -> tuple[str, ...]:
    """Paths below a folder, with slashes and none at either end."""
    folders = tuple(normpath(folder) for folder in paths(value))
    if all(re.match(r"(?!/|\.\.(?:/|$)|\w*:)", folder) for folder in folders):
        return folders
    raise ValueError("expected folders below the docs folder")


def folder(value: object) -> str:
    """One path below a folder, as in `folders`."""
    (folder,) = folders(text(value))
    return folder


def cache_folder(value: object) -> str:
    """A path; nothing for none."""
    if value is False:
        return ""
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("expected a folder, or false")


def listed(value: object) -> tuple[str, ...]:
    """Like `texts`, but one text may name several, parted by commas."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    return texts(value)


def field_names(value: object) -> tuple[str, ...]:
    """Names of fields; ``none`` stands for no names at all."""
    names = ("none",) if value is False else listed(value)
    return tuple(name.lower() for name in names if name.lower() != "none")


def headings(value: object) -> tuple[str, ...]:
    """Names of fields, one for each level of headings."""
    names = field_names(value)
    if len(names) <= _LEVELS:
        return names
    raise ValueError(f"expected at most {_LEVELS} names, one for each level of headings")


def year_ranges(value: object) -> tuple[Years, ...]:
    """Years and ranges of them, one or several."""
    return tuple(_years(text) for text in listed(str(value) if isinstance(value, int) else value))


def _years(text: str) -> Years:
    match = _YEARS.match(text.replace(" ", ""))
    if not match or not (match[1] or match[3]):
        raise ValueError("expected years such as 2020, 2020-2024, 2020- or -2024")
    first, last = (int(match[group]) if match[group] else None for group in (1, 3))
    if first is not None and last is not None and last < first:
        raise ValueError(f"expected the first year before the last, not {text}")
    return Years(first, last if match[2] else first)


def one_of(*words: str) -> Callable[[object], str]:
    """Return what reads one of several words."""

    def read(value: object) -> str:
        if value in words:
            return str(value)
        raise ValueError(f"expected {', '.join(words[:-1])} or {words[-1]}")

    return read


position = one_of("first", "last")
_open_or_closed = one_of("none", "open", "closed")


def fold(value: object) -> str:
    """``none``, ``open`` or ``closed``; true and false stand for the first two."""
    return ("open" if value else "none") if isinstance(value, bool) else _open_or_closed(value)


def heading_level(value: object) -> int:
    """A level that HTML has."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LEVELS:
        return value
    raise ValueError(f"expected a heading level from 1 to {_LEVELS}")


def buttons(value: object) -> tuple[Button, ...]:
    """Names of fields, and mappings of one to a label, an icon and an address."""
    if not isinstance(value, list):
        return tuple(map(Button, field_names(value)))
    buttons = [button for one in value for button in _button(one)]
    names = [button.name for button in buttons]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"'{doubled[0]}' is named twice")
    return tuple(buttons)


def _button(value: object) -> Iterator[Button]:
    if not isinstance(value, Mapping):
        yield from map(Button, field_names(value))
        return
    for name, look in value.items():
        if not isinstance(name, str) or not isinstance(look, Mapping | None):
            raise ValueError(f"expected '{name}' to have a label, an icon or a url")
        yield _new_button(name.lower(), look or {})


def _new_button(name: str, look: Mapping[object, object]) -> Button:
    for key, text in look.items():
        if key not in _LOOKS:
            raise ValueError(f"unknown '{key}' of '{name}'{did_you_mean(str(key), _LOOKS)}")
        if not isinstance(text, str):
            raise ValueError(f"expected the {key} of '{name}' to be a text")
    button = Button(name, **look)  # type: ignore[arg-type]
    if re.search("[{}]", _BLANK.sub("", button.url)):
        raise ValueError(f"expected the url of '{name}' to have fields alone in its braces")
    return button


def language(value: object) -> str:
    """The tag of a language for which there are words."""
    if not isinstance(value, str):
        raise ValueError("expected the tag of a language, such as de or pt-BR")
    if spoken(value) is None:
        hint = did_you_mean(value, LANGUAGES) or f"; there are {', '.join(LANGUAGES)}"
        raise ValueError(f"there are no words for the language '{value}'{hint}")
    return value


def label_changes(value: object) -> tuple[Change, ...]:
    """Texts by the keys of words; within a language's tag, for that language alone."""
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of labels to texts")
    changes: list[Change] = []
    problems: list[str] = []
    for name, given in value.items():
        is_language = isinstance(given, Mapping) and name not in keys()
        inner = given if is_language else {name: given}
        for key, text in inner.items():
            try:
                changes.append(Change(name if is_language else "", key, _label(key, text)))
            except ValueError as error:
                problems.append(str(error))
    if problems:
        raise ValueError("; ".join(problems))
    return tuple(changes)


def _label(key: object, given: object) -> Text:
    if not isinstance(key, str) or key not in keys():
        raise ValueError(f"unknown label '{key}'{did_you_mean(str(key), keys())}")
    forms = _forms(key, given)
    for name in sorted(frozenset().union(*map(used_placeholders, forms.values()))):
        if name not in placeholders(key):
            known = ", ".join(f"{{{one}}}" for one in sorted(placeholders(key))) or "none"
            raise ValueError(f"the label '{key}' has no '{{{name}}}'; there is {known}")
    return tuple(forms.items()) if counts(key) else forms["other"]


def _forms(key: str, given: object) -> Mapping[str, str]:
    """Return a text by its plural forms; a text alone is the form for any number."""
    forms = given if isinstance(given, Mapping) and counts(key) else {"other": given}
    if not all(isinstance(text, str) for text in forms.values()):
        raise ValueError(f"expected a text for the label '{key}'")
    if "other" not in forms or not FORMS.issuperset(forms):
        raise ValueError(f"expected CLDR's plural forms for the label '{key}', 'other' among them")
    return {str(form): str(text) for form, text in forms.items()}


def metrics(value: object) -> tuple[str, ...]:
    """Names of services; ``none`` stands for no names at all."""
    return _names_of("metric", METRICS, value)


def metadata(value: object) -> tuple[str, ...]:
    """Names of formats; ``none`` stands for no names at all."""
    return _names_of("format", METADATA, value)


def severities(value: object) -> tuple[tuple[Code, Severity], ...]:
    """Codes of diagnostics, with how loudly each is said."""
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of codes to error, warning, info or ignore")
    return tuple((_member(Code, code), _member(Severity, level)) for code, level in value.items())


def table(value: object) -> Table:
    """A mapping, or the path of a file that holds one."""
    if isinstance(value, Mapping):
        return Table(json=dumps(_as_text(value), ensure_ascii=False))
    if isinstance(value, str) and value.strip():
        return Table(path=value)
    raise ValueError("expected a mapping, or the path of a YAML file that holds one")


def _as_text(value: object) -> object:
    """Turn scalars into text, as they would be in a YAML file of ours; nothing is no text."""
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(inner) for inner in value]
    return "" if value is None else str(value)


def panels(value: object) -> tuple[str, ...]:
    """Names of panels; ``none`` stands for no names at all."""
    return _names_of("panel", PANELS, value)


def _names_of(what: str, known: Sequence[str], value: object) -> tuple[str, ...]:
    names = field_names(value)
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"unknown {what} '{unknown[0]}'{did_you_mean(unknown[0], known)}")
    return names


def formats(value: object) -> tuple[str, ...]:
    """Names of formats, each once; ``none`` stands for no names at all."""
    return tuple(dict.fromkeys(_names_of("format", tuple(FORMATS), value)))


def feeds(value: object) -> tuple[str, ...]:
    """Names of formats of feeds, each once; ``none`` stands for no names at all."""
    return tuple(dict.fromkeys(_names_of("feed", tuple(FEEDS), value)))


def legend(value: object) -> tuple[tuple[str, str], ...]:
    """Marks with their meanings."""
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        return tuple((str(mark), meaning) for mark, meaning in value.items())
    raise ValueError("expected a mapping of marks to their meanings")


def _member(kind: Any, value: object) -> Any:
    known = [member.value for member in kind]
    if value in known:
        return kind(value)
    raise ValueError(f"unknown {kind.__name__.lower()} '{value}'{did_you_mean(str(value), known)}")
