"""What the front matter of a page says of its citations and its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.mentions import keys_in
from mkdocs_pubs.options import Problem

_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_ASKED_FOR_TRUTH = ("citations", "references_at_end")
_LARGEST = 10**80
"""Python writes no number of more than 4,300 digits."""


@dataclass(frozen=True)
class FrontMatter:
    """What a page chooses for itself; ``None`` leaves it to the site.

    `silent_keys` are the works to be listed though the text does not cite them; `cites` says
    whether the text cites at all. `problems` is what could not be read.
    """

    silent_keys: tuple[str, ...] = ()
    cites: bool | None = None
    references_at_end: bool | None = None
    publications: object = None
    problems: tuple[Problem, ...] = ()


def front_matter(meta: Mapping[str, object]) -> FrontMatter:
    """Read the values that a host has for a page's front matter; most of them are not for us."""
    truths = {name: _TRUTHS.get(_word(meta.get(name)).lower()) for name in _ASKED_FOR_TRUTH}
    problems = [
        Problem(name, f"front matter '{name}': expected true or false")
        for name, truth in truths.items()
        if truth is None and meta.get(name) is not None
    ]
    nocite = meta.get("nocite")
    silent_keys = tuple(_silent_keys(nocite))
    if not all(silent_keys):
        problems.append(Problem("nocite", "front matter 'nocite': expected keys of works"))
    return FrontMatter(
        tuple(filter(None, silent_keys)),
        truths["citations"],
        truths["references_at_end"],
        meta.get("publications"),
        tuple(problems),
    )


def front_matter_of_lines(lines: Mapping[str, list[str]]) -> FrontMatter:
    """Read the front matter that Python-Markdown's ``meta`` has, each value as its lines."""
    return front_matter({name: " ".join(one) for name, one in lines.items()})


def _silent_keys(nocite: object) -> Iterator[str]:
    """Yield the keys that are listed, as Pandoc has them or plain; `EVERY` means all.

    An empty one stands for what is no key.
    """
    if isinstance(nocite, str):
        yield from keys_in(nocite) or nocite.replace(",", " ").split()
    elif nocite is not None:
        for one in nocite if isinstance(nocite, list) else [nocite]:
            yield _word(one).removeprefix("@").strip("{}")


def _word(value: object) -> str:
    """Return a scalar as text; mappings and lists, which may be without end, are none."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return ""
    return str(value) if isinstance(value, str | int | float | date) else ""
