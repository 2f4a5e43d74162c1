"""Our templates as Python, which they become when the package is built.

Jinja takes a fifth of a first build of twenty publications to make it of the templates of a list.
What was made of other templates, with other settings or by another Jinja is in a folder of another
name, so that it is never taken for what it is not; then Jinja makes it, as of the user's templates.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

SUFFIX = ".html.j2"
TEMPLATES = Path(__file__).parent.parent / "templates"

_AS_PYTHON = Path(__file__).parent / "as_python"
_SETTINGS = Path(__file__).with_name("environment.py")


class CompiledLoader(FileSystemLoader):
    """Loads our templates as Python, and those that are not there as such as they are written."""

    def __init__(self) -> None:
        super().__init__(TEMPLATES)

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template of ours."""
        code = _code(python_path(name))
        if code is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, code, globals or {})


def python_path(name: str) -> Path:
    """Return where the Python of a template of ours is, if there is any."""
    return _AS_PYTHON / _origin() / f"{name.removesuffix(SUFFIX)}.py"


def _code(path: Path) -> CodeType | None:
    try:
        return SourceFileLoader(path.stem, str(path)).get_code(path.stem)
    except OSError:
        return None


@cache
def _origin() -> str:
    """Return a name for all that the Python follows from."""
    digest = sha256(f"jinja2 {version('jinja2')}".encode())
    for path in (_SETTINGS, *sorted(TEMPLATES.glob(f"*{SUFFIX}"))):
        digest.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
