"""The text of an mkdocs.yml → what it says of publications, without MkDocs.

Its tags are MkDocs' own (``!ENV``, ``!relative``) and those of Python objects, which are nobody's
business here and mean nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import yaml

_NAMES = ("pubs", "mkdocs_pubs.extension")
"""What the plugin and the extension are called."""


def read_configuration(text: str) -> tuple[Mapping[str, object], str]:
    """Read a configuration; return nothing, and why, where it is none."""
    try:
        found = yaml.load(text, Loader=_Loader)
    # The others are what PyYAML makes of numbers, dates and keys that are none, and of a thousand
    # brackets.
    except (yaml.YAMLError, ValueError, OverflowError, TypeError, RecursionError) as error:
        return {}, f"no YAML ({' '.join(str(error).split())})"
    if found is None:
        return {}, ""
    return (found, "") if isinstance(found, dict) else ({}, "no mapping")


def inherited(parent: Mapping[str, object], child: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a configuration says that inherits from another: mappings are joined."""
    joined = dict(parent)
    for name, value in child.items():
        base = joined.get(name)
        is_joined = isinstance(base, dict) and isinstance(value, dict)
        joined[name] = inherited(base, value) if is_joined else value  # type: ignore[arg-type]
    return joined


def options_in(configuration: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the options of the plugin, or of the extension; None where neither is there."""
    for place in ("plugins", "markdown_extensions"):
        for name, options in _named(configuration.get(place)):
            if name in _NAMES:
                given = options if isinstance(options, dict) else {}
                return {str(one): value for one, value in given.items() if one != "enabled"}
    return None


def _named(listed: object) -> list[tuple[object, object]]:
    """Return the names in a list of plugins or extensions, each with its options."""
    if isinstance(listed, dict):
        return list(listed.items())
    found: list[tuple[object, object]] = []
    for one in listed if isinstance(listed, list) else ():
        found += one.items() if isinstance(one, dict) else [(one, None)]
    return found


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads, and makes nothing of tags that are strange to it."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Return the first variable that is set, else the last item of the list (pyyaml_env_tag)."""
    if isinstance(node, yaml.ScalarNode):
        return _value(loader, os.environ.get(str(node.value)))
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    *names, default = node.value
    if not names:
        return _value(loader, os.environ.get(str(default.value)))
    set_ones = (os.environ[one.value] for one in names if one.value in os.environ)
    found = next(set_ones, None)
    return loader.construct_object(default) if found is None else _value(loader, found)


def _value(loader: yaml.SafeLoader, text: str | None) -> object:
    """Return the value of a variable, which may be a truth or a number as in YAML."""
    if text is None:
        return None
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, text))


def _nothing(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("", _nothing)
