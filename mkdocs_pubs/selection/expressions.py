"""The ``where`` expressions: Jinja2's syntax, of which only a harmless part is let through."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mkdocs_pubs.models import Publication
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.selection.values import value_of

MAX_LENGTH = 2000
MAX_NODES = 500
# Python's compiler takes 200 parentheses within each other, and seconds to refuse more.
MAX_DEPTH = 120

_FILTERS = frozenset("default first int last length lower trim upper".split())
_TESTS = frozenset(
    "defined undefined none string number true false in eq ne lt le gt ge"
    " equalto greaterthan lessthan".split()
)
# What is absent from this list cannot be said: no attributes, no calls, and no arithmetic that
# makes long values from short ones, for which the sandbox alone sets no bound.
_SYNTAX = (
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
    nodes.Name,
    nodes.List,
    nodes.Tuple,
    nodes.Filter,
    nodes.Test,
    nodes.Neg,
    nodes.CondExpr,
)
# Operators of other languages, and how they are written here; what is quoted has none.
_OPERATORS = {"=": "==", "&&": "and", "&": "and", "||": "or", "!": "not"}
_FOREIGN = regex(r"""'[^']*'|"[^"]*"|(?P<operator>&&?|\|\||!(?!=)|(?<![=!<>])=(?!=))""")


class InvalidExpression(ValueError):  # noqa: N818 - it is what the user wrote, not our error
    """The text is no expression, or says what expressions may not."""


class Expression:
    """A condition on publications, such as ``type == 'article' and year >= 2020``.

    Names are the fields, and ``type``, ``year``, ``month``, ``authors``, ``keywords``, ``venue``…;
    what a publication does not have is ``none``.

    Raises:
        InvalidExpression: if the text is not such a condition.
    """

    def __init__(self, text: str) -> None:
        # The optimizer would work out what is constant, be it a gigabyte (``'a' * 10 ** 9``).
        environment = ImmutableSandboxedEnvironment(optimized=False)
        self.text = text
        self.names = _checked_names(environment, text)
        self._evaluate = environment.compile_expression(text)

    def holds_for(self, publication: Publication) -> bool:
        """Evaluate; a comparison that makes no sense (``none > 3``) does not hold."""
        values = {name: value_of(publication, name) for name in self.names}
        try:
            return bool(self._evaluate(values))
        except (TypeError, ValueError, OverflowError, UndefinedError, SecurityError):
            return False


def _checked_names(environment: ImmutableSandboxedEnvironment, text: str) -> frozenset[str]:
    if len(text) > MAX_LENGTH:
        raise InvalidExpression(f"longer than {MAX_LENGTH} characters")
    try:
        expression = _parsed(environment, text)
    except TemplateSyntaxError as error:
        message = error.message or "not an expression"
        message = message.replace("end of template", "end")
        raise InvalidExpression(message + _hint(text)) from None
    except RecursionError:
        raise InvalidExpression("nested too deep") from None
    found = list(_parts(expression))
    if len(found) > MAX_NODES:
        raise InvalidExpression("too long")
    if max(depth for _, depth in found) > MAX_DEPTH:
        raise InvalidExpression("nested too deep")
    for node, _ in found:
        _check(node)
    return frozenset(node.name for node, _ in found if isinstance(node, nodes.Name))


def _parsed(environment: ImmutableSandboxedEnvironment, text: str) -> nodes.Expr:
    parser = Parser(environment, text, state="variable")
    expression = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError(f"expected the end at '{parser.stream.current.value}'", 1)
    return expression


def _hint(text: str) -> str:
    """Say how Jinja2 writes an operator that stands in a text as other languages write it."""
    found = (one["operator"] for one in _FOREIGN.finditer(text))
    operator = next(filter(None, found), "")
    return f"; write '{_OPERATORS[operator]}' for '{operator}'" if operator else ""


def _parts(expression: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Yield an expression and all within it, each with how deep it lies."""
    waiting = [(expression, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in node.iter_child_nodes())


def _check(node: nodes.Node) -> None:
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        raise InvalidExpression(f"unknown filter '{node.name}'")
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise InvalidExpression(f"unknown test '{node.name}'")
    if isinstance(node, nodes.Const) and node.value in (inf, -inf):
        raise InvalidExpression("a number is too large")
    if not isinstance(node, _SYNTAX):
        raise InvalidExpression(f"'{type(node).__name__.lower()}' is not allowed here")
