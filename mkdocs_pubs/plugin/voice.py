"""What a build says of problems, each once, in MkDocs' log."""

from __future__ import annotations

import logging

from mkdocs_pubs.diagnostics import Diagnostic, Severity
from mkdocs_pubs.options import Options

LOG = logging.getLogger("mkdocs.plugins.pubs")


class Voice:
    """Says what is wrong in one build, as loudly as the options have it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._spoken: set[Diagnostic] = set()

    def say(self, diagnostic: Diagnostic) -> None:
        """Say what is wrong, unless it was said before."""
        severity = self._severity(diagnostic)
        if diagnostic not in self._spoken and severity is not Severity.IGNORE:
            self._spoken.add(diagnostic)
            LOG.log(getattr(logging, severity.name), "%s", diagnostic)

    @property
    def errors(self) -> int:
        """How many problems were said that are to be errors."""
        return sum(self._severity(one) is Severity.ERROR for one in self._spoken)

    def _severity(self, diagnostic: Diagnostic) -> Severity:
        return self._options.severity_of(diagnostic.code)
