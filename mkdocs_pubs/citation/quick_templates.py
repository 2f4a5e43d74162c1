"""pybtex's templates filled in quickly: what comes of them is what pybtex makes of them itself.

A template is a tree of nodes. pybtex makes a rich text at each of them, which looks at all that it
is made of, part by part, though the next node takes it apart again. Here a node yields its parts,
and one text is made of them at the end. Nodes that are not pybtex's own fill themselves in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from pybtex.richtext import HRef, String, Symbol, Tag, Text, ensure_text, nbsp
from pybtex.style import template as pybtex_templates
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.names import name_part
from pybtex.style.template import FieldIsMissing, Node
from pybtex.textutils import terminators

Parts = list[Any]
"""What a rich text is made of: strings, tags, links and symbols, none of them empty."""

_SPACE = String(" ")
_TIED = 3
"""How many characters a word has at the least that may stand at the end of a line."""


def entry_text(style: Any, entry: Any) -> Any:
    """Return the text of an entry in a style, which its ``format_entry`` returns, too."""
    has_templates = getattr(style.format_entry, "__func__", None) is BaseStyle.format_entry
    template = getattr(style, f"get_{entry.type}_template", None) if has_templates else None
    if template is None:
        return style.format_entry("", entry).text
    return filled_in(template(entry), {"entry": entry, "style": style, "bib_data": None})


def filled_in(template: Any, context: Any = None) -> Text:
    """Return a template as the rich text that its ``format_data`` returns, too."""
    return Text(*_parts(_value(template, context)))


def _value(child: Any, context: Any) -> Any:
    """Return the parts of one of pybtex's nodes; of another, and of no node, what it is worth."""
    if not isinstance(child, Node):
        return child.format_data(context) if hasattr(child, "format_data") else child
    if fill_in := _QUICK.get(child.f):
        return fill_in(child.children, context, *child.args, **child.kwargs)
    return child.format_data(context)


def _values(children: Iterable[Any], context: Any) -> list[Any]:
    return [_value(child, context) for child in children]


def _parts(value: Any) -> Parts:
    if isinstance(value, list):
        return value
    if isinstance(value, Text):
        return list(value.parts)
    return [text] if (text := ensure_text(value)) else []


def _all_parts(values: Iterable[Any]) -> Parts:
    return list(chain.from_iterable(map(_parts, values)))


def _length(parts: Parts) -> int:
    return sum(map(len, parts))


def _join(
    children: Sequence[Any], context: Any, sep: Any = "", sep2: Any = None, last_sep: Any = None
) -> Parts:
    texts = list(map(_parts, filter(None, _values(children, context))))
    if len(texts) < 2:
        return _all_parts(texts)
    if len(texts) == 2:
        between = sep if sep2 is None else sep2
    else:
        between = sep if last_sep is None else last_sep
    return [*_joined(_parts(sep), texts[:-1]), *_parts(between), *texts[-1]]


def _joined(between: Parts, texts: Iterable[Parts]) -> Parts:
    joined: Parts = []
    for text in texts:
        if joined:
            joined += between
        joined += text
    return joined


def _words(children: Sequence[Any], context: Any, sep: Any = " ") -> Parts:
    return _join(children, context, sep)


def _toplevel(children: Sequence[Any], context: Any) -> Parts:
    return _join(children, context, Symbol("newblock"))


def _sentence(
    children: Sequence[Any],
    context: Any,
    capfirst: bool = False,
    capitalize: bool = False,
    add_period: bool = True,
    sep: Any = ", ",
) -> Parts:
    parts = _join(children, context, sep)
    if capfirst:
        parts = _parts(Text(*parts).capfirst())
    if capitalize:
        parts = _parts(Text(*parts).capitalize())
    if add_period and parts and not parts[-1].endswith(terminators):
        return [*parts, String(".")]
    return parts


def _together(children: Sequence[Any], context: Any, last_tie: bool = False) -> Parts:
    texts = list(map(_parts, filter(None, _values(children, context))))
    if not texts:
        return []
    first, last = _length(texts[0]), _length(texts[-1])
    if len(texts) < 3:
        return _joined([nbsp if last_tie else _tie(min(first, last))], texts)
    middle = _joined([_SPACE], texts[1:-1])
    ties = _tie(first), nbsp if last_tie else _tie(last)
    return [*texts[0], ties[0], *middle, ties[1], *texts[-1]]


def _tie(length: int) -> Any:
    return nbsp if length < _TIED else _SPACE


def _name_part(
    children: Sequence[Any], context: Any, before: Any = "", tie: bool = False, abbr: bool = False
) -> Parts:
    names = [child.abbreviate() for child in children] if abbr else children
    parts = _together(names, context, last_tie=True)
    if not parts:
        return []
    return [*_parts(before), *parts, *([_tie(_length(parts))] if tie else ())]


def _names(children: Sequence[Any], context: Any, role: str, **seps: Any) -> Parts:
    if children:
        raise ValueError(children)
    style, entry = context["style"], context["entry"]
    if role not in entry.persons:
        raise FieldIsMissing(role, entry)
    people = entry.persons[role]
    names = [style.format_name(person, style.abbreviate_names) for person in people]
    return _join(names, context, **seps)


def _optional(children: Sequence[Any], context: Any) -> Parts:
    try:
        values = _values(children, context)
    except FieldIsMissing:
        return []
    return _all_parts(values)


def _optional_field(children: Sequence[Any], context: Any, *field: Any, **options: Any) -> Parts:
    if children:
        raise ValueError(children)
    return _optional([pybtex_templates.field(*field, **options)], context)


def _tag(children: Sequence[Any], context: Any, name: Any) -> Parts:
    return _parts(Tag(name, *_all_parts(_values(children, context))))


def _href(children: Sequence[Any], context: Any, url: Any = None, external: bool = False) -> Parts:
    if url is None:
        return _parts(pybtex_templates.href.f(children, context, external=external))
    target = filled_in(url, context)
    return _parts(HRef(target, *_all_parts(_values(children, context)), external=external))


def _first_of(children: Sequence[Any], context: Any) -> Any:
    return next(filter(None, (_value(child, context) for child in children)), [])


_QUICK: Mapping[Any, Callable[..., Any]] = {
    pybtex_templates.join.f: _join,
    pybtex_templates.words.f: _words,
    pybtex_templates.together.f: _together,
    pybtex_templates.sentence.f: _sentence,
    pybtex_templates.names.f: _names,
    pybtex_templates.optional.f: _optional,
    pybtex_templates.optional_field.f: _optional_field,
    pybtex_templates.tag.f: _tag,
    pybtex_templates.href.f: _href,
    pybtex_templates.first_of.f: _first_of,
    toplevel.f: _toplevel,
    name_part.f: _name_part,
}
