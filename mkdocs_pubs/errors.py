"""The errors that stop a build: wrong configuration, told all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class PubsError(Exception):
    """The configuration cannot be used; `problems` holds one sentence for each reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class OptionError(PubsError):
    """An option is unknown, of the wrong type, or out of range."""


class StyleError(PubsError):
    """The citation style is not installed or cannot be loaded."""


class TemplateError(PubsError):
    """A template has a syntax error or failed while it was filled in."""


def do_all(*steps: Callable[[], object]) -> None:
    """Take all steps.

    Raises:
        PubsError: if any cannot be taken; what is wrong with all of them.
    """
    problems: list[str] = []
    for step in steps:
        try:
            step()
        except PubsError as error:
            problems.extend(error.problems)
    if problems:
        raise PubsError(problems)
