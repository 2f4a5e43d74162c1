"""Makes Python of the templates when the package is built, also for an editable installation."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface):
    """Puts into the package what ``mkdocs_pubs.rendering.compiled`` looks for there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the Python of the templates, all at once, if it is not there yet."""
        sys.path.insert(0, self.root)
        from mkdocs_pubs.rendering.environment import as_python

        texts = dict(as_python())
        (folder,) = {path.parent for path in texts}
        if folder.exists():
            return
        rmtree(folder.parent, ignore_errors=True)
        folder.parent.mkdir()
        unfinished = Path(mkdtemp(dir=folder.parent))
        for path, text in texts.items():
            (unfinished / path.name).write_text(text, encoding="utf-8")
        unfinished.chmod(0o755)
        unfinished.rename(folder)
