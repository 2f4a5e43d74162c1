"""Problems as a command prints them: for people, for GitHub, for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping

from mkdocs_pubs.cli.writing import print_text
from mkdocs_pubs.diagnostics import Diagnostic, Severity
from mkdocs_pubs.options import Options

FORMATS = ("plain", "github", "json")

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def default_format() -> str:
    """Return the format for whoever listens: GitHub's own where its workflows run."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "plain"


def print_report(problems: Iterable[Diagnostic], options: Options, layout: str) -> None:
    """Print problems, each on a line of its own; in JSON, as a list."""
    severities = [(one, options.severity_of(one.code)) for one in problems]
    if layout == "json":
        found = [_mapping(one, severity) for one, severity in severities]
        print_text(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one, severity in severities:
        print_text(_annotation(one, severity) if layout == "github" else str(one))


def _mapping(problem: Diagnostic, severity: Severity) -> Mapping[str, object]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "severity": severity.value,
        "code": problem.code.value,
        "message": problem.message,
    }


def _annotation(problem: Diagnostic, severity: Severity) -> str:
    """Return a workflow command, with the problem as it stands elsewhere for the log.

    The signs that part a command are escaped as in GitHub's own ``@actions/core``.
    """
    path, line = problem.location.path, problem.location.line
    given = {"file": _in_workspace(path), "line": line, "title": problem.code.value}
    properties = ",".join(
        f"{name}={_property(str(value))}" for name, value in given.items() if value is not None
    )
    return f"::{_COMMANDS[severity]} {properties}::{_text(str(problem))}"


def _in_workspace(path: str) -> str:
    """Return a path from the folder of the repository, which annotations are relative to."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    found = os.path.relpath(path, workspace) if workspace else path
    return path if found.startswith(os.pardir) else found.replace(os.sep, "/")


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
