"""Readers of options that are mappings, or hold some; as in `readers`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from mkdocs_pubs.diagnostics import Code, Severity, did_you_mean
from mkdocs_pubs.labels import FORMS, Change, Text, counts, keys, placeholders, used_placeholders
from mkdocs_pubs.options.readers import field_names, path, text
from mkdocs_pubs.options.values import Button, Table
from mkdocs_pubs.patterns import regex

_LOOKS = ("label", "icon", "url")
_BLANK = regex(r"\{[\w-]*\}")
_DEEPEST = 5


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
        if not name.strip():
            raise ValueError("expected each button to have the name of a field")
        yield _new_button(text(name).lower(), look or {})


def _new_button(name: str, look: Mapping[object, object]) -> Button:
    for key, said in look.items():
        if key not in _LOOKS:
            raise ValueError(f"unknown '{key}' of '{name}'{did_you_mean(str(key), _LOOKS)}")
        if not isinstance(said, str):
            raise ValueError(f"expected the {key} of '{name}' to be a text")
    button = Button(name, **{str(key): text(said) for key, said in look.items()})
    if re.search("[{}]", _BLANK.sub("", button.url)):
        raise ValueError(f"expected the url of '{name}' to have fields alone in its braces")
    return button


def label_changes(value: object) -> tuple[Change, ...]:
    """Texts by the keys of words; within a language's tag, for that language alone."""
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of labels to texts")
    changes: list[Change] = []
    problems: list[str] = []
    for name, given in value.items():
        is_language = isinstance(given, Mapping) and name not in keys()
        inner = given if is_language else {name: given}
        for key, said in inner.items():
            try:
                changes.append(Change(name if is_language else "", key, _label(key, said)))
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
    if not all(isinstance(said, str) for said in forms.values()):
        raise ValueError(f"expected a text for the label '{key}'")
    if "other" not in forms or not FORMS.issuperset(forms):
        raise ValueError(f"expected CLDR's plural forms for the label '{key}', 'other' among them")
    return {str(form): text(said) for form, said in forms.items()}


def severities(value: object) -> tuple[tuple[Code, Severity], ...]:
    """Codes of diagnostics, with how loudly each is said."""
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of codes to error, warning, info or ignore")
    return tuple((_member(Code, code), _member(Severity, level)) for code, level in value.items())


def _member(kind: Any, value: object) -> Any:
    known = [member.value for member in kind]
    if value in known:
        return kind(value)
    raise ValueError(f"unknown {kind.__name__.lower()} '{value}'{did_you_mean(str(value), known)}")


def table(value: object) -> Table:
    """A mapping, or the path of a file that holds one."""
    if isinstance(value, Mapping):
        return Table(json=dumps(_as_text(value), ensure_ascii=False))
    if isinstance(value, str) and value.strip():
        return Table(path=path(value))
    raise ValueError("expected a mapping, or the path of a YAML file that holds one")


def _as_text(value: object, depth: int = 1) -> object:
    """Turn scalars into text, as they would be in a YAML file of ours; nothing is no text.

    With YAML's anchors, a mapping can hold itself.
    """
    if depth > _DEEPEST:
        raise ValueError(f"expected at most {_DEEPEST} mappings and lists within each other")
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(inner, depth + 1) for inner in value]
    return "" if value is None else str(value)


def legend(value: object) -> tuple[tuple[str, str], ...]:
    """Marks with their meanings."""
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        return tuple((text(str(mark)), text(meaning)) for mark, meaning in value.items())
    raise ValueError("expected a mapping of marks to their meanings")
