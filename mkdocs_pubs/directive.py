"""Markdown lines → directives: the blocks of a page that become lists, and the options in them.

A block is a fenced code block of that name (CommonMark, 4.5), in a list, a quote or any other
place. One that stands inside another fence is a sample, and no directive. Its body is YAML, of
which plain mappings, lists and scalars are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import accumulate

import yaml

from mkdocs_pubs.characters import clean
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options import Options, Problem, specs
from mkdocs_pubs.patterns import regex

PUBLICATIONS, REFERENCES = "publications", "references"
"""What stands behind the fence: a list of publications, or of the works that the page cites."""

BIBLIOGRAPHY = "bibliography"
"""The name of a list of all works, for which there is a command and no block."""

MAX_LENGTH = 4096
"""How many characters the options of one block may have."""

MAX_DEPTH = 4
"""How deeply the options of a block may be nested."""

_INDENT = r"^(?P<indent>(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*)"
_FENCE = regex(rf"{_INDENT}(?P<fence>`{{3,}}|~{{3,}}(?!~))(?P<info>[^`]*)$")
_BEFORE = regex(_INDENT)
_CLOSING = regex(r"^[ \t>]*(`{3,}|~{3,})[ \t]*$")
_NAMED = regex(rf"[ \t]*(?:\{{[ \t]*\.?)?(?P<name>{PUBLICATIONS}|{REFERENCES})(?![\w-])")
# What people take for these names; another word behind a hyphen hides a block from us.
_MISTAKEN = regex(
    r"[ \t]*(?:\{[ \t]*\.?)?(?P<name>(?:publ|pubs|bibl|(?P<refers>refer))[a-z]*(?:[-_]lists?)?)"
    r"[ \t]*\}?[ \t]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Directive:
    """A block: its lines as indices (`end` excluded), what stands before its fence, its options.

    `name` is what stands behind the fence, or what a command stands for.
    `source` is the block as written, without what stands before its fence on each line.
    `lines_of` says on which line of the page, counted from 1, an option stands; `problems` is what
    could not be read.
    """

    start: int
    end: int
    indent: str
    source: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    lines_of: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    name: str = PUBLICATIONS

    @property
    def line(self) -> int:
        """The line of the opening fence, counted from 1."""
        return self.start + 1

    def diagnosed(self, problems: Iterable[Problem], path: str) -> Iterator[Diagnostic]:
        """Yield what is wrong with the directive, by the line of the option or of its fence."""
        for problem in problems:
            place = Location(path, self.lines_of.get(problem.name, self.line))
            done = "" if ";" in problem.message else "; left it out"
            yield Diagnostic(place, f"{problem.message}{done}", problem.code)

    def moved_to(self, start: int) -> Directive:
        """Return the directive as it stands in a text where it begins elsewhere."""
        by = start - self.start
        lines_of = {name: line + by for name, line in self.lines_of.items()}
        return replace(self, start=start, end=self.end + by, lines_of=lines_of)


def commands(site: Options) -> Mapping[str, str]:
    """Return the lines that stand for lists on a site, by the names of those."""
    named = {site.bibliography_command: BIBLIOGRAPHY, site.references_command: REFERENCES}
    return {command: name for command, name in named.items() if command}


def find(lines: Sequence[str], commands: Mapping[str, str] | None = None) -> Iterator[Directive]:
    """Yield the directives among the lines of a page, in order.

    `commands` are texts that stand for directives if they are all of a line, by the names of those.
    """
    for index, opening, end in _fences(lines):
        named = _NAMED.match(opening["info"]) if opening else None
        if not opening and commands:
            yield from _commanded(lines[index], index, commands)
        if not opening:
            continue
        if not named:
            yield from _mistaken(lines, index, end, opening)
        elif end is None:
            message = f"the {named['name']} block has no closing fence; took it as text"
            problem = Problem("", message, Code.INVALID_DIRECTIVE)
            indent = opening["indent"]
            source = lines[index][len(indent) :]
            yield Directive(index, index, indent, source, problems=(problem,), name=named["name"])
        else:
            rest = _behind_name(opening["info"][named.end() :])
            yield _directive(lines, index, end, opening["indent"], named["name"], rest)


def _commanded(line: str, index: int, commands: Mapping[str, str]) -> Iterator[Directive]:
    """Yield what a line stands for, if it is a command."""
    line = line.rstrip(" \t")
    for command, name in commands.items():
        indent = line.removesuffix(command)
        if indent != line and _BEFORE.fullmatch(indent):
            yield Directive(index, index + 1, indent, command, name=name)
            return


def _mistaken(
    lines: Sequence[str], start: int, end: int | None, opening: re.Match[str]
) -> Iterator[Directive]:
    """Yield what is wrong with a block that is ours by all but its name; it stays code."""
    named = _MISTAKEN.fullmatch(opening["info"])
    if not named or end is None:
        return
    meant = REFERENCES if named["refers"] else PUBLICATIONS
    block = _directive(lines, start, end, opening["indent"], meant, "")
    known = {one.name for one in specs() if one.in_blocks}
    if not block.problems and block.options.keys() <= known:
        message = f"a block called '{named['name']}' is code; did you mean '{meant}'?"
        problem = Problem("", message, Code.INVALID_DIRECTIVE)
        yield Directive(start, start, block.indent, block.source, problems=(problem,), name=meant)


def prose(lines: Sequence[str]) -> Iterator[int]:
    """Yield the indices of the lines of a page that stand in no fenced code."""
    return (index for index, _, end in _fences(lines) if end is None)


def _fences(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str] | None, int | None]]:
    """Yield the index of each line that stands in no fenced code, or opens some.

    With it come the fence that the line opens, and the index behind what closes it, if they are.
    """
    closings = [_closing(line) for line in lines]
    longest = {sign: _longest_from(closings, sign) for sign in "`~"}
    index = 0
    while index < len(lines):
        opening = _FENCE.match(lines[index])
        end = _end(closings, longest, index, opening["fence"]) if opening else None
        yield index, opening, end
        index = index + 1 if end is None else end


def _closing(line: str) -> str:
    match = _CLOSING.match(line)
    return match[1] if match else ""


def _longest_from(closings: Sequence[str], sign: str) -> Sequence[int]:
    """Return for each line how long the longest closing fence of a sign is from there on."""
    lengths = (len(one) if one.startswith(sign) else 0 for one in reversed(closings))
    return list(accumulate(lengths, max, initial=0))[::-1]


def _end(
    closings: Sequence[str], longest: Mapping[str, Sequence[int]], start: int, fence: str
) -> int | None:
    """Return the index behind the line that closes the fence which opens at `start`."""
    if longest[fence[0]][start + 1] < len(fence):
        return None
    behind = range(start + 1, len(closings))
    return next(index + 1 for index in behind if closings[index].startswith(fence))


def _behind_name(info: str) -> str:
    """Return what stands behind the name, without the brace that may close around both."""
    return info.rstrip(" \t").removesuffix("}").strip(" \t")


def _directive(
    lines: Sequence[str], start: int, end: int, indent: str, name: str, rest: str
) -> Directive:
    width = len(indent)
    block = [lines[start][width:], *(_without(line, width) for line in lines[start + 1 : end])]
    options, lines_of, problems = _read("\n".join(block[1:-1]))
    if rest:
        message = f"'{rest[:40]}' behind '{name}' means nothing; options stand inside the block"
        problems = (Problem("", message, Code.INVALID_DIRECTIVE), *problems)
    places = {name: start + 2 + line for name, line in lines_of.items()}
    return Directive(start, end, indent, "\n".join(block), options, places, problems, name)


def _without(line: str, width: int) -> str:
    """Take from a line what stands before the fence, or as much of it as there is."""
    return line[width:] if not line[:width].strip(" \t>") else line.lstrip(" \t>")


def _read(body: str) -> tuple[Mapping[str, object], Mapping[str, int], tuple[Problem, ...]]:
    """Read YAML that is a plain mapping, and the line of each key; else nothing, and why."""
    line = -1
    try:
        refusal = _refusal(body)
        node = None if refusal else yaml.compose(body, Loader=_Loader)
        if isinstance(node, yaml.MappingNode):
            lines_of = {str(key.value): key.start_mark.line for key, _ in node.value}
            return yaml.load(body, Loader=_Loader), lines_of, ()
    # The last two are what PyYAML makes of an escape beyond Unicode, such as "\UFFFFFFFF".
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        refusal, node, line = _reason(error), None, _line(error)
    if node is None and not refusal:
        return {}, {}, ()
    refusal = refusal or "expected options such as 'limit: 5'"
    message = f"cannot read the block's options ({refusal}); the list goes without them"
    return {}, {"": line}, (Problem("", message, Code.INVALID_DIRECTIVE),)


def _refusal(body: str) -> str:
    """Say why YAML is none for options, before anything is made of it; or nothing."""
    if len(body) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    depth = 0
    for event in yaml.parse(body, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return "anchors and aliases are not allowed here"
        if getattr(event, "tag", None):
            return "tags are not allowed here"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return "nested too deep"
    return ""


def _reason(error: Exception) -> str:
    problem = " ".join(str(getattr(error, "problem", None) or "not YAML").split())
    if isinstance(error, yaml.scanner.ScannerError | yaml.parser.ParserError):
        return f"{problem}; text with signs such as ' * : [ in it needs quotes around it"
    return problem


def _line(error: Exception) -> int:
    """Return the line in the block's body where reading failed; that of its fence is -1."""
    mark = getattr(error, "problem_mark", None)
    return -1 if mark is None else mark.line


class _Loader(yaml.SafeLoader):
    """Reads truths, whole numbers and null; all else is text, as people mean it (``years: 2020-``).

    YAML 1.1 would take ``12:30`` for a number in base 60, and ``0123`` for one in base 8.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> str:
        """Leave out what no field may hold, either: a YAML escape can name any character."""
        return clean(str(super().construct_scalar(node)))

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Refuse a mapping whose keys are no scalars, or repeat."""
        keys = [key.value if isinstance(key, yaml.ScalarNode) else None for key, _ in node.value]
        for key in keys:
            if key is None or keys.count(key) > 1:
                problem = "a key is no text" if key is None else f"'{key}' is given twice"
                raise yaml.constructor.ConstructorError(problem=problem)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", regex(r"^(?:true|yes|on|false|no|off)$", re.IGNORECASE), None
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", regex(r"^-?(?:0|[1-9]\d*)$"), None)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", regex(r"^(?:~|null|)$"), None)
