"""Readers of options: each takes what a user wrote and returns a value of ours.

They raise a `ValueError` that says what was expected. None knows which option it reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from posixpath import normpath

from mkdocs_pubs.diagnostics import did_you_mean
from mkdocs_pubs.labels import LANGUAGES, spoken
from mkdocs_pubs.options.values import FEEDS, FORMATS, METADATA, METRICS, PANELS, Years
from mkdocs_pubs.patterns import regex

# HTML has so many levels of headings.
_LEVELS = 6
_LARGEST = 1_000_000_000
_YEARS = regex(r"^(\d{1,4})?(-|–|\.\.)?(\d{1,4})?$")


def text(value: object) -> str:
    """Text as it is; half a character, which a YAML escape can name, stands in no file."""
    if not isinstance(value, str):
        raise ValueError("expected a text")
    if _is_encodable(value):
        return value
    raise ValueError("expected a text of whole characters")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    """A whole number that is neither negative nor huge."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        if value > _LARGEST:
            raise ValueError(f"expected a number up to {_LARGEST:,}")
        return value
    raise ValueError("expected a whole number, 0 or more")


def truth(value: object) -> bool:
    """True or false, which no number stands for."""
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def texts(value: object) -> tuple[str, ...]:
    """One text or several, numbers among them."""
    return tuple(map(text, _texts(value)))


def _texts(value: object) -> Sequence[str]:
    values = value if isinstance(value, list | tuple) else [value]
    if all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
        return [str(one) for one in values]
    raise ValueError("expected a text or a list of texts")


def path(value: object) -> str:
    """A path, of what the names of files can be; Python reads bytes as halves of characters."""
    if not isinstance(value, str):
        raise ValueError("expected a path")
    try:
        is_path = b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        is_path = False
    if is_path:
        return value
    raise ValueError("expected a path, and no file can have such a name")


def paths(value: object) -> tuple[str, ...]:
    """One path or several, of which none is blank."""
    paths = tuple(map(path, _texts(value)))
    if all(one.strip() for one in paths):
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
        return path(value)
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


def language(value: object) -> str:
    """The tag of a language for which there are words."""
    if not isinstance(value, str):
        raise ValueError("expected the tag of a language, such as de or pt-BR")
    if spoken(value) is None:
        hint = did_you_mean(value, LANGUAGES) or f"; there are {', '.join(LANGUAGES)}"
        raise ValueError(f"there are no words for the language '{value}'{hint}")
    return value


def metrics(value: object) -> tuple[str, ...]:
    """Names of services; ``none`` stands for no names at all."""
    return _names_of("metric", METRICS, value)


def metadata(value: object) -> tuple[str, ...]:
    """Names of formats; ``none`` stands for no names at all."""
    return _names_of("format", METADATA, value)


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
