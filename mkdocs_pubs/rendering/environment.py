"""Templates as Jinja2 finds them: the user's, else ours, with what ours include in its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, escape

from mkdocs_pubs.patterns import regex
from mkdocs_pubs.rendering.compiled import SUFFIX, TEMPLATES, CompiledLoader, python_path
from mkdocs_pubs.rendering.filters import before_others, parts, plain, runs, sentence

_RARE = frozenset(
    f"{name}{SUFFIX}" for name in "annotation award cite compact legend mentions related".split()
)
"""What most lists have nothing of: these are compiled where one has."""

_INCLUDE = regex(r'{% include "(?P<name>[\w./]+)" %}')
_SIGN = regex("[&<>\"']")


def environment_of(folder: Path | None) -> Environment:
    """Return what finds templates: those of the user's folder, and ours where it has none."""
    if folder is None:
        return _environment(CompiledLoader())
    # What ours have in their places depends on what is in the folder.
    return _environment(FileSystemLoader(TEMPLATES), FileSystemLoader(folder))


def as_python() -> Iterator[tuple[Path, str]]:
    """Yield where each of our templates is looked for as Python, and what it is as such."""
    ours = FileSystemLoader(TEMPLATES)
    environment = _environment(ours)
    for name in ours.list_templates():
        source, filename, _ = ours.get_source(environment, name)
        yield python_path(name), environment.compile(source, name, filename, raw=True)


def _environment(ours: BaseLoader, *theirs: BaseLoader) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"pubs": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=[_Inliner],
    )
    environment.template_class = _Template
    if not theirs:
        environment.code_generator_class = _Generator
    environment.filters["runs"] = runs
    environment.filters["parts"] = parts
    environment.filters["plain"] = plain
    environment.filters["sentence"] = sentence
    environment.filters["before_others"] = before_others
    return environment


class _Template(Template):
    """Prints what is HTML as it is, of which Jinja makes three copies."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template that was compiled to this code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _as_html
        return template


def _as_html(value: object) -> str:
    """Return a value as HTML, as MarkupSafe's ``escape`` does."""
    if type(value) is Markup or (type(value) is str and not _SIGN.search(value)):
        return value
    return escape(value)


class _Generator(CodeGenerator):
    """Writes what templates ask for as Python has it.

    Users' own may ask for what is an attribute or a key, and for functions that take Jinja's
    context; ours do not, and are filled in in two thirds of the time.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: ARG002, N802
        """Write a call."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Inliner(Extension):
    """Puts those of our templates that ours include in their places, before they are compiled.

    An item includes a dozen, and looking them up took longer than filling them in. Rare ones are
    left to Jinja, since compiling all takes half as long again, and so are the user's own, whose
    failures are told with their lines.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the source of a template with those of others in it."""
        return self._whole(source) if _is_ours(filename) else source

    def _whole(self, source: str) -> str:
        return _INCLUDE.sub(self._inlined, source)

    def _inlined(self, include: re.Match[str]) -> str:
        if include["name"] in _RARE:
            return include[0]
        assert self.environment.loader is not None
        source, filename, _ = self.environment.loader.get_source(self.environment, include["name"])
        if not _is_ours(filename):
            return include[0]
        # What a template sets is its own.
        return f"{{% with %}}{self._whole(source)}{{% endwith %}}"


def _is_ours(filename: str | None) -> bool:
    return filename is not None and Path(filename).parent == TEMPLATES


def problems_of(folder: Path, environment: Environment) -> Iterator[str]:
    """Yield what is wrong with the templates of the user's folder."""
    try:
        os.listdir(folder)
    except FileNotFoundError:
        yield f"{folder}: there is no such folder of templates"
        return
    except OSError as error:
        yield f"{folder}: not a folder of templates ({error.strerror})"
        return
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        if problem := _problem(path, folder, environment):
            yield problem


def _problem(path: Path, folder: Path, environment: Environment) -> str | None:
    """Return what is wrong with a template.

    Jinja passes over what is not a file, and takes ours without a word.
    """
    try:
        if not path.is_file():
            return f"{path}: not a regular file"
        environment.get_template(path.relative_to(folder).as_posix())
    except TemplateSyntaxError as error:
        # An unclosed comment is told without its file.
        return f"{error.filename or path}:{error.lineno}: {error.message}"
    # What Jinja makes may be no Python: blocks can be too many within each other.
    except (SyntaxError, RecursionError) as error:
        return f"{path}: {error}"
    except UnicodeDecodeError:
        return f"{path}: not in UTF-8"
    except OSError as error:
        return f"{path}: cannot be read ({error.strerror})"
    return None
